"""
Lists of words and phrases, as they are written down: plain, in lower case, many to a line.

Sets are for whole words and lines, and phrases that are looked for by hundreds; tuples for
`str.startswith`. They cost nothing to import, unlike patterns.
"""

__all__ = ["phrase_set", "phrases", "words_of"]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between bars; a space at the end of one is part of it."""
    return tuple(phrase.lstrip() for phrase in text.split("|") if phrase.strip())


def phrase_set(text: str) -> frozenset[str]:
    """The same, as a set."""
    return frozenset(phrases(text))
