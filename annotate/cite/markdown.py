"""
Citations as Markdown: a block quotation, and below it where the words stand, with links.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.text import direction
from annotate.text.clean import line

__all__ = ["begun", "escaped", "link", "write"]

# quotation marks, dots and dashes, too: some turn them into others
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$^@&\"']|(?<=-)-|(?<=\.)\.")
_LINE_START = re.compile(r"^(?:\(?(\d+|[A-Za-z]|[ivxlcdm]+)(?=[.)])|(?=[-+=:%]))", re.IGNORECASE)
_NOT_IN_LINK = re.compile(r"[\s()<>\\]|(?<=&)#|(?<=\w);")


def write(citations: Sequence[Citation]) -> str:
    """Block quotations, parted by a comment, which keeps each its own."""
    return "\n<!-- -->\n\n".join(map(_figure, citations))


def _figure(citation: Citation) -> str:
    apart = common.apart(citation)
    byline, title, *rest = (
        apart(part) if part else ""
        for part in map(line, (common.byline(citation), citation.title, *common.about(citation)))
    )
    about = [escaped(byline), link(title, citation.url), *map(escaped, rest)]
    original = common.original(citation)
    end = f". {link('Original', original)}." if original else "."
    attribution = ", ".join(part for part in about if part) + end
    quote = citation.quote
    if apart is direction.isolated:
        quote = direction.isolated(line(quote), direction.of_language(citation.language))
    return f"> {begun(escaped(quote))}\n>\n> — {attribution}\n"


def begun(escaped: str) -> str:
    """Escaped words that begin a line, where some would begin a list or a heading."""
    return _LINE_START.sub(r"\g<0>\\", escaped)


def link(words: str, address: str) -> str:
    """Words that lead to an address."""
    encoded = _NOT_IN_LINK.sub(lambda found: quote(found[0], safe=""), line(address))
    return f"[{escaped(words)}]({encoded})"


def escaped(words: str | None) -> str:
    """With a backslash before whatever Markdown would make something of."""
    return _SPECIAL.sub(r"\\\g<0>", line(words or ""))
