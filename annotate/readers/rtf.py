"""
RTF, as word processors and press databases write it: paragraphs by their styles.

What the file says of itself tells title, author, and when it was made, where the text
itself has no date.
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
from annotate.readers.richtext.controls import number
from annotate.readers.richtext.rtf_walk import Walk

__all__ = ["MEDIA_TYPE", "Taken", "articles", "read", "taken"]

MEDIA_TYPE = "application/rtf"
_TOLD = re.compile(rb"\{\\(title|author|creatim)(?![a-zA-Z])")
_MOMENT = re.compile(rb"\\(yr|mo|dy|hr|min)([0-9]{1,4})")
_CUT_OFF = "is cut off: its last paragraphs are missing"


class Taken(NamedTuple):
    """What is taken from a file: its paragraphs, and what it says of itself."""

    pieces: list[Piece]
    said: Metadata
    made: str | None  # when the file was
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
    said = Metadata(published=found.made)
    remarks = (*found.remarks, *(apart.remarks if apart else ()))
    return replace(draft, metadata=draft.metadata.over(said), remarks=remarks)


def taken(data: bytes) -> Taken:
    """The paragraphs in order, headings with a mark of `HEADS`; raises `UnreadableSource`."""
    walk = Walk(data)
    found = walk.flow.finished()
    told = _told(walk)
    said = Metadata(
        title=says.title(told.get(b"title"), by_program=True),
        byline=says.byline(told.get(b"author", "").split(";")),
    )
    return Taken(found, said, says.day(told.get(b"creatim")), (_CUT_OFF,) * walk.is_cut)


def _told(walk: Walk) -> dict[bytes, str]:
    """What the file says of itself, the first word on each."""
    found: dict[bytes, str] = {}
    for told in _TOLD.finditer(walk.info):
        if told[1] in found:
            continue
        words = walk.info[told.end() : controls.end(walk.info, told.end())]
        found[told[1]] = _moment(words) if told[1] == b"creatim" else _text(words, walk.page)
    return found


def _text(words: bytes, page: int) -> str:
    inner = Walk(b"{\\rtf1\\ansicpg%d %b}" % (page, words))
    return " ".join(piece.text for piece in inner.flow.finished())


def _moment(words: bytes) -> str:
    """A time as ISO 8601 without a zone, which it does not say."""
    said = {name: number(value) for name, value in _MOMENT.findall(words)}
    year, month, day, hour, minute = (
        said.get(each, 0) for each in (b"yr", b"mo", b"dy", b"hr", b"min")
    )
    clock = f"T{hour:02}:{minute:02}" if hour or minute else ""
    return f"{year:04}-{month:02}-{day:02}{clock}"
