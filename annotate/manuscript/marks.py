"""
Words in quotation marks, in the manners of several languages.

A mark that is an apostrophe, an inch or a stray is none; what is quoted inside
a quotation is part of it.
"""

import re
from typing import NamedTuple

__all__ = ["Quoted", "Span", "quoted"]

Span = tuple[int, int]

_CLOSERS = {
    "“": r"”",
    "„": r"[“”]",
    "‚": r"(?<=\S)[‘’](?!\w)",
    "‘": r"(?<=\S)’(?!\w)",
    "«": r"»",
    "»": r"«",
    '"': r"(?<=\S)\"(?!\w)",
    "”": r"(?<=\S)[”“](?!\w)",  # Swedish, Arabic
    "「": r"」",
    "『": r"』",
}
_CLOSING = {mark: re.compile(closer) for mark, closer in _CLOSERS.items()}
_NESTING = {
    mark: re.compile(f"({mark})|{_CLOSERS[mark]}") for mark in "“«「『"
}  # fmt: skip
_OPENING = re.compile(
    r"[“„«「『]|(?<![\w.,;:!?’])[\"”](?=\S)|(?<!\w)‘(?=\S)(?!\d0s)|(?<!\w)‚(?=\w)|(?<![^\s\u2066-\u2068])»(?=\w)"
)
_REACH = 5_000  # characters, and
_DEPTH = 8  # quotations in quotations, after which the first closing mark is believed


class Quoted(NamedTuple):
    """The words in marks, and the place of a mark that a paragraph opens and does not close."""

    spans: list[Span]
    unclosed: int | None


def quoted(text: str) -> Quoted:
    """What stands in quotation marks: the outermost pairs, in order, without the marks."""
    spans: list[Span] = []
    unclosed, at = None, 0
    hopeless: set[str] = set()  # marks that nothing further on closes
    while opener := _OPENING.search(text, at):
        mark, at = opener[0], opener.end()
        closer = None if mark in hopeless else _closer(text, at, mark)
        if closer:
            spans.append((at, closer.start()))
            at, unclosed = closer.end(), None
        else:
            unclosed = opener.start() if mark == "“" else unclosed
            hopeless.add(mark)
    return Quoted(spans, unclosed)


def _closer(text: str, at: int, mark: str) -> re.Match[str] | None:
    first = _CLOSING[mark].search(text, at)
    return (_balanced(text, at, mark) or first) if first and mark in _NESTING else first


def _balanced(text: str, at: int, mark: str) -> re.Match[str] | None:
    """The mark that closes as many as were opened."""
    depth = 1
    for found in _NESTING[mark].finditer(text, at, at + _REACH):
        depth += 1 if found[1] else -1
        if not depth:
            return found
        if depth > _DEPTH:
            return None
    return None
