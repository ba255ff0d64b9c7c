"""
A citation as a sentence to paste: the words in quotation marks, then where they stand.
"""

from annotate.cite.record import Citation

__all__ = ["attribution", "text"]


def text(citation: Citation) -> str:
    """The quotation and its attribution, on two lines."""
    return f"“{_inner_marks(citation.quote)}”\n— {attribution(citation)}"


def attribution(citation: Citation) -> str:
    """Author, title, site, date, paragraph and link; what is not known is left out."""
    parts = [
        citation.byline,
        _titled(citation.title),
        citation.site,
        citation.published,
        f"para. {citation.number}" if citation.number else None,
        f"version {citation.version}, no longer in the article"
        if citation.status == "removed"
        else None,
    ]
    return ", ".join(part for part in parts if part) + f". {citation.url}"


def _titled(title: str) -> str:
    bracketed = title.startswith("[") and title.endswith("]")
    return title if bracketed else f"“{_inner_marks(title)}”"


def _inner_marks(words: str) -> str:
    """Double quotation marks inside a quotation become single ones."""
    return words.replace("“", "‘").replace("”", "’").replace('"', "'")
