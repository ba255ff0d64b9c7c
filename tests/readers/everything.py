"""
Documents with some of everything, each word of its own, for pandoc to convert.

What a reader drops, doubles or glues to its neighbour shows by a word that is not there
once: no test has to know what the draft should look like.
"""

import random
import re

__all__ = ["WORD", "document"]

WORD = re.compile(r"w\d{4}")
_PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# W is a word, S some of them, L a line with markup
_BLOCKS = (
    "L", "L", "L", "# S", "## S", "###### S", "```\nS\n  S\n```", "S\n:   S", "| S\n|   S", "* * *",
    "| W | |\n|---|---|\n| S | W |\n| | W |", "![S](PIXEL)",
    r"$$\frac{\text{W}}{\text{W}^2}$$",
)  # fmt: skip
_MARKS = (("> ", "> "), ("- ", "  "), ("1. ", "   "))
_LINES = (
    "S", "S", "*L*", "**L**", "~~S~~", "[L](https://a.org/)", "`S`", "W ^W^", "[S]{.smallcaps}",
    '"S"', r"$\text{W} + 1$", r"\* \_W &amp; W \<", "S\\\nS", "W^[S]",
)  # fmt: skip
_DEEPEST = 2  # levels of quotes and lists


def document(seed: int) -> str:
    """A document in pandoc's Markdown, the same for a seed."""
    return _Writer(seed).blocks(0, 12)


class _Writer:
    """Writes blocks and lines, with numbered words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = 0

    def blocks(self, depth: int, most: int) -> str:
        several = range(self._random.randint(1, most) if depth else most)
        return "\n\n".join(self._block(depth) for _ in several) + "\n"

    def _block(self, depth: int) -> str:
        if depth >= _DEEPEST or self._random.random() < 0.7:
            return self._filled(self._random.choice(_BLOCKS), 0).replace("PIXEL", _PIXEL)
        first, others = self._random.choice(_MARKS)
        lines = self.blocks(depth + 1, 3).rstrip("\n").split("\n")
        return "\n".join((others if i else first) + line for i, line in enumerate(lines))

    def _filled(self, template: str, depth: int) -> str:
        return re.sub(
            r"(?<![A-Za-z])[WSL](?![A-Za-z])", lambda kind: self._text(kind[0], depth), template
        )

    def _text(self, kind: str, depth: int) -> str:
        if kind == "W":
            self._words += 1
            return f"w{self._words:04d}"
        templates = _LINES if kind == "L" and depth < 2 else ("W",)
        several = range(self._random.randint(1, 5))
        return " ".join(self._filled(self._random.choice(templates), depth + 1) for _ in several)
