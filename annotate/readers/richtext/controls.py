"""
RTF cut into text, control words and groups, in one pass whose time grows with the length alone.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

__all__ = ["CLOSE", "CODE", "CODES", "HEX", "NUMBERED", "OPEN", "TEXT", "WORD"]
__all__ += ["codes", "end", "number", "token"]

TEXT, CODES, WORD, NUMBERED, HEX, OPEN, CLOSE = 1, 2, 3, 4, 5, 7, 10
"""Which group of a token matched last; that of `OPEN` names what may be passed over (8, 9)."""

CODE = re.compile(rb"\\u(-?[0-9]{1,7}) ?(\?|\\'[0-9a-fA-F]{2})")
"""A letter by its code, and what stands for it where that is not known."""

# no run is longer than 500, as what matches them holds each of its steps
_PARTS = r"""
    ([^\\{{}}\r\n]+)
    | ((?:\\u-?[0-9]{{1,7}}\ ?(?:\?|\\'[0-9a-fA-F]{{2}})){{2,500}}+)
    | (?:\\(?!(?:{known})(?![a-zA-Z]))[a-zA-Z]+-?[0-9]*(?:\ |[\r\n]+)?){{1,500}}+
    | \\(?:([a-zA-Z]+)(-?[0-9]+)?\ ?|'([0-9a-fA-F]{{2}}(?:\\'[0-9a-fA-F]{{2}}){{0,500}}+)|(.))
    | (\{{(?:\\\*[\r\n]*\\([a-zA-Z]+)(-?[0-9]+)?\ ?)?)
    | (\}})
"""
_EDGE = re.compile(rb"[{}]|\\(?:bin([0-9]{1,10}) ?|[\\{}])")


def token(words: Iterable[bytes]) -> re.Pattern[bytes]:
    """What a file is cut into; control words are these, and a run of others is one token."""
    return _token(tuple(sorted(word.decode() for word in words)))


@cache
def _token(words: tuple[str, ...]) -> re.Pattern[bytes]:
    by_letter = groupby(words, key=lambda word: word[0])
    known = "|".join(f"{first}(?:{'|'.join(w[1:] for w in same)})" for first, same in by_letter)
    return re.compile(_PARTS.format(known=known).encode(), re.DOTALL | re.VERBOSE)


codes = re.compile(rb"\\u(-?[0-9]+)").findall
"""The codes of a run of letters by their codes."""


def end(data: bytes, at: int) -> int:
    """Where the group ends in which a place is: its brace, or the end of all."""
    depth = 1
    while edge := _EDGE.search(data, at):
        at = edge.end()
        if edge[1]:
            at += int(edge[1])  # bytes of a picture, which may look like anything
        elif edge[0] == b"{":
            depth += 1
        elif edge[0] == b"}":
            depth -= 1
            if not depth:
                return edge.start()
    return len(data)


def number(said: bytes | None, otherwise: int = 1) -> int:
    """The number behind a control word."""
    return int(said[:10]) if said and said != b"-" else otherwise
