"""
Lists of words and phrases, as they are written down: plain, in lower case, many to a line.

Sets are for whole words and lines, tuples for `str.startswith` and `in`. They cost
nothing to import, unlike patterns.
"""

__all__ = ["phrases", "words_of"]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between bars; a space at the end of one is part of it."""
    return tuple(phrase.lstrip() for phrase in text.split("|") if phrase.strip())
