"""`annotate forget`: gone from every table, the history, the indexes and the bytes of the file."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import check
from annotate.corpus.database import open_read
from tests import made_up
from tests.conftest import Process, Run

SECRET = "zebramarker"
"""Stands in nothing else."""


def bytes_of(path: Path) -> bytes:
    """All that is on the disk of a database, with what is packed in it."""
    whole = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    with closing(sqlite3.connect(path)) as db:
        for sql in ("select bytes from originals", "select rows from taken_out"):
            whole += b"".join(zlib.decompress(packed) for (packed,) in db.execute(sql) if packed)
    return whole.lower()


def note_id(run: Run) -> str:
    """The id of the newest note."""
    return str(json.loads(run("notes", "-f", "json").stdout)[-1]["id"])


def require_gone(path: Path, word: str = SECRET) -> None:
    """Nothing has the word any more, and all is well."""
    assert word.encode() not in bytes_of(path)
    with closing(open_read(path)) as db:
        assert list(check.problems(db)) == []


@pytest.mark.parametrize("on", ["harbour:1", "harbour", "tag:sea"])
@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_note_and_all_that_was_ever_said_in_it(
    run: Run, path: Path, on: str, is_deleted: bool
) -> None:
    run("tag", "harbour:2", "sea")
    run("note", "--private", on, f"{SECRET} at first")
    id = note_id(run)
    run("note", "--edit", id, f"then {SECRET} again")
    if is_deleted:
        run("note", "--delete", id)
    assert SECRET.encode() in bytes_of(path)
    assert run("forget", "note", id[-8:], "--yes").exit_code == 0
    require_gone(path)
    assert "sea" in run("tags").stdout


def test_a_tag_with_what_was_put_under_it(run: Run, path: Path) -> None:
    run("tags", "define", SECRET, "--definition", f"{SECRET}s all over")
    run("tag", "harbour:1", SECRET, "sea")
    run("tag", "harbour:2", "--quote", "human shields", SECRET)
    run("note", f"tag:{SECRET}", "of these")
    assert run("forget", "tag", SECRET.upper(), "--yes").exit_code == 0
    require_gone(path)
    assert run("find", "--tag", "sea").stdout.startswith("harbour:1")
    assert run("forget", "tag", SECRET, "--yes").exit_code == 1


def test_a_tag_that_was_merged_into_another_leaves_its_taggings(run: Run, path: Path) -> None:
    run("tag", "harbour:1", SECRET)
    run("tags", "rename", SECRET, "sea")
    assert run("forget", "tag", "sea", "--yes").exit_code == 0
    require_gone(path)


def test_an_article_with_its_versions_words_bytes_and_annotations(
    run: Run, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"{SECRET}.txt"
    for words in ("", "And more of it.\n"):
        file.write_text(f"Of the {SECRET}\n\nA first {SECRET} in the field, seen.\n\n{words}")
        run("add", file)
    run("tag", f"{SECRET}:2", "--quote", f"first {SECRET}", "animal")
    run("note", f"{SECRET}:2", "There.")
    assert SECRET.encode() in bytes_of(path)
    assert run("forget", "article", f"{SECRET}", "--yes").exit_code == 0
    require_gone(path)
    assert run("show", "harbour:1").exit_code == 0


def test_an_article_that_an_undo_took_out(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{SECRET}.txt"
    file.write_text(f"Of the {SECRET}\n\nA first {SECRET} in the field, seen.\n")
    run("add", file)
    run("tag", f"{SECRET}:2", "--quote", f"first {SECRET}", "animal")
    run("undo")
    run("undo")
    assert SECRET.encode() in bytes_of(path)  # so that a redo can bring it back
    assert run("forget", "article", f"{SECRET}", "--yes").exit_code == 0
    require_gone(path)
    done = run("redo")
    assert (done.exit_code, done.stderr.count("cannot redo")) == (1, 1)
    assert "a part of what it did was forgotten" in done.stderr
    assert "nothing to redo of nobody" in run("redo", "--by", "nobody").stderr


def test_a_name_and_what_its_bearer_did_stays(run: Run, path: Path) -> None:
    name = f"Jane {SECRET.title()}"
    run("--coder", name, "tag", "harbour:1", "sea")
    run("--coder", name, "note", "harbour:2", "Really?")
    run("tag", "harbour:3", "fish")
    run("undo", "--by", name)
    run("redo")
    assert run("forget", "coder", name, "--yes").exit_code == 0
    require_gone(path)
    assert json.loads(run("notes", "-f", "json").stdout)[-1]["by"] == "someone"
    assert run("undo", "--by", "someone").stdout.startswith("undone: note harbour:2")
    run("--coder", f"{SECRET} 2", "tag", "harbour:1", "sea")
    assert run("forget", "coder", f"{SECRET} 2", "--yes").exit_code == 0
    assert "someone 2" in run("history").stdout


def test_undo_says_that_it_cannot_and_how_to_go_on(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    run("note", "harbour:1", SECRET)
    run("forget", "note", note_id(run), "--yes")
    refused = run("undo")
    assert refused.exit_code == 1
    assert "cannot undo `forget note`: what was forgotten is gone for good" in refused.stderr
    way = refused.stderr.split("`")[3].split('"')
    assert run(*way[0].split()[1:], *way[1:2]).stdout.startswith("undone: tag harbour:1 sea")


def test_nothing_goes_unasked(process: Process, path: Path) -> None:
    process("note", "harbour:1", SECRET)
    with closing(open_read(path)) as db:
        id = db.execute("select id from notes").fetchone()[0]
        before = made_up.dump(db)
    refused = process("forget", "note", id, stdin=b"")
    assert refused.returncode == 1
    assert b"say --yes" in refused.stderr
    with closing(open_read(path)) as db:
        assert made_up.dump(db) == before


def test_somebody_who_reads_keeps_it_in_the_log(run: Run, path: Path) -> None:
    run("note", "harbour:1", SECRET)
    id = note_id(run)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from notes").fetchone()
        told = run("forget", "note", id, "--yes")
        assert told.exit_code == 1
        assert "somebody reads" in told.stderr
    assert "(unfinished)" in run("history").stdout
    assert any("forget" in each for each in run("check").stdout.splitlines())
    assert run("forget").exit_code == 0
    require_gone(path)
    assert run("forget").exit_code == 2


@pytest.mark.parametrize("kind", ["note", "tag", "article", "coder"])
def test_what_was_never_there(run: Run, kind: str) -> None:
    told = run("forget", kind, "nowhere", "--yes")
    assert told.exit_code == 1
    assert len(told.stderr.splitlines()) == 1
