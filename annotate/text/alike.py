"""
What a reader does not see in a word, or takes for another sign: tables for `str.translate`.
"""

__all__ = ["APOSTROPHES", "UNSEEN"]

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens, joiners and blanks of no width, which are left out where words are compared."""

APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′ʼ´`"), "'")
"""Signs that are typed for an apostrophe."""
