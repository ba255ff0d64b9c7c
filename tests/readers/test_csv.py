"""Tables: a row an article."""

import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import csv, formats
from annotate.readers.record import BadRecord, Options
from tests.readers.many import FERRY, TITLES, damaged, drafts, good, pieces, read, sample, survives


@pytest.mark.parametrize("name", ["sqlite.csv", "sqlite_semicolon.csv"])
def test_a_table_that_sqlite_wrote_is_read(name: str) -> None:
    found = drafts(sample(name), "csv")
    assert [draft.metadata.title for draft in found] == TITLES
    assert found[1].metadata == Metadata(
        title="A bakery counts its loaves",
        byline="Anna Berg and Tomás Núñez",
        published="2024-06-17",
        url="https://norrvik.example/bakery",
    )
    assert pieces(found[0])[:2] == [("title", TITLES[0]), ("body", FERRY)]
    assert [len(draft.blocks) for draft in found] == [4, 4, 4]
    assert found[0].media_type == "application/json"


TABLES = [
    pytest.param(b'id,text\n1,"a, ""b"""\n', id="commas"),
    pytest.param(b'\xef\xbb\xbfid;text\r\n\r\n1;"a, ""b"""', id="a mark, semicolons, CRLF"),
    pytest.param(b'id\ttext\n1\t"a, ""b"""\n', id="tabs"),
    pytest.param(b'sep=|\nid|text\n1|"a, ""b"""\n', id="as Excel is told"),
    pytest.param('id,text\n1,"a, ""b"""\n'.encode("utf-16"), id="UTF-16"),
    pytest.param(gzip.compress(b'id,text\n1,"a, ""b"""\n'), id="gzip"),
    pytest.param(b'"id","text"\n1,"a, ""b"""\n', id="quoted names"),
]


@pytest.mark.parametrize("data", TABLES)
def test_however_the_fields_are_parted(data: bytes) -> None:
    (record,) = good(data, "csv")
    assert record.label == "1"
    assert json.loads(record.data) == {"id": "1", "text": 'a, "b"'}


ENCODINGS = ["utf-8", "windows-1252", "iso-8859-2"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_found(encoding: str) -> None:
    text = {"iso-8859-2": "Bitwa rozpoczęła się w październiku, żołnierze łączą siły. " * 9}.get(
        encoding, "Die Fähre fährt um sechs über die Brücke, größere müssen warten. Café. " * 9
    )
    (record,) = good(f"title,text\nx,{text.replace(',', ';')}\n".encode(encoding), "csv")
    assert json.loads(record.data)["text"] == text.replace(",", ";")


def test_a_stray_field_in_another_encoding_is_read() -> None:
    data = "text\nähöüßé\n".encode() + "Die Brücke\n".encode("windows-1252")
    assert [json.loads(r.data)["text"] for r in good(data, "csv")] == ["ähöüßé", "Die Brücke"]


def test_a_bad_row_is_named_by_its_lines_and_the_rest_goes_on() -> None:
    rows = 'id,text\n1,a\n2,"b\nc",d\n\n3\n4,"x"y\n5,\n6,"line\nline"\n7,"never closed\n8,x\n'
    found = read(rows.encode(), "csv")
    bad = [(each.label, each.reason) for each in found if isinstance(each, BadRecord)]
    assert bad == [
        ("lines 3 to 4", "has 3 fields, where the first row names 2"),
        ("line 6", "has 1 field, where the first row names 2"),
        ("line 7", "is no row: ',' expected after '\"'"),
        ("line 8", "has no text in it"),
        ("lines 11 to 12", "is no row: unexpected end of data"),
    ]
    assert [each.label for each in found if each.label.isdigit()] == ["1", "6"]


@pytest.mark.parametrize("long", [b"a" * 5000, b"a," * 3000, b'"a' + b"a" * 5000])
def test_a_row_that_is_too_long_is_left_out(long: bytes) -> None:
    found = read(b"text\n" + long + b"\nb\n", "csv", Options(largest=1000))
    assert found[0] == BadRecord(found[0].label, "is no row: it is longer than 0.001 MB")
    assert [each.label for each in found[1:]] == ["line 3"]


def test_a_quotation_mark_that_is_never_closed_does_not_take_the_whole_file() -> None:
    found = read(b'id,text\n1,"a\n' + b"2,b\n" * 1000, "csv", Options(largest=1000))
    assert found[0] == BadRecord("lines 2 to 251", "is no row: it is longer than 0.001 MB")
    assert len(found) > 700


def test_columns_have_names_of_their_own() -> None:
    (record,) = good(b"text,x,x,\na,b,c,d\n", "csv")
    assert json.loads(record.data) == {"text": "a", "x": "b", "x 3": "c", "column 4": "d"}


REFUSED = [
    (b"", "has no rows in it"),
    (b"\n\n", "has no rows in it"),
    (b"a,b\n1,2\n", "has no text in it; the columns of its first row: a, b"),
    (b'"a"b,c\n', "is no table: its first row is no row"),
    (b"a," * 3000, "is no table: its first row has more than 2000 fields"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_what_is_no_table_of_articles_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        list(csv.records(io.BytesIO(data)))
    assert str(caught.value).startswith(reason)


def test_the_user_says_which_column_is_what() -> None:
    options = Options(fields=(("text", "lede"), ("title", "h")))
    (draft,) = drafts(b"h,lede,body\nT,yes,no\n", "csv", options)
    assert draft.text == "T\n\nyes"


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data, "csv")
    survives(b"title,text\n" + data, "csv")


@given(
    st.sampled_from(["sqlite.csv", "sqlite_semicolon.csv"]).flatmap(lambda n: damaged(sample(n)))
)
def test_a_damaged_table(data: bytes) -> None:
    survives(data, "csv")


def test_what_a_file_is() -> None:
    assert formats.detect(b"a,b\n", "a.tsv")[0].name == "csv"
