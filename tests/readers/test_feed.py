"""Feeds: an entry an article."""

import io
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import feed
from annotate.readers.record import Aside, BadRecord, Options
from tests.readers.many import FERRY, TITLES, damaged, drafts, good, one, read, sample, survives

PELICAN = [("pelican.atom", "application/atom+xml"), ("pelican.rss", "application/rss+xml")]


@pytest.mark.parametrize(("name", "media_type"), PELICAN)
def test_what_pelican_wrote_is_read(name: str, media_type: str) -> None:
    records = good(sample(name), "feed")
    assert records[2].label == "tag:norrvik.example,2024-05-06:/ferry.html"
    found = drafts(sample(name), "feed")
    assert [draft.metadata.title for draft in found] == TITLES[::-1]
    assert found[1].metadata == Metadata(
        title="A bakery counts its loaves",
        byline="Anna Berg and Tomás Núñez",
        site="Norrvik Post",
        published="2024-06-17T09:30:00+02:00",
        url="https://norrvik.example/bakery.html",
    )
    assert FERRY in found[2].text
    assert "The crossing takes eleven minutes" in found[2].text
    assert found[2].media_type == media_type


def rss(*items: str, head: str = "<title>Site</title><language>en-gb</language>") -> bytes:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    space += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {space}><channel>{head}{"".join(items)}</channel></rss>'.encode()


def item(text: str = "Words.", more: str = "<guid>1</guid>") -> str:
    return f"<item><title>T</title>{more}<description>{text}</description></item>"


def test_what_the_feed_says_goes_with_each_entry() -> None:
    (draft,) = drafts(rss(item()), "feed")
    assert (draft.metadata.site, draft.metadata.language) == ("Site", "en-GB")
    assert draft.text == "T\n\nWords."


def test_the_full_text_wins_over_the_summary() -> None:
    more = "<content:encoded><![CDATA[All the <item> words.]]></content:encoded>"
    (draft,) = drafts(rss(item(more=more)), "feed")
    assert "All the" in draft.text
    assert "words." in draft.text
    assert "Words." not in draft.text


def test_an_entry_keeps_its_bytes_when_the_feed_goes_on() -> None:
    before, after = (
        rss(item()),
        rss(item("New.", "<guid>2</guid>"), item(), head="<title>X</title>"),
    )
    assert good(before, "feed")[0].data == good(after, "feed")[1].data


def test_rss_1_is_read() -> None:
    data = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<channel rdf:about="x"><title>Site</title><items><rdf:Seq/></items></channel>'
        b'<item rdf:about="https://e.org/1"><title>T</title><link>https://e.org/1</link>'
        b"<dc:date>2024-05-06</dc:date><dc:creator>A</dc:creator>"
        b"<description>Words.</description></item></rdf:RDF>"
    )
    (draft,) = drafts(data, "feed")
    assert draft.metadata == Metadata("T", "A", "Site", "2024-05-06", "https://e.org/1", None)


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    data = (
        b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>i</a:id><a:title>T</a:title>'
        b"<a:updated>2024-05-06T07:08:09Z</a:updated><a:content>Words.</a:content></a:entry></a:feed>"
    )
    (draft,) = drafts(data, "feed")
    assert (draft.text, draft.metadata.published) == ("T\n\nWords.", None)


ENCODINGS = ["utf-8", "iso-8859-1", "windows-1252", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_that_the_feed_declares_counts(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>' + rss(item("Café à la carte")).decode()
    assert drafts(data.encode(encoding), "feed")[0].text == "T\n\nCafé à la carte"


BAD = [
    ("<item><title>T</title></item>", "has no text in it"),
    (item("a" * 3000), "is longer than 0.002 MB"),
    ("<item/>", "has no text in it"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_entry_is_named_and_the_rest_goes_on(bad: str, reason: str) -> None:
    found = read(rss(item(), bad, item(more="<guid>3</guid>")), "feed", Options(largest=2000))
    assert [each.label for each in found] == ["1", "entry 2", "3"]
    assert found[1] == BadRecord("entry 2", reason)


BROKEN = [
    "<b>a & b",
    "x &eacute; &nosuch; y",
    "<![CDATA[ & ]]>",
    "a < b > c",
    "<p>one<p>two",
    "\x01",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_in_one_entry_does_no_harm_to_others(text: str) -> None:
    found = read(rss(item(f"Words. {text}"), item(more="<guid>2</guid>")), "feed")
    assert [each.label for each in found] == ["1", "2"]
    for each in good(rss(item(f"Words. {text}")), "feed"):
        assert "Words." in one(each).text


@pytest.mark.parametrize(
    "data", [b"", b"words", b"<rss>", b"<rss><channel/></rss>", b"<!-- <item> "]
)
def test_what_has_no_entries_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="is no feed"):
        list(feed.records(io.BytesIO(data)))


def test_no_file_is_opened_and_no_address_fetched() -> None:
    for data in (b"/etc/hostname", b"http://127.0.0.1:9/feed"):
        with pytest.raises(UnreadableSource):
            feed.read(data)
    (draft,) = drafts(
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + rss(item("Words. &x;")),
        "feed",
    )
    assert draft.text == "T\n\nWords. &x;"


LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
BOMBS = [
    LAUGHS.encode() + b"]>" + rss(item("Words. &a9;")),
    rss(item("<a>" * 60_000)),
    rss(item("<!-- " * 60_000)),
    rss(item("&lt;!-- " * 60_000)),
    rss(item("<![CDATA[" + "<!-- " * 60_000 + "]]>")),
    rss("<item>" * 5_000),
    b"<rss>" + b"x" * 20_000_000,
    b"<rss><item>" + b"x" * 20_000_000,
    b"<rss>" + b"<!--" * 2_000_000,
]


@pytest.mark.parametrize("bomb", BOMBS, ids=[str(bomb[-20:]) for bomb in BOMBS])
def test_a_bomb_takes_little(bomb: bytes) -> None:
    started = time.process_time()
    with suppress(UnreadableSource):
        for found in feed.records(io.BytesIO(bomb)):
            assert isinstance(found, Aside) or found.label
    assert time.process_time() - started < 20


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data, "feed")
    survives(b"<rss><channel><item>" + data + b"</item><item>", "feed")
    with suppress(UnreadableSource):
        feed.read(data)


@given(st.sampled_from(["pelican.atom", "pelican.rss"]).flatmap(lambda name: damaged(sample(name))))
def test_a_damaged_feed(data: bytes) -> None:
    survives(data, "feed")


@pytest.mark.parametrize("encoding", [b"\x80utf-8", b"\x00utf-8", b"utf-8\xff", b"", b"nosuch"])
def test_an_encoding_that_is_none_hides_no_entry(encoding: bytes) -> None:
    data = sample("pelican.atom").replace(b'encoding="utf-8"', b'encoding="' + encoding + b'"')
    assert data != sample("pelican.atom")
    assert [draft.metadata.title for draft in drafts(data, "feed")] == TITLES[::-1]
