"""
Whether words in quotation marks are named as the title of a work is: in a citation, a
footnote or a bibliography, as styles print them; and what of quoted words may be a citation.

What stands behind such a title tells: a year or that there is none, a paragraph or page,
an address, the day of reading, perhaps after the name of the site. Whether it is a title
that the corpus knows is not asked here.
"""

import re
from collections.abc import Iterator, Sequence

from annotate.manuscript.marks import Span, quoted
from annotate.text.wordlists import phrases

__all__ = ["in_brackets", "is_citation", "is_reference", "of_others", "stands_among", "uncited"]

_CITATIONS = 3  # in brackets of their own, one after another
_FAR = 400  # characters to the bracket that a citation stands in
_OPENING, _CLOSING = "([（［【〔", ")]）］】〕"
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
_LOOSE = " \n\t.,;:!?。、"  # what may stand around a citation
_SIGN = re.compile(r"(?:(?<=[.,;:!?”\"’»…)\]])\d{1,3}|[¹²³⁰⁴-⁹*†‡§¶]{1,3})\Z")  # of a footnote
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


def of_others(text: str, titles: Sequence[Span], link: int) -> list[Span]:
    """Of titles before a link at a place those that are of another source than the link is."""
    if not titles:
        return []
    bare, done = [], titles[0][0]
    for start, end in titles:
        bare += [text[done:start], " " * (end - start)]
        done = end
    between = "".join([*bare, text[done:link]])
    parted, address = (titles[0][0] + between.rfind(sign) for sign in (";", "://"))
    others = [title for title in titles if title[1] <= parted]
    return others + [t for t in titles[:-1] if parted < t[1] <= address]


def stands_among(text: str, link: Span) -> bool:
    """Whether a note names other sources beside the one that its link at a place is of."""
    titles = [span for span in quoted(text).spans if is_reference(text, span)]
    if of_others(text, [span for span in titles if span[1] <= link[0]], link[0]):
        return True
    after = [start for start, _ in titles if start >= link[1]]
    return bool(after) and ";" in text[link[1] : after[-1]]


def uncited(words: str) -> Iterator[str]:
    """The words without one after another of the brackets and signs of notes at their end."""
    for _ in range(_CITATIONS):
        shorter = _without_last(words)
        if shorter == words or not any(map(str.isalnum, shorter)):
            break
        yield shorter
        words = shorter


def is_citation(words: str) -> bool:
    """Whether words are nothing but brackets, as a citation on a line of its own is."""
    return not any(map(str.isalnum, _without_last(words)))


def _without_last(words: str) -> str:
    """Words without brackets or the sign of a note at their end; all of them without either."""
    said = words.rstrip(_LOOSE)
    if sign := _SIGN.search(said):
        return said[: sign.start()].rstrip()
    start, depth = len(said), 0
    for at in range(len(said) - 1, max(0, len(said) - _FAR) - 1, -1):
        depth += (said[at] in _CLOSING) - (said[at] in _OPENING)
        # brackets that are still open are those of a link that was taken from their end
        if said[at] in _OPENING and (depth < 0 or (not depth and said[-1] in _CLOSING)):
            start = at
            break
    return said[:start].rstrip() if start < len(said) else words


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
