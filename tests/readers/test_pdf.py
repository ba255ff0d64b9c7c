"""Reading PDFs: those of LaTeX, LibreOffice and Chromium."""

import time
import zlib

import pytest
from hypothesis import given

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import formats, pdf
from annotate.readers.paged.hyphens import Words
from tests.readers.documents import check, check_read, content, damaged, prose, texts

LATEX, LIBREOFFICE = content("latex.pdf"), content("libreoffice.pdf")
CHROMIUM, ARABIC = content("chromium.pdf"), content("arabic.pdf")
ALL = {"LaTeX": LATEX, "LibreOffice": LIBREOFFICE, "Chromium": CHROMIUM}
MADE_BY = pytest.mark.parametrize("data", ALL.values(), ids=ALL)


def expected() -> list[str]:
    """The sentences of the article; a footnote's sign is its number."""
    found = prose()
    for number, name in enumerate(("book", "rain", "kettle"), 1):
        found = [text.replace(f"[{name}]", f"[{number}]") for text in found]
    return found


@MADE_BY
def test_every_paragraph_is_whole(data: bytes) -> None:
    draft = pdf.read(data)
    check(draft)
    found = [text for text in texts(draft, "body", "quote") if text in expected()]
    assert found == expected()


@MADE_BY
def test_what_stands_apart(data: bytes) -> None:
    draft = pdf.read(data)
    assert texts(draft, "title") == ["The lamp at Varde Point"]
    assert [text[:20] for text in texts(draft, "quote")] == ["A light that does no"]
    heads = ("A night in October", "How the light was kept", "What remains")
    found = [text.lstrip("0123. ") for text in texts(draft, "heading")]
    assert [text for text in found if text in heads] == [*heads]
    items = [text.lstrip("• ") for text in texts(draft, "list_item")]
    assert "the barrels of oil that were left in the cellar," in items
    notes = [text for text in texts(draft) if "kettle is not mentioned" in text]
    assert len(notes) == 1


@MADE_BY
def test_heads_feet_and_numbers_of_pages_are_boilerplate(data: bytes) -> None:
    draft = pdf.read(data)
    outside = " ".join(texts(draft, "title", "heading", "body", "quote", "list_item"))
    for words in ("Coast and Light", "Page 2", "127.0.0.1", "2/3"):
        assert words not in outside


PAGES = {"LaTeX": [1, 1, 1, 2], "LibreOffice": [1, 2, 5, 6], "Chromium": [1, 1, 3, 3]}


@pytest.mark.parametrize("maker", PAGES)
def test_a_paragraph_has_the_page_on_which_it_begins(maker: str) -> None:
    draft = pdf.read(ALL[maker])
    begins = ["The lamp at Varde Point was", "The keeper wrote", "Engineers came", "It is tempting"]
    assert [_page(draft, words) for words in begins] == PAGES[maker]


def _page(draft: Draft, words: str) -> int | None:
    at = draft.text.index(words)
    return next(block.page for block in draft.blocks if block.start == at)


METADATA = {
    "LaTeX": Metadata(title="The lamp at Varde Point", published="2021-03-04"),
    "LibreOffice": Metadata(
        title="The lamp at Varde Point", byline="Ida Holm, Jon Vik", published="2021-03-04",
        language="en-GB",
    ),
    "Chromium": Metadata(
        title="The lamp at Varde Point", published="2021-03-04", language="en-GB"
    ),
}  # fmt: skip


@pytest.mark.parametrize("maker", METADATA)
def test_metadata(maker: str) -> None:
    draft = pdf.read(ALL[maker])
    assert draft.metadata == METADATA[maker]
    assert draft.captured == ("2026-11-21T14:09:03Z" if maker == "Chromium" else None)


def test_captions_and_footnotes_do_not_part_a_paragraph() -> None:
    draft = pdf.read(LATEX)
    assert texts(draft, "caption") == [
        "Figure 1: The tower at Varde Point, seen from the boathouse in the third winter."
    ]
    assert [text for text in texts(draft) if text[0] == "["] == [
        "[1] The book is kept in the reading room of the harbour museum, in a box with the tide"
        " tables.",
        "[2] She used eleven different words for rain, and explained none of them.",
        "[3] The kettle is not mentioned in the report of the engineers.",
    ]


def test_rows_of_a_table_are_paragraphs() -> None:
    rows = [text for text in texts(pdf.read(LIBREOFFICE), "list_item") if "\t" in text]
    assert rows == ["Winter\tBarrels\tShips", "first\t31\t212", "second\t27\t240", "third\t22\t236"]


def test_lines_from_right_to_left_are_in_order() -> None:
    draft = pdf.read(ARABIC)
    assert len(draft.blocks) == 6
    assert draft.text.endswith("وفي الشتاء الثالث لم يتجمد الميناء.")
    assert "كان الحارس يصعد السلم كل مساء ومعه الزيت، ثم يكتب في الكتاب" in draft.text
    assert draft.metadata.language == "ar"


