"""
Citations as HTML: a figure of a block quotation, with where the words stand as its caption.
"""

from collections.abc import Sequence
from html import escape

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.text import direction
from annotate.text.clean import line

__all__ = ["attributes", "write"]


def write(citations: Sequence[Citation]) -> str:
    """A figure for each citation."""
    return "".join(map(_figure, citations))


def attributes(language: str | None, words: str) -> str:
    """What an element with these words says of their language and direction."""
    tag, side = direction.fit(language), direction.of_language(language)
    lang = f' lang="{tag}"' if tag else ""
    return f'{lang} dir="{(direction.of_text(words, side) if side else None) or "auto"}"'


def _figure(citation: Citation) -> str:
    return (
        "<figure>\n"
        f'<blockquote cite="{_escaped(citation.url)}"'
        f"{attributes(citation.language, citation.quote)}>"
        f"<p>{_escaped(citation.quote)}</p></blockquote>\n"
        f"<figcaption>— {_attribution(citation)}</figcaption>\n"
        "</figure>\n"
    )


def _attribution(citation: Citation) -> str:
    about = [
        _value(common.byline(citation)),
        f"<cite>{_link(_value(citation.title), citation.url)}</cite>",
        *map(_value, common.about(citation)),
    ]
    original = common.into_original(citation)
    end = f". {_link('Original', original)}." if original else "."
    return ", ".join(part for part in about if part) + end


def _link(words: str, address: str) -> str:
    return f'<a href="{_escaped(address)}">{words}</a>'


def _value(words: str) -> str:
    """Kept apart from its neighbours, whichever way it runs."""
    return f"<bdi>{_escaped(words)}</bdi>" if line(words) else ""


def _escaped(words: str | None) -> str:
    return escape(line(words or ""))
