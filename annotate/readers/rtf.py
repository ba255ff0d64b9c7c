"""
RTF, as word processors and press databases write it: paragraphs by their styles.

What the file says of itself tells title and author; when it was made is no day of publication.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from annotate.model import Draft, Metadata
from annotate.readers import pieces, says
from annotate.readers.exports import export_file
from annotate.readers.markup import headings
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, Options, Several
from annotate.readers.richtext import controls
from annotate.readers.richtext.rtf_walk import Walk

__all__ = ["MEDIA_TYPE", "Taken", "articles", "read", "taken"]

MEDIA_TYPE = "application/rtf"
_TOLD = re.compile(rb"\{\\(title|author)(?![a-zA-Z])")
_CUT_OFF = "is cut off: its last paragraphs are missing"


class Taken(NamedTuple):
    """What is taken from a file: its paragraphs, and what it says of itself."""

    pieces: list[Piece]
    said: Metadata
    remarks: tuple[str, ...]


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of an RTF file; raises `UnreadableSource`."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of an RTF file, or the articles of an export; raises `UnreadableSource`."""
    found = taken(data)
    apart = export_file.taken_apart(found.pieces, options.split)
    if isinstance(apart, Several):
        return replace(apart, remarks=(*found.remarks, *apart.remarks))
    if apart and apart.pieces:
        draft = pieces.draft(apart.pieces, apart.said, MEDIA_TYPE)
        return replace(draft, remarks=found.remarks)
    draft = pieces.draft(headings.settled(found.pieces, found.said.title), found.said, MEDIA_TYPE)
    remarks = (*found.remarks, *(apart.remarks if apart else ()))
    return replace(draft, remarks=remarks)


def taken(data: bytes) -> Taken:
    """The paragraphs in order, headings with a mark of `HEADS`; raises `UnreadableSource`."""
    walk = Walk(data)
    found = walk.flow.finished()
    told = _told(walk)
    said = Metadata(
        title=says.title(told.get(b"title"), by_program=True),
        byline=says.byline(told.get(b"author", "").split(";")),
    )
    return Taken(found, said, (_CUT_OFF,) * walk.is_cut)


def _told(walk: Walk) -> dict[bytes, str]:
    """What the file says of itself, the first word on each."""
    found: dict[bytes, str] = {}
    for told in _TOLD.finditer(walk.info):
        if told[1] in found:
            continue
        words = walk.info[told.end() : controls.end(walk.info, told.end())]
        found[told[1]] = _text(words, walk.page)
    return found


def _text(words: bytes, page: int) -> str:
    inner = Walk(b"{\\rtf1\\ansicpg%d %b}" % (page, words))
    return " ".join(piece.text for piece in inner.flow.finished())
