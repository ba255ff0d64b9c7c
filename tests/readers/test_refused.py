"""Kinds of files that are not read, and what to do with each."""

import time

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import formats, refused
from annotate.readers.record import DEFAULT
from tests.readers.documents import zipped

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def old(*streams: str) -> bytes:
    return OLD + b"\1".join(f"{name}\0".encode("utf-16-le") for name in streams)


def binary(kind: str, way: str) -> str:
    return f"looks like a binary file ({kind}), not text; {way}"


WAYS = {
    "a.doc": (old("Root Entry", "WordDocument"), "is an old Word file (doc); save it as .docx"),
    "with a table.doc": (
        old("WordDocument", "Workbook"),
        "is an old Word file (doc); save it as .docx",
    ),
    "a.ppt": (old("PowerPoint Document"), "is an old PowerPoint file (ppt); save it as PDF"),
    "a.msg": (
        old("__properties_version1.0", "WordDocument"),
        "is an Outlook message (msg); save it as .eml",
    ),
    "a.hwp": (OLD, "is an old office document; save it as .docx"),
    "locked.docx": (old("EncryptedPackage"), "is encrypted; save a copy without a password"),
    "a.pptx": (
        zipped({"[Content_Types].xml": b"", "ppt/a.xml": b""}),
        "is a PowerPoint file; save it as PDF",
    ),
    "a.pages": (
        zipped({"Index/Document.iwa": bytes(range(256))}),
        binary("document of Pages, Numbers or Keynote", "export it as Word, Excel or PDF"),
    ),
    "a.djvu": (
        b"AT&TFORM\0\0\x12\x34DJVM" + bytes(range(256)) * 3,
        binary("DjVu document", "save it as PDF"),
    ),
    "a.mobi": (
        bytes(60) + b"BOOKMOBI" + bytes(range(256)),
        binary("book for Kindle", "save it as EPUB"),
    ),
    "a.mp4": (
        b"\0\0\0\x20ftypisom" + bytes(range(256)) * 3,
        binary("sound, image or film", "a transcript of it can be read (.vtt, .srt)"),
    ),
    "a.tif": (
        b"II*\0" + bytes(range(256)) * 3,
        binary("TIFF image", "OCR (ocrmypdf) makes a PDF of it that can be read"),
    ),
    "a.pst": (
        b"!BDN" + bytes(range(256)) * 3,
        binary("mailbox of Outlook (pst)", "save its folders as .mbox (readpst does)"),
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_what_is_refused_names_the_way_out(name: str) -> None:
    data, told = WAYS[name]
    format, _ = formats.detect(data[: formats.HEAD], name)
    with pytest.raises(UnreadableSource) as error:
        formats.read(data, format.name, DEFAULT)
    assert str(error.value) == told


@pytest.mark.parametrize("data", [b"MZ is how they sign", b"BZh says nothing", b"RIFF, riff, raff"])
def test_words_that_begin_like_one_are_words(data: bytes) -> None:
    assert formats.read(data, "plain", DEFAULT).text == data.decode()


@pytest.mark.parametrize("piece", [b"PK\x03\x04", b"Index/a", OLD, b"Index/" + b"-" * 60])
def test_no_kind_takes_long(piece: bytes) -> None:
    started = time.process_time()
    refused.kind(b"PK\x03\x04" + piece * 20_000)
    refused.kind(piece * 20_000)
    assert time.process_time() - started < 5
