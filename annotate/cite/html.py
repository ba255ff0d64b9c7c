"""
Citations as HTML: a figure of a block quotation, with where the words stand as its caption.
"""

from collections.abc import Sequence
from html import escape

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.text.clean import line

__all__ = ["write"]


def write(citations: Sequence[Citation]) -> str:
    """A figure for each citation."""
    return "".join(map(_figure, citations))


def _figure(citation: Citation) -> str:
    return (
        "<figure>\n"
        f'<blockquote cite="{_escaped(citation.url)}" dir="auto">'
        f"<p>{_escaped(citation.quote)}</p></blockquote>\n"
        f"<figcaption>— {_attribution(citation)}</figcaption>\n"
        "</figure>\n"
    )


def _attribution(citation: Citation) -> str:
    about = [
        _escaped(common.byline(citation)),
        f"<cite>{_link(citation.title, citation.url)}</cite>",
        *map(_escaped, common.about(citation)),
    ]
    original = common.original(citation)
    end = f". {_link('Original', original)}." if original else "."
    return ", ".join(part for part in about if part) + end


def _link(words: str, address: str) -> str:
    return f'<a href="{_escaped(address)}">{_escaped(words)}</a>'


def _escaped(words: str | None) -> str:
    return escape(line(words or ""))
