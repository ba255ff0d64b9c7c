"""What is called `.xls`: by xlwt, as HTML and text under that name, and broken."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import formats, objects, old_excel, xls
from annotate.readers.record import DEFAULT, BadRecord, Options, Record, Several
from tests.conftest import Run
from tests.readers.documents import check_read, damaged, texts
from tests.readers.many import FERRY, TITLES, one, sample

OLD = sample("xlwt.xls")
PAGE = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><title>Export</title></head>"
    "<body><table><tr><td colspan=3>An export</td></tr></table><table>"
    "<tr><th>Headline</th><th>Publication Title</th><th>Full text</th></tr>"
    "<tr><td>Mill</td><td>The\n Miller</td><td><p>One.</p><p>Two<br>lines.</p></td></tr>"
    "<tr><td>Weir</td><td colspan=2>The Miller</td></tr></table></body></html>"
)
TABS = "Headline\tFull text\r\nMill\tThe mill stood still.\r\n"


def several(data: bytes, options: Options = DEFAULT) -> Several:
    found = xls.read(data, options)
    assert isinstance(found, Several)
    return found


def records(data: bytes) -> list[tuple[str, object]]:
    return [
        (each.label, objects.load(each.data) if isinstance(each, Record) else each.reason)
        for each in several(data).records
    ]


def test_each_row_is_an_article() -> None:
    found = [each for each in several(OLD).records if isinstance(each, Record)]
    drafts = [one(record) for record in found]
    assert [draft.metadata.title for draft in drafts] == TITLES
    days = ["2024-05-06", "2024-06-17", "2024-07-29"]
    assert [draft.metadata.published for draft in drafts] == days
    assert [each.label for each in found] == ["1", "2", "3"]
    assert FERRY in texts(drafts[0])
    assert several(OLD).remarks == (
        "is read with text=Text, title=Headline, byline=Author, published=Date, id=ID"
        " (--field OURS=THEIRS says otherwise)",
    )


def test_it_may_be_taken_as_one_text() -> None:
    draft = xls.read(OLD, Options(split=False))
    assert isinstance(draft, Draft)
    assert texts(draft)[:2] == [
        "Three articles about Norrvik",
        "ID\tHeadline\tAuthor\tDate\tText\tWords",
    ]
    assert texts(draft)[2].startswith("1\tThe ferry that waits for nobody\tAnna Berg\t2024-05-06\t")


def test_a_page_of_a_table_that_is_called_so_is_read_as_the_table() -> None:
    assert records(PAGE.encode()) == [
        ("row 2", {
            "Headline": "Mill", "Publication Title": "The Miller", "Full text": "One.\nTwo\nlines.",
        }),
        ("row 3", "has no text in it"),
    ]  # fmt: skip


def test_a_page_without_a_table_of_texts_is_a_page() -> None:
    page = (
        f"<html><body><h1>Mill</h1><p>{FERRY}</p><table><tr><td>1</td></tr></table></body></html>"
    )
    draft = xls.read(page.encode())
    assert isinstance(draft, Draft)
    assert draft.media_type == "text/html"
    assert FERRY in texts(draft)


CALLED = {
    "an old file": (OLD, "xls", None),
    "an old file that names what it holds further on": (
        OLD[:8] + bytes(formats.HEAD), "xls", None,
    ),
    "a page": (PAGE.encode(), "xls", "is a web page (HTML), whatever its name says"),
    "tabs": (TABS.encode(), "csv", "is a table (CSV), whatever its name says"),
    "tabs in UTF-16": (TABS.encode("utf-16"), "csv", "is a table (CSV), whatever its name says"),
    "a new file": (
        sample("openpyxl.xlsx"), "xlsx", "is a spreadsheet (xlsx), whatever its name says",
    ),
    "words": (b"The mill stood still.", "plain", "is plain text, whatever its name says"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "format", "told"), CALLED.values(), ids=CALLED)
def test_the_first_bytes_tell_what_is_called_xls(
    data: bytes, format: str, told: str | None
) -> None:
    found = formats.detect(data[: formats.HEAD], "a.xls")
    assert (found[0].name, found[1]) == (format, told)


def test_an_old_file_is_known_by_any_name() -> None:
    assert formats.detect(OLD, "a.doc")[0].name == "xls"
    assert formats.detect(OLD, "a.xlsx")[1] == "is an old Excel file (xls), whatever its name says"


def test_tabs_in_utf_16_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(TABS.encode("utf-16"))
    told = run("add", "--dry-run", tmp_path / "a.xls")
    assert "Mill" in told.stdout


REFUSED = {
    "no table": (b"\xd0\xcf\x11\xe0" + bytes(600), "is no spreadsheet that can be read: "),
    "a Word file": (
        b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument\0".encode("utf-16-le"),
        "is an old Word file (doc); save it as .docx",
    ),
    "XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "is a spreadsheet as XML (Excel 2003); save it as .xlsx or CSV",
    ),
    "nothing": (b"", "is empty"),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        xls.read(data)
    assert str(error.value).startswith(told)


def test_cells_with_more_words_than_may_be_are_refused() -> None:
    found = several(OLD, Options(largest=1100)).records
    assert [type(each) for each in found] == [Record, Record, BadRecord]
    assert found[-1] == BadRecord(
        "the rest", "has more words in its cells than a file of its size may"
    )


IN_FOLDERS = {
    "articles": (OLD, None),
    "Cyrillic names": (
        b"\xd0\xcf\x11\xe0" + "\5\0\1Текст".encode("utf-16-le"), None,
    ),
    "other data": (
        (sample("../exchange/xlwt.xls")), "none of its columns is a text",
    ),
    "a page": (PAGE.encode(), None),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), IN_FOLDERS.values(), ids=IN_FOLDERS)
def test_what_surely_holds_no_articles_is_known_without_reading(
    data: bytes, reason: str | None
) -> None:
    assert xls.textless(data) == reason


def test_days_times_and_numbers_are_told_apart() -> None:
    days = {42663.0: "2016-10-20T00:00:00", 42663.5: "2016-10-20T12:00:00", 0.25: "06:00:00"}
    assert {day: old_excel._day(day, 0) for day in days} == days
    assert old_excel._day(-1.0, 0) == "-1.0"


def read(data: bytes) -> Draft:
    """Whatever it holds, as one draft."""
    found = xls.read(data)
    if isinstance(found, Several):
        assert all(each.label and "\n" not in each.label for each in found.records)
    return formats.read(data, "xls", DEFAULT)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(OLD))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    check_read(read, data)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(PAGE.encode()))
def test_so_is_a_damaged_page(data: bytes) -> None:
    check_read(read, data)


def test_nothing_is_said_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableSource):
        xls.read(OLD[:3000])
    assert capfd.readouterr() == ("", "")


def test_wide_tables_take_no_longer() -> None:
    def page(span: str) -> bytes:
        row = f"<td{span}>x</td>" * 4000
        return f"<html><body><table><tr>{row}</tr></table></body></html>".encode()

    def took(span: str) -> float:
        started = time.process_time()
        read(page(span))
        return time.process_time() - started

    check_read(read, page(" colspan=9999"))
    took("")  # which imports what it needs
    assert took(" colspan=9999") < 4 * took("")
