"""
What an article sets apart as someone else's words: after a colon, in dialogue, as a post.
"""

import re
from collections import Counter
from itertools import pairwise

from annotate.text.roles.part import Part
from annotate.text.roles.whole import Whole

__all__ = ["mark"]

_SPEAKER = r"[^\W\d_a-z][A-Z .'’-]{1,40}: "
# [2-6 alike, 1: -1]
_REACH = 3  # paragraphs that a sentence with a colon announces, if white space ends them
_NAMED = 4  # spaces in a name with a dash before it [2-8 alike]


def mark(whole: Whole) -> None:
    """Give their role to the paragraphs that are quoted."""
    parts = whole.parts
    colons = [i for i, part in enumerate(parts[:-1]) if _announces(part)]
    if colons:
        gaps = ["", *(whole.text[a[1] : b[0]] for a, b in pairwise(whole.spans))]
        usual = Counter(gaps).most_common(1)[0][0]
        unusual = [gap != usual for gap in gaps]
        for i in colons:
            _mark_after(parts, i, unusual)
    _posts(parts)


def _announces(part: Part) -> bool:
    return part.last in ":：" and not part.role and not part.sign


def _mark_after(parts: list[Part], i: int, unusual: list[bool]) -> None:
    """Give their role to the paragraphs that the one with a colon announces."""
    source = parts[i].source
    i += 1
    while i < len(parts) and (parts[i].role or parts[i].sign) == "boilerplate":
        i += 1
    for quoted in parts[i : _quote_end(parts, i, unusual, source)]:
        quoted.become("quote", "set apart: a colon announces it")


def _quote_end(parts: list[Part], i: int, unusual: list[bool], source: bool) -> int:
    """
    Where what is quoted from `i` on ends, at `i` if nothing is.

    A block that was set apart on its page often leaves other white space behind it
    than there is between the paragraphs. Without any, a source's name alone on its
    line stands for all that follows; a sentence with a colon for one paragraph.
    """
    stop = i
    while stop < len(parts) and _can_be_quoted(parts[stop]):
        stop += 1
    if stop - i > 1 and re.match(_SPEAKER, parts[i].text):
        return next((k for k in range(i, stop) if not re.match(_SPEAKER, parts[k].text)), stop)
    if stop == i or not (parts[i].prose or source):
        return i
    reach = stop if source else min(stop + 1, i + _REACH + 1)
    ends = [k for k in range(i + 1, min(reach, len(parts))) if unusual[k]]
    if source:
        return ends[-1] if ends else stop
    return ends[0] if ends else i + 1


def _can_be_quoted(part: Part) -> bool:
    return not part.role and not part.sign and part.ended


def _is_said(part: Part) -> bool:
    """Whether it stands in quotation marks wholly."""
    if part.role not in ("", "quote") or part.sign:
        return False
    return part.text[0] in '"“„«' and part.text.rstrip(" .…")[-1] in '"”“»'


def _posts(parts: list[Part]) -> None:
    """What stands before a line that names whose words they are."""
    for before, part in pairwise(parts):
        if (
            part.text[0] in "—–-"
            and part.short
            and part.text.count(" ") <= _NAMED
            and _is_said(before)
        ):
            for said in (before, part):
                said.become(
                    "quote", "set apart: it stands in quotation marks, or names who said it"
                )
        if part.sign == "quote" and part.text[0] in "—–-" and not before.role and not before.sign:
            before.become("quote", "set apart: whose words they are stands below")
