"""
Texts that are addresses and nothing else.
"""

import re

__all__ = ["ADDRESS", "TOLD", "is_one"]

ADDRESS = r"https?://[^\s<>\"'`|\\^{}\x00-\x20]{1,4000}"
"""A regular expression of an address of the web, whatever its capitals."""

TOLD = "is a list of addresses, not an article: annotate add --urls FILE fetches them"
"""Of a file that was to be an article."""


def is_one(text: str) -> bool:
    """Whether a text is a list of addresses, two or more."""
    if text.lstrip()[:4].lower() != "http":
        return False
    words = text.split()
    return len(words) > 1 and all(re.fullmatch(ADDRESS, word, re.IGNORECASE) for word in words)
