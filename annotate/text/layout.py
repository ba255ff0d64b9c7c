"""
The text of an article that comes in paragraphs: these, with an empty line between them.
"""

from collections.abc import Iterable

__all__ = ["BETWEEN", "laid_out"]

BETWEEN = "\n\n"


def laid_out(paragraphs: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where each paragraph stands in it (code points)."""
    texts = list(paragraphs)
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + len(BETWEEN)
    return BETWEEN.join(texts), spans