def made(
    page: bytes, *more: bytes, pages: int = 1, resources: bytes = b"", catalog: bytes = b"",
    trailer: bytes = b"",
) -> bytes:  # fmt: skip
    """A PDF of such pages, all with the same content; further objects are numbered from 6 on."""
    packed = zlib.compress(page, 9)
    kids = b"3 0 R " * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>%s>>>>" % resources,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        *more,
    ]
    found, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    found += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (count, trailer)
    return found + b"startxref\n%d\n%%%%EOF" % start


def said(*lines: tuple[int, int, bytes], size: int = 12) -> bytes:
    return b"".join(b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, s) for x, y, s in lines)


HYPHENS = {
    "joined, as it stands whole elsewhere": (
        ["The light-", "house is lit."],
        "The lighthouse is lit.",
    ),
    "kept, as it stands so elsewhere": (["An old far-", "off island."], "An old far-off island."),
    "kept before a capital": (["An Anglo-", "American ship."], "An Anglo-American ship."),
    "joined in a document that breaks words": (["He mea-", "sures it."], "He measures it."),
    "kept in a compound of known words": (["A ship-", "tower."], "A ship-tower."),
    "no space after a dash": (["A word—", "and more."], "A word—and more."),
    "an address": (["See https://a.org/", "path/x."], "See https://a.org/path/x."),
    "Chinese": (["灯塔的灯第一次", "点亮。"], "灯塔的灯第一次点亮。"),
}


@pytest.mark.parametrize(("lines", "text"), HYPHENS.values(), ids=HYPHENS)
def test_lines_are_joined_by_what_the_document_shows(lines: list[str], text: str) -> None:
    document = [
        "A lighthouse is a tower on a far-off coast.",
        "No ship is near.",
        "It mea-",
        "ns mo-",
    ]
    assert Words([*document, *lines]).joined(lines) == text


def test_raised_numbers_are_signs_of_footnotes_only_behind_words() -> None:
    page = (
        b"BT /F1 12 Tf 50 700 Td (The tower stands) Tj /F1 7 Tf 5 Ts (3) Tj"
        b" /F1 12 Tf 0 Ts ( on 40 m) Tj /F1 7 Tf 5 Ts (2) Tj /F1 12 Tf 0 Ts ( of sand.) Tj ET"
    )
    assert pdf.read(made(page)).text == "The tower stands[3] on 40 m2 of sand."


def printed(*paragraphs: list[str], x: int = 50, y: int = 760) -> list[tuple[int, int, bytes]]:
    """The lines of paragraphs, one below another."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    return [(x, y - 10 * at, line.encode("latin-1")) for at, line in enumerate(lines)]


def sentences(start: int, count: int = 5) -> list[list[str]]:
    """Paragraphs of three lines each, of the width of a narrow column."""
    return [
        [
            f"Paragraph {number} of the paper says that",
            "the lamp is lit in each of the nights and",
            f"nobody saw {number}.",
        ]
        for number in range(start, start + count)
    ]


def bound(*pages: bytes) -> bytes:
    """A PDF of pages, each with its own content."""
    kids = b"".join(b"%d 0 R " % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for page in pages:
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (len(objects) + 2),
            b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"trailer<</Size 9/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("goes_on", ["in the town of Mosul is lit.", "Mosul is lit."])
@pytest.mark.parametrize(
    "foot", [[], [(50, 100, b"Received in May; of the council of the valley")]]
)
def test_a_paragraph_goes_on_over_the_end_of_its_page(
    goes_on: str, foot: list[tuple[int, int, bytes]]
) -> None:
    lines = [f"The lamp number {n} of the tower was seen by the people of" for n in "abcdefgh"]
    first = said(*printed(["The harbour is old."], lines), *foot)
    second = said(*printed([goes_on], ["It was not seen by day."]))
    draft = pdf.read(bound(first, second))
    assert " ".join([*lines, goes_on]) in texts(draft, "body")


def test_three_narrow_columns_written_across_are_read_one_by_one() -> None:
    columns = [sentences(start) for start in (11, 21, 31)]
    rows = zip(
        *(printed(*column, x=x) for x, column in zip((50, 205, 360), columns, strict=True)),
        strict=True,
    )
    draft = pdf.read(made(said(*(cell for row in rows for cell in row), size=8)))
    expected = [" ".join(lines) for column in columns for lines in column]
    assert texts(draft, "body") == expected


def test_words_that_justifying_drives_apart_are_a_line() -> None:
    full = b"The lamp of the old tower is lit in each of the nights"
    apart = [(50, 728, b"and"), (125, 728, b"nobody"), (220, 728, b"has"), (294, 728, b"seen")]
    draft = pdf.read(made(said((50, 740, full), *apart, (50, 716, full), (50, 704, b"by day."))))
    assert [draft.text[block.start : block.end] for block in draft.blocks] == [
        f"{full.decode()} and nobody has seen {full.decode()} by day."
    ]


@pytest.mark.parametrize("size", [9, -9])
@pytest.mark.parametrize("across", [1, -1])
@pytest.mark.parametrize("up", [1, -1])
def test_words_drawn_backwards_are_in_the_order_they_are_written_in(
    size: int, across: int, up: int
) -> None:
    lines = sentences(0, 1)[0]
    drawn = b"".join(
        b"BT /F1 %d Tf %d 0 0 %d 300 %d Tm (%s) Tj ET\n"
        % (size, across, up, 700 - 12 * i, line.encode())
        for i, line in enumerate(lines)
    )
    assert " ".join(pdf.read(made(drawn)).text.split()) == " ".join(lines)


def test_a_glyph_that_the_file_says_nothing_of_parts_no_paragraph() -> None:
    symbols = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Symbol"
        b"/Encoding<</Type/Encoding/Differences[1/g1/g2/g3]>>>>"
    )
    page = (
        b"BT /F1 10 Tf 50 740 Td (The lamp of the old tower is lit in each of the nights and) Tj ET"
        b" BT /F1 10 Tf 50 728 Td (nobody has ) Tj /F2 10 Tf (\\002\\003) Tj"
        b" /F1 10 Tf ( seen it on the days that were so long and as cold) Tj ET"
        b" BT /F1 10 Tf 61 716 Td (as in the year of the flood.) Tj ET"
    )
    data = made(page, symbols).replace(b"/F1 4 0 R", b"/F1 4 0 R/F2 6 0 R")
    assert pdf.read(data).text == (
        "The lamp of the old tower is lit in each of the nights and nobody has seen it on the days"
        " that were so long and as cold as in the year of the flood."
    )


def test_a_line_with_the_number_of_a_section_is_a_heading() -> None:
    paragraph = [
        "The lamp of the old tower is lit in each of the nights and",
        "nobody saw it by day.",
    ]
    lines = printed(paragraph, ["3.1 Web Crawling"], paragraph, ["3.2 Web Crawling 12"], paragraph)
    draft = pdf.read(made(said(*lines, size=8)))
    numbered = [block for block in draft.blocks if str(block.because).endswith("of a section")]
    assert [draft.text[block.start : block.end] for block in numbered] == ["3.1 Web Crawling"]


REFUSED = {
    "nothing": (b"", "no PDF"),
    "encrypted": (content("encrypted.pdf"), "is encrypted; save a copy without a password"),
    "cut": (LATEX[:50_000], "too damaged"),
    "only pictures": (made(b"0 0 100 100 re f"), r"has no text, only pictures; OCR"),
    "thousands of pages": (made(b"", pages=3_000), "has 3,000 pages"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        pdf.read(data)


def nested(depth: int) -> bytes:
    """Each form shows the next ten times over."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>"
        b"/XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
    )
    inner = [b"/X Do " * 10] * (depth - 1) + [said((9, 9, b"x"))]
    more = [form % (7 + i, len(text), text) for i, text in enumerate(inner)]
    return made(b"/X Do", *more, resources=b"/XObject<</X 6 0 R>>")


