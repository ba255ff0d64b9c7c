"""JSON lines and JSON files: many articles, and the fields of one."""

import gzip
import io
import json
import time
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import fields, formats, jsonl
from annotate.readers import json as record_json
from annotate.readers.record import Aside, BadRecord, Options, Record
from tests.readers.many import FERRY, TITLES, damaged, drafts, good, pieces, read, sample, survives


def test_what_trafilatura_wrote_is_read() -> None:
    found = drafts(sample("trafilatura.jsonl"), "jsonl")
    assert [draft.metadata.title for draft in found] == TITLES
    assert found[1].metadata == Metadata(
        title="A bakery counts its loaves",
        byline="Anna Berg; Tomás Núñez",
        site="Norrvik Post",
        published="2024-06-17",
    )
    assert pieces(found[0])[:2] == [("title", TITLES[0]), ("body", FERRY)]
    assert [len(draft.blocks) for draft in found] == [4, 4, 4]


def test_an_array_that_jq_wrote_is_read() -> None:
    records = good(sample("jq.json"), "jsonl")
    assert [record.label for record in records] == [
        "the-ferry-that-waits-for-nobody",
        "a-bakery-counts-its-loaves",
        "the-observatory-opens-its-roof-again",
    ]
    assert records[0].data.startswith(b'{\n    "id": "the-ferry')
    found = drafts(sample("jq.json"), "jsonl")
    assert [draft.metadata.title for draft in found] == TITLES
    assert found[1].metadata.byline == "Anna Berg; Tomás Núñez"


WHOLE = [
    pytest.param(b'{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n', ["1", "2"], id="lines"),
    pytest.param(b'\xef\xbb\xbf{"id": 1, "text": "a"}\r\n\r\n{"id": 2, "text": "b"}', ["1", "2"],
                 id="a mark, CRLF, a blank line, no last line end"),
    pytest.param(b'[{"id": 1, "text": "]}"},{"id": 2, "text": "\\"{"}]', ["1", "2"], id="an array"),
    pytest.param(b'{\n"id": 1,\n"text": "a"\n}\n{\n"id": 2,"text": "b"}', ["1", "2"],
                 id="objects over several lines"),
    pytest.param('[{"id": 1, "text": "é"}]'.encode("utf-16"), ["1"], id="UTF-16"),
    pytest.param(gzip.compress(b'{"id": 1, "text": "a"}\n'), ["1"], id="gzip"),
    pytest.param(b'{"title": "T", "items": [{"id": "x", "content_text": "a"}]}', ["x"],
                 id="a JSON feed"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "labels"), WHOLE)
def test_however_the_records_are_laid_out(data: bytes, labels: list[str]) -> None:
    assert [record.label for record in good(data, "jsonl")] == labels


def test_a_record_keeps_its_own_bytes() -> None:
    line = b'{"text": "caf\\u00e9",  "x": 1.0}'
    assert good(b"\n  " + line + b" \r\n", "jsonl") == [Record("line 2", line, "json")]


def test_records_without_an_id_are_named_by_their_address_or_place() -> None:
    data = b'{"items": [{"id": "on line 7", "text": "a"}, {"url": "https://e.org", "text": "b"}, '
    data += b'{"text": "c"}]}'
    labels = [record.label for record in good(data, "jsonl")]
    assert labels == ["on line 7", "https://e.org", "record 3"]


def test_a_json_feed_names_the_site() -> None:
    data = b'{"title": "My feed", "items": [{"id": "x", "content_text": "a"}]}'
    assert drafts(data, "jsonl")[0].metadata.site == "My feed"


BAD = [
    pytest.param(b"{", "is no JSON", id="broken"),
    pytest.param(b"[1]", "not an object", id="an array"),
    pytest.param(b'{"id": 1, "lede": "x"}', "its fields are: id, lede", id="no text"),
    pytest.param(b'{"text": " \\u200b"}', "has no text", id="nothing visible"),
    pytest.param(b"{}", "is an empty record", id="nothing"),
    pytest.param(b'{"text": "\xff"}', "is not UTF-8", id="Latin-1"),
    pytest.param(b"[" * 100_000, "nested too deep", id="deep"),
    pytest.param(b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "too long", id="a long number"),
    pytest.param(b'{"text": "' + b"a" * 2000 + b'"}', "is longer than 0.001 MB", id="a long line"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: bytes, reason: str) -> None:
    options = Options(largest=1000) if b"aaa" in line else Options()
    found = read(
        b'{"id": 1, "text": "a"}\n\n' + line + b'\n{"id": 2, "text": "b"}', "jsonl", options
    )
    assert [each.label for each in found] == ["1", "line 3", "2"]
    assert isinstance(found[1], BadRecord)
    assert reason in found[1].reason


def test_a_long_object_in_an_array_is_left_out() -> None:
    data = b'[{"id": 1, "text": "a"},\n{"text": "' + b"a" * 600_000 + b'"},{"id": 2, "text": "b"}]'
    found = read(data, "jsonl", Options(largest=1000))
    assert [each.label for each in found] == ["1", "line 2", "2"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"[]", b"[1, 2]", b'["a"]'])
