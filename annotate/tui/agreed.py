"""
Text of which every terminal knows how many cells it takes.

An emoji joined of several, or made another one by a selector or a tone of skin, takes two cells
in one terminal and one, four or eight in the next, and what stands beside it in its line is
broken. So those are shown as the emoji that they are joined of.
"""

import re
from bisect import bisect_left

from rich.cells import cell_len

from annotate.text.clean import for_terminal

__all__ = ["Shown", "agreed", "tail"]

_EMOJI = "\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_LEFT_OUT = re.compile(
    f"[\ufe0e\ufe0f\U000e0020-\U000e007f]|(?<=[{_EMOJI}])[\u200d\U0001f3fb-\U0001f3ff]"
)


class Shown:
    """A text as it is shown, and where in that a place of the text itself is."""

    def __init__(self, text: str) -> None:
        whole = for_terminal(text).replace("\t", " ")  # as long as the text
        self._left_out = [match.start() for match in _LEFT_OUT.finditer(whole)]
        self.text = _LEFT_OUT.sub("", whole)

    def place(self, at: int) -> int:
        """Where a place of the text is in what is shown."""
        return at - bisect_left(self._left_out, at)


def agreed(text: str) -> str:
    """A text as it is shown."""
    return Shown(text).text


def tail(text: str, cells: int) -> str:
    """The end of a text that has room, the whole if it has."""
    text = text[-cells:] if cells < len(text) else text
    while cell_len(text) > cells:
        text = text[1:]
    return text
