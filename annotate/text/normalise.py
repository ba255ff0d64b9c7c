"""
The one canonical form of a wording, from which its key is made.

NFC, every run of white space folded to one space, trimmed: what a reader would
call the same words is the same text, whatever the line breaks and spaces.
"""

import unicodedata

__all__ = ["normalise"]


def normalise(text: str) -> str:
    """The canonical form: NFC, white space runs (as `str.split`) one space each, trimmed."""
    folded = text if _is_folded(text) else " ".join(text.split())
    if folded.isascii() or unicodedata.is_normalized("NFC", folded):
        return folded
    return unicodedata.normalize("NFC", folded)


def _is_folded(text: str) -> bool:
    """Whether it surely has no white space but single spaces within: none other is printable."""
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]
