"""
What stands again and again in the articles of a site: its furniture.
"""

__all__ = ["FEWEST", "is_furniture"]

FEWEST = 3
"""Articles in which a wording must stand."""

_OWN = frozenset({"title", "byline", "dateline", "boilerplate"})
_LABEL = 80  # characters; what is shorter is a label rather than a sentence
_LABELS_SHARE = 0.1
_PROSE_FEWEST, _PROSE_SHARE = 10, 0.3  # agencies repeat their paragraphs of background


def is_furniture(text: str, role: str, articles: int, of: int) -> bool:
    """Whether a wording that stands in `articles` of a site's `of` articles is none of theirs."""
    if role in _OWN or articles < FEWEST:
        return False
    if len(text) < _LABEL:
        return articles >= _LABELS_SHARE * of
    return articles >= max(_PROSE_FEWEST, _PROSE_SHARE * of)
