"""
Whether words in quotation marks are named as the title of a work is: in a citation, a
footnote or a bibliography, as styles print them.

What stands behind such a title tells: a year or that there is none, a paragraph or page,
an address, the day of reading, perhaps after the name of the site. Whether it is a title
that the corpus knows is not asked here.
"""

import re

from annotate.manuscript.marks import Span
from annotate.text.wordlists import phrases

__all__ = ["in_brackets", "is_reference"]

_FAR = 400  # characters to the bracket that a citation stands in
_UNDATED = r"n\.\s?d\.|s\.\s?d\.|s\.\s?a\.|o\.\s?J\.|б\.\s?г\.|sin fecha|forthcoming|in press"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?\b"
_PLACE = (
    r"(?:paras?|par|pars|pp?|ch|chap|sec|S|Abs|Rn|Nr|no|núm|párr|alinéa|al|n)\.?\s*\d|[¶§]+\s*\d"
)
_READ = "|".join(
    map(re.escape, phrases(
        """accessed|last accessed|retrieved|last modified|available at|available from|online|
        zugegriffen|abgerufen|zugriff|verfügbar|letzter zugriff|consulté|disponible|consultado|
        accedido|recuperado|acesso em|consultato|geraadpleegd|hämtad|besøgt|lest|viitattu|
        dostęp|дата обращения"""
    ))
)  # fmt: skip
_DAY = r"\d{1,2}\.?\s+[^\W\d_]{3,10}\.?,?\s+\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2},\s+\d{4}"
_TOLD = rf"(?:{_UNDATED}|{_YEAR}|{_PLACE}|(?i:{_READ})\b|{_DAY}|https?://|doi\b)"
_NAME = r"(?:[^\W\d_a-z][\w’'&.-]*|of|the|and|de|la|le|du|des|der|die|das|und|für|et|y|&)"
_OPEN = r"[(\[]?\s*(?:[Ii]n:?\s+)?"
_BEHIND = re.compile(
    rf"[\s.,;:!?”\"’»“‘」』]*{_OPEN}(?:{_NAME}(?:\s+{_NAME}){{0,9}}\s*[.,;:(\[]+\s*){{0,2}}{_TOLD}"
)
_BACK = "↩↑⏎\ufe0e\ufe0f"  # behind a footnote, the way back to its sign
_ENDED = re.compile(rf"[\s.,!?”\"’»“‘」』{_BACK}]*(?:\Z|;)")
_AT_FIRST = re.compile(  # a number, or: See Ida Holm,
    r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}\.)?\s*(?:[^\W\d_]+[.:]?\s+)?"
    rf"(?:{_NAME}[\s,.:]+){{0,9}}[“\"„«»‘‚”「『]\Z"
)


def is_reference(text: str, span: Span) -> bool:
    """Whether what stands in quotation marks at a place of a paragraph is named as a title is."""
    start, end = span
    close = _closing(text, span)
    behind = text[end : end + _FAR if close is None else close]
    if _BEHIND.match(behind):
        return True
    if not _ENDED.match(behind):
        return False
    before = text[max(0, start - _FAR) : start].rpartition(";")[2]
    return close is not None or bool(_AT_FIRST.match(before))


def in_brackets(text: str, span: Span) -> bool:
    """Whether it is named so in brackets, as citations in a text are."""
    return _closing(text, span) is not None and is_reference(text, span)


def _closing(text: str, span: Span) -> int | None:
    """Where the brackets end that a place stands in, if it stands in any."""
    start, end = span
    if not _is_open(text[max(0, start - _FAR) : start]):
        return None
    depth = 0
    for at in range(end, min(len(text), end + _FAR)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth < 0:
            return at
    return None


def _is_open(before: str) -> bool:
    depth = 0
    for character in reversed(before):
        depth += (character in ")]") - (character in "([")
        if depth < 0:
            return True
    return False
