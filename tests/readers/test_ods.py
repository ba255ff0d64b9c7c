"""Spreadsheets of LibreOffice and others: by odfpy, made by hand, and broken."""

import time

import pytest
from hypothesis import HealthCheck, given, settings

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import formats, objects, ods
from annotate.readers.record import DEFAULT, Options, Record, Several
from tests.readers.documents import check_read, content, damaged, texts, unzipped, zipped
from tests.readers.many import FERRY, TITLES, one, sample

ODFPY = sample("odfpy.ods")
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [("office", "office"), ("table", "table"), ("text", "text")]
)


def flat(rows: str) -> bytes:
    return (
        f"<?xml version='1.0'?><office:document {NAMES} office:mimetype="
        "'application/vnd.oasis.opendocument.spreadsheet'><office:body><office:spreadsheet>"
        f"<table:table table:name='A'>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def several(data: bytes, options: Options = DEFAULT) -> Several:
    found = ods.read(data, options)
    assert isinstance(found, Several)
    return found


def records(rows: str) -> list[tuple[str, object]]:
    return [
        (each.label, objects.load(each.data) if isinstance(each, Record) else each.reason)
        for each in several(flat(rows)).records
    ]


def test_each_row_is_an_article() -> None:
    found = [each for each in several(ODFPY).records if isinstance(each, Record)]
    drafts = [one(record) for record in found]
    assert [draft.metadata.title for draft in drafts] == TITLES
    days = ["2024-05-06", "2024-06-17", "2024-07-29"]
    assert [draft.metadata.published for draft in drafts] == days
    assert [each.label for each in found] == ["1", "2", "3"]
    assert FERRY in texts(drafts[0])


DAY = "office:value-type='date' office:date-value='2016-10-20T00:00:00'"
CELLS = {
    "values are what they are, not what is shown": (
        row(cell("text"), cell("d"), cell("n"), cell("b"))
        + row(
            cell("a"), cell("20/10/16", DAY),
            cell("1,5", "office:value-type='float' office:value='1.5'"),
            cell("WAHR", "office:value-type='boolean' office:boolean-value='true'"),
        ),
        [("row 2", {"text": "a", "d": "2016-10-20", "n": "1.5", "b": "1"})],
    ),
    "paragraphs, spaces and remarks": (
        row(cell("text"))
        + row(cell("a<text:s text:c='2'/>b</text:p><text:p>c<office:annotation><text:p>no"
                   "</text:p></office:annotation>")),
        [("row 2", {"text": "a  b\nc"})],
    ),
    "what stands there once for many": (
        row(cell(""), more="table:number-rows-repeated='3'")
        + row(cell("text"), cell("", "table:number-columns-repeated='2'"), cell("n"))
        + row(cell("a"), cell("1", "table:number-columns-repeated='3'"),
              more="table:number-rows-repeated='2'")
        + row(cell("", "table:number-columns-repeated='16384'"),
              more="table:number-rows-repeated='1048000'"),
        [
            ("row 5", {"text": "a", "column 2": "1", "column 3": "1", "n": "1"}),
            ("row 6", {"text": "a", "column 2": "1", "column 3": "1", "n": "1"}),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CELLS.values(), ids=CELLS)
def test_cells(rows: str, expected: list[tuple[str, object]]) -> None:
    assert records(rows) == expected


def test_it_may_be_taken_as_one_text() -> None:
    draft = ods.read(flat(row(cell("Ida"), cell("1"))), Options(split=False))
    assert isinstance(draft, Draft)
    assert texts(draft) == ["Ida\t1"]


LONG = cell("a" * 30_000)
FILLED = row(cell("text"), more="table:number-rows-repeated='1048576'")
REFUSED = {
    "no text": (flat(row(cell("a"))), "has no text in it; the columns of its first row: a"),
    "nothing": (flat(""), "has nothing in it"),
    "a document": (content("pandoc.odt"), "is no spreadsheet (ODS)"),
    "an archive": (zipped({"a": b""}), 'is no spreadsheet that can be read: "There is no item'),
    "rows without end": (flat(FILLED * 3), "has more words in its cells than a file of its size"),
    "words without end": (
        flat(row(LONG, more="table:number-rows-repeated='999999'")),
        "has more words in its cells than a file of its size",
    ),
    "more columns than there are": (
        flat(row(cell("text", "table:number-columns-repeated='99999'"))),
        "has more than 2,000 columns",
    ),
    "encrypted": (
        zipped({"content.xml": b"", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "is encrypted; save a copy without a password",
    ),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableSource) as error:
        ods.read(data)
    assert str(error.value).startswith(told)
    assert time.process_time() - started < 10


IN_FOLDERS = {
    "articles": (ODFPY, None),
    "flat": (flat(row(cell("Full Text"))), None),
    "other data": (sample("../exchange/odfpy.ods"), "none of its columns is a text"),
    "damaged": (b"PK\x03\x04", None),
}


@pytest.mark.parametrize(("data", "reason"), IN_FOLDERS.values(), ids=IN_FOLDERS)
def test_what_surely_holds_no_articles_is_known_without_reading(
    data: bytes, reason: str | None
) -> None:
    assert ods.textless(data) == reason


@pytest.mark.parametrize("data", [ODFPY, flat(row(cell("text")))], ids=["packed", "flat"])
def test_the_content_tells(data: bytes) -> None:
    assert formats.detect(data, "a.odt")[0].name == "ods"
    assert formats.detect(data, "a.ods") == (formats.FORMATS["ods"], None)


def read(data: bytes) -> Draft:
    """Whatever it holds, as one draft."""
    found = ods.read(data)
    if isinstance(found, Several):
        assert all(each.label and "\n" not in each.label for each in found.records)
    return formats.read(data, "ods", DEFAULT)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(ODFPY))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    check_read(read, data)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(unzipped(ODFPY)["content.xml"]))
def test_so_is_damaged_content(data: bytes) -> None:
    check_read(read, zipped({**unzipped(ODFPY), "content.xml": data}))
