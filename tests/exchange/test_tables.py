"""Tables as other programs save them."""

import codecs
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from annotate.corpus.database import Command
from annotate.errors import BadInput, RowsRefused
from annotate.exchange import incoming, outgoing, sheet
from annotate.exchange.written import CsvLines
from annotate.readers import spreadsheets, tables, workbook
from tests import made_up

DATA = Path(__file__).parents[1] / "data" / "exchange"
HEADS = "Ref;Tag;Coder\r\n"
BODY = "harbour:1;café;Zoë\r\nharbour:2;=1+2;Zoë\r\n"


def brought(data: bytes) -> list[tuple[str, str, str]]:
    db = made_up.in_memory()
    made_up.fill(db)
    incoming.bring(Command(db, coder="anna", words="import"), io.BytesIO(data))
    sql = "select ref, tag, coder from coding order by ref, tag"
    return [(row["ref"], row["tag"], row["coder"]) for row in db.execute(sql)]


FORMS = {
    "semicolons in cp1252": (HEADS + BODY).encode("cp1252"),
    "with a mark": codecs.BOM_UTF8 + (HEADS + BODY).encode(),
    "UTF-16": codecs.BOM_UTF16_LE + (HEADS + BODY).encode("utf-16-le"),
    "tabs": (HEADS + BODY).replace(";", "\t").encode(),
    "sep=": b"sep=;\r\n" + (HEADS + BODY).encode(),
    "commas": (HEADS + BODY).replace(";", ",").encode(),
    "JSON": b'[{"Ref": "harbour:1", "Tag": "caf\xc3\xa9", "coder": "Zo\xc3\xab"},'
    b' {"ref": "harbour:2", "tag": "=1+2", "coder": "Zo\xc3\xab", "start": null, "gone": NaN}]',
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_table_is_read_as_it_was_saved(data: bytes) -> None:
    assert brought(data) == [("harbour:1", "café", "Zoë"), ("harbour:2", "=1+2", "Zoë")]


def test_whole_numbers_may_have_a_point_as_pandas_writes_them() -> None:
    table = b",ref,tag,quote,start,gone\n0,harbour:2,x,human shields,17.0,\n1,harbour:1,y,,,\n"
    assert brought(table) == [("harbour:1", "y", "anna"), ("harbour:2", "x", "anna")]


def test_the_na_of_r_is_told_of() -> None:
    with pytest.raises(RowsRefused, match=r"write.csv\(…, na = \"\"\)"):
        brought(b"ref,tag,quote,start\nharbour:2,x,human shields,NA\n")


@pytest.mark.parametrize("name", ["xlwt.xls", "odfpy.ods"])
def test_spreadsheets_of_other_kinds_are_read(name: str) -> None:
    """Both were written by the library that they are named after."""
    expected = [("harbour:1", "café", "Zoë"), ("harbour:2", "=1+2", "Zoë")]
    assert brought((DATA / name).read_bytes()) == expected


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.csv"])
def test_what_libreoffice_saved_is_read(name: str) -> None:
    """Both were exported to xlsx, opened in LibreOffice 7.4 and saved by it."""
    assert brought((DATA / name).read_bytes()) == [
        ("harbour:1", "=sea", "anna"), ("harbour:1", "café", "anna"),
        ("harbour:2", "tactic/shields", "anna"), ("orchard:2", "2016", "Zoë; ben"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "has no rows in it"),
        (b"PK\x03\x04 and no more", "is no spreadsheet that can be read"),
        (b"\xd0\xcf\x11\xe0 and so on", "is no spreadsheet that can be read"),
        ("ref,tag\nx,y\n".encode("utf-16-le"), "is UTF-16 without a mark at its head"),
    ],
)
def test_what_is_no_table_is_said_so(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        brought(data)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"ref": "harbour:1", "ref": "harbour:2"}', "says ref twice"),
        ('{"ref": ["harbour:1"]}', "has more in ref than a cell holds"),
        ("[1, 2", "is no JSON"),
        ("3", "is no object"),
    ],
)
def test_a_line_that_is_no_row_comes_with_the_reason(line: str, told: str) -> None:
    data = ('{"ref": "harbour:1"}\n' + line).encode()
    *_, last = tables.table(io.BytesIO(data)).lines
    assert (last.label, told in (last.wrong or "")) == ("line 2", True)


def test_of_an_array_the_record_is_named() -> None:
    data = b'[{"ref": "harbour:1"}, {"ref": ["harbour:1"]}]'
    *_, last = tables.table(io.BytesIO(data)).lines
    assert (last.label, last.wrong) == ("record 2", "has more in ref than a cell holds")


def test_every_line_break_is_quoted() -> None:
    file = io.StringIO()
    CsvLines(file).add([["a\rb", "c\nd", "e\r\nf", "g"]])
    assert file.getvalue() == '"a\rb","c\nd","e\r\nf",g\n'


TEXTS = ["_x0041_", "a\rb", "a\tb", "  x  ", "=1", "007", "\u2028", "_x000D_", "#N/A", "\u202e", ""]


def test_a_cell_of_a_spreadsheet_comes_back_as_it_was() -> None:
    file = io.BytesIO()
    sheet.write(file, ["_x0041_"], [[text] for text in TEXTS if text])
    found = [cells for _, cells in workbook.rows(spreadsheets.sheets(file))]
    assert [text for (text,) in found] == ["_x0041_", *filter(None, TEXTS)]


def test_dates_numbers_and_merged_cells_of_the_second_sheet_are_text() -> None:
    book, file = Workbook(), io.BytesIO()
    rows = book.create_sheet("rows")
    rows.append(["Ref", "Tag", "Created"])
    rows.append(["harbour:1", 2016.0, datetime(2024, 3, 5, 10, 30)])
    rows.append(["harbour:2", True, date(2024, 3, 6)])
    rows.append(["harbour:3", "merged", None])
    rows.append([None, "not seen"])
    rows.merge_cells("B4:B5")
    rows.append(["  ", None, " "])
    rows.append([None] * 40)
    book.save(file)
    found = tables.table(io.BytesIO(file.getvalue()))
    assert [(line.label, *line.cells.values()) for line in found.lines] == [
        ("row 2", "harbour:1", "2016", "2024-03-05T10:30:00"),
        ("row 3", "harbour:2", "1", "2024-03-06T00:00:00"),
        ("row 4", "harbour:3", "merged", ""),
    ]


def test_what_xml_cannot_hold_is_replaced() -> None:
    file = io.BytesIO()
    sheet.write(file, ["a"], [["x\x00\ufffe\uffffy"]])
    assert [cells for _, cells in workbook.rows(spreadsheets.sheets(file))] == [
        ["a"],
        ["x\ufffd\ufffd\ufffdy"],
    ]


def test_a_spreadsheet_has_so_many_columns() -> None:
    with pytest.raises(BadInput, match=r"at most 16,384 columns, not 16,385; say -f csv"):
        sheet.write(io.BytesIO(), ["x"] * 16_385, [])


def test_an_unknown_thing_is_told_of() -> None:
    db = made_up.in_memory()
    with pytest.raises(BadInput, match="no thing 'taging'; known: paragraphs, taggings, notes"):
        outgoing.export(db, outgoing.Wanted("taging"), "csv", io.BytesIO())
