"""Answers of news APIs: the records stand below a wrapper, and are found by their texts."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import jsonl
from annotate.readers.record import BadRecord, Options
from tests.conftest import Run
from tests.readers.many import FERRY, TITLES, asides, damaged, drafts, good, pieces, read, survives

DATE, URL = "2024-05-06T08:00:00Z", "https://courier.example.org/ferry"
ONE = {"headline": TITLES[0], "byline": "Ida Holm", "body": f"<p>{FERRY}</p><p>{FERRY}</p>"}
WRAPPED: dict[str, Any] = {
    "Guardian": {"response": {"status": "ok", "total": 1, "results": [
        {"id": "a/1", "webPublicationDate": DATE, "webTitle": TITLES[0], "webUrl": URL,
         "fields": {**ONE, "bodyText": FERRY, "publication": "The Courier", "lang": "en"}}]}},
    "Event Registry": {"articles": {"results": [
        {"uri": "17", "lang": "en", "dateTime": DATE, "url": URL, "title": TITLES[0], "body": FERRY,
         "source": {"uri": "courier.example.org", "title": "The Courier"},
         "authors": [{"uri": "ida@courier.example.org", "name": "Ida Holm"}]}], "pages": 1}},
    "NYT": {"status": "OK", "response": {"docs": [
        {"_id": "nyt://1", "web_url": URL, "snippet": FERRY, "lead_paragraph": FERRY,
         "pub_date": "2024-05-06T08:00:00+0000", "headline": {"main": TITLES[0], "kicker": None},
         "byline": {"original": "By Ida Holm", "person": [{"firstname": "Ida"}]},
         "source": "The Courier", "language": "en", "keywords": [{"name": "a", "value": "b"}]}],
        "meta": {"hits": 1}}},
    "NewsAPI": {"status": "ok", "totalResults": 1, "articles": [
        {"source": {"id": None, "name": "The Courier"}, "author": "Ida Holm", "title": TITLES[0],
         "description": "On boats.", "url": URL, "publishedAt": DATE, "content": FERRY,
         "language": "en"}]},
    "mediastack": {"pagination": {"limit": 1}, "data": [
        {"author": "Ida Holm", "title": TITLES[0], "description": FERRY, "url": URL,
         "source": "The Courier", "language": "en", "published_at": DATE}]},
    "Elasticsearch": {"took": 1, "hits": {"total": {"value": 1}, "hits": [
        {"_index": "news", "_id": "1", "_source": {
            "text": FERRY, "title": TITLES[0], "author": "Ida Holm", "date": DATE, "url": URL,
            "site": "The Courier", "language": "en", "links": [{"text": "see also"}]}}]}},
    "Event Registry, one by one": {"17": {"info": {
        "uri": "17", "lang": "en", "date": DATE, "url": URL, "title": TITLES[0], "body": FERRY,
        "source": {"title": "The Courier"}, "authors": [{"name": "Ida Holm"}]}}},
    "Aylien": {"stories": [{
        "id": 1, "title": TITLES[0], "body": FERRY, "author": {"name": "Ida Holm"},
        "links": {"permalink": URL, "related": []}, "published_at": DATE, "language": "en",
        "source": {"name": "The Courier", "domain": "e.org"},
        "media": [{"url": "https://e.org/a.jpg", "type": "image"}]}]},
    "NewsData": {"status": "success", "results": [{
        "article_id": "1", "title": TITLES[0], "link": URL, "creator": ["Ida Holm"],
        "description": FERRY, "content": "ONLY AVAILABLE IN PAID PLANS", "pubDate": DATE,
        "source_name": "The Courier", "language": "en"}]},
    "Bing": {"_type": "News", "value": [{
        "name": TITLES[0], "url": URL, "description": FERRY, "datePublished": DATE,
        "provider": [{"_type": "Organization", "name": "The Courier"}], "author": "Ida Holm",
        "language": "en"}]},
    "GraphQL": {"data": {"articles": {"edges": [{"node": {
        "title": TITLES[0], "text": FERRY, "author": "Ida Holm", "date": DATE, "url": URL,
        "publisher": "The Courier", "lang": "en"}}], "pageInfo": {"more": True}}}},
    "deep in arrays": {"db": [{"meta": {}, "data": {"posts": [
        {"id": "1", "html": f"<p>{FERRY}</p>", "title": TITLES[0], "published_at": DATE,
         "authors": [{"name": "Ida Holm", "bio": "Bakes."}], "canonical_url": URL,
         "publication": "The Courier", "lang": "en"}]}}]},
}  # fmt: skip
SAID = Metadata(TITLES[0], "Ida Holm", "The Courier", DATE, URL, "en")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", WRAPPED)
def test_the_records_are_found_by_themselves(name: str, indent: int | None) -> None:
    [draft] = drafts(json.dumps(WRAPPED[name], indent=indent).encode(), "jsonl")
    published = (draft.metadata.published or "").replace("+00:00", "Z")
    assert (draft.metadata, published[:19]) == (
        Metadata(**{**SAID.given(), "published": draft.metadata.published}), DATE[:19],
    )  # fmt: skip
    assert pieces(draft)[1] == ("body", FERRY)


@pytest.mark.parametrize("name", WRAPPED)
def test_each_keeps_its_own_bytes(name: str) -> None:
    data = json.dumps(WRAPPED[name]).encode()
    [record] = good(data, "jsonl")
    assert record.data in data


def test_answers_may_follow_one_another_a_line_each() -> None:
    pages = [{"articles": [{"text": f"{FERRY} {page} {i}"} for i in (1, 2)]} for page in (1, 2)]
    found = good("\n".join(map(json.dumps, pages)).encode(), "jsonl")
    assert [(r.label, r.is_lasting) for r in found] == [
        (f"record {i}", False) for i in (1, 2, 3, 4)
    ]


def test_what_is_larger_than_a_record_is_cut_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    results = [{"id": str(i), "fields": {"body": FERRY * 100}} for i in range(1500)]
    file.write_text(json.dumps({"response": {"total": 1500, "results": results}}))
    assert file.stat().st_size > 15_000_000
    tracemalloc.start()
    with file.open("rb") as stream:
        found = [getattr(record, "label", "") for record in jsonl.records(stream)]
    assert found == [str(i) for i in range(1500)]
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()


ARTICLES: list[dict[str, Any]] = [
    {"text": FERRY, "comments": [{"text": FERRY * 9}]},
    {"text": FERRY * 2000, "comments": [{"text": FERRY * 9}], "related": [{"text": FERRY * 2000}]},
]


@pytest.mark.parametrize("record", ARTICLES, ids=["short", "longer than what is looked at"])
def test_an_article_with_comments_is_one_article(record: dict[str, Any]) -> None:
    for data in (json.dumps(record), json.dumps(record, indent=1)):
        assert len(good(data.encode(), "jsonl")) == 1


OTHER: list[dict[str, Any]] = [
    {"title": "Refs", "list": [{"abstract": FERRY, "title": "No address"}]},
    {"settings": [{"key": "a", "description": "Of a setting."}]},
    {"title": TITLES[0], "content": {"text": FERRY}},
    {"title": TITLES[0], "url": URL, "comments": [{"by": "jo", "text": FERRY}]},
]


@pytest.mark.parametrize(
    "whole", OTHER, ids=["references", "settings", "parts of a record", "comments"]
)
def test_what_are_no_articles(whole: dict[str, Any]) -> None:
    [found] = read(json.dumps(whole).encode(), "jsonl")
    assert isinstance(found, BadRecord)


def test_a_field_is_said_by_the_way_that_leads_to_it() -> None:
    options = Options((("text", "response.results[].fields.bodyText"), ("title", "webTitle")))
    [draft] = drafts(json.dumps(WRAPPED["Guardian"]).encode(), "jsonl", options)
    assert pieces(draft) == [("title", TITLES[0]), ("body", FERRY)]


def test_the_error_says_the_way_down() -> None:
    data = json.dumps({"a": {"b": [{"id": 7, "c": {"lede": FERRY}}], "n": 1}}).encode()
    [found] = read(data, "jsonl")
    assert isinstance(found, BadRecord)
    assert found.reason == (
        "has no text in it; its fields are: a.b[].id, a.b[].c.lede, a.n"
        " (--field text=a.b[].c.lede takes the longest)"
    )
    [draft] = drafts(data, "jsonl", Options((("text", "a.b[].c.lede"),)))
    assert pieces(draft) == [("body", FERRY)]


def test_a_way_that_leads_nowhere_has_no_records() -> None:
    with pytest.raises(UnreadableSource, match="has no records in it"):
        read(b'{"a": {"b": [{"c": "d"}]}}', "jsonl", Options((("text", "a.x[].c"),)))


CUT = "The ferry leaves at ten past six, with or without the bakers of th… [+2310 chars]"


@pytest.mark.parametrize("mark", ["[+2310 chars]", "[2310 chars]"])
def test_what_stands_for_the_rest_of_a_text_is_said_and_no_part_of_it(mark: str) -> None:
    text = CUT.replace("[+2310 chars]", mark)
    data = json.dumps({"articles": [{"content": text}, {"content": FERRY}]}).encode()
    assert [pieces(draft)[-1][1][-6:] for draft in drafts(data, "jsonl")] == ["of th…", "sland."]
    [told] = asides(data, "jsonl")
    assert told.startswith("has only the beginning of 1 article (")


TRADE: dict[str, tuple[dict[str, Any], Metadata]] = {
    "news-please": (
        {"authors": ["Ida Holm"], "date_download": "2024-06-01 10:00:00", "date_modify": None,
         "date_publish": "2024-05-06 08:00:00", "maintext": FERRY, "title": TITLES[0],
         "source_domain": "courier.example.org", "url": URL, "language": "en"},
        Metadata(TITLES[0], "Ida Holm", "courier.example.org", "2024-05-06T08:00:00", URL, "en"),
    ),
    "trafilatura": (
        {"title": TITLES[0], "author": "Ida Holm", "hostname": "courier.example.org",
         "date": "2024-05-06", "fingerprint": "f0", "text": FERRY, "source": URL,
         "source-hostname": "The Courier", "excerpt": "On boats.", "comments": "Well."},
        Metadata(TITLES[0], "Ida Holm", "The Courier", "2024-05-06", URL),
    ),
    "newspaper": (
        {"title": TITLES[0], "authors": ["Ida Holm"], "publish_date": "2024-05-06T00:00:00",
         "text": FERRY, "url": URL, "source_url": "https://courier.example.org"},
        Metadata(TITLES[0], "Ida Holm", None, "2024-05-06T00:00:00", URL),
    ),
}  # fmt: skip


TRADE |= {
    "wallabag": (
        {"title": TITLES[0], "url": URL, "content": f"<p>{FERRY}</p>", "published_at": None,
         "created_at": "2024-06-01T10:00:00+0200", "published_by": ["Ida Holm"],
         "domain_name": "courier.example.org", "language": "en"},
        Metadata(TITLES[0], "Ida Holm", "courier.example.org", None, URL, "en"),
    ),
    "readability": (
        {"title": TITLES[0], "byline": "Ida Holm", "content": f"<p>{FERRY}</p>", "length": 9,
         "textContent": FERRY, "excerpt": "On boats.", "siteName": "The Courier",
         "publishedTime": DATE},
        Metadata(TITLES[0], "Ida Holm", "The Courier", DATE, None),
    ),
    "Diffbot": (
        {"type": "article", "title": TITLES[0], "text": FERRY, "author": "Ida Holm",
         "pageUrl": URL, "siteName": "The Courier", "date": DATE},
        Metadata(TITLES[0], "Ida Holm", "The Courier", DATE, URL),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRADE)
def test_field_names_of_the_trade(name: str) -> None:
    record, said = TRADE[name]
    [draft] = drafts(json.dumps(record).encode(), "jsonl")
    assert draft.metadata == said


@settings(max_examples=30, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(WRAPPED)))
def test_whatever_the_damage(data: st.DataObject, name: str) -> None:
    survives(data.draw(damaged(json.dumps(WRAPPED[name]).encode())), "jsonl")


def test_a_wrapper_is_added_as_its_articles(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(WRAPPED["Guardian"]))
    result = run("add", file)
    assert "added the-ferry-that-waits-for-nobody" in result.stdout
    assert "text=fields.body" in result.stderr
