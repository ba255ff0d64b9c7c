"""
Furniture: what many articles of one site have in common is the site's, not theirs.
"""

from annotate.model import CITABLE

__all__ = ["FEWEST", "furniture"]

FEWEST = 4  # articles that must hold a line before its repetition says anything

_FRAGMENTS = 10  # one article in so many: labels that come with the page
_SENTENCES = 3  # one article in so many: what is numbered today must be nearly everywhere
_NEVER = frozenset({"title", "comment", "boilerplate", "byline", "dateline", "caption"})
_SHORT = 20  # characters; a short sentence ("It was over.") is repeated by chance


def furniture(text: str, role: str, articles: int, of: int) -> bool:
    """
    Whether a line of this role, held by `articles` of a site's `of` articles, is boilerplate.

    Titles never are, as a site may run the same headline week after week; nor is what tells
    the author, the day or the photographer. Words that two or three articles share are quoted
    or reprinted. What could be cited must stand in a third of all; a heading in a tenth.
    """
    if role in _NEVER or articles < FEWEST:
        return False
    if role in CITABLE:
        return articles * _SENTENCES >= of and len(text) >= _SHORT
    return articles * _FRAGMENTS >= of
