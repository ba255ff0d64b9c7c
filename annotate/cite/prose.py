"""
A citation as a sentence to paste: the words in quotation marks, then where they stand.
"""

from collections.abc import Sequence

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.text.clean import line

__all__ = ["attribution", "text", "write"]


def write(citations: Sequence[Citation]) -> str:
    """Quotations with their attributions, an empty line between them."""
    return "\n\n".join(map(text, citations)) + "\n"


def text(citation: Citation) -> str:
    """The quotation, its attribution and the original's address, a line each."""
    original = common.original(citation)
    lines = [f"“{_inner_marks(line(citation.quote))}”", f"— {attribution(citation)}"]
    return "\n".join([*lines, f"Original: {original}"] if original else lines)


def attribution(citation: Citation) -> str:
    """Author, title, site, date, paragraph and link; what is not known is left out."""
    said = [common.byline(citation), _titled(citation.title), *common.about(citation)]
    return ", ".join(part for part in said if part) + f". {citation.url}"


def _titled(title: str) -> str:
    title = line(title)
    bracketed = title.startswith("[") and title.endswith("]")
    return title if bracketed else f"“{_inner_marks(title)}”"


def _inner_marks(words: str) -> str:
    """Double quotation marks inside a quotation become single ones."""
    return words.replace("“", "‘").replace("”", "’").replace('"', "'")
