r"""
Citations as entries of a BibLaTeX bibliography.

They are `@online`: BibLaTeX prints its site and the day it was read, pandoc and
reference managers take it for a web page, and BibTeX's own styles, which do not know
it, for `@misc`. Titles and literal names stand in braces of their own, so that no style
changes their capitals. `pagination` makes `\cite[12]{...}` say paragraph 12.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.cite.entries import Entry, entries
from annotate.cite.names import Author
from annotate.text.clean import line

__all__ = ["write"]

_SPECIAL = re.compile(r"[\\{}$&#%~^_`]|(?<=-)-|(?<=')'")
_UNSAFE = re.compile(r"[\s\\{}]")  # in an address, which is read as it stands
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\string^",  # \textasciicircum is read back as another letter by some
    "`": "{`}",  # these three would join with their neighbours: a dash, a quotation mark
    "-": "{}-",
    "'": "{}'",
}


def write(citations: Sequence[Citation]) -> str:
    """An entry for each paragraph or article, every field on a line of its own."""
    return "\n".join(map(_written, entries(citations)))


def _written(entry: Entry) -> str:
    fields = "".join(f"  {field} = {{{value}}},\n" for field, value in _fields(entry) if value)
    return f"@online{{{entry.name},\n{fields}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    citation = entry.citation
    dated = common.day(citation.published)
    yield "author", " and ".join(map(_author, common.authors(citation)))
    yield "title", _kept(citation.title)
    yield "organization", _kept(citation.site)
    yield ("date", common.iso(dated)) if dated else ("year", _escaped(citation.published))
    yield "urldate", common.accessed(citation)
    yield "url", _UNSAFE.sub(lambda found: quote(found[0]), line(citation.url))
    yield "version", str(citation.version) if common.is_earlier(citation) else ""
    yield "pages", str(citation.page or "")
    yield "pagination", "paragraph" if any(place.number for place in entry.places) else ""
    yield "abstract", _escaped(citation.quote)
    yield "note", _escaped(common.note(citation))
    yield "annotation", _escaped(_places(entry)) if entry.is_article else ""


def _places(entry: Entry) -> str:
    """The links to the words, in a field that styles do not print."""
    return "; ".join(", ".join([*common.place(place), place.url]) for place in entry.places)


def _author(author: Author) -> str:
    if author.family and author.given:
        suffix = f"{_escaped(author.suffix)}, " if author.suffix else ""
        return f"{_escaped(author.family)}, {suffix}{_escaped(author.given)}"
    return _kept(author.name)


def _kept(words: str | None) -> str:
    """In braces, which keep capitals and the word `and`."""
    return f"{{{_escaped(words)}}}" if line(words or "") else ""


def _escaped(words: str | None) -> str:
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), line(words or ""))
