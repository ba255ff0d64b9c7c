"""
PDF files: their lines by pdfium, put together as paragraphs by what they look like.

A paragraph has the page on which it begins. The file's properties tell title and
author, unless a program filled them in, else the largest line on the first page is
the title. The day on which it was made counts as that of publication only where
the text has none, and no browser printed it: then it is when the page was seen.
"""

import ctypes
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import pieces, says
from annotate.readers.paged import document
from annotate.readers.paged.line import Line
from annotate.readers.paged.lines import lines
from annotate.readers.record import DEFAULT, Options

__all__ = ["read"]

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2_000
LONGEST = 20_000_000  # characters

_BROWSERS = re.compile(r"Mozilla/|Chrom|Skia/PDF|wkhtmltopdf|Firefox|WebKit|Safari|Puppeteer", re.I)
_DATE = re.compile(r"(?:D:|(?=\d{14}))(\d{8})(?:(\d{4}(?:\d\d)?)(Z|[+-]\d\d(?:'?\d\d)?)?)?")


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a PDF; raises `UnreadableSource`."""
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal() from error
    try:
        properties, language = file.get_metadata_dict(), _language(file)
        pages = _pages(file)
    except pdfium.PdfiumError as error:
        raise UnreadableSource(f"is a damaged PDF ({error})") from error
    finally:
        file.close()
    made, is_print = _made(properties["CreationDate"].strip()), _is_print(properties)
    said = Metadata(
        title=says.title(properties["Title"], by_program=True),
        byline=says.byline(re.split(r"\s*;\s*", properties["Author"])),
        language=says.language(language),
    )
    draft = pieces.draft(document.read(pages), said, MEDIA_TYPE)
    if is_print:
        return replace(draft, captured=says.utc(made))
    published = draft.metadata.published or (says.day(made) or "")[:10] or None
    return replace(draft, metadata=replace(draft.metadata, published=published))


def _refusal() -> UnreadableSource:
    if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return UnreadableSource("is encrypted; save a copy without a password")
    return UnreadableSource("is no PDF, or one too damaged to open")


def _pages(file: pdfium.PdfDocument) -> list[list[Line]]:
    count = len(file)
    if count > MOST_PAGES:
        raise UnreadableSource(
            f"has {count:,} pages; split it into files of {MOST_PAGES:,} at most"
        )
    pages: list[list[Line]] = []
    room = LONGEST
    for at in range(count):
        page = file[at]
        try:
            pages.append(lines(page, at + 1))
        finally:
            page.close()
        room -= sum(len(line.text) for line in pages[-1])
        if room < 0:
            raise UnreadableSource(f"has more than {LONGEST // 10**6} million characters; split it")
    if not any(pages):
        raise UnreadableSource("has no text, only pictures; OCR (ocrmypdf) makes a PDF that has")
    return pages


def _language(file: pdfium.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(file, None, 0)
    if not 2 < length <= 100:
        return ""
    found = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(file, ctypes.cast(found, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return found.raw[: length - 2].decode("utf-16-le", "replace")


def _is_print(properties: dict[str, str]) -> bool:
    """Whether a browser made the file of a page that it showed."""
    return any(_BROWSERS.search(properties[name]) for name in ("Creator", "Producer"))


def _made(date: str) -> str:
    """When the file was made, `D:20210304050607+01'00'` in PDF's terms, in those of ISO 8601."""
    found = _DATE.match(date)
    if not found:
        return date.removeprefix("D:")
    day, time, zone = found.groups("")
    return f"{day}T{time}{zone}".replace("'", "") if time else day
