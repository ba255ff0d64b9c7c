"""
The styles of an RTF file: which of them are headings, quotations and the like.
"""

import re
from collections.abc import Mapping

from annotate.readers.markup import named_styles
from annotate.readers.richtext.controls import number

__all__ = ["marks", "of_level"]

_ENTRY = re.compile(rb"\{([^{}]*)")
_WORD = re.compile(rb"\\([a-zA-Z]+|[^a-zA-Z])(-?[0-9]+)? ?")
_NO_HEADING = 9  # the outline level of running text


def marks(table: bytes) -> Mapping[int, str]:
    """The mark of paragraphs in each style, by its number, for those that have one."""
    return {
        which: mark
        for entry in _ENTRY.finditer(table)
        for which, mark in [_style(entry[1])]
        if mark
    }


def _style(entry: bytes) -> tuple[int, str | None]:
    said = dict(_WORD.findall(entry))
    if b"cs" in said or b"ts" in said or b"ds" in said:  # of letters, tables, sections
        return 0, None
    name = _WORD.sub(b"", entry).decode("latin-1").strip(" ;\r\n")
    level = number(said.get(b"outlinelevel"), _NO_HEADING)
    return number(said.get(b"s"), 0), named_styles.mark(name) or of_level(level)


def of_level(level: int) -> str | None:
    """The mark of a paragraph at a level of the outline, which counts from 0."""
    return f"h{min(level + 1, 6)}" if 0 <= level < _NO_HEADING else None
