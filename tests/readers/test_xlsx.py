"""Spreadsheets of articles, by openpyxl, by LibreOffice, and broken."""

import datetime
import io
import time
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import formats, objects, xlsx
from annotate.readers.record import DEFAULT, BadRecord, Options, Record, Several
from annotate.text import address_list
from tests.readers.documents import check_read, content, damaged, texts, unzipped, zipped
from tests.readers.many import FERRY, TITLES, one, sample

BY_OTHERS = ["openpyxl.xlsx", "libreoffice.xlsx"]
Row = Sequence[object]


def made(*sheets: Sequence[Row]) -> bytes:
    book = Workbook()
    del book["Sheet"]
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def several(data: bytes, options: Options = DEFAULT) -> Several:
    found = xlsx.read(data, options)
    assert isinstance(found, Several)
    return found


def records(*sheets: list[Row]) -> list[tuple[str, object]]:
    return [
        (each.label, objects.load(each.data) if isinstance(each, Record) else each.reason)
        for each in several(made(*sheets)).records
    ]


@pytest.mark.parametrize("name", BY_OTHERS)
def test_each_row_is_an_article(name: str) -> None:
    found = [each for each in several(sample(name)).records if isinstance(each, Record)]
    drafts = [one(record) for record in found]
    assert [draft.metadata.title for draft in drafts] == TITLES
    assert [draft.metadata.published for draft in drafts] == [
        "2024-05-06",
        "2024-06-17",
        "2024-07-29",
    ]
    assert [(each.label, each.is_lasting) for each in found] == [(n, True) for n in "123"]
    assert FERRY in texts(drafts[0])


def test_which_columns_are_taken_is_said() -> None:
    [told] = several(sample("libreoffice.xlsx")).remarks
    assert told == (
        "is read with text=Text, title=Headline, byline=Author, published=Date, id=ID"
        " (--field OURS=THEIRS says otherwise)"
    )


def test_columns_may_be_said() -> None:
    data = made([["a", "b"], ["x", "y"]])
    options = Options(fields=(("text", "b"), ("title", "a")))
    [record] = several(data, options).records
    assert isinstance(record, Record)
    assert one(record, options).metadata.title == "x"


