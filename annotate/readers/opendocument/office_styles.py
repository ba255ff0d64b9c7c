"""
The styles of a document: what paragraphs in them are, and whose words are hidden.
"""

import re

from annotate.readers.markup import named_styles

__all__ = ["Styles"]

_DEEPEST = 20  # styles that are made from another
_CODE = re.compile(r"_([0-9a-f]{1,4})_")


class Styles:
    """The styles told of so far, each by its name."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._names: dict[str, str] = {}  # as people see them
        self._parents: dict[str, str] = {}
        self._levels: dict[str, str] = {}  # of the outline
        self._known: dict[str, str | None] = {}
        self._last = ""

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins, of a style or any other."""
        if name == "style:style":
            self._last = own = told.get("style:name", "")
            self._names[own] = told.get("style:display-name", "") or _seen(own)
            self._parents[own] = told.get("style:parent-style-name", "")
            self._levels[own] = told.get("style:default-outline-level", "")
        elif name == "style:text-properties" and told.get("text:display") == "none":
            self.hidden.add(self._last)

    def mark(self, style: str) -> str | None:
        """What paragraphs in a style are, by its name or one that it is made from."""
        if style not in self._known:
            self._known[style] = next(filter(None, map(self._own_mark, self._line(style))), None)
        return self._known[style]

    def _line(self, style: str) -> list[str]:
        found = [style]
        while len(found) < _DEEPEST and (parent := self._parents.get(found[-1])):
            found.append(parent)
        return found

    def _own_mark(self, style: str) -> str | None:
        level = self._levels.get(style, "")
        by_level = f"h{min(int(level), 6)}" if re.fullmatch(r"[1-9]", level) else None
        return named_styles.mark(self._names.get(style) or _seen(style)) or by_level


def _seen(name: str) -> str:
    """A name as people see it: Text_20_body is Text body."""
    return _CODE.sub(lambda code: chr(int(code[1], 16)), name)
