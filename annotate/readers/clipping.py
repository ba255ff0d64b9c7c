"""
An article cut from a file of many that cannot be kept in parts, such as a Word file.

It is kept as JSON: what the file says of the article, and its paragraphs, each with its text,
what it is (a mark, as in `Piece`) and why, and the page it begins on.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from annotate.errors import UnreadableSource
from annotate.model import DESCRIBED, Draft, Metadata
from annotate.readers import objects, pieces
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, Options, Record
from annotate.text.roles import marked

__all__ = ["MEDIA_TYPE", "read", "record"]

MEDIA_TYPE = "application/vnd.annotate.clipping+json"


def record(
    label: str, paragraphs: Iterable[Piece], said: Metadata, captured: str | None = None
) -> Record:
    """The record of an article that was cut from a file."""
    rows = [_row(piece) for piece in paragraphs]
    data = objects.dump({**said.given(), "paragraphs": rows})
    return Record(label, data, "clipping", captured=captured)


def _row(piece: Piece) -> dict[str, object]:
    because = None if piece.because == marked.SO else piece.because
    told = {"text": piece.text, "mark": piece.mark, "page": piece.page, "because": because}
    return {name: value for name, value in told.items() if value is not None}


def _piece(row: Mapping[str, Any]) -> Piece:
    because = str(row.get("because", marked.SO))
    return Piece(row["text"], row.get("mark"), row.get("page"), because=because)


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a record; raises `UnreadableSource`."""
    kept = objects.load(data)
    try:
        found = [_piece(row) for row in kept["paragraphs"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableSource("is no article cut from a file of many") from error
    said = Metadata(**{name: kept[name] for name in DESCRIBED if name in kept})
    return pieces.draft(found, said, MEDIA_TYPE)
