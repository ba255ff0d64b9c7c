"""
The signs of footnotes in a text, as readers write them: `[1]`, `[a]`, `[*]`, `[note]`.
"""

import re

__all__ = ["SIGN", "without_signs"]

SIGN = re.compile(
    r"\[(?:\d{1,3}|[*†‡§¶]{1,3})\]"
    r"|\[(?:[a-z]|[ivxlc]{1,5})\](?!\w)"
    r"|(?<=[^\s\[(])\[[^\W_][\w.:-]{0,49}\]"  # a name, which stands right after a word
)
"""The sign of a footnote; brackets of another kind (`[sic]`, `[…]`, `[T]he`) are none."""


def without_signs(text: str) -> str:
    """The text with blanks in place of signs of footnotes, so that all else stays where it is."""
    return SIGN.sub(lambda sign: " " * len(sign[0]), text) if "[" in text else text
