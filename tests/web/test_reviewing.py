"""The page of what is to review: what it shows, to whom, and what it never shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus import articles, notes, tags
from annotate.corpus.database import Command, open_write
from tests import made_up
from tests.web.conftest import HOSTILE, SECRET, Serve, draft

KEPT = ("body", "The keeper of the light had a dog, and the dog had a coat of its own.")
OLD = ("body", f"The lamp was lit at six by hand, and put out at dawn. {HOSTILE}")
NEW = ("body", "Since spring an engine does all of this <script>alone</script>.")
QUOTED = ("body", "On the stairs he counted two hundred and four steps, every evening.")
REQUOTED = ("body", "On the stairs he counted more steps than he liked, every evening.")
ALONE = ("body", "Nobody else ever came up there, said the keeper, whom nobody ever asked.")


@pytest.fixture
def tower(tmp_path: Path) -> Path:
    """A corpus where an article has open reviews, one of them about a private note alone."""
    path = tmp_path / "tower.db"
    build(path)
    return path


def build(path: Path) -> None:
    """An article `tower` in two versions."""
    path.write_bytes(made_up.file_of(_build))


def _build(path: Path) -> None:
    db = open_write(path, create=True)

    def command() -> Command:
        return Command(db, coder=f"ada {HOSTILE}", words="test")

    made, data = draft(KEPT, OLD, QUOTED, ALONE, title="Tower")
    articles.add(command(), made, data, source="tower.txt")
    tags.add(command(), [
        tags.Request("tower:2", ("lamp", "a <b>/é")),
        tags.Request("tower:2", ("hand",), quote="by hand"),
        tags.Request("tower:3", ("number",), quote="two hundred and four steps"),
    ])  # fmt: skip
    notes.add(command(), "tower:2", "a **public** <script>note</script>")
    notes.add(command(), "tower:2", SECRET, private=True)
    notes.add(command(), "tower:4", SECRET, private=True)
    made, data = draft(KEPT, NEW, REQUOTED, title="Tower")
    articles.add(command(), made, data, source="tower.txt")
    new, requoted = (
        db.execute("select id from paragraphs where removed is null and number = ?", [n])
        .fetchone()["id"]
        for n in (2, 3)
    )  # fmt: skip
    # the alignment may think of them what it likes
    db.execute("update reviews set candidates = ?", [json.dumps([[new, 0.62], [requoted, 0.2]])])
    db.execute("update reviews set candidates = '[]' where tagging is not null")
    db.close()


async def page(serve: Serve, tower: Path, path: str, *, owner: bool = True) -> Any:
    datasette = serve(files=[tower], owner=owner)
    return await datasette.client.get(path)


async def test_open_reviews_are_shown_with_the_command_that_answers(
    serve: Serve, tower: Path
) -> None:
    told = (await page(serve, tower, "/review")).text
    assert "2 open questions<" in told
    assert "1 gone" in told
    assert "The lamp was lit at six by hand" in told
    assert re.search("<ins>.*Since spring an engine", told)
    assert "62 % likely" in told
    assert "annotate review --accept 1<" in told
    assert "annotate review --move 1 tower:3<" in told
    assert 'href="/read/tower@1#p2"' in told
    assert "<strong>public</strong>" in told


async def test_what_is_gone_is_shown_by_itself(serve: Serve, tower: Path) -> None:
    told = (await page(serve, tower, "/review?gone=1&article=tower")).text
    assert "<q>two hundred and four steps</q>" in told
    assert "annotate review --move 2 tower:<" in told
    assert "The lamp was lit" not in told


async def test_others_than_the_owner_see_no_reviews_and_nothing_of_private_notes(
    serve: Serve, tower: Path
) -> None:
    for path in ("/", "/read/tower", "/review", "/review?gone=1", "/review?article=tower"):
        response = await page(serve, tower, path, owner=False)
        assert response.status_code == (403 if path.startswith("/review") else 200)
        assert SECRET not in response.text
        assert "to review" not in response.text
        assert "Nobody else ever came" not in response.text


async def test_the_owner_reviews_private_notes_too(serve: Serve, tower: Path) -> None:
    told = (await page(serve, tower, "/review")).text
    assert "Nobody else ever came" in told
    assert re.search(
        f'Private: only you see this note</p>\\s*<div class="said"[^>]*><p>{SECRET}', told
    )


async def test_hostile_text_is_escaped(serve: Serve, tower: Path) -> None:
    for path in ("/review", "/review?gone=1"):
        told = (await page(serve, tower, path)).text
        assert "<script>" not in told.replace('<script src="', "")
        assert not set("\x00\x01\x1b") & set(told)


async def test_home_and_article_lead_to_it(serve: Serve, tower: Path) -> None:
    assert '<a href="/review">2 questions to review</a>' in (await page(serve, tower, "/")).text
    article = (await page(serve, tower, "/read/tower")).text
    assert '<a href="/review?article=tower">2 questions to review</a>' in article
    assert "to review" not in (await page(serve, tower, "/read/tower@1")).text


async def test_a_quote_that_is_gone_is_listed_and_not_marked(serve: Serve, tower: Path) -> None:
    told = (await page(serve, tower, "/read/tower")).text
    assert 'words no longer here: </span><q dir="auto">two hundred and four steps</q>' in told
    assert "<mark" not in told
    then = (await page(serve, tower, "/read/tower@1")).text
    assert ">two hundred and four steps</mark>" in then
    assert "no longer here" not in then


@pytest.mark.parametrize("table", ["reviews", "tags", "taggings"])
async def test_a_table_that_is_denied_takes_the_page_along(
    serve: Serve, corpus: Path, table: str
) -> None:
    corpus.unlink()
    build(corpus)
    client = serve(owner=True, database={"tables": {table: {"allow": False}}}).client
    assert (await client.get("/review")).status_code == 403
    for path in ("/", "/read/tower"):
        told = await client.get(path)
        assert (told.status_code, "to review" in told.text) == (200, False)


async def test_denied_notes_are_left_out(serve: Serve, corpus: Path) -> None:
    corpus.unlink()
    build(corpus)
    client = serve(owner=True, database={"tables": {"notes": {"allow": False}}}).client
    told = (await client.get("/review")).text
    assert "The lamp was lit" in told
    assert "<strong>public</strong>" not in told


async def test_an_article_that_is_none_and_a_page_behind_the_last(
    serve: Serve, tower: Path
) -> None:
    assert (await page(serve, tower, "/review?article=nowhere")).status_code == 404
    last = (await page(serve, tower, "/review?page=9")).text
    assert last == (await page(serve, tower, "/review")).text
    assert "The lamp was lit" in last
