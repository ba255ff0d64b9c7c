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
from annotate.readers import below, fields, json
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
    """The way to the array in an object that has most text; None if there is none."""
    sizes = dict[Way, int]()
    for names, size in _arrays(whole, (), options, _DEEPEST):
        sizes[names] = sizes.get(names, 0) + size
    return max(sizes, key=lambda names: sizes[names], default=None)


def _arrays(value: object, names: Way, options: Options, deep: int) -> Iterator[tuple[Way, int]]:
    """The arrays of objects with a text, and how much of it there is in the first of them."""
    if isinstance(value, dict) and deep:
        is_map = fields.find(value, "title", options) is None
        for name, each in value.items():
            text = _own_text(each, options) if is_map else None
            if text:
                yield (*names, below.ANY), len(text)
                continue
            yield from _arrays(each, (*names, name), options, deep - 1)
    elif isinstance(value, list) and deep:
        for each in value[:_LOOKED_AT]:
            text = _text(each, options) if names else None
            if text:
                yield names, len(text)
            else:
                yield from _arrays(each, names, options, deep - 1)


def _text(value: object, options: Options) -> str | None:
    """The text of an object in an array; a summary counts beside a title and an address."""
    found = fields.find(value, "text", options) if isinstance(value, dict) else None
    if found is None or not isinstance(value, dict):
        return None
    is_one = not found.is_summary or all(
        fields.find(value, ours, options) for ours in ("title", "url")
    )
    return found.value if is_one else None


def _own_text(value: object, options: Options) -> str | None:
    found = fields.find(value, "text", options) if isinstance(value, dict) else None
    return found.value if found and not found.is_summary else None


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
        text = _text(json.load(data), options)
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
