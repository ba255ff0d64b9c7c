"""
What is called `.xls`: old Excel files, and tables in HTML under that name, a row an article.
"""

import re

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import fields, formats, workbook
from annotate.readers.record import DEFAULT, Options, Several

__all__ = ["MEDIA_TYPE", "read", "textless"]

MEDIA_TYPE = "application/vnd.ms-excel"
_OLD = b"\xd0\xcf\x11\xe0"
_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_LOOKED_AT = 1_000_000  # bytes in which the columns' names are looked for
_LETTERS = re.compile(rb"[ -~\xa0-\xff]{2,41}")


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The rows as records, or all of them as one text; raises UnreadableSource."""
    if not data.startswith(_OLD):
        return _read_html(data, options)
    formats.require(formats.FORMATS["xls"], ("xlrd",))
    from annotate.readers import old_excel

    return workbook.read(old_excel.sheets(data, options.largest), MEDIA_TYPE, options)


def _read_html(data: bytes, options: Options) -> Draft | Several:
    if _XML in data[:_LOOKED_AT]:
        raise UnreadableSource("is a spreadsheet as XML (Excel 2003); save it as .xlsx or CSV")
    formats.require(formats.FORMATS["html"], formats.FORMATS["html"].needs)
    from annotate.readers import html
    from annotate.readers.web import tabular

    if options.split is not False:
        found = workbook.records(tabular.sheets(data), options)
        if found:
            return found
    return html.articles(data, options)


def textless(data: bytes, options: Options = DEFAULT) -> str | None:
    """
    Why a file found in a folder holds no articles, if no cell seems to name one for the text.

    Cells stand there behind their lengths, which may look like one letter more of what is above.
    """
    if not data.startswith(_OLD) or options.fields:
        return None
    head = data[:_LOOKED_AT]
    words = {run.decode("latin-1") for run in _LETTERS.findall(head)}
    if fields.find(dict.fromkeys((*words, *(word[:-1] for word in words)), "x"), "text", options):
        return None
    beyond = (name for name in fields.GUESSES["text"] if not _is_latin(name))
    # but for the first letter, which may be a capital
    if any(name[1:].encode("utf-16-le") in head for name in beyond):
        return None
    return workbook.TEXTLESS


def _is_latin(name: str) -> bool:
    return max(name) <= "\xff"
