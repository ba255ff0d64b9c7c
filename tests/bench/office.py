"""Files of word processors, spreadsheets and mail, as their programs write them, to be read."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from openpyxl import Workbook

from annotate.readers import formats, odt, rtf, xlsx
from annotate.readers.record import DEFAULT

from . import clock, corpus
from .report import Figure

__all__ = ["figures"]

RATE, CUT = 10.0, 20.0  # MB a CPU second
_HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}"
_RUN = (
    r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid1404256\charrsid1404256 \hich\af0\dbch\af0\loch\f0 %s}"
)
_END = r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid1404256 \par }\pard\plain \ltrpar\ql \li0\ri0\sa160 "
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_START = b"From ida@example.org Thu Oct 20 08:00:00 2016\n"


def figures(count: int) -> Iterator[Figure]:
    """How many MB of so many articles are taken apart in a CPU second, roles not counted."""
    texts = [corpus.article(number).decode() for number in range(1, count + 1)]
    whole = [part for text in texts for part in text.split("\n\n")]
    data, content, sheet, mail = _rtf(whole), _content(whole), _xlsx(texts), _mbox(texts)
    yield _rate("RTF", len(data), RATE, partial(rtf.taken, data))
    packed = _zipped(content)
    yield _rate("ODT, of its XML", len(content), RATE, partial(odt.taken, packed))
    yield _rate("xlsx, of its XML", _unpacked(sheet), RATE, partial(xlsx.read, sheet))
    yield _rate("mbox", len(mail), CUT, partial(_messages, mail))


def _rate(name: str, size: int, target: float, call: Callable[[], object]) -> Figure:
    call()  # the imports
    seconds = sorted(clock.of_call(call) for _ in range(3))[1]
    return Figure(f"take apart {name}", size / 1e6 / seconds, target, "MB/s", 1.0, "at least")


def _rtf(whole: list[str]) -> bytes:
    """As Word writes it: a run a sentence."""
    runs = ("".join(_RUN % words for words in part.split(". ")) + _END for part in whole)
    return (_HEAD + "\n".join(runs) + "}").encode("cp1252", "replace")


def _content(whole: list[str]) -> bytes:
    """As LibreOffice writes it: a span a sentence."""
    spaces = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text"))
    span = '<text:span text:style-name="T12">{}</text:span>'
    parts = ("".join(span.format(escape(one)) for one in part.split(". ")) for part in whole)
    body = "".join(f'<text:p text:style-name="P3">{part}</text:p>' for part in parts)
    root = "office:document-content"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return f"<{root} {spaces}>{text}</{root}>".encode()


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", odt.MEDIA_TYPE)
        archive.writestr("content.xml", content)
    return made.getvalue()


def _xlsx(texts: list[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "title", "date", "text"])
    for number, text in enumerate(texts):
        sheet.append([number, text.partition("\n")[0], "2016-10-20", text])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(each.file_size for each in archive.infolist())


def _mbox(texts: list[str]) -> bytes:
    return b"".join(
        b"%bSubject: a\nMessage-ID: <%d@example.org>\n\n%b\n\n" % (_START, number, text.encode())
        for number, text in enumerate(texts)
    )


def _messages(data: bytes) -> int:
    return sum(1 for _ in formats.records(io.BytesIO(data), "mbox", DEFAULT))
