"""
Spreadsheets (xlsx) of articles: a row each, as `workbook` takes rows of any kind.
"""

import io
import re
import warnings
import zipfile

from annotate.model import Draft
from annotate.readers import workbook
from annotate.readers.record import DEFAULT, Options, Several
from annotate.readers.zipped import DAMAGED

__all__ = ["MEDIA_TYPE", "read", "textless"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOOKED_AT = 1_000_000  # bytes of letters in which the columns' names are looked for
_STRING = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]{1,100})<")
_SHEETS = 20


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The rows as records, or all of them as one text; raises UnreadableSource."""
    from annotate.readers import spreadsheets  # openpyxl takes longer to import than all else

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of what it leaves out
        sheets = spreadsheets.sheets(io.BytesIO(data), options.largest)
        return workbook.read(sheets, MEDIA_TYPE, options)


def textless(data: bytes, options: Options = DEFAULT) -> str | None:
    """Why a file found in a folder holds no articles, if no cell names a column for the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [
                name
                for name in archive.namelist()
                if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet"))
            ]
            found: list[bytes] = []
            for name in names[:_SHEETS]:
                with archive.open(name) as letters:
                    found += _STRING.findall(letters.read(_LOOKED_AT))
    except DAMAGED:
        return None  # which is told when it is read
    return workbook.textless(found, options)