def test_a_file_without_records_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"^has no records"):
        list(jsonl.records(io.BytesIO(data)))


def test_what_can_be_read_of_a_damaged_gzip_file_is_read() -> None:
    rows = b"".join(b'{"id": %d, "text": "words %d"}\n' % (n, n * n) for n in range(50_000))
    found = jsonl.records(io.BytesIO(gzip.compress(rows)[:-1000]))
    assert sum(1 for _ in zip(range(10_000), found, strict=False)) == 10_000
    with pytest.raises(UnreadableSource, match="is damaged, or cut off"):
        list(found)


FIELDS = [
    ({"body": "a", "description": "b"}, {"text": "body"}),
    ({"description": "b"}, {"text": "description"}),
    ({"text": None, "Full Text": "a"}, {"text": "Full Text"}),
    ({"text": ["a", "b"]}, {"text": "text"}),
    ({"text": {"a": 1}, "html": "<p>a"}, {"text": "html"}),
    ({"content": {"rendered": "<p>a"}, "title": {"rendered": "T"}},
     {"text": "content.rendered", "title": "title"}),
    ({"articleBody": "a", "datePublished": "2024-05-06", "author": [{"name": "A"}]},
     {"text": "articleBody", "published": "datePublished", "byline": "author"}),
    ({"text": "a", "title": 3, "headline": "T"}, {"text": "text", "title": "headline"}),
    ({"text": "a", "url": "javascript:1", "link": "https://e.org"},
     {"text": "text", "url": "link"}),
    ({"text": "a", "lang": "English", "language": "en_GB"},
     {"text": "text", "language": "language"}),
    ({"text": "a", "_id": {"$oid": "5f"}}, {"text": "text", "id": "_id"}),
]  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), FIELDS, ids=lambda value: str(value)[:40])
def test_fields_are_guessed_by_their_names(
    record: dict[str, object], expected: dict[str, str]
) -> None:
    assert record_json.guessed(json.dumps(record).encode()) == expected


def test_the_user_says_which_field_is_what() -> None:
    data = json.dumps(
        {"meta": {"head": "T", "by": ["A", {"name": "B"}]}, "text": "no", "lede": "yes", "key": 7}
    ).encode()
    said = (("title", "meta.head"), ("byline", "meta.by"), ("text", "lede"), ("id", "key"))
    draft = record_json.read(data, Options(fields=said))
    assert (draft.metadata.title, draft.metadata.byline) == ("T", "A and B")
    assert pieces(draft) == [("title", "T"), ("heading", "yes")] or draft.text == "T\n\nyes"
    assert good(data, "jsonl", Options(fields=said))[0].label == "7"


VALUES = [
    ("byline", [{"name": "A"}, "B", {"x": 1}, "A"], "A and B"),
    ("site", {"name": "The <b>Post</b> &amp; Mail"}, "The Post & Mail"),
    ("language", "pt_BR", "pt-BR"),
    ("title", " a\n b\x00 ", "a b"),
    ("published", {"$date": "2024-05-06T07:08:09Z"}, "2024-05-06T07:08:09Z"),
]


@pytest.mark.parametrize(("ours", "value", "expected"), VALUES, ids=[v[0] for v in VALUES])
def test_values_are_made_usable(ours: str, value: object, expected: str) -> None:
    found = fields.find({ours: value}, ours, Options())
    assert found is not None
    assert found.value == expected


def test_a_text_is_made_storable() -> None:
    draft = record_json.read(b'{"text": "a\\u0000b\\r\\nc\\fd \\ud800 e\\u0007"}')
    assert draft.text == "ab\n\nc\n\nd \ufffd e"


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    draft = record_json.read(
        json.dumps({"title": "The Ferry", "text": f"The ferry\n{FERRY}"}).encode()
    )
    assert pieces(draft) == [("title", "The ferry"), ("body", FERRY)]


