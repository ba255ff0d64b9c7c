"""Reading Word files, those of pandoc and those of LibreOffice."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import docx, formats
from annotate.readers.record import DEFAULT, Options
from tests.readers.documents import (
    check,
    check_read,
    content,
    damaged,
    prose,
    texts,
    unzipped,
    zipped,
)

PANDOC, LIBREOFFICE = content("pandoc.docx"), content("libreoffice.docx")
MADE_BY = pytest.mark.parametrize("data", [PANDOC, LIBREOFFICE], ids=["pandoc", "LibreOffice"])


@MADE_BY
def test_an_article_is_read(data: bytes) -> None:
    draft = docx.read(data)
    check(draft)
    assert draft.metadata == Metadata(
        title="The lamp at Varde Point",
        byline="Ida Holm, Jon Vik",
        published="2021-03-04",
        language="en-GB",
    )
    assert texts(draft, "title") == ["The lamp at Varde Point"]
    assert texts(draft, "byline") == ["Ida Holm", "Jon Vik"]
    assert texts(draft, "heading")[-3:] == [
        "A night in October", "How the light was kept", "What remains",
    ]  # fmt: skip
    items = texts(draft, "list_item")
    assert items[0] == "the barrels of oil that were left in the cellar,"
    assert items[4:8] == [
        "Winter\tBarrels\tShips",
        "first\t31\t212",
        "second\t27\t240",
        "third\t22\t236",
    ]
    assert items[8].startswith("The book is kept in the reading room")


@MADE_BY
def test_every_sentence_is_where_it_was(data: bytes) -> None:
    draft = docx.read(data)
    signs = {"[book]": "[1]", "[rain]": "[2]", "[kettle]": "[3]"}
    expected = prose()
    for name, number in signs.items():
        expected = [text.replace(name, number) for text in expected]
    assert texts(draft, "body", "quote") == expected


def document(body: str, core: str = "") -> bytes:
    """A Word file with this body."""
    files = unzipped(PANDOC)
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files["word/document.xml"] = f"<w:document {word}><w:body>{body}</w:body></w:document>".encode()
    files["docProps/core.xml"] = core.encode()
    return zipped(files)


def paragraph(text: str, style: str = "BodyText") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


SENTENCE = "Nobody in the village had been told the hour, and nobody asked for it, either."


def test_what_programs_fill_in_is_no_metadata() -> None:
    core = (
        "<c><dc:title>Microsoft Word - draft3.doc</dc:title><dc:creator>python-docx</dc:creator>"
        "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created></c>"
    )
    assert docx.read(document(paragraph(SENTENCE), core)).metadata == Metadata()


def test_the_day_it_was_last_saved_is_no_day_of_access() -> None:
    core = (
        "<c><dcterms:created>2018-12-18T03:04:05Z</dcterms:created>"
        "<dcterms:modified>2018-12-19T03:04:05Z</dcterms:modified></c>"
    )
    assert docx.read(document(paragraph("Some words."), core)).captured is None


def test_the_day_it_was_made_is_no_day_of_publication() -> None:
    core = "<c><dcterms:created>2020-01-02T03:04:05Z</dcterms:created></c>"
    plain = docx.read(document(paragraph(SENTENCE), core))
    dated = docx.read(document(paragraph("4 March 2021", "Date") + paragraph(SENTENCE), core))
    assert (plain.metadata.published, dated.metadata.published) == (None, "2021-03-04")


REFUSED = {
    "nothing": (b"", "no Word file"),
    "another zip": (zipped({"a": b"b"}), "but not a Word file"),
    "Excel": (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "is an Excel file"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
    "encrypted": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "no text": (document(""), "has no text"),
    "deep": (document("<w:p>" * 50_000 + "</w:p>" * 50_000), "Word file"),
    "entities": (
        zipped(
            {
                **unzipped(PANDOC),
                "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "'
                + b"x" * 9_000
                + b'">'
                + b"".join(
                    b'<!ENTITY b%d "%s">' % (i, b"&b%d;" % (i - 1) * 10 if i else b"&b;" * 10)
                    for i in range(9)
                )
                + b"]><a>&b8;</a>",
            }
        ),
        "Word file",
    ),
    "too much text": (document(" " * 31_000_000), "more than 30 MB of text"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_word_file_is_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        docx.read(data)


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = zipped({**unzipped(PANDOC), "word/media/a.png": b"\0" * 2_000_000})
    with pytest.raises(UnreadableSource, match="unpacks to more than 1 MB"):
        docx.read(bomb, Options(largest=1_000_000))


@given(damaged(PANDOC))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_read(docx.read, data)


INSIDE = unzipped(LIBREOFFICE)


@given(
    st.sampled_from(
        ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"]
    ),
    st.data(),
)
def test_any_content_is_read_or_refused(name: str, data: st.DataObject) -> None:
    check_read(docx.read, zipped({**INSIDE, name: data.draw(damaged(INSIDE[name]))}))


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    styles = b'<?xml version="1.0" encoding="ATF-8"?><w:styles/>'
    with pytest.raises(UnreadableSource, match="damaged one"):
        docx.read(zipped({**INSIDE, "word/styles.xml": styles}))


@pytest.mark.parametrize("data", [PANDOC, LIBREOFFICE])
def test_the_content_tells_the_format(data: bytes) -> None:
    found, remark = formats.detect(data[: formats.HEAD], "a.txt")
    assert (found.name, remark) == ("docx", "is a Word file, whatever its name says")
    assert formats.read(data, "docx", DEFAULT) == docx.read(data)


def test_without_the_package_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['mammoth'] = None\n"
        "from annotate.readers import formats; from annotate.readers.record import DEFAULT\n"
        "formats.read(b'PK', 'docx', DEFAULT)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'pip install "annotate-corpus[docx]"' in done.stderr
