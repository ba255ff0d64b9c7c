"""
Where in JSON the records are that stand below a wrapper, as in answers of news APIs.

They are the objects of an array, or of an object that has one by each name, found by their
texts: of several the one with most of it; what stands inside an object that has a text
itself is a part of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotate.errors import UnreadableSource
from annotate.readers import below, fields, objects
from annotate.readers.record import Options

__all__ = ["ahead", "said", "way"]

Way = tuple[str, ...]

_DEEPEST = 8  # levels of objects and arrays
_LOOKED_AT = 20  # objects of an array
_A_TEXT = 200  # bytes
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:]', re.DOTALL)


def said(options: Options) -> Way | None:
    """The way to the records that the user says: `response.results[].body` has one."""
    for _, name in options.fields:
        before, found, _ = name.rpartition("[]")
        if found:
            return tuple(filter(None, before.replace("[]", "").split(".")))
    return None


def way(whole: Mapping[str, object], options: Options) -> Way | None:
    """The way to the objects in an object that have most text; None if there are none."""
    sizes = dict[Way, int]()
    looking = _Looking(options, is_titled=_is_titled(whole, options))
    for names, size in looking.arrays(whole, (), _DEEPEST):
        sizes[names] = sizes.get(names, 0) + size
    return max(sizes, key=lambda names: sizes[names], default=None)


def _is_titled(value: Mapping[str, object], options: Options) -> bool:
    """Whether an object is an article for all that it says, but has no text."""
    return all(fields.find(value, ours, options) for ours in ("title", "url"))


@dataclass(frozen=True, slots=True)
class _Looking:
    """What is looked for: below what may be an article only what has titles is no part of it."""

    options: Options
    is_titled: bool

    def arrays(self, value: object, names: Way, deep: int) -> Iterator[tuple[Way, int]]:
        """The ways to objects with a text, and how much of it there is in the first of them."""
        if isinstance(value, dict) and deep:
            is_map = fields.find(value, "title", self.options) is None
            for name, each in value.items():
                text = self.text(each, is_whole=True) if is_map else None
                if text:
                    yield (*names, below.ANY), len(text)
                else:
                    yield from self.arrays(each, (*names, name), deep - 1)
        elif isinstance(value, list) and deep:
            for each in value[:_LOOKED_AT]:
                text = self.text(each) if names else None
                if text:
                    yield names, len(text)
                else:
                    yield from self.arrays(each, names, deep - 1)

    def text(self, value: object, *, is_whole: bool = False) -> str | None:
        """The text of an object; a summary counts in an array, beside a title and an address."""
        found = fields.find(value, "text", self.options) if isinstance(value, dict) else None
        if found is None or not isinstance(value, dict):
            return None
        if found.is_summary and (is_whole or not _is_titled(value, self.options)):
            return None
        has_title = not self.is_titled or fields.find(value, "title", self.options)
        return found.value if has_title else None


@dataclass(slots=True)
class _Open:
    """An object or array that is open: the name it has, and where it starts."""

    sign: bytes
    name: str
    start: int
    has_text: bool = False


def ahead(head: bytes, options: Options) -> Way | None:
    """The way to the records of an object of which only the beginning is known."""
    sizes = dict[Way, int]()
    stack = list[_Open]()
    word = name = b""
    for token in _TOKEN.finditer(head):
        sign = token[0]
        if sign == b":":
            name = word
        elif sign in (b"{", b"["):
            stack.append(_Open(sign, _plain(name), token.start()))
            name = b""
        elif sign in (b"}", b"]"):
            if not stack:
                return None
            _close(stack, head[stack[-1].start : token.end()], sizes, options)
        else:
            word = sign
            if name and stack:
                text = len(sign) > _A_TEXT and fields.is_text(_plain(name))
                stack[-1].has_text = stack[-1].has_text or text
                name = b""
    whole = [_names(stack[: at + 1]) for at, each in enumerate(stack) if each.has_text]
    found = {names: size for names, size in sizes.items() if not _is_below(names, whole)}
    return max(found, key=lambda names: found[names], default=None) if stack else None


def _close(stack: list[_Open], data: bytes, sizes: dict[Way, int], options: Options) -> None:
    names = _names(stack)
    closed = stack.pop()
    if closed.sign != b"{" or not names or not stack or stack[-1].sign != b"[":
        return
    try:
        text = _Looking(options, is_titled=False).text(objects.load(data))
    except UnreadableSource:
        return
    if text:
        for inner in [each for each in sizes if each != names and _is_below(each, [names])]:
            del sizes[inner]
        sizes[names] = sizes.get(names, 0) + len(text)


def _names(stack: list[_Open]) -> Way:
    return tuple(each.name for each in stack if each.name)


def _is_below(names: Way, others: list[Way]) -> bool:
    return any(names[: len(other)] == other for other in others)


def _plain(word: bytes) -> str:
    return word[1:-1].decode("utf-8", "replace")