HEAD: Row = ["text", "n"]
ROWS = {
    "cells as they are": (
        [
            [*HEAD, "d", "t", "b"],
            ["a", 1.0, datetime.date(2016, 10, 20), datetime.datetime(2016, 10, 20, 8, 5), True],
        ],
        [
            (
                "row 2",
                {"text": "a", "n": "1", "d": "2016-10-20", "t": "2016-10-20T08:05:00", "b": "1"},
            )
        ],
    ),
    "empty rows": (
        [[], HEAD, [], ["a", 1.5], [None, "  "], ["b"]],
        [("row 4", {"text": "a", "n": "1.5"}), ("row 6", {"text": "b", "n": ""})],
    ),
    "words above the columns": (
        [["An export"], ["made", "today"], HEAD, ["a", 1]],
        [("row 4", {"text": "a", "n": "1"})],
    ),
    "columns that have no name": (
        [[*HEAD, None], ["a", 1, "x", "y"]],
        [("row 2", {"text": "a", "n": "1", "column 3": "x", "column 4": "y"})],
    ),
    "columns of one name": (
        [[*HEAD, "n"], ["a", 1, 2]],
        [("row 2", {"text": "a", "n": "1", "n 3": "2"})],
    ),
    "rows without a text": (
        [HEAD, ["", 1], ["a", 1]],
        [("row 2", "has no text in it"), ("row 3", {"text": "a", "n": "1"})],
    ),
    "a formula for a text": (
        [HEAD, ["=A3", 1], ["a", 1]],
        [
            ("row 2", "has the formula '=A3' for its text, and not what it comes to"),
            ("row 3", {"text": "a", "n": "1"}),
        ],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_rows(rows: list[Row], expected: list[tuple[str, object]]) -> None:
    assert records(rows) == expected


def test_each_sheet_with_a_text_is_read() -> None:
    found = records(
        [["n"], [1]], [["id", "text"], [1, "a"]], [], [["id", "text"], [1, "b"], [2, "c"]]
    )
    assert [(label, record["text"]) for label, record in found if isinstance(record, dict)] == [
        ("1", "a"),
        ("Sheet4, row 2", "b"),
        ("2", "c"),
    ]
    assert not Record("Sheet4, row 2", b"", "json").is_lasting


def test_a_formula_has_the_value_that_it_last_had_or_none() -> None:
    assert several(sample("openpyxl.xlsx")).remarks[1] == (
        "has 3 formulas and not what they come to; open it in a spreadsheet and save it"
    )
    lengths = [
        objects.load(each.data)["Words"]
        for name in BY_OTHERS
        for each in several(sample(name)).records
        if isinstance(each, Record)
    ]
    assert lengths[:3] == ["", "", ""]
    assert all(int(length) > 300 for length in lengths[3:])


def test_it_may_be_taken_as_one_text() -> None:
    draft = xlsx.read(
        made([["Name", "Day"], ["Ida", datetime.date(2016, 1, 2)]]), Options(split=False)
    )
    assert isinstance(draft, Draft)
    assert texts(draft) == ["Name\tDay", "Ida\t2016-01-02"]


REFUSED = {
    "no text": (
        made([["a", "b"], ["x", "y"]]),
        "has no text in it; the columns of its first row: a, b",
    ),
    "addresses": (
        made([["My list"], ["Title", "URL"], ["a", "https://example.org/1"]]),
        address_list.TOLD,
    ),
    "nothing": (made([]), "has nothing in it"),
    "another archive": (zipped({"a.txt": b"a"}), "is no xlsx; save it as xlsx or CSV"),
    "a Word file": (content("pandoc.docx"), "is no xlsx; save it as xlsx or CSV"),
    "no archive": (b"PK\x03\x04", "is no spreadsheet that can be read: File is not a zip file"),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        xlsx.read(data)
    assert str(error.value) == told


def test_one_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(UnreadableSource, match=r"^unpacks to more than 1 MB$"):
        xlsx.read(
            made([["text"], *[["a" * 30_000 + str(i)] for i in range(50)]]),
            Options(largest=1_000_000),
        )


def test_what_is_read_before_a_damage_is_kept() -> None:
    files = unzipped(made([["text"], *[[f"row {number}"] for number in range(2, 5000)]]))
    sheet = files["xl/worksheets/sheet1.xml"]
    data = zipped({**files, "xl/worksheets/sheet1.xml": sheet[: sheet.rindex(b"<row")] + b"<<"})
    found = several(data).records
    assert len(found) > 4000
    assert found[-1].label == "the rest"
    assert isinstance(found[-1], BadRecord)
    assert found[-1].reason.startswith("is no spreadsheet that can be read: ")


IN_FOLDERS = {
    "articles": (sample("openpyxl.xlsx"), None),
    "other data": (made([["ref", "tag"], ["a:1", "x"]]), "none of its columns is a text"),
    "damaged": (b"PK\x03\x04", None),
}


@pytest.mark.parametrize(("data", "reason"), IN_FOLDERS.values(), ids=IN_FOLDERS)
def test_what_surely_holds_no_articles_is_known_without_reading(
    data: bytes, reason: str | None
) -> None:
    assert xlsx.textless(data) == reason


def read(data: bytes) -> Draft:
    """Whatever it holds, as one draft."""
    found = xlsx.read(data)
    if isinstance(found, Several):
        assert all(each.label and "\n" not in each.label for each in found.records)
    return formats.read(data, "xlsx", DEFAULT)


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData>%b</sheetData></worksheet>"
)
HOSTILE = {
    "a row far away": b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>',
    "columns far away": b'<row><c r="ZZZ1" t="inlineStr"><is><t>text</t></is></c></row>' * 20,
    "many cells": b"<row>" + b'<c t="inlineStr"><is><t>text</t></is></c>' * 30_000 + b"</row>",
    "many formulas": b"<row><c><f>A1</f></c></row>" * 20_000,
    "elements in each other": b"<row>" * 50_000 + b"</row>" * 50_000,
    "no strings": b'<row><c t="s"><v>7</v></c></row>',
    "no numbers": b"<row><c><v>x</v></c></row>",
}


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_no_sheet_takes_long(rows: bytes) -> None:
    files = unzipped(sample("openpyxl.xlsx"))
    started = time.process_time()
    check_read(read, zipped({**files, "xl/worksheets/sheet1.xml": SHEET % rows}))
    assert time.process_time() - started < 10


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(sample("openpyxl.xlsx")))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    check_read(read, data)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(unzipped(sample("libreoffice.xlsx"))["xl/worksheets/sheet1.xml"]))
def test_so_is_a_damaged_sheet(data: bytes) -> None:
    files = unzipped(sample("libreoffice.xlsx"))
    check_read(read, zipped({**files, "xl/worksheets/sheet1.xml": data}))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(unzipped(sample("libreoffice.xlsx"))["xl/sharedStrings.xml"]))
def test_so_are_damaged_strings(data: bytes) -> None:
    files = unzipped(sample("libreoffice.xlsx"))
    check_read(read, zipped({**files, "xl/sharedStrings.xml": data}))


@pytest.mark.parametrize("name", BY_OTHERS)
def test_the_content_tells(name: str) -> None:
    assert formats.detect(sample(name), "a.xlsx")[0].name == "xlsx"
    assert formats.detect(sample(name), "a.docx") == (
        formats.FORMATS["xlsx"],
        "is a spreadsheet (xlsx), whatever its name says",
    )


def test_columns_have_names_in_several_languages_below_what_stands_above_them() -> None:
    heads = [
        ("Заголовок", "Источник", "Дата", "Автор", "Текст", "Ссылка"),
        ("Titre", "Journal", "Date de publication", "Auteur", "Texte", "Lien"),
        ("Überschrift", "Zeitung", "Datum", "Autor", "Volltext", "URL"),
        ("Título", "Fuente", "Fecha", "Autor", "Texto completo", "Enlace"),
        ("Title", "pubtitle", "pubdate", "Authors", "FullText", "DocumentURL"),
    ]
    row = ("Mill", "The Miller", "2016-10-20", "Ann Example", FERRY, "https://a.example/mill")
    for head in heads:
        (record,) = several(made([("Отчёт",), (), head, row])).records
        assert isinstance(record, Record)
        said = one(record).metadata
        assert (said.title, said.site, said.published, said.byline, said.url) == (
            "Mill", "The Miller", "2016-10-20", "Ann Example", "https://a.example/mill",
        )  # fmt: skip
