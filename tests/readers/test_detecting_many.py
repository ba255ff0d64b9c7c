"""What a file is, among the formats that hold many articles."""

import gzip
import time

import pytest

from annotate.readers import formats
from tests.readers.many import sample

NAMED = [
    (b'{"a": 1}', "a.ndjson", "jsonl"),
    (b"[", "a.json", "jsonl"),
    (b"broken", "A.JSONL", "jsonl"),
    (b"a,b\n", "a.tsv", "csv"),
    (b"words", "a.rss.txt", "plain"),
    (gzip.compress(b"a,b\n"), "a.csv.gz", "csv"),
    (gzip.compress(b"words"), "a.txt.gz", "plain"),
    (b"\x1f\x8b broken", "a.jsonl.gz", "jsonl"),
]


@pytest.mark.parametrize(("head", "name", "expected"), NAMED, ids=[n[1] for n in NAMED])
def test_the_name_decides_between_texts(head: bytes, name: str, expected: str) -> None:
    found, remark = formats.detect(head, name)
    assert (found.name, remark) == (expected, None)


ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom">'
TOLD = [
    (sample("trafilatura.jsonl"), "jsonl"),
    (sample("jq.json"), "jsonl"),
    (sample("wget.warc"), "warc"),
    (sample("wget.warc.gz"), "warc"),
    (sample("pelican.atom"), "feed"),
    (sample("pelican.rss"), "feed"),
    (gzip.compress(sample("jq.json")), "jsonl"),
    (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- > -->\n<?xml-stylesheet href="a"?>' + ATOM, "feed"),
    (b'<!DOCTYPE rss PUBLIC "x" "y"><rss version="0.91">', "feed"),
    (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', "feed"),
    (b'<rdf:RDF xmlns="http://www.w3.org/2004/02/skos/core#">', "plain"),
    (b"<feed><cow/></feed>", "plain"),
    (b"{ a set } of words", "plain"),
    (b'["a", "list"]', "plain"),
    (b"WARC is a format", "plain"),
]


@pytest.mark.parametrize(("head", "expected"), TOLD, ids=[str(t[0][:25]) for t in TOLD])
def test_the_content_tells(head: bytes, expected: str) -> None:
    assert formats.detect(head, "-")[0].name == expected


def test_a_name_that_lies_is_remarked_on() -> None:
    found, remark = formats.detect(sample("pelican.rss"), "a.csv")
    assert (found.name, remark) == ("feed", "is a feed (RSS, Atom), whatever its name says")


HOSTILE = [b"<?>", b"<!-- ", b"<?\n", b" ", b"<feed ", b'{"', b"[{", b"<rdf:RDF x"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_head_takes_long(piece: bytes) -> None:
    head = (piece * formats.HEAD)[: formats.HEAD]
    started = time.process_time()
    formats.detect(head, "-")
    formats.detect(gzip.compress(head), "-")
    assert time.process_time() - started < 5
