"""
The line that is being typed, taken apart as the shells do.
"""

from typing import NamedTuple

__all__ = ["Line", "Word"]


class Word(NamedTuple):
    """A word as it would be typed, what it stands for, and what a shell does behind it."""

    word: str
    says: str = ""
    sort: str = "plain"  # `open`: no blank is put behind; `file`, `dir`: the shell's own


class Line(NamedTuple):
    """What is typed so far: whole words, the last one, and how the shell sees that."""

    words: list[str]
    last: str
    quote: str = ""  # that is open
    done: int = 0  # characters of the last word that bash takes for words before it

    @classmethod
    def of(cls, line: str, breaks: str = "") -> "Line":
        """Take a line apart; `breaks` are bash's COMP_WORDBREAKS."""
        words, last, quote, done, is_word = list[str](), "", "", 0, False
        signs = iter(line)
        for sign in signs:
            if sign == quote:
                quote = ""
            elif sign == "\\" and quote != "'":
                last += next(signs, "")
            elif quote:
                last += sign
            elif sign in "\"'":
                quote, done = sign, len(last)
            elif sign.isspace():
                words += [last] if is_word else []
                last, done, is_word = "", 0, False
                continue
            else:
                last += sign
                done = len(last) if sign in breaks else done
            is_word = True
        return cls(words, last, quote, done)
