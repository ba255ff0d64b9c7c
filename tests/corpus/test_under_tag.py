"""A page of what stands under a tag is the same whichever way it is found."""

import sqlite3

import pytest

from annotate.corpus import tags, under_tag
from annotate.corpus.database import Command

from .test_branches import coded

__all__ = ["coded"]

NAMES = ("a", "a/b", "c/d/e/f", "nothing")
LIMIT = 7


@pytest.fixture(params=["sorted", "walked", "as it is"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Always sort, or always go through the articles as far as three times as many may be."""
    if request.param != "as it is":
        monkeypatch.setattr(under_tag, "SORTING", 0 if request.param == "sorted" else 10**9)
    if request.param == "walked":
        monkeypatch.setattr(under_tag, "SPARSE", 1)


def every(db: sqlite3.Connection, name: str) -> list[int]:
    """All of them, by what they are sorted by."""
    sql = """
        select distinct p.id from taggings t join tags on tags.id = t.tag
        join paragraphs p on p.id = t.paragraph
        where lower(tags.name) = :name or lower(tags.name) like :name || '/%'
        order by p.article, p.removed is not null, p.position, p.id
    """
    return [row["id"] for row in db.execute(sql, {"name": name})]


def page(db: sqlite3.Connection, name: str, **at: int) -> list[int]:
    return [p.id for p in under_tag.page(db, name, limit=LIMIT, **at)]


@pytest.mark.usefixtures("way")
def test_from_an_offset(coded: sqlite3.Connection) -> None:
    for name in NAMES:
        found = every(coded, name)
        for offset in range(0, 60, 5):
            assert page(coded, name, offset=offset) == found[offset : offset + LIMIT]


@pytest.mark.usefixtures("way")
def test_behind_any_paragraph_and_before_it(coded: sqlite3.Connection) -> None:
    sql = "select id from paragraphs order by article, removed is not null, position, id"
    order = {row["id"]: place for place, row in enumerate(coded.execute(sql))}
    for name in NAMES:
        found = every(coded, name)
        for id, place in order.items():
            assert page(coded, name, after=id) == [i for i in found if order[i] > place][:LIMIT]
            assert page(coded, name, before=id) == [i for i in found if order[i] < place][-LIMIT:]


@pytest.mark.usefixtures("way")
def test_what_is_no_paragraph_is_nowhere(coded: sqlite3.Connection) -> None:
    assert page(coded, "a", after=10**15) == page(coded, "a", before=10**15) == page(coded, "a")


def test_taggings_are_sorted_once_for_all_pages_of_a_tag_until_something_changes(
    coded: sqlite3.Connection,
) -> None:
    asked: list[str] = []

    def deep() -> int:
        asked.clear()
        found = under_tag.page(coded, "a", limit=200, offset=20)
        return len(found)

    before = deep()
    coded.set_trace_callback(asked.append)
    assert deep() == before
    assert not [sql for sql in asked if "from taggings t cross join" in sql]
    coded.set_trace_callback(None)
    free = [row["slug"] for row in coded.execute("select slug from articles")]
    for slug in free:
        tags.add(Command(coded, coder="ben", words="tag"), [tags.Request(f"{slug}:1", ("a",))])
    assert deep() > before
