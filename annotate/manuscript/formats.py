"""
The paragraphs of a manuscript: a Markdown, Word or HTML file, read as an article would be.
"""

from annotate.readers import formats, plain
from annotate.readers.formats import FORMATS
from annotate.readers.pieces import Piece
from annotate.readers.record import LARGEST

__all__ = ["KINDS", "paragraphs"]

KINDS = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx",
}  # fmt: skip
"""Suffix → kind of manuscript."""


def paragraphs(data: bytes, kind: str) -> list[Piece]:
    """The paragraphs with what else stands in them, their traces; raises UnreadableSource."""
    if kind == "docx":
        return _of_word(data)
    if not data.strip():
        return []
    return _of_markdown(data) if kind == "md" else _of_page(data)


def _of_word(data: bytes) -> list[Piece]:
    formats.require(FORMATS["docx"], FORMATS["docx"].needs)
    from annotate.readers import docx

    return docx.paragraphs(data, LARGEST)


def _of_markdown(data: bytes) -> list[Piece]:
    from annotate.readers import markdown

    return markdown.paragraphs(data)


def _of_page(data: bytes) -> list[Piece]:
    formats.require(FORMATS["html"], ["lxml"])
    from annotate.readers.markup.traces import Traces
    from annotate.readers.web import blocks, charset, tree

    text = charset.decode(data)
    if not tree.has_tags(text):
        return plain.paragraphs(plain.decode(data))
    root = tree.parsed(text)
    found = [] if root is None else blocks.page(root, Traces()).blocks
    return [Piece(block.text, traces=block.traces) for block in found]
