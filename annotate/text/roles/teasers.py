"""
Teasers of other articles, known by their company: headlines that break off, or that
run into their summaries.
"""

import re

from annotate.text.roles.part import SHORT, Part
from annotate.text.roles.whole import Whole

__all__ = ["cut", "glued"]

_CUT = 4  # lines that break off before they are headlines of other articles [2-8 alike]
_APART = 3  # paragraphs from one teaser to the next [1-6 alike]
_SEVERAL = 3  # headlines with their summaries [1-3 alike, 4: -.0003/-.0003]
# [160-400 alike, 100: -.0003/-.0003]
_LOOKED = 200  # characters of a paragraph, in which a headline ends
# [1-4 alike]
_EDGE = 2  # paragraphs of prose at either end, of which one is a headline with its summary
# [1-2 alike, 3: -.0007/-.0006]
_WORDS = 2  # of what stands behind seams, that stand elsewhere as words of their own
_MIXED = re.compile(r"[A-Z](?<=[a-z\d?!)’'].)")
_GLUED = r"\w{3,}[a-z\d?!)’'](?=[A-Z][a-z’']*,? [\da-z])"  # a headline and its summary


def cut(whole: Whole) -> None:
    """Short lines that break off, if there are several: the headlines of other articles."""
    parts = whole.parts
    ends = [i for i, part in enumerate(parts) if part.length <= SHORT and _breaks_off(part)]
    if len(ends) < _CUT:
        return
    prose = [i for i, part in enumerate(parts) if part.prose]
    for run in _near(ends):
        within = prose and prose[0] < run[0] and run[-1] < prose[-1]
        if within:
            continue  # an author may fall silent, too
        for i in run:
            parts[i].show("boilerplate", "cut headlines: it breaks off, as others do beside it")


def _breaks_off(part: Part) -> bool:
    return part.text.endswith(("...", "…", "..")) and part.sign in ("", "list_item")


def glued(whole: Whole) -> None:
    """Headlines that run into their summaries, if there are several."""
    parts = whole.parts
    prose = [i for i, part in enumerate(parts) if part.prose]
    if not any(_seam(parts[i].text[:_LOOKED]) for i in (*prose[:_EDGE], *prose[-_EDGE:])):
        return  # they stand above an article or below it
    found = {i: word for i in prose if (word := _seam(parts[i].text[:_LOOKED]))}
    if len(found) < _SEVERAL:
        return
    known = {word for part in parts for word in part.text.split()}
    for run in _near(list(found)):
        starts = {found[i] for i in run if _second(parts[i].text[:_LOOKED], found[i]) in known}
        # not names that are written so
        if len({found[i] for i in run}) >= _SEVERAL and len(starts) >= _WORDS:
            for part in parts[run[0] : run[-1] + 1]:
                part.show(
                    "boilerplate", "glued headlines: it runs into a summary, or stands among such"
                )


def _seam(text: str) -> str | None:
    """The word that is glued to the next sentence, None if there is none."""
    if not _MIXED.search(text):  # nearly always, and quick
        return None
    found = re.search(_GLUED, text)
    return found[0] if found else None


def _second(text: str, word: str) -> str:
    """What stands behind the seam: a word of its own, or half of a name."""
    return text[text.index(word) + len(word) :].split(None, 1)[0]


def _near(places: list[int]) -> list[list[int]]:
    """The same in groups, in which no two neighbours are far from each other."""
    groups: list[list[int]] = []
    for i in places:
        if not groups or i - groups[-1][-1] > _APART:
            groups.append([])
        groups[-1].append(i)
    return groups
