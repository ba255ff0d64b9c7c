"""
A citation as a sentence to paste: the words in quotation marks, then where they stand.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from annotate.cite import common, names, quoting
from annotate.cite.citation import Citation
from annotate.model import Article
from annotate.text import direction
from annotate.text.clean import line

__all__ = ["attribution", "place", "source", "text", "write"]


def write(citations: Sequence[Citation]) -> str:
    """Quotations with their attributions, an empty line between them."""
    return "\n\n".join(map(text, citations)) + "\n"


@lru_cache(maxsize=common.KEPT)
def text(citation: Citation) -> str:
    """The quotation, its attribution and the original's address, a line each."""
    original, quote = common.original(citation), direction.straight(line(citation.quote))
    quoted = quoting.marks(citation.language).around(quote)
    if common.apart(citation) is direction.isolated:
        side = direction.of_language(citation.language)
        quoted = direction.isolated(quoted, direction.of_text(quote, side))
    lines = [quoted, f"— {attribution(citation)}"]
    return "\n".join([*lines, f"Original: {original}"] if original else lines)


def attribution(citation: Citation) -> str:
    """Author, title, site, date, paragraph and link; what is not known is left out."""
    return f"{place(citation)}. {citation.url}"


@lru_cache(maxsize=common.KEPT)
def place(citation: Citation) -> str:
    """The same without the link."""
    said = [common.byline(citation), _titled(citation.title, citation.language)]
    return _joined([*said, *common.about(citation)], common.apart(citation))


def source(article: Article) -> str:
    """Author, title, site and day of an article, as an attribution begins."""
    byline = names.in_words(article.byline, by_hand="byline" in article.by_hand)
    about = map(line, filter(None, (article.site, common.published(article.published))))
    said = [byline, _titled(article.title, article.language), *about]
    is_turned = any(map(direction.has_rtl, said))
    return _joined(said, direction.isolated if is_turned else str)


def _joined(said: Sequence[str], apart: Callable[[str], str]) -> str:
    return ", ".join(apart(direction.straight(part)) for part in said if part)


def _titled(title: str, language: str | None) -> str:
    title = line(title)
    bracketed = title.startswith("[") and title.endswith("]")
    return title if bracketed else quoting.marks(language).around(title)
