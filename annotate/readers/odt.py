"""
Documents of LibreOffice and others (ODT), packed or flat: paragraphs by their styles.

What the file says of itself tells title, author and language; when it was made is no day of
publication.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import pieces, says
from annotate.readers.exports import export_file
from annotate.readers.markup import headings, walk
from annotate.readers.opendocument import events
from annotate.readers.opendocument.office_styles import Styles
from annotate.readers.opendocument.office_text import Content
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, LARGEST, Options, Several
from annotate.readers.zipped import DAMAGED, Zipped

__all__ = ["MEDIA_TYPE", "Taken", "articles", "read", "taken"]

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_TOLD = {
    "1.1:title": "title", "1.1:creator": "changer", "meta:initial-creator": "author",
    "1.1:language": "language",
}  # fmt: skip
_PARTS = ("content", "styles", "meta")
_ENCRYPTED = b"encryption-data"
_FORMULA = b"<math"
_OTHERS = {
    "spreadsheet": "is a spreadsheet (ods); save it as .xlsx or CSV",
    "presentation": "is a presentation (odp); save it as PDF",
    "graphics": "is a drawing (odg); save it as PDF",
}


class Taken(NamedTuple):
    """What is taken from a file: its paragraphs, and what it says of itself."""

    pieces: list[Piece]
    said: Metadata


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a document; raises `UnreadableSource`."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a document, or the articles of an export; raises `UnreadableSource`."""
    found = taken(data, options.largest)
    apart = export_file.taken_apart(found.pieces, options.split)
    if isinstance(apart, Several):
        return apart
    if apart and apart.pieces:
        return pieces.draft(apart.pieces, apart.said, MEDIA_TYPE)
    draft = pieces.draft(headings.settled(found.pieces, found.said.title), found.said, MEDIA_TYPE)
    remarks = apart.remarks if apart else ()
    return replace(draft, remarks=remarks)


def taken(data: bytes, largest: int = LARGEST) -> Taken:
    """The paragraphs in order, headings with a mark of `HEADS`; raises `UnreadableSource`."""
    if not data.startswith(b"PK"):
        return _taken(data, b"", data, lambda address: "")
    try:
        with Zipped(data, largest=largest) as archive:
            _refuse_others(archive)
            content, styles, meta = (_part(archive, f"{name}.xml") for name in _PARTS)
            return _taken(content, styles, meta, lambda address: _formula(archive, address))
    except (*DAMAGED, KeyError) as error:
        reason = " ".join(str(error).split())[:100]
        raise UnreadableSource(f"is no document (ODT), or a damaged one ({reason})") from error


def _refuse_others(archive: Zipped) -> None:
    kind = archive.read("mimetype").decode("latin-1") if "mimetype" in archive.names else ""
    for other, told in _OTHERS.items():
        if other in kind:
            raise UnreadableSource(told)
    if "content.xml" not in archive.names:
        raise UnreadableSource("is a zip archive, but no document (ODT)")
    if _ENCRYPTED in _part(archive, "META-INF/manifest.xml"):
        raise UnreadableSource("is encrypted; save a copy without a password")


def _part(archive: Zipped, name: str) -> bytes:
    return archive.read(name) if name in archive.names else b""


def _taken(content: bytes, styles: bytes, meta: bytes, formula: Callable[[str], str]) -> Taken:
    known = Styles()
    if styles:
        events.each(styles, known.start, _nothing, _nothing)
    text = Content(known, formula)

    def start(name: str, told: dict[str, str]) -> None:
        known.start(name, told)
        text.start(name, told)

    events.each(content, start, text.end, text.text)
    if not text.is_text:
        raise UnreadableSource("is a document without any text in it")
    return Taken(text.flow.finished(), _told(meta))


def _nothing(*_: object) -> None:
    """Nothing comes of it."""


def _told(meta: bytes) -> Metadata:
    """What the file says of itself."""
    found: dict[str, str] = {}
    open_names: list[str] = []

    def text(words: str) -> None:
        name = _TOLD.get(open_names[-1]) if open_names else None
        if name:
            found[name] = found.get(name, "") + words

    if meta:
        events.each(meta, lambda name, told: open_names.append(name), open_names.pop, text)
    author = found.get("author") or found.get("changer") or ""
    return Metadata(
        title=says.title(found.get("title"), by_program=True),
        byline=says.byline(author.split(";")),
        language=says.language(found.get("language")),
    )


def _formula(archive: Zipped, address: str) -> str:
    """The formula that an object is, on one line; nothing if it is none."""
    part = _part(archive, f"{address.removeprefix('./').rstrip('/')}/content.xml")
    if _FORMULA not in part[:5_000]:
        return ""
    return " ".join(piece.text for piece in walk.pieces(part.decode("utf-8", "replace")))
