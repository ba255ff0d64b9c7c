"""
A link into the original page that marks the words there: a text fragment.

`#:~:text=prefix-,start,end,-suffix` (WICG, URL Fragment Text Directives). A browser
marks the first place that fits, whatever its capitals and accents; so words that
stand several times take some of the words around them along, until they are the only
ones. What is compared must begin and end where a word does, except where it meets
those words around it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from annotate.text.clean import line

__all__ = ["link", "web"]

LONGEST = 120  # characters of words that are given in full
ENDS = (5, 8, 12, 18, 25, 2, 1)  # words at each end of longer ones; few where there are no spaces
AROUND = ((0, 0), (3, 0), (0, 3), (3, 3), (8, 8), (20, 20))  # words before and after
FARTHEST = 300  # characters before or after
LARGEST = 100_000  # characters of words that are looked for at all
MOST = 1_000  # characters of a directive; longer ones are left out

_NOT_IN_ADDRESS = re.compile(r'[\s"<>\\^`{|}]')
_WORD = re.compile(r"[^\s。，、！？；：]+[。，、！？；：]*|[。，、！？；：]+")
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff]+"
)
_QUOTE_MARKS = (*((mark, "'") for mark in "‘’‚‛"), *((mark, '"') for mark in "“”„‟"))
_WITHIN_WORDS = frozenset("'’.:·‧,;")  # between letters or digits these part no words


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to say which words: places in the text, in the order of the directive's parts."""

    before: int
    start: int
    head: int  # where the start ends
    tail: int | None  # where the end begins, unless start is everything
    end: int
    after: int


def web(address: str | None) -> str:
    """An address of the web, fit to paste anywhere; nothing for any other."""
    address = line(address or "")
    if not address.lower().startswith(("http://", "https://")):
        return ""
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), address)


def link(url: str, text: str, start: int, end: int) -> str:
    """The address of `text[start:end]` in the page at url, whose whole text is `text`."""
    page = web(url).partition(":~:")[0]
    if not page or end - start > LARGEST:
        return web(url)
    words = [(start + at.start(), start + at.end()) for at in _WORD.finditer(text[start:end])]
    directive = _directive(text, words) if words else ""
    if not directive or len(directive) > MOST:
        return web(url)
    return f"{page}{'' if '#' in page else '#'}:~:text={directive}"


def _directive(text: str, words: list[tuple[int, int]]) -> str:
    """The first way that leads to these words alone, else the plainest."""
    whole = _whole(text)
    ways = list(_ways(text, words))
    return _written(text, next((way for way in ways if _is_only(whole, text, way)), ways[0]))


def _ways(text: str, words: list[tuple[int, int]]) -> Iterator[_Way]:
    """The words by themselves, and with more and more around them."""
    starts_inside = _inside_word(text, words[0][0])
    ends_inside = _inside_word(text, words[-1][1])
    plain = list(_plain(text, words))
    if not starts_inside and not ends_inside:
        yield from plain
    for before, after in AROUND:
        yield replace(
            plain[0],
            before=_before(text, plain[0].start, max(before, starts_inside)),
            after=_after(text, plain[0].end, max(after, ends_inside)),
        )


def _plain(text: str, words: list[tuple[int, int]]) -> Iterator[_Way]:
    """By the first words and the last, when there are many; else all of them."""
    start, end = words[0][0], words[-1][1]
    counts = [n for n in ENDS if 2 * n < len(words)] if end - start > LONGEST else []
    for count in counts:
        head, tail = words[count - 1][1], words[-count][0]
        if _is_at_end(text[head:end], text[tail:end]):
            yield _Way(start, start, head, tail, end, end)
    yield _Way(start, start, end, None, end, end)


def _is_only(whole: str, text: str, way: _Way) -> bool:
    """Whether there is no other place like it; where the start is, the end follows."""
    sought = _folded(text[way.before : way.after if way.tail is None else way.head])
    first = whole.find(sought)
    return first >= 0 and whole.find(sought, first + 1) < 0


def _is_at_end(words: str, last: str) -> bool:
    words, last = _folded(words), _folded(last)
    return bool(last) and words.find(last) == len(words) - len(last)


def _written(text: str, way: _Way) -> str:
    parts = [
        (text[way.before : way.start], "{}-"),
        (text[way.start : way.head], "{}"),
        (text[way.end if way.tail is None else way.tail : way.end], "{}"),
        (text[way.end : way.after], "-{}"),
    ]
    return ",".join(form.format(_encoded(words)) for words, form in parts if words)


def _encoded(words: str) -> str:
    return quote(line(words), safe="").replace("-", "%2D")


def _inside_word(text: str, at: int) -> bool:
    """Whether a browser may see one word go on here; for scripts without spaces it may."""
    before, after = text[max(0, at - 2) : at][::-1], text[at : at + 2]
    return _letter_first(before) and _letter_first(after)


def _letter_first(characters: str) -> bool:
    if characters[:1] in _WITHIN_WORDS:
        characters = characters[1:]
    return bool(characters) and (
        characters[0].isalnum()
        or characters[0] == "_"
        or unicodedata.category(characters[0])[0] == "M"
    )


def _before(text: str, start: int, count: int) -> int:
    """Where the last words before begin; they share a line, as a page's blocks are searched."""
    window = text[max(0, start - FARTHEST) : start]
    line_start = window.rstrip().rfind("\n") + 1
    words = list(_WORD.finditer(window, line_start))
    if line_start == 0 and start > FARTHEST:
        words = words[1:]  # it may be half a word
    return start - len(window) + words[-count:][0].start() if words and count else start


def _after(text: str, end: int, count: int) -> int:
    """Where the first words after end, likewise."""
    window = text[end : end + FARTHEST]
    line_end = window.find("\n", len(window) - len(window.lstrip()))
    words = list(_WORD.finditer(window, 0, len(window) if line_end < 0 else line_end))
    if line_end < 0 and end + FARTHEST < len(text):
        words = words[:-1]
    return end + words[:count][-1].end() if words and count else end


@lru_cache(maxsize=1)
def _whole(text: str) -> str:
    """A whole text folded: kept, as the paragraphs of one article are cited together."""
    return _folded(text)


def _folded(text: str) -> str:
    """As browsers compare: without capitals, accents and the kinds of quotation marks."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
        for mark, plain in _QUOTE_MARKS:
            text = text.replace(mark, plain)
    return " ".join(text.casefold().split())
