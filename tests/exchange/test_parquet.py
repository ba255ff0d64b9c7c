"""Parquet, as DuckDB, Dask and pandas read it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from dask import dataframe

from annotate.corpus import exporting, notes, tags
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.locking import Connection
from annotate.errors import BadInput, BadQuery
from annotate.exchange import outgoing, parquet
from tests import made_up


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Connection]:
    """Three articles with two taggings and a private note, as a reader has them."""
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path))
    made_up.fill(db)
    command = Command(db, coder="anna", words="a test")
    wanted = [("harbour:1", "sea"), ("orchard:2", "sea"), ("orchard:2", "voice")]
    tags.add(command, [tags.Request(ref, (tag,)) for ref, tag in wanted])
    notes.add(command, "orchard:2", "hush", private=True)
    db.close()
    reader = open_read(path)
    yield reader
    reader.close()


def rows(sql: str, folder: Path) -> list[tuple[object, ...]]:
    return duckdb.connect().execute(sql.format(folder)).fetchall()


def test_duckdb_reads_what_csv_has(coded: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    said = parquet.export(coded, str(folder))
    [told] = said
    assert told == (
        "taggings whose private notes are left out: 2"
        " (annotate export taggings --private takes them, too)"
    )
    for thing in parquet.THINGS:
        with outgoing.into(str(tmp_path / f"{thing}.csv")) as file:
            outgoing.export(coded, outgoing.Wanted(thing), "csv", file)
        read = f"read_csv('{tmp_path}/{thing}.csv', header = true, all_varchar = true)"
        ours = f"select nullif(columns(*)::varchar, '') from '{{0}}/{thing}/*.parquet'"
        assert rows(f"(from {read}) except all ({ours})", folder) == []
        assert rows(f"({ours}) except all (from {read})", folder) == []
        assert rows(ours, folder) != []
    assert all("hush" not in str(row) for row in rows("from '{}/taggings/*.parquet'", folder))


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # Dask's with this pandas
def test_what_is_counted_by_duckdb_and_by_dask_is_one(coded: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    parquet.export(coded, str(folder))
    sql = """
        select p.title, count(*) from '{0}/taggings/*.parquet' t
        join '{0}/paragraphs/*.parquet' p using (article, key) group by all order by 1
    """
    assert rows(sql, folder) == [("Harbour", 1), ("Orchard", 2)]
    found = dataframe.read_parquet(folder / "paragraphs").groupby("title").number.count().compute()
    assert dict(found) == {"Harbour": 3, "Museum": 2, "Orchard": 3}


def test_many_rows_are_in_parts(
    coded: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "PART", 4)
    monkeypatch.setattr(parquet, "BATCH", 3)
    folder = tmp_path / "out"
    parquet.export(coded, str(folder))
    parts = sorted(file.name for file in (folder / "paragraphs").iterdir())
    assert parts == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert dataframe.read_parquet(folder / "paragraphs").npartitions == 3
    with exporting.chosen(coded, None):
        told = {row["ref"] for row in exporting.paragraphs(coded)}
    assert {ref for (ref,) in rows("select ref from '{}/paragraphs/*.parquet'", folder)} == told


def test_a_query_narrows_all_but_the_codebook(coded: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    parquet.export(coded, str(folder), "ladder")
    assert rows("select article from '{}/paragraphs/*.parquet'", folder) == [("orchard",)]
    assert rows("select tag from '{}/taggings/*.parquet' order by 1", folder) == [
        ("sea",),
        ("voice",),
    ]
    assert rows("select name, taggings from '{}/codebook/*.parquet'", folder) == [
        ("sea", 2),
        ("voice", 1),
    ]


def test_an_empty_corpus_has_columns_all_the_same(tmp_path: Path) -> None:
    db = open_write(tmp_path / "corpus.db", create=True)
    parquet.export(db, str(tmp_path / "out"))
    assert rows("select count(tag) from '{}/taggings/*.parquet'", tmp_path / "out") == [(0,)]
    db.close()


def test_only_its_own_folder_is_replaced(coded: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    parquet.export(coded, str(folder), "ladder")
    parquet.export(coded, str(folder))
    assert rows("select count(*) from '{}/paragraphs/*.parquet'", folder) == [(9,)]
    (folder / "mine.txt").write_text("kept")
    with pytest.raises(BadInput, match="has other files in it; name a new folder"):
        parquet.export(coded, str(folder))
    assert (folder / "mine.txt").read_text() == "kept"
    with pytest.raises(BadInput, match="is a file"):
        parquet.export(coded, str(tmp_path / "corpus.db"))
    with pytest.raises(BadInput, match="cannot be written: No such file"):
        parquet.export(coded, str(tmp_path / "none" / "out"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_fails_leaves_what_was_there(
    coded: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    parquet.export(coded, str(folder), "ladder")
    with pytest.raises(BadQuery):
        parquet.export(coded, str(folder), "tag:nowhere")
    monkeypatch.setattr(parquet, "BATCH", -1)  # stops in the middle
    with pytest.raises(ValueError, match="islice"):
        parquet.export(coded, str(folder))
    assert rows("select count(*) from '{}/paragraphs/*.parquet'", folder) == [(1,)]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
