"""
A line in which words are typed.

Textual's own field has a queue of its own: of keys that come fast, some would reach it before
those that were typed first. Here every key goes through the one queue of the screen.
"""

from dataclasses import dataclass

from rich.text import Text

from annotate.tui.agreed import agreed, tail

__all__ = ["Line"]

LONGEST = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed, and where the cursor is, in characters."""

    asks: str = ""
    text: str = ""
    at: int = 0

    def typed(self, words: str) -> "Line":
        """With these words at the cursor, as far as there is room."""
        words = words[: LONGEST - len(self.text)]
        text = self.text[: self.at] + words + self.text[self.at :]
        return Line(self.asks, text, self.at + len(words))

    def edited(self, key: str) -> "Line":
        """After a key that moves the cursor or takes something out; others do nothing."""
        text, at = self.text, self.at
        word = len(text[:at].rstrip().rpartition(" ")[0])
        places = {"left": at - 1, "right": at + 1, "home": 0, "end": len(text)}
        places |= {"ctrl+a": 0, "ctrl+e": len(text), "ctrl+left": word}
        ranges = {"backspace": (at - 1, at), "delete": (at, at + 1), "ctrl+d": (at, at + 1)}
        ranges |= {"ctrl+u": (0, at), "ctrl+k": (at, len(text)), "ctrl+w": (word, at)}
        if key in places:
            return Line(self.asks, text, max(0, min(places[key], len(text))))
        if key in ranges:
            start, end = ranges[key]
            start = max(0, start)
            return Line(self.asks, text[:start] + text[end:], start)
        return self

    def shown(self, width: int) -> Text:
        """The line with its cursor, the part around it when it is longer than the room."""
        label = f"{self.asks}: "
        before = tail(agreed(self.text[: self.at]), max(10, width - len(label) - 2))
        behind = agreed(self.text[self.at : self.at + width])
        return Text.assemble(
            (label, "bold"), before, (behind[:1] or " ", "reverse"), behind[1:],
            no_wrap=True, overflow="crop",
        )  # fmt: skip
