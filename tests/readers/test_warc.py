"""Web archives: the pages in them, and what damage does."""

import gzip
import io
import re
import time
import tracemalloc
import zlib
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import unpack, warc
from annotate.readers.record import BadRecord, Options, Record
from tests.readers.many import damaged, good, read, sample

HOST = "http://127.0.0.1:8791"
WGET = ["/", "/ferry.html", "/bakery.html", "/observatory.html", "/notes.txt"]
PAGE = b"<!doctype html><title>T</title><p>Words."


@pytest.mark.parametrize("name", ["wget.warc", "wget.warc.gz"])
def test_what_wget_saved_is_read(name: str) -> None:
    found = good(sample(name), "warc")
    assert [record.label for record in found] == [HOST + path for path in WGET]
    assert [record.format for record in found] == ["html"] * 4 + ["plain"]
    assert found[1].data.startswith(b'<!DOCTYPE html>\n<html lang="en">')
    assert found[1].data.endswith(b"</html>\n")
    assert found[1].metadata == Metadata(url=f"{HOST}/ferry.html")
    assert found[1].captured == "2026-11-21T13:39:11Z"


def test_an_archive_packed_in_one_piece_is_read() -> None:
    assert len(good(gzip.compress(sample("wget.warc")), "warc")) == 5


