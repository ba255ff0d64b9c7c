"""
What a manuscript quotes, and with which citation link.

Quotations are block quotes and words in quotation marks. A link belongs to the
quotation it stands in or comes after: in the same paragraph, in the footnote
named there, or in the attribution that follows. Where several quotations come
before one link, it surely belongs to one of them, and perhaps to the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotate.manuscript import formats, marks
from annotate.manuscript.blocks import Block, blocks
from annotate.manuscript.links import Link
from annotate.manuscript.marks import Span
from annotate.manuscript.references import (
    in_brackets,
    is_citation,
    is_reference,
    of_others,
    uncited,
)
from annotate.text.words import tokens

__all__ = ["SHORT", "Quotation", "read"]

SHORT = 5  # words; fewer in quotation marks are often no quotation at all

_CONTEXT = 40  # characters
_MOST = 20  # paragraphs that one quotation in marks goes on for
_ATTRIBUTION = 150  # characters that may name a source without a link
_FAR = 600  # characters from a quotation to the link at the end of its attribution
_DASH = r"(?:[—–―]|--+|-(?=\s))\s*"
_BEGINS = re.compile(rf"\s*{_DASH}")
_AFTER = re.compile(rf"[”\"’»“‘」』]?[.,;:]?(\s*){_DASH}(\S)")
_LINE = re.compile(rf"\n\s*{_DASH}(?=\S)")
_CLOSED = re.compile(rf"(?<=[”\"’»“」』])\s*{_DASH}(?=\S)")
_ENDED = re.compile(r"(?:^|[.!?…”\"’»」』\])])\s*[\[(]?\s*$")
_ASIDE = re.compile(r"\[[^\[\]]*\]|[\W_]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    Words that a manuscript quotes; empty for a link by itself.

    `sure` is false when the link may belong to another quotation before it; a
    `reference` names the words as the title of a work is named. Of a block quotation
    `shorter` are the words without what may be a citation at their end, and `apart` its
    paragraphs where a file does not say which of them are one quotation.
    """

    words: str
    line: int | None  # of the file; Word files have none
    paragraph: int  # 1, 2, 3 … over those of the manuscript that have text
    context: str  # what stands around
    link: Link | None = None
    sure: bool = True
    reference: bool = False
    shorter: tuple[str, ...] = ()
    apart: tuple["Quotation", ...] = ()

    def with_next(self, other: "Quotation") -> "Quotation":
        """This one and the paragraph behind it as one quotation."""
        shorter = tuple(f"{self.words}\n\n{words}" for words in other.shorter)
        words = f"{self.words}\n\n{other.words}"
        return replace(self, words=words, shorter=shorter, link=other.link, sure=other.sure)


def read(data: bytes, kind: str) -> tuple[Quotation, ...]:
    """The quotations of a manuscript, in order; raises UnreadableSource."""
    pieces = _pieces(blocks(formats.paragraphs(data, kind)))
    parts_quotes = kind != "docx"  # Word has paragraphs of a quotation's style, no more
    return tuple(
        quotation for piece in pieces for quotation in _quotations(piece, parts_quotes=parts_quotes)
    )


@dataclass(slots=True)
class _Piece:
    """A block quote or a paragraph, and the link in the attribution after it."""

    blocks: list[Block]
    after: Link | None = None
    used: int = 0  # how much of the text is the attribution of what came before
    joined: int = 1  # paragraphs that go on with one quotation


