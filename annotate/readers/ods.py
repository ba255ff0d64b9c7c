"""
Spreadsheets of LibreOffice and others (ODS), packed or flat: a row an article.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import workbook
from annotate.readers.opendocument import events
from annotate.readers.opendocument.office_sheets import Sheets
from annotate.readers.record import DEFAULT, LARGEST, Options, Several
from annotate.readers.workbook import Sheet
from annotate.readers.zipped import DAMAGED, Zipped

__all__ = ["MEDIA_TYPE", "read", "sheets", "textless"]

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LOOKED_AT = 1_000_000  # bytes of letters in which the columns' names are looked for
_MANIFEST = "META-INF/manifest.xml"
_STRING = re.compile(rb"<text:p\b[^>]*>(?:<text:span\b[^>]*>)?([^<]{1,100})<")


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The rows as records, or all of them as one text; raises UnreadableSource."""
    return workbook.read(sheets(data, options.largest), MEDIA_TYPE, options)


def sheets(data: bytes, largest: int = LARGEST) -> Iterator[Sheet]:
    """The sheets in order, of all together `largest` letters; raises UnreadableSource."""
    found = Sheets(largest)
    events.each(_content(data, largest), found.start, found.end, found.text)
    if not found.is_spreadsheet:
        raise UnreadableSource("is no spreadsheet (ODS)")
    return found.found()


def _content(data: bytes, largest: int) -> bytes:
    if not data.startswith(b"PK"):
        return data
    try:
        with Zipped(data, largest=largest) as archive:
            if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
                raise UnreadableSource("is encrypted; save a copy without a password")
            return archive.read("content.xml")
    except (*DAMAGED, KeyError) as error:
        reason = " ".join(str(error).split())[:100]
        raise UnreadableSource(f"is no spreadsheet that can be read: {reason}") from error


def textless(data: bytes, options: Options = DEFAULT) -> str | None:
    """Why a file found in a folder holds no articles, if no cell names a column for the text."""
    head = data[:_LOOKED_AT]
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as letters:
                head = letters.read(_LOOKED_AT)
        except (*DAMAGED, KeyError):
            return None  # which is told when it is read
    return workbook.textless(_STRING.findall(head), options)