BLANK = {
    "lines": (b'{"text": "a"}\n', b"\n", "jsonl"),
    "spaces": (b'{"text": "a"}\n', b" \t\r\n", "jsonl"),
    "a table's lines": (b"text,b\na,1\n", b"\n", "csv"),
    "a table's rows": (b"text,b\na,1\n", b",\n", "csv"),
}


@pytest.mark.parametrize(("head", "blank", "format"), BLANK.values(), ids=BLANK)
def test_blank_lines_without_end_are_passed_by_fast(head: bytes, blank: bytes, format: str) -> None:
    count = 60_000_000 // len(blank)
    last = head.splitlines()[-1].replace(b"a", b"z") + b"\n"
    packed = gzip.compress(head + blank * count + last, 1)
    begun = time.process_time()
    found = read(packed, format)
    assert time.process_time() - begun < 5
    line = len(head.splitlines()) + count + 1
    assert [each.label for each in found][1:] == [f"line {line}"]


def test_the_file_is_not_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return b'{"text": "a"}\n' * 1000

    found = jsonl.records(cast(BinaryIO, Endless()))
    assert sum(1 for _ in zip(range(20_000), found, strict=False)) == 20_000


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data, "jsonl")
    survives(b'{"text": "' + data, "jsonl")


@given(st.sampled_from(["trafilatura.jsonl", "jq.json"]).flatmap(lambda n: damaged(sample(n))))
def test_a_damaged_file(data: bytes) -> None:
    survives(data, "jsonl")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted({name for names in fields.GUESSES.values() for name in names}))


@given(st.dictionaries(NAMES, JSON))
def test_any_values(record: dict[str, object]) -> None:
    survives(json.dumps(record).encode(), "jsonl")


@given(st.lists(st.dictionaries(st.text(max_size=5), JSON), min_size=1), st.integers(0, 3))
def test_an_array_is_cut_into_the_same_objects(array: list[object], indent: int) -> None:
    from annotate.readers import values

    data = json.dumps(array, indent=indent or None).encode()
    found = [part for _, part in values.objects(io.BytesIO(data), 10**6)]
    assert [json.dumps(json.loads(part or b"")) for part in found] == list(map(json.dumps, array))


def test_what_a_file_is() -> None:
    assert formats.detect(b'{"a": 1}', "a.ndjson")[0].name == "jsonl"
    assert formats.detect(b"[", "a.json")[0].name == "jsonl"


@pytest.mark.parametrize("end", ["", ",", "\n", ", \n ["])
def test_an_array_without_its_end_is_cut_off(end: str) -> None:
    data = b'[{"text": "One."},\n{"text": "Two."}'
    assert len(good(data + b"]", "jsonl")) == 2
    found = list[Record | BadRecord | Aside]()
    with pytest.raises(UnreadableSource, match="is cut off: its array has no end"):
        found.extend(formats.records(io.BytesIO(data + end.encode()), "jsonl", Options()))


def test_a_title_has_not_the_site_behind_it() -> None:
    record = {"text": "The mill was sold.", "source": {"name": "The Miller"}}
    for title in ("Mill - sold - The Miller", "Mill - sold | The Miller", "Mill - sold"):
        said = record_json.read(json.dumps(record | {"title": title}).encode()).metadata
        assert said.title == "Mill - sold"
    said = record_json.read(json.dumps(record | {"title": "The Miller"}).encode()).metadata
    assert said.title == "The Miller"


@pytest.mark.parametrize(
    ("record", "byline"),
    [
        ({"authors": ["Ida Holm", "Jon Vik"]}, "Ida Holm and Jon Vik"),
        ({"authors": ["Ida Holm", "Jon Vik", "Mei Tanaka"]}, "Ida Holm, Jon Vik and Mei Tanaka"),
        ({"authors": ["Ida Holm", "Jon Vik"], "language": "fr"}, "Ida Holm et Jon Vik"),
        ({"authors": ["Holm, Ida", "Vik, Jon"]}, "Holm, Ida; Vik, Jon"),
        ({"authors": [{"name": "Ida Holm"}, {"name": "Jon Vik"}]}, "Ida Holm and Jon Vik"),
        ({"_source": {"authors": ["Ida", "Jon"], "lang": "de"}}, "Ida und Jon"),
        ({"author": "Ida Holm, Jon Vik"}, "Ida Holm, Jon Vik"),
    ],
)
def test_several_authors_are_written_as_people_write_them(
    record: dict[str, object], byline: str
) -> None:
    data = json.dumps({"title": "T", "text": FERRY, **record}).encode()
    [draft] = drafts(data, "jsonl")
    assert draft.metadata.byline == byline