def _pieces(found: list[Block]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for block in found:
        before = pieces[-1] if pieces else None
        if before and block.quotation and block.quotation == before.blocks[0].quotation:
            before.blocks.append(block)
        elif before and not block.quotation and _goes_on(before, block):
            _join(before.blocks[0], block)
            before.joined += 1
        else:
            pieces.append(_Piece([block]))
            if before and not block.quotation:
                _attribute(before, pieces[-1])
    return pieces


def _goes_on(before: _Piece, block: Block) -> bool:
    """Whether a quotation goes on: paragraphs of it begin with a mark, the last one ends so."""
    is_full = before.blocks[0].quotation or before.joined >= _MOST
    if is_full or not block.searched.lstrip().startswith("“"):
        return False
    return marks.quoted(before.blocks[0].searched).unclosed is not None


def _join(block: Block, rest: Block) -> None:
    mark = rest.searched.index("“")
    offset = len(block.text) + 2
    block.text += f"\n\n{rest.text[:mark]} {rest.text[mark + 1 :]}"
    block.searched += f"\n\n{rest.searched[:mark]} {rest.searched[mark + 1 :]}"
    moved = (k._replace(start=k.start + offset, end=k.end + offset) for k in rest.links)
    block.links.extend(moved)


def _attribute(before: _Piece, piece: _Piece) -> None:
    """What follows a quotation may say whence it is."""
    block = piece.blocks[0]
    if not block.links or not _lacks_link(before) or not _is_attribution(before, block):
        return
    before.after = block.links[0]
    piece.used = block.links[0].end
    del block.links[0]


def _lacks_link(piece: _Piece) -> bool:
    """Whether it ends with a quotation that no link follows."""
    last = piece.blocks[-1]
    if last.quotation:
        return not any(block.links for block in piece.blocks)
    spans = marks.quoted(last.searched).spans
    return bool(spans) and not last.text[spans[-1][1] + 1 :].strip(" \n\t.,;:!?")


def _is_attribution(before: _Piece, block: Block) -> bool:
    if _BEGINS.match(block.text):
        return True
    first = block.links[0]
    if block.text[first.end :].strip(" \n\t.,;:)]") or len(block.links) > 1:
        return False
    last = before.blocks[-1]
    if last.quotation and _end(last, before.blocks) == len(last.text):
        return len(block.text) <= _FAR and not marks.quoted(block.searched).spans
    return not block.text[: first.start].strip(" \n\t([")


def _quotations(piece: _Piece, *, parts_quotes: bool) -> Iterator[Quotation]:
    if not piece.blocks[0].quotation:
        yield from _in_marks(piece)
    elif parts_quotes or len(parts := _parts(piece)) == 1:
        yield from _block_quote(piece)
    else:
        made = [quotation for part in parts for quotation in _block_quote(part)]
        said = tuple(quotation for quotation in made if quotation.words)
        yield from ([replace(said[0], apart=said)] if said else [])
        yield from (quotation for quotation in made if not quotation.words)


def _parts(piece: _Piece) -> list[_Piece]:
    """The paragraphs of a block quote, each with the attribution or citation below it."""
    parts: list[_Piece] = []
    for block in piece.blocks:
        is_source = _BEGINS.match(block.text) and _names_source(block, 0)
        if parts and (is_source or is_citation(block.text)):
            parts[-1].blocks.append(block)
        else:
            parts.append(_Piece([block]))
    parts[-1].after = piece.after
    return parts


def _block_quote(piece: _Piece) -> Iterator[Quotation]:
    cut = [(block, block.text[: _end(block, piece.blocks)]) for block in piece.blocks]
    words = "\n\n".join(text for _, text in cut if text.strip())
    links = [link for block in piece.blocks for link in block.links]
    first = piece.blocks[0]
    link = links[-1] if links else piece.after
    if _says_something(words):
        start = len(first.text) - len(first.text.lstrip())
        yield Quotation(
            words.strip(), first.line(start), first.number, "", link,
            sure=not (link and link.shared), shorter=tuple(uncited(words.strip())),
        )  # fmt: skip
    for other in links[:-1]:
        if (other.key, other.slug) != (links[-1].key, links[-1].slug):
            yield _alone(first, other)


def _end(block: Block, quote: list[Block]) -> int:
    """Where the words of a block of a block quote end and its source begins."""
    text, last = block.text, block is quote[-1]
    if last and len(quote) > 1 and _BEGINS.match(text) and _names_source(block, 0):
        return 0
    found = list(_LINE.finditer(text)) if last else []
    if found and _names_source(block, found[-1].start()):
        return found[-1].start()
    for dash in _CLOSED.finditer(text):
        if any(dash.start() <= link.start <= dash.end() + _FAR for link in block.links):
            return dash.start()
    return _reference(block)


def _names_source(block: Block, at: int) -> bool:
    linked = any(link.start >= at for link in block.links)
    return linked or len(block.text) - at <= _ATTRIBUTION


def _reference(block: Block) -> int:
    """Where the reference at the end of a block begins: a link after what is complete."""
    text = block.text
    for link in block.links:
        bare = text[link.start : link.start + 4] == "http"
        if not text[link.end :].strip(" \n\t.,;:)]") and (
            bare or _ENDED.search(text, 0, link.start)
        ):
            return link.start
    return len(text)


def _in_marks(piece: _Piece) -> Iterator[Quotation]:
    block = piece.blocks[0]
    spans = [s for s in marks.quoted(block.searched).spans if s[0] >= piece.used]
    spans = [s for s in _without_titles(block, spans) if _says_something(block.text[slice(*s)])]
    owned, alone = _owners(block, spans)
    if piece.after and spans and spans[-1] not in owned:
        owned[spans[-1]] = (piece.after, True)
    made = [(s[0], _marked(block, s, *owned.get(s, (None, True)))) for s in spans]
    made += [(link.start, _alone(block, link)) for link in alone]
    yield from (quotation for _, quotation in sorted(made, key=lambda item: item[0]))


def _without_titles(block: Block, spans: list[Span]) -> Iterator[Span]:
    """The spans but for those in an attribution: — Author, “Title”. http://…"""
    until = 0
    for start, end in spans:
        if start < until:
            continue
        yield start, end
        dash = _AFTER.match(block.text, end)
        if dash and ("\n" in dash[1] or not dash[2].islower()):
            links = (link for link in block.links if dash.end() - 1 <= link.start <= end + _FAR)
            until = max(until, next((link.end for link in links), 0))


_Owned = dict[Span, tuple[Link, bool]]


def _owners(block: Block, spans: list[Span]) -> tuple[_Owned, list[Link]]:
    """Which link belongs to which words, and surely or not; and the links that stand alone."""
    owned: _Owned = {}
    alone: list[Link] = []
    pending: list[Span] = []
    left = list(reversed(spans))
    for link in block.links:
        while left and left[-1][0] < link.end:
            pending.append(left.pop())
        inside = [s for s in pending if link.start < s[1] and s not in owned]
        pending = [s for s in pending if s not in owned and s not in inside]
        titles = [s for s in pending if is_reference(block.searched, s)]
        others = of_others(block.searched, titles, link.start)
        pending = [s for s in pending if s not in others]
        for span in inside:
            owned[span] = (link, True)
        if not inside and not pending:
            alone.append(link)
        elif not inside:
            surely = _surely(block, pending)
            is_sure = not others and not link.shared
            owned.update((span, (link, is_sure and span == surely)) for span in pending)
            pending = []
    return owned, alone


def _surely(block: Block, pending: list[Span]) -> Span:
    """Of the quotations before a link the last that is not short, and no title in brackets."""
    quoted = [s for s in pending if not in_brackets(block.searched, s)] or pending
    long = [s for s in quoted if len(tokens(block.text[slice(*s)])) >= SHORT]
    return (long or quoted)[-1]


def _marked(block: Block, span: Span, link: Link | None, sure: bool) -> Quotation:
    start, end = span
    text = block.text
    around = f"{text[max(0, start - _CONTEXT) : start]}…{text[end : end + _CONTEXT]}"
    context = " ".join(around.split())
    return Quotation(
        text[start:end].strip(), block.line(start), block.number, context, link, sure,
        is_reference(block.searched, span),
    )  # fmt: skip


def _alone(block: Block, link: Link) -> Quotation:
    around = block.text[max(0, link.start - _CONTEXT) : link.end + _CONTEXT]
    line = block.line(min(link.start, len(block.text)))
    return Quotation("", line, block.number, " ".join(around.split()), link)


def _says_something(words: str) -> bool:
    """Whether there is more than brackets and marks."""
    return bool(_ASIDE.sub("", words))
