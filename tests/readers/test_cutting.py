"""A file of many that is cut reads as the whole does, wherever the cuts are."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.readers import cutting, formats
from annotate.readers.record import DEFAULT, Aside, BadRecord, Record

Found = list[Record | BadRecord | Aside]

TEXTS = st.text("ab \"',;\n\r\u2028ü\x00", max_size=12)
OBJECTS = st.builds(
    lambda text, name: json.dumps({"text": text, **({"id": name} if name else {})}).encode(),
    TEXTS.map(lambda text: f"words {text}"),
    st.sampled_from(["", "", "one", "two"]),
)
LINES = st.one_of(
    OBJECTS,
    OBJECTS.map(lambda data: b"\xef\xbb\xbf" + data),
    st.sampled_from(
        [b"", b"", b" \t", b"\x1f\x8b", b"\xff\xfe", b"[1]", b"{", b'{"a": 1}', b"\x0b"]
    ),
)
FIELDS = st.one_of(
    TEXTS.map(lambda text: '"' + text.replace('"', '""') + '"'),
    st.sampled_from(["", "x", '"', 'a"b', '"a" b', '"open', "\xe9", ";", '""""', "a\rb", "\ufeff"]),
)
ROWS = st.lists(FIELDS, min_size=1, max_size=3).map(",".join)
ENDS = st.sampled_from([b"\n", b"\n", b"\r\n", b"\n\n"])


def whole(data: bytes, format: str) -> Found:
    return list(formats.records(io.BytesIO(data), format, DEFAULT))


def cut(data: bytes, format: str, step: int) -> Found:
    parts = cutting.portions(_file(data), format, DEFAULT, size=len(data), step=step)
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    found: Found = []
    for part in parts:
        found += formats.records(_file(data), format, DEFAULT, part)
    return found if parts else whole(data, format)


def _file(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


@given(
    st.lists(st.tuples(LINES, ENDS), max_size=12), st.integers(1, 60), st.booleans(), st.booleans()
)
def test_json_lines_read_the_same(
    lines: list[tuple[bytes, bytes]], step: int, mark: bool, is_ended: bool
) -> None:
    first = [(b'{"text": "some words"}', b"\n")]
    data = b"".join(line + end for line, end in [*first, *lines])
    data = (
        (b"\xef\xbb\xbf" if mark else b"") + data + (b"" if is_ended else b'{"text": "at the end"}')
    )
    assert cut(data, "jsonl", step) == whole(data, "jsonl")


@given(
    st.lists(st.tuples(ROWS, ENDS), max_size=12),
    st.integers(1, 40),
    st.sampled_from(["utf-8", "utf-8-sig", "latin-1"]),
    st.sampled_from(["text,id\n", "\n\ntext,id,url\r\n", '"text",id\n', "sep=;\ntext;id\n"]),
)
def test_tables_read_the_same(
    rows: list[tuple[str, bytes]], step: int, encoding: str, head: str
) -> None:
    data = head.encode(encoding) + b"".join(
        row.encode(encoding.removesuffix("-sig"), "replace") + end for row, end in rows
    )
    assert cut(data, "csv", step) == whole(data, "csv")


def _record(body: bytes, address: str, kind: str = "conversion") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: text/plain\r\n"
    head += f"WARC-Target-URI: {address}\r\n" if address else ""
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


BODIES = st.sampled_from(
    [b"", b"words", b"\nWARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", b"\r\n\r\n", b"x" * 300]
)
PAGES = st.builds(
    _record,
    BODIES,
    st.sampled_from(["", "http://example.org/1"]),
    st.sampled_from(["conversion", "warcinfo"]),
)
DAMAGE = st.sampled_from([b"WARC/1.0\r\n\r\n", b"rubbish\r\n", b"\x1f\x8b\x08", b"\0\0"])


@given(
    st.lists(st.one_of(PAGES, PAGES, PAGES, DAMAGE), min_size=1, max_size=9),
    st.integers(1, 400),
    st.booleans(),
)
def test_web_archives_read_the_same(records: list[bytes], step: int, is_packed: bool) -> None:
    first = [_record(b"words", "")]
    data = b"".join(gzip.compress(each) if is_packed else each for each in first + records)
    assert cut(data, "warc", step) == whole(data, "warc")


def test_each_kind_is_cut_at_all() -> None:
    lines = b'{"text": "some words"}\n' * 100
    rows = b"text,id\n" + b'"some\nwords",\n' * 100
    pages = _record(b"some words", "") * 100
    packed = gzip.compress(_record(b"some words", "")) * 100
    for data, format in ((lines, "jsonl"), (rows, "csv"), (pages, "warc"), (packed, "warc")):
        size = len(data)
        parts = cutting.portions(_file(data), format, DEFAULT, size=size, step=size // 10)
        assert 8 <= len(parts) <= 10
        assert (parts[0].start, parts[0].before, parts[-1].end) == (0, 0, size)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b'[{"text": "a"},\n{"text": "b"}]\n', "jsonl"),
        (b'{"articles": [{"text": "a"},\n{"text": "b"}]}\n', "jsonl"),
        (b'{"articles": [{"title": "t", "url": "u", "text": "a"}]}\n{"text": "b"}\n', "jsonl"),
        (gzip.compress(b'{"text": "a"}\n{"text": "b"}\n'), "jsonl"),
        ('{"text": "a"}\n{"text": "b"}\n'.encode("utf-16"), "jsonl"),
        ("text\na\nb\n".encode("utf-16"), "csv"),
        (b"colour\na\nb\n", "csv"),
        (gzip.compress(_record(b"a", "") * 2), "warc"),
    ],
)
def test_what_cannot_be_cut_is_left_whole(data: bytes, format: str) -> None:
    assert cutting.portions(_file(data), format, DEFAULT, size=len(data), step=1) == []


def test_a_file_of_data_without_articles_is_known_by_its_first_records(tmp_path: Path) -> None:
    other, ours = b'{"colour": "red"}\n', b'{"text": "some words"}\n'
    for data, expected in ((other * 200 + ours, False), (other * 50 + ours, True)):
        assert cutting.holds_articles(_file(data), "jsonl", DEFAULT, 1000) is expected
    assert not cutting.holds_articles(_file(ours), "jsonl", DEFAULT, 5)
