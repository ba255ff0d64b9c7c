"""What the pages ask of the corpus."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from annotate.corpus import (
    catalogue,
    citing,
    codebook,
    facets,
    history,
    indexing,
    migrations,
    public,
    reading,
    schema,
    search,
    tags,
)
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.narrowing import Filters
from annotate.web import home
from tests import made_up
from tests.web.conftest import key_of


@pytest.fixture
def db(corpus: Path) -> Iterator[sqlite3.Connection]:
    connection = open_read(corpus)
    yield connection
    connection.close()


def test_articles_are_listed_a_page_at_a_time(db: sqlite3.Connection) -> None:
    slugs = [item.article.slug for item in catalogue.articles(db)]
    assert (slugs[0], slugs[2]) == ("the-last-ferry", "lamps")
    assert [i.article.slug for i in catalogue.articles(db, after=1, limit=1)] == slugs[1:2]
    assert [i.article.slug for i in catalogue.articles(db, before=3, limit=1)] == slugs[1:2]
    first = catalogue.articles(db)[0]
    assert (first.paragraphs, first.taggings) == (5, 6)


async def test_the_list_goes_on_and_back(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "PAGE", 1)
    first = (await site.get("/")).text
    assert "The Last Ferry" in first
    assert 'href="/read?after=1"' in first
    assert "before=" not in first
    second = (await site.get("/read?after=1")).text
    assert "The Last Ferry</bdi></a>" not in second
    assert 'href="/read?before=2"' in second
    back = (await site.get("/read?before=2")).text
    assert "The Last Ferry" in back
    assert "before=" not in back


def test_the_tree_has_names_that_only_children_have(db: sqlite3.Connection) -> None:
    nodes = {node.name: node for node in codebook.tree(db)}
    assert nodes["actor"].tag is None
    assert (nodes["actor"].total, nodes["actor"].depth) == (4, 0)
    assert nodes["actor/crew"].depth == 1
    assert list(nodes) == sorted(nodes, key=lambda name: name.split("/"))
    below = [node.name for node in codebook.tree(db, "ACTOR")][1:]
    assert below == ["actor/crew", "actor/harbour master"]
    assert codebook.tree(db, "act") == []


async def test_a_tag_has_one_page_whatever_the_case_of_its_letters(corpus: Path) -> None:
    connection = open_write(corpus)
    command = Command(connection, coder="x", words="x")
    tags.add(command, [tags.Request("lamps:1", ("Éa", "éa")), tags.Request("lamps:2", ("ÉA",))])
    assert [n.name for n in codebook.tree(connection) if n.name.casefold() == "éa"] == ["Éa"]
    connection.close()
    client = Datasette([str(corpus)]).client
    for name in ("Éa", "éa", "e\u0301a"):
        page = (await client.get(f"/tags/{quote(name)}")).text
        assert "2 taggings" in page
    page = await client.get(f"/tags/{quote('éb')}")
    assert (page.status_code, f'href="/tags/{quote("Éa")}"' in page.text) == (404, False)
    page = await client.get(f"/tags/{quote('éab')}")
    assert (page.status_code, f'href="/tags/{quote("Éa")}"' in page.text) == (404, True)


def test_shared_keys_are_those_of_other_articles(db: sqlite3.Connection) -> None:
    ferry = key_of("The ferry left at dawn, and nobody waved from the quay.")
    found, is_more = reading.with_key(db, ferry)
    assert (len(found), is_more) == (2, False)
    assert citing.shared_keys(db, [found[0].paragraph]) == {ferry}
    assert reading.with_key(db, ferry, most=1)[1]
    assert [
        one.paragraph.article for one in reading.with_key(db, ferry, slug="the-last-ferry")[0]
    ] == ["the-last-ferry"]
    assert reading.with_key(db, ferry, slug="lamps") == ([], False)


def test_facets_count_no_further_than_they_are_asked(db: sqlite3.Connection) -> None:
    found = facets.of(db, search.found(db, "the", Filters(), most=3), with_tags=True, most=2)
    assert found.hits == 3
    assert sum(count for _, _, count in found.roles) == 2
    ranked = search.found(db, "the", Filters(articles=("lamps",)), most=3)
    narrowed = facets.of(db, ranked, with_tags=False)
    assert [slug for slug, _, _ in narrowed.articles] in ([], ["lamps"])
    assert narrowed.tags == ()


def test_a_published_copy_without_history_has_a_revision_and_an_index(corpus: Path) -> None:
    connection = sqlite3.connect(corpus)
    assert indexing.is_indexed(connection)
    connection.executescript("pragma foreign_keys = off; drop table history; drop table state;")
    assert history.revision(connection)[0] is None
    assert indexing.is_indexed(connection)
    connection.close()


async def test_a_database_of_an_earlier_release_is_no_corpus_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, known = tmp_path / "old.db", [name for name, _ in migrations.MIGRATIONS]
    with monkeypatch.context() as older:
        before = migrations.MIGRATIONS[: known.index("m009_stood")]
        older.setattr(migrations, "MIGRATIONS", before)
        open_write(path, create=True).close()
    connection = sqlite3.connect(path)
    assert not schema.is_corpus(connection)
    told = (await Datasette([str(path)]).client.get("/read")).text
    assert "one of an earlier version is brought up to date by" in told
    open_read(path).close()
    assert schema.is_corpus(connection)
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from articles where slug >= 'a' and slug < 'b' order by slug limit 5",
        "select max(id) from history",
        "select id from paragraphs where article = 1 and key = 'a' and occurrence = 1",
    ],
)
def test_no_query_of_a_page_goes_through_a_table(db: sqlite3.Connection, sql: str) -> None:
    plan = [row["detail"] for row in db.execute(f"explain query plan {sql}")]
    assert all("SEARCH" in step for step in plan), plan


async def test_who_put_a_tag_there_is_told_on_every_page_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(public.OWNER, str(os.getpid()))  # strangers are told of nobody
    path = tmp_path / "corpus.db"
    connection = open_write(path, create=True)
    made_up.fill(connection)
    harbour = made_up.draft(made_up.HARBOUR[0], "A pier was built.", title="Harbour")
    made_up.add(connection, harbour, "harbour.txt")
    pages = ("/read/orchard", "/tags/fruit", "/search?tag=fruit", "/read/harbour/diff")
    client = Datasette([str(path)]).client
    for coder, tagged, is_told in (("ada", "orchard:1", False), ("ben", "harbour:1", True)):
        command = Command(connection, coder=coder, words="x")
        tags.add(command, [tags.Request(tagged, ("fruit",))])
        for page in pages:
            told = '<span class="by"><bdi>' in (await client.get(page)).text
            assert told == is_told, page
    connection.close()


async def test_pages_count_what_stands_and_tell_who_put_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(public.OWNER, str(os.getpid()))  # strangers are told of nobody
    path = tmp_path / "corpus.db"
    connection = open_write(path, create=True)
    made_up.fill(connection)
    for coder in ("ada", "ben"):
        command = Command(connection, coder=coder, words="x")
        tags.add(command, [tags.Request("orchard:1", ("fruit",))])
    client = Datasette([str(path)]).client
    assert '<span class="by"><bdi>ada, ben</bdi></span>' in (await client.get("/read/orchard")).text
    tags.add(command, [tags.Request("orchard:3", ("fruit", "gone"))])
    made_up.add(connection, made_up.draft(*made_up.ORCHARD[:2], title="Orchard"), "orchard.txt")
    connection.close()
    assert "2 taggings" in (await client.get("/")).text
    listed = " ".join((await client.get("/tags")).text.split())
    assert "(1 more on words that are gone)" in listed
    page = (await client.get("/tags/fruit")).text
    assert "2 taggings on 1 paragraph</span>" in page
    assert "1 more on words that are gone</span>" in page
    assert "no longer in the article since version 2" in page


@pytest.mark.parametrize("mode", ["wal", "delete"])
async def test_who_has_a_page_of_a_working_database_is_told_so_without_a_worker(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    connection = open_write(corpus)
    connection.execute(f"pragma journal_mode = {mode}")
    datasette = Datasette([str(corpus)])
    first = await datasette.client.get("/read/lamps")
    has = {"If-None-Match": first.headers["etag"]}
    database, asked = datasette.get_database("field notes"), []
    own = database.execute_fn

    async def execute_fn(asking: Any) -> Any:
        asked.append(asking)
        return await own(asking)

    monkeypatch.setattr(database, "execute_fn", execute_fn)
    assert (await datasette.client.get("/read/lamps", headers=has)).status_code == 304
    assert (await datasette.client.get("/read/lamps")).content == first.content
    assert not asked
    with Command(connection, coder="ada", words="x") as command:
        tags.add(command, [tags.Request("lamps:1", ("tide",))])
        assert (await datasette.client.get("/read/lamps", headers=has)).status_code == 304
    changed = await datasette.client.get("/read/lamps", headers=has)
    assert ("tide" in changed.text, changed.status_code) == (True, 200)
    connection.close()
