"""
Kinds of files that are not read, told by their bytes, and what to do with each.
"""

import re
from typing import NamedTuple

__all__ = ["Kind", "kind"]


class Kind(NamedTuple):
    """What a file is, and what makes something of it that is read."""

    name: str
    way: str


_OCR = "OCR (ocrmypdf) makes a PDF of it that can be read"
_UNPACK = "unpack it"
_HEARD = "a transcript of it can be read (.vtt, .srt)"
_DOCX = "save it as .docx"
_OLD = b"\xd0\xcf\x11\xe0"  # the container of old office documents
_LOOKED_AT = 65_536  # bytes, but of old documents
_KINDS: tuple[tuple[bytes, Kind], ...] = (
    (rb"\x89PNG\r\n\x1a\n", Kind("PNG image", _OCR)),
    (rb"\xff\xd8\xff", Kind("JPEG image", _OCR)),
    (rb"GIF8", Kind("GIF image", _OCR)),
    (rb"II\*\x00|MM\x00\*", Kind("TIFF image", _OCR)),
    (rb"(?s)RIFF.{4}WEBP", Kind("WebP image", _OCR)),
    (
        rb"(?s)PK\x03\x04.*?(?:Index/[\w-]{1,60}\.iwa|Index\.zip|index\.apxl)",
        Kind("document of Pages, Numbers or Keynote", "export it as Word, Excel or PDF"),
    ),
    (rb"PK\x03\x04", Kind("zip archive, perhaps an office document", _UNPACK)),
    (rb"\x1f\x8b", Kind("gzip archive", _UNPACK)),
    (rb"\xfd7zXZ\x00", Kind("xz archive", _UNPACK)),
    (rb"BZh", Kind("bzip2 archive", _UNPACK)),
    (rb"7z\xbc\xaf\x27\x1c", Kind("7-Zip archive", _UNPACK)),
    (rb"Rar!\x1a\x07", Kind("RAR archive", _UNPACK)),
    (rb"\x7fELF", Kind("ELF program", "")),
    (rb"MZ", Kind("Windows program", "")),
    (rb"SQLite format 3\x00", Kind("SQLite database", "save its table of articles as CSV")),
    (rb"%PDF-", Kind("PDF document", "its beginning is damaged; save it again")),
    (rb"RIFF|ID3|OggS|fLaC|(?s:.{4})ftyp", Kind("sound, image or film", _HEARD)),
    (rb"AT&TFORM", Kind("DjVu document", "save it as PDF")),
    (rb"(?s).{60}(?:BOOKMOBI|TEXtREAd)", Kind("book for Kindle", "save it as EPUB")),
    (rb"!BDN", Kind("mailbox of Outlook (pst)", "save its folders as .mbox (readpst does)")),
    (rb"\xffWPC", Kind("WordPerfect document", _DOCX)),
)
# names of what is in an old document, by which its kind is told
_STREAMS = {
    "__properties_version1.0": Kind("Outlook message (msg)", "save it as .eml"),
    "WordDocument": Kind("old Word file (doc)", _DOCX),
    "Workbook": Kind("old Excel file (xls)", "save it as .xlsx or CSV"),
    "Book": Kind("old Excel file (xls)", "save it as .xlsx or CSV"),
    "PowerPoint Document": Kind("old PowerPoint file (ppt)", "save it as PDF"),
}
_ANY_OLD = Kind("old office document", _DOCX)


def kind(data: bytes) -> Kind | None:
    """What a file is that is not read, if its bytes tell."""
    if data.startswith(_OLD):
        return _old(data)
    head = data[:_LOOKED_AT]
    return next((found for sign, found in _KINDS if re.match(sign, head)), None)


def _old(data: bytes) -> Kind:
    """Which program an old document is of: what is named first is the document's own."""
    places = {data.find(f"{name}\0".encode("utf-16-le")): name for name in reversed(_STREAMS)}
    places.pop(-1, None)
    return _STREAMS[places[min(places)]] if places else _ANY_OLD