def warc_record(
    body: bytes, kind: str = "response", uri: str = "https://e.org/a", said: str = "", more: int = 0
) -> bytes:
    said = said or "application/http;msgtype=response"
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n"
    head += f"WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: {said}\r\n"
    return f"{head}Content-Length: {len(body) + more}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def chunks(data: bytes) -> bytes:
    parts = [data[i : i + 7] for i in range(0, len(data), 7)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


raw_deflate = zlib.compressobj(wbits=-15)
BODIES = [
    (answer(PAGE), "as it is"),
    (answer(chunks(PAGE), "Transfer-Encoding: chunked"), "chunked"),
    (answer(PAGE, "Transfer-Encoding: chunked"), "said to be chunked"),
    (answer(gzip.compress(PAGE), "Content-Encoding: gzip"), "gzip"),
    (answer(PAGE, "content-encoding: GZIP"), "said to be gzip"),
    (answer(zlib.compress(PAGE), "Content-Encoding: deflate"), "zlib"),
    (
        answer(raw_deflate.compress(PAGE) + raw_deflate.flush(), "Content-Encoding: deflate"),
        "deflate",
    ),
    (answer(brotli.compress(PAGE), "Content-Encoding: br"), "Brotli"),
    (
        answer(chunks(gzip.compress(PAGE)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        "gzip in chunks",
    ),
    (answer(PAGE, kind=""), "sniffed"),
]


@pytest.mark.parametrize(("body", "name"), BODIES, ids=[name for _, name in BODIES])
def test_the_page_is_unpacked(body: bytes, name: str) -> None:
    (record,) = good(warc_record(body), "warc")
    assert (record.data, record.format) == (PAGE, "html")


KINDS = [
    (warc_record(answer(PAGE, kind="application/xhtml+xml; charset=utf-8")), ["html"]),
    (warc_record(answer(b"Words.", kind="text/plain")), ["plain"]),
    (warc_record(answer(b"%PDF-1.4", kind="application/pdf")), ["pdf"]),
    (warc_record(PAGE, "resource", said="text/html"), ["html"]),
    (warc_record(b"Words.", "conversion", said="text/plain"), ["plain"]),
    (warc_record(b"Words.", "resource", "metadata://log", "text/plain"), []),
    (warc_record(answer(b"Words.", kind="text/plain"), uri="https://e.org/robots.txt"), []),
    (warc_record(answer(b"\x89PNG", kind="image/png")), []),
    (warc_record(answer(PAGE, status="404 Not Found")), []),
    (warc_record(answer(b" \n")), []),
    (warc_record(answer(PAGE), "revisit"), []),
    (warc_record(b"GET / HTTP/1.1\r\n\r\n", "request", said="application/http"), []),
    (warc_record(b"127.0.0.1", uri="dns:e.org", said="text/dns"), []),
]


@pytest.mark.parametrize(("data", "expected"), KINDS)
def test_what_is_taken(data: bytes, expected: list[str]) -> None:
    assert [record.format for record in good(data, "warc")] == expected


def test_the_charset_that_only_the_server_said_is_kept() -> None:
    page = "<p>Bitwa rozpoczęła się.".encode("iso-8859-2")
    (record,) = good(warc_record(answer(page, kind="text/html; charset=ISO-8859-2")), "warc")
    assert record.data == "<p>Bitwa rozpoczęła się.".encode("utf-8-sig")


CHARSETS = [
    (b"<p>caf\xe9", "iso-8859-1", "<p>café".encode("utf-8-sig")),
    ("<p>café".encode(), "iso-8859-1", "<p>café".encode()),
    (b'<meta charset="koi8-r">\xe9', "iso-8859-1", b'<meta charset="koi8-r">\xe9'),
    (b"<p>\xe9", "nonsense", b"<p>\xe9"),
    (b"<p>\xe9", "base64", b"<p>\xe9"),
    (b"<p>\xe9", "idna", b"<p>\xe9"),
    (b"<p>\xe9", None, b"<p>\xe9"),
]


@pytest.mark.parametrize(("data", "charset", "expected"), CHARSETS)
def test_a_charset_counts_where_the_page_says_none(
    data: bytes, charset: str | None, expected: bytes
) -> None:
    assert unpack.in_utf8(data, charset) == expected


BAD = [
    (warc_record(answer(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip")), "is cut off"),
    (warc_record(answer(chunks(PAGE)[:-9], "Transfer-Encoding: chunked")), "is cut off"),
    (warc_record(answer(brotli.compress(PAGE)[:-9], "Content-Encoding: br")), "is cut off"),
    (warc_record(answer(PAGE, f"Content-Length: {len(PAGE) + 1}")), "is cut off"),
    (
        warc_record(answer(PAGE)).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
        "is cut off by its crawler (length)",
    ),
    (warc_record(answer(b"\x1f\x8b" + PAGE, "Content-Encoding: gzip")), "is damaged"),
    (warc_record(answer(b"\xff" * 99, "Content-Encoding: br")), "is damaged"),
    (warc_record(answer(PAGE, "Content-Encoding: zstd")), "is packed as 'zstd'"),
    (warc_record(b"nonsense"), "is no HTTP response"),
    (warc_record(answer(PAGE), more=50), "is not as long as it says"),
    (warc_record(answer(PAGE), more=-9), "is not as long as it says"),
    (warc_record(answer(PAGE)).replace(b"Content-Length", b"X"), "does not say how long"),
    (warc_record(answer(PAGE * 99)), "is larger than 0.002 MB"),
    (
        warc_record(answer(gzip.compress(b"<p>" * 9999), "Content-Encoding: gzip")),
        "unpacks to more than 0.002 MB",
    ),
    (
        warc_record(answer(brotli.compress(b"<p>" * 9999), "Content-Encoding: br")),
        "unpacks to more than 0.002 MB",
    ),
]


@pytest.mark.parametrize(("bad", "reason"), BAD, ids=[reason for _, reason in BAD])
@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_record_is_named_and_the_rest_goes_on(bad: bytes, reason: str, packed: bool) -> None:
    first, last = (warc_record(answer(PAGE), uri=f"https://e.org/{n}") for n in "12")
    pack = gzip.compress if packed else bytes
    found = read(b"".join(map(pack, (first, bad, last))), "warc", Options(largest=2000))
    assert [type(each) for each in found] == [Record, BadRecord, Record]
    assert found[1].label == "https://e.org/a"
    assert reason in getattr(found[1], "reason", "")


@pytest.mark.parametrize("offset", [3, 12, 40, -6, -2])
def test_the_pieces_behind_a_damaged_one_are_read(offset: int) -> None:
    parts = [gzip.compress(warc_record(answer(PAGE), uri=f"https://e.org/{n}")) for n in range(5)]
    broken = bytearray(parts[2])
    broken[offset] ^= 0xFF
    found = read(b"".join([*parts[:2], bytes(broken), *parts[3:]]), "warc")
    kinds = [type(each) for each in found]
    assert [each.label[-1] for each in found if isinstance(each, Record)] == ["0", "1", "3", "4"]
    assert kinds.count(BadRecord) == 1


def test_every_wrong_length_is_found_out() -> None:
    data = sample("wget.warc")
    for match in re.finditer(rb"\r\nContent-Length: (\d+)\r\n\r\nHTTP", data):
        wrong = data[: match.start(1)] + b"9999" + data[match.end(1) :]
        found = read(wrong, "warc")
        assert [type(each) for each in found].count(BadRecord) == 1


@pytest.mark.parametrize("data", [b"", b"words", b"\x1f\x8b", gzip.compress(b"words"), b"WARC/1.0"])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="is no web archive"):
        list(warc.records(io.BytesIO(data)))


BOMBS = [
    b"WARC/1.0\r\n" + b"a" * 50_000_000,
    b"WARC/1.0\r\n" * 1_000_000,
    b"WARC/1.0\r\n\r\n" * 20_000,
    b"WARC/1.0\r\nContent-Length: 9000000\r\n\r\n" * 10_000,
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff" * 300_000,
    gzip.compress(warc_record(answer(PAGE * 2_000_000))),
    gzip.compress(b"WARC/1.0\r\n" + b"\n" * 30_000_000),
    warc_record(answer(b"1\r\na\r\n" * 100_000, "Transfer-Encoding: chunked")),
]


@pytest.mark.parametrize("bomb", BOMBS, ids=[str(bomb[:20]) for bomb in BOMBS])
def test_a_bomb_takes_little(bomb: bytes) -> None:
    started = time.process_time()
    tracemalloc.start()
    with suppress(UnreadableSource):
        for found in warc.records(io.BytesIO(bomb)):
            assert found.label
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < 10
    assert most < 200_000_000


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives_unread(data)
    survives_unread(warc_record(data))
    survives_unread(gzip.compress(warc_record(answer(data, "Content-Encoding: gzip"))))
    survives_unread(warc_record(answer(data, "Content-Encoding: br, deflate")))


@given(st.sampled_from(["wget.warc", "wget.warc.gz"]).flatmap(lambda name: damaged(sample(name))))
def test_a_damaged_archive(data: bytes) -> None:
    survives_unread(data)


def survives_unread(data: bytes) -> None:
    with suppress(UnreadableSource):
        for found in warc.records(io.BytesIO(data)):
            assert found.label.isprintable()
