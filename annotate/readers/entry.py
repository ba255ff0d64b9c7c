"""
An article whose parts came apart, in a record or a feed's entry: put together to a draft.
"""

import re
from dataclasses import dataclass, replace

from annotate.model import Block, Draft, Metadata
from annotate.readers import formats, pieces, plain
from annotate.readers.pieces import Piece
from annotate.readers.record import Options
from annotate.text import clean, layout, metadata, split
from annotate.text.roles import marked

__all__ = ["Entry", "draft", "is_markup"]

_TAG = (
    r"</?(?:a|article|b|blockquote|br|div|em|figure|h[1-6]|i|img|li|ol|p|section|span|strong"
    r"|table|ul)(?:\s[^<>]{0,500})?/?>"
)
_PAGE = r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b"
_TITLE = "record: it is the title that its record gives"
_FIRST = 4  # blocks among which the title is looked for
_HEAD = 20_000  # characters in which tags are looked for


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of one article."""

    text: str
    is_html: bool
    metadata: Metadata
    media_type: str  # of the bytes they come from


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it starts as a page or with a tag, or has several tags."""
    head = text[:_HEAD]
    if "<" not in head:
        return False
    if re.match(_PAGE, head, re.IGNORECASE | re.DOTALL):
        return True
    tags = re.findall(_TAG, head, re.IGNORECASE)
    return len(tags) > 2 or (len(tags) > 1 and head.lstrip().startswith(tags[0]))


def draft(entry: Entry, options: Options) -> Draft:
    """The entry as a draft that begins with its title; what it says wins over what is read."""
    title = entry.metadata.title
    if entry.is_html:
        found = _titled(formats.read(_page(entry.text), "html", options), title)
    else:
        found = _plain(entry.text, title)
    said = entry.metadata.over(found.metadata)
    return replace(found, metadata=said, media_type=entry.media_type, captured=None)


def _page(text: str) -> bytes:
    """A piece of HTML as a page: all of it is article."""
    if not re.match(_PAGE, text, re.IGNORECASE | re.DOTALL):
        text = f"<!doctype html><html><body><article>\n{text}\n</article></body></html>"
    return text.encode("utf-8-sig")  # a mark that wins over any charset the page declares


def _plain(text: str, title: str | None) -> Draft:
    """The text as a draft, white space between its paragraphs evened out."""
    text = _storable(text)
    if whole := plain.printed(text, text.splitlines()):
        is_told = title is None or any(_same(piece.text, title) for piece in whole[:_FIRST])
        head = [] if is_told else [Piece(title or "", "title", because=_TITLE)]
        return pieces.draft([*head, *whole], Metadata(), "text/plain")
    found = [text[start:end] for start, end in split.paragraphs(text)]
    marks: list[str | None] = [None] * len(found)
    if title and not any(_same(piece, title) for piece in found[:_FIRST]):
        found, marks = [title, *found], ["title", *marks]
    even, spans = layout.laid_out(found)
    blocks = marked.assign(even, spans, marks, is_page=True)
    return Draft(even, blocks, metadata.of(even, blocks), "text/plain")


def _storable(text: str) -> str:
    """The text without control characters, page breaks as line breaks."""
    if clean.is_storable(text):
        return text
    return clean.multiline(re.sub(r"[\x0b\x0c\x1c-\x1e]", "\n", text))


def _titled(found: Draft, title: str | None) -> Draft:
    """The draft with its title as first block, unless one of the first says it already."""
    first = found.blocks[:_FIRST]
    if title is None or any(_same(found.text[b.start : b.end], title) for b in first):
        return found
    by = len(title) + len(layout.BETWEEN)
    moved = (
        replace(_below(block), start=block.start + by, end=block.end + by) for block in found.blocks
    )
    blocks = (Block(0, len(title), "title", None, _TITLE), *moved)
    return replace(found, text=title + layout.BETWEEN + found.text, blocks=blocks)


def _below(block: Block) -> Block:
    """A block below the title: another that looks like one is a heading."""
    if block.role != "title":
        return block
    return replace(block, role="heading", because="record: another title stands above it")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
