"""
Making what people type safe to store, and what is stored safe to show on a terminal.
"""

import re

__all__ = ["APART", "for_terminal", "is_storable", "line", "multiline", "unprintable"]

APART = "|"  # parts names, like those of tags, in one cell of a table

# C0 and C1 controls but tab and newline; lone surrogates, which UTF-8 cannot hold
# (not compiled here: printable text, nearly all there is, needs none of these)
_UNSTORABLE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
# those, and the bidi controls that turn a line around: harmless to store, not to look at
_STEERING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
# an isolate that ends what it began, on its line, turns nothing else around: citations have them
_ISOLATED = r"\u2068([^\n\u202a-\u202e\u2066-\u2069]*)\u2069"
_LINE_BREAKS = r"\r\n?|[\u2028\u2029\x85]"


def multiline(text: str) -> str:
    """A note: line breaks as `\\n`, controls dropped, lone surrogates replaced, trimmed."""
    if is_storable(text):
        return text.strip()
    return re.sub(_UNSTORABLE, _replacement, re.sub(_LINE_BREAKS, "\n", text)).strip()


def is_storable(text: str) -> bool:
    """Whether it surely has nothing that cannot be stored; a quick test."""
    return text.replace("\n", "").replace("\xa0", "").isprintable()


def unprintable(text: str) -> str | None:
    """The first control character, line break or lone surrogate inside; ends are trimmed anyway."""
    text = text.strip()
    found = None if text.isprintable() else re.search(rf"[\n\u2028\u2029]|{_UNSTORABLE}", text)
    return found and found[0]


def line(text: str) -> str:
    """A name or title: as `multiline`, white space folded to single spaces."""
    return " ".join(multiline(text).split())


def _replacement(match: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= match[0] <= "\udfff" else ""


def for_terminal(text: str) -> str:
    """Text with its control characters made visible, so that none can steer the terminal."""
    return text if text.isprintable() else re.sub(f"{_ISOLATED}|{_STEERING}", _visible, text)


def _visible(match: re.Match[str]) -> str:
    if match[1] is not None:
        return f"\u2068{for_terminal(match[1])}\u2069"
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