BOMBS = {
    "letters": made(b"BT /F1 12 Tf 1 700 Td (" + b"a" * 3_000_000 + b") Tj ET"),
    "hyphens": made(b"BT /F1 12 Tf 1 700 Td (" + b"a-" * 1_000_000 + b") Tj ET"),
    "strings": made(b"BT /F1 12 Tf 9 700 Td " + b"(one two) Tj 0 -2 Td " * 50_000 + b"ET"),
    "lines": made(said(*((9 + i % 7 * 80, i % 790, b"one") for i in range(20_000)))),
    "pages": made(said(*((9, 700 - i * 14, b"one two 3") for i in range(9))), pages=1_500),
    "states": made(b"q " * 1_000_000),
    "forms": nested(5),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_no_file_takes_long(data: bytes) -> None:
    begun = time.process_time()
    check_read(pdf.read, data)
    assert time.process_time() - begun < 10


@given(damaged(LIBREOFFICE))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_read(pdf.read, data)


@given(damaged(made(said((50, 700, b"Some words here"), (50, 680, b"and others")))))
def test_any_simple_file_is_read_or_refused(data: bytes) -> None:
    check_read(pdf.read, data)


SIGNS = {
    "at the start": (LATEX, "pdf"),
    "after other bytes": (b"\r\n junk\n" + LATEX, "pdf"),
    "words on PDF": (b"%PDF- is how they start", "plain"),
}


@pytest.mark.parametrize(("data", "name"), SIGNS.values(), ids=SIGNS)
def test_the_content_tells_the_format(data: bytes, name: str) -> None:
    assert formats.detect(data[: formats.HEAD], "a")[0].name == name


FAR = {
    "to the right": b"300000000",
    "to the left": b"-300000000",
    "beyond all numbers": b"1" + b"0" * 300,
    "no number": b"nan",
}


@pytest.mark.parametrize("far", FAR.values(), ids=FAR)
def test_a_word_far_off_the_page_costs_no_more_than_one_on_it(far: bytes) -> None:
    words = b"Words of the line " + b"that go on to here " * 2
    page = said(*((40, 750 - 12 * at, words if at % 4 else words[:18]) for at in range(40)))
    begun = time.process_time()
    draft = pdf.read(made(page + b"BT /F1 12 Tf 1 0 0 1 %s 100 Tm (a word) Tj ET" % far))
    assert time.process_time() - begun < 2
    assert draft.text.count("Words of the line") == 40
