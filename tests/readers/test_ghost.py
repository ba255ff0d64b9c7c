"""Blogs exported from Ghost: posts, the people who wrote them, what the blog is called."""

import gzip
import json
from typing import Any

import pytest
from hypothesis import given

from annotate.model import Metadata
from annotate.readers import ghost
from annotate.readers.record import BadRecord
from tests.conftest import Run
from tests.readers.many import FERRY, asides, damaged, drafts, good, pieces, read, survives


def post(number: int, **more: object) -> dict[str, object]:
    return {
        "id": f"id{number}", "uuid": f"u-{number}", "title": f"Title {number}", "slug": "t",
        "mobiledoc": None,
        "html": f"<p>{FERRY}</p><!--kg-card-begin: html--><p>It is {number}.</p>",
        "plaintext": FERRY, "type": "post", "status": "published", "locale": None,
        "created_at": "2024-05-01T10:00:00.000Z", "published_at": "2024-05-06T10:00:00.000Z",
        "custom_excerpt": None, "canonical_url": None,
    } | more  # fmt: skip


def wrote(post: int, author: int, order: int = 0) -> dict[str, object]:
    return {"post_id": f"id{post}", "author_id": f"p{author}", "sort_order": order}


PEOPLE = [{"id": "p1", "name": "Ida Holm", "email": "i@x.org"}, {"id": "p2", "name": "Jon Vik"}]
SETTINGS = [{"key": "title", "value": "Bay Notes"}, {"key": "locale", "value": "de"}]


def export(
    *posts: object, authors: list[Any] | None = None, settings: Any = SETTINGS, old: bool = False
) -> bytes:
    tables = {
        "posts": posts, "posts_authors": authors or [], "settings": settings, "users": PEOPLE,
    }  # fmt: skip
    whole = {"meta": {"exported_on": 1714989600000, "version": "5.82.2"}, "data": tables}
    return json.dumps(whole if old else {"db": [whole]}).encode()


@pytest.mark.parametrize("old", [False, True])
def test_what_is_said_of_a_post(old: bool) -> None:
    authors = [wrote(1, 2, 1), wrote(1, 1, 0), wrote(2, 2)]
    data = export(post(1), post(2, canonical_url="https://b.example/2"), authors=authors, old=old)
    first, second = drafts(data, "jsonl")
    assert first.metadata == Metadata(
        "Title 1", "Ida Holm und Jon Vik", "Bay Notes", "2024-05-06T10:00:00.000Z", None, "de"
    )
    assert pieces(first) == [("title", "Title 1"), ("body", FERRY), ("body", "It is 1.")]
    assert (second.metadata.byline, second.metadata.url) == ("Jon Vik", "https://b.example/2")
    assert [record.label for record in good(data, "jsonl")] == ["id1", "id2"]


def test_older_ones_name_one_author_in_the_post() -> None:
    [draft] = drafts(export(post(1, author_id="p2"), settings=[]), "jsonl")
    assert (draft.metadata.byline, draft.metadata.site) == ("Jon Vik", None)


def test_drafts_are_counted_and_have_no_date() -> None:
    data = export(post(1, status="draft", published_at=None), post(2))
    assert drafts(data, "jsonl")[0].metadata.published is None
    assert asides(data, "jsonl") == ["has 1 draft among its posts"]


def test_a_post_without_a_text_and_one_that_is_none_are_named() -> None:
    data = export(post(1, html=None, plaintext=None), post(2))
    bad, _ = read(data, "jsonl")
    assert bad == BadRecord("id1", "has no text in it that can be read (html, plaintext)")


def test_it_is_read_from_a_pipe_and_packed(run: Run, tmp_path: Any) -> None:
    data = export(post(1), authors=[wrote(1, 1)])
    told = run("add", "--dry-run", "-", "-f", "json", stdin=data).stdout
    assert json.loads(told)[0]["article"]["byline"] == "Ida Holm"
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(data))
    told = run("add", "--dry-run", tmp_path / "a.json.gz", "-f", "json").stdout
    assert json.loads(told)[0]["article"]["byline"] == "Ida Holm"


@pytest.mark.parametrize(
    "head",
    [
        b'{"data": {"children": []}}',
        b'{"meta": {"total": 3}, "data": {"posts": [',
        b'[{"data": 1}]',
    ],
)
def test_other_json_is_none(head: bytes) -> None:
    assert not ghost.is_begun(head)


@given(damaged(export(post(1), post(2), authors=[wrote(1, 1)])))
def test_a_damaged_export_is_read_or_refused(data: bytes) -> None:
    survives(data, "jsonl")
