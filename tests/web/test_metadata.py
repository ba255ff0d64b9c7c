"""`datasette db/`: what db/datasette.yaml says is true, and shown, on both lines of Datasette."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata

from annotate.corpus import public
from tests.web.conftest import build

DB = Path(__file__).parents[2] / "db"
SAID = parse_metadata((DB / "datasette.yaml").read_text())["databases"]["corpus"]
QUERIES = {
    "most_tagged_paragraphs": "",
    "paragraphs_with_two_tags": "one=actor&other=time",
    "tags_per_article": "",
    "untagged_articles": "",
    "notes_by_day": "",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration directory like db/, with a corpus in it."""
    path = tmp_path_factory.mktemp("db")
    for name in ("datasette.yaml", "metadata.yaml"):
        shutil.copy(DB / name, path / name)
    build(path / "corpus.db")
    return path


@pytest.fixture
def served(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Datasette over the directory, to its owner."""
    monkeypatch.setenv(public.OWNER, str(os.getpid()))
    datasette = Datasette(files=[], config_dir=directory)
    yield datasette
    for database in datasette.databases.values():
        database.close()


def test_both_files_say_the_same() -> None:
    assert (DB / "metadata.yaml").read_bytes() == (DB / "datasette.yaml").read_bytes()


def columns(path: Path) -> dict[str, set[str]]:
    db = sqlite3.connect(path)
    names = [r[0] for r in db.execute("select name from sqlite_master where type <> 'index'")]
    found = {n: {r[1] for r in db.execute(f"pragma table_info('{n}')")} for n in names}
    db.close()
    return found


def test_it_speaks_of_tables_and_columns_that_are_there(directory: Path) -> None:
    have = columns(directory / "corpus.db")
    for table, said in SAID["tables"].items():
        mentioned = {*said.get("columns", {}), *said.get("facets", [])}
        mentioned |= {said[word] for word in ("sort", "sort_desc", "label_column") if word in said}
        assert mentioned <= have[table], table


def test_every_table_is_described(directory: Path) -> None:
    tables = {name for name, has in columns(directory / "corpus.db").items() if has}
    assert {name for name in tables if "_fts_" not in name} == set(SAID["tables"])


def test_every_column_of_our_tables_is_described(directory: Path) -> None:
    have = columns(directory / "corpus.db")
    for table, said in SAID["tables"].items():
        if "columns" in said:
            assert have[table] - set(said["columns"]) <= {"id", "number"}, table


async def test_the_pages_show_it(served: Any) -> None:
    home = (await served.client.get("/")).text
    assert "<bdi>Corpus</bdi></h1>" in home
    assert SAID["description"] in home
    database = (await served.client.get("/corpus")).text
    assert "Most tagged paragraphs" in database
    table = (await served.client.get("/corpus/paragraphs")).text
    assert "The unit that is tagged, noted and cited." in table
    assert "The permanent name of its words, the same in every database" in table
    assert "_facet=role" in table or "facet-role" in table
    told = (await served.client.get("/corpus.json")).json()
    hidden = {t["name"] for t in told["tables"] if t["hidden"]}
    assert {"state", "originals", "paragraphs_fts", "notes_fts"} <= hidden


async def test_the_database_of_a_configuration_directory_is_mutable(served: Any) -> None:
    await served.invoke_startup()
    assert served.databases["corpus"].is_mutable


def test_every_query_is_tried() -> None:
    assert set(SAID["queries"]) == set(QUERIES)


@pytest.mark.parametrize("query", QUERIES)
async def test_a_query_runs(served: Any, query: str) -> None:
    response = await served.client.get(f"/corpus/{query}.json?_shape=array&{QUERIES[query]}")
    assert response.status_code == 200
    rows = response.json()
    assert rows
    page = await served.client.get(f"/corpus/{query}?{QUERIES[query]}")
    assert page.status_code == 200
    if "link" in rows[0]:
        assert f'<a href="{rows[0]["link"]}">' in page.text


async def test_the_query_for_two_tags_means_both(served: Any) -> None:
    path = "/corpus/paragraphs_with_two_tags.json?_shape=array"
    rows = (await served.client.get(f"{path}&one=actor/crew&other=time")).json()
    assert [(row["article"], row["number"]) for row in rows] == [("the-last-ferry", 1)]
