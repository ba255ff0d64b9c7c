"""`annotate add`: what it stores, what it says, and the JSON that programs rely on."""

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from annotate.corpus.database import open_read
from annotate.intake import adding, sources
from annotate.text.key import key
from tests import made_up
from tests.conftest import Process, Run
from tests.made_up import HARBOUR, MUSEUM, ORCHARD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them in a folder of its own, and what is no article."""
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "new.txt").write_text(text("new"))
    (folder / "inner" / "other.TXT").write_text(text("other"))
    for name in ("notes.bin", ".new.txt", ".hidden/new.txt"):
        (folder / name).write_text(text(name))
    return folder


def text(name: str) -> str:
    """An article that differs from others."""
    return "\n\n".join([*ORCHARD, f"This was the last sentence of the article called {name}.\n"])


def statuses(output: str) -> list[tuple[str, str]]:
    return [(record["status"], Path(record["source"]).name) for record in json.loads(output)]


def test_a_folder_is_walked_in_order_without_what_is_no_article(run: Run, folder: Path) -> None:
    result = run("add", folder, "-f", "json")
    assert statuses(result.stdout) == [("added", "new.txt"), ("added", "other.TXT")]
    assert (result.stderr.splitlines()[-1], result.exit_code) == ("2 added", 0)


def test_the_json_of_add_is_a_contract(run: Run, folder: Path) -> None:
    [record] = json.loads(run("add", folder / "new.txt", "-f", "json").stdout)
    assert record == {
        "slug": record["slug"],
        "title": record["title"],
        "version": 1,
        "status": "added",
        "paragraphs": 4,
        "citable": record["citable"],
        "set_aside": 0,
        "source": str(folder / "new.txt"),
        "like": "orchard",
    }


def test_the_same_again_is_unchanged_and_a_changed_file_a_version(run: Run, folder: Path) -> None:
    run("add", folder)
    (folder / "new.txt").write_text(text("a name of its own"))
    result = run("add", folder, "-f", "json")
    assert statuses(result.stdout) == [("updated", "new.txt"), ("unchanged", "other.TXT")]
    assert result.stderr == "1 updated, 1 unchanged\n"
    assert json.loads(result.stdout)[0]["version"] == 2


def test_what_is_said_of_each_article_is_a_line(run: Run, folder: Path) -> None:
    result = run("add", folder / "new.txt")
    assert re.fullmatch(r"added \S+ \(\d of 4 paragraphs citable\)\n", result.stdout)
    (folder / "new.txt").write_text(text("a name of its own"))
    updated = run("add", folder / "new.txt").stdout
    assert re.fullmatch(r"updated \S+ version 2 \(\d of 4 paragraphs citable\)\n", updated)


def test_an_article_comes_from_stdin(run: Run) -> None:
    result = run("add", "-", "-f", "json", stdin=text("piped"))
    assert [record["source"] for record in json.loads(result.stdout)] == ["-"]


def test_a_dry_run_shows_what_would_be_stored_and_stores_nothing(
    run: Run, folder: Path, db: sqlite3.Connection
) -> None:
    before = made_up.dump(db)
    path = folder / "new.txt"
    [record] = json.loads(run("add", "--dry-run", path, "-f", "json").stdout)
    assert made_up.dump(db) == before
    assert record["article"]["source"] == str(path)
    whole = path.read_text()
    for paragraph, words in zip(record["paragraphs"], [*ORCHARD, whole[-60:-1]], strict=True):
        assert whole[paragraph["start"] : paragraph["end"]] == paragraph["text"]
        assert paragraph["text"].endswith(words[-20:])
        assert paragraph["key"] == key(paragraph["text"])
        assert set(paragraph) == {
            "key", "number", "role", "text", "start", "end", "tags", "notes",
        }  # fmt: skip


def test_a_dry_run_and_show_agree(run: Run, folder: Path) -> None:
    path = folder / "new.txt"
    [dry] = json.loads(run("add", "--dry-run", path, "-f", "json").stdout)
    run("add", path)
    shown = json.loads(run("show", dry["article"]["slug"], "-f", "json").stdout)
    for paragraph in shown["paragraphs"]:
        del paragraph["taggings"]
    assert shown["paragraphs"] == dry["paragraphs"]
    common = dry["article"].keys() & shown["article"].keys() - {"source"}
    assert {n: shown["article"][n] for n in common} == {n: dry["article"][n] for n in common}
    assert {"slug", "title", "byline", "site", "published", "url", "version"} <= common


def test_a_dry_run_needs_no_database(environment: dict[str, str], folder: Path) -> None:
    command: list[str | Path] = [
        made_up.COMMAND,
        "--db",
        folder / "none.db",
        "add",
        "--dry-run",
        folder / "new.txt",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert HARBOUR[0] not in done.stdout.decode()
    assert not (folder / "none.db").exists()


@pytest.mark.parametrize("form", ["json", "nl"])
def test_a_dry_run_has_every_format(run: Run, folder: Path, form: str) -> None:
    result = run("add", "--dry-run", folder, "-f", form)
    assert "the article called other" in " ".join(result.stdout.split())
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_dry_run_tells_what_will_be_cited(run: Run, tmp_path: Path) -> None:
    head = "---\ntitle: Harbour\nauthor: Ida Holm\ndate: 2017-01-09\nurl: https://a.org/1\n---\n"
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(head + "\n\n".join(HARBOUR) + f" {name}")
    alone = run("add", "--dry-run", tmp_path / "a.md", "--site", "Lindow Post").stdout
    facts = "Ida Holm · Lindow Post · 2017-01-09 · https://a.org/1 · 3 of 3 citable"
    assert facts in alone.splitlines()
    table = run("add", "--dry-run", tmp_path)
    head, first, second = table.stdout.splitlines()
    assert head.split() == ["title", "byline", "site", "published", "url", "citable", "source"]
    assert " ".join(first.split()) == "Harbour Ida Holm 2017-01-09 https://a.org/1 3 of 3 a.md"
    assert second.endswith("b.md")
    assert table.stderr == "(of one article alone --dry-run shows the paragraphs)\n"
    rows = run("add", "--dry-run", tmp_path, "-f", "csv").stdout.splitlines()
    assert rows[1].endswith(f"3 of 3,{tmp_path / 'a.md'}")


def test_a_first_add_makes_the_database_and_its_folder(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "corpus.db"
    command: list[str | Path] = [made_up.COMMAND, "--db", path, "add", folder]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    with closing(open_read(path)) as db:
        assert list(db.execute("select coder, words from commands").fetchone()) == [
            "anna", f"add {folder}",
        ]  # fmt: skip
        assert db.execute("select count(*) from articles").fetchone()[0] == 2


def test_the_source_is_kept_as_seen_from_the_database(
    run: Run, folder: Path, db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    run("add", "new.txt")
    assert db.execute("select source from versions order by id desc").fetchone()[0] == (
        "articles/new.txt"
    )


def test_a_file_name_may_be_no_utf_8(process: Process, folder: Path, path: Path) -> None:
    names = [os.fsencode(folder) + b"/caf\xe9.txt", os.fsencode(folder) + b"/caf\xe8.txt"]
    for number, name in enumerate(names):
        with open(name, "w") as file:
            file.write(text(f"number {number}"))
    done = process("add", folder, "-f", "json")
    assert (done.stderr.splitlines()[-1], done.returncode) == (b"4 added", 0)
    again = process("add", folder, "-f", "csv")
    assert again.stderr == b"4 unchanged\n"
    assert rb"caf\xe9.txt" in again.stdout
    with closing(open_read(path)) as db:
        assert db.execute("select count(distinct source) from versions").fetchone()[0] == 7


def many(folder: Path, count: int) -> Path:
    """So many articles that the index is deferred and a progress bar is due."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(text(f"number {number}"))
    return folder


def test_many_articles_are_found_as_soon_as_they_are_added(run: Run, tmp_path: Path) -> None:
    result = run("add", many(tmp_path / "many", 50))
    assert (result.stderr.splitlines()[-1], len(result.stdout.splitlines())) == ("50 added", 50)
    assert "number 37" in run("find", '"number 37"').stdout.replace("*", "")
    assert run("check").exit_code == 0


def test_in_a_pipe_there_is_no_progress_bar(process: Process, tmp_path: Path) -> None:
    done = process("add", many(tmp_path / "many", 50))
    assert done.stderr.splitlines()[-1] == b"50 added"
    assert b"/50" not in done.stderr
    assert b"\x1b" not in done.stdout


def test_on_a_terminal_there_is_a_progress_bar_for_many(
    path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    shown = on_a_terminal(["--db", path, "add", many(tmp_path / "many", 50)], environment)
    assert "adding" in shown
    assert "50 articles" in shown
    assert "50 added" in shown


def on_a_terminal(
    arguments: list[str | Path], environment: dict[str, str], *, status: int = 0
) -> str:
    """What the command writes to stderr when that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [made_up.COMMAND, *arguments],
        env={**environment, "TERM": "xterm"}, stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with open(ours, "rb", buffering=0) as terminal:
        try:
            while piece := terminal.read(1024):
                shown += piece
        except OSError:  # how a terminal tells that the other side has gone
            pass
    assert process.wait() == status
    return shown.decode()


def test_keys_are_the_same_whatever_was_added_before(run: Run, tmp_path: Path) -> None:
    for name, paragraphs in {"b": MUSEUM, "a": HARBOUR}.items():
        (tmp_path / f"{name}.txt").write_text("\n\n".join([*paragraphs, f"The end of {name}."]))
    first = run("add", "--dry-run", tmp_path / "a.txt", "-f", "json")
    run("add", tmp_path / "b.txt", tmp_path / "a.txt")
    assert first.stdout == run("add", "--dry-run", tmp_path / "a.txt", "-f", "json").stdout


def test_an_update_says_what_it_could_not_place(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The first paragraph stays as it is.\n\nThe second one will be gone.\n")
    slug = json.loads(run("add", article, "-f", "json").stdout)[0]["slug"]
    run("tag", f"{slug}:2", "gone")
    article.write_text("The first paragraph stays as it is.\n")
    assert run("add", article).stderr.splitlines()[:2] == [
        f"{slug}: 1 removed (annotate diff {slug})",
        f"1 annotation of {slug} stands on words that version 2 does not have:"
        f" annotate review --gone {slug}",
    ]


def test_what_tells_of_a_folder_is_no_article_unless_it_is_named(run: Run, folder: Path) -> None:
    (folder / "README.md").write_text("# About\n\nThese articles are made up, all of them.\n")
    (folder / "SOURCES.txt").write_text("All of them are made up.\n")
    assert run("add", folder).stderr.splitlines()[-1] == "2 added"
    assert run("add", folder / "README.md").stderr.splitlines()[-1] == "1 added"


def test_data_in_a_folder_that_is_no_articles_is_left_out_with_a_remark(
    run: Run, folder: Path
) -> None:
    (folder / "tags.jsonl").write_text('{"ref": "a:1", "tags": ["x"]}\n' * 200)
    (folder / "setup.json").write_text('{"colour": "blue"}')
    (folder / "table.csv").write_text("ref,tag\na:1,x\n")
    result = run("add", folder)
    assert result.stderr.splitlines()[-1] == "2 added"
    assert [line.count("is left out: ") for line in result.stderr.splitlines()[:3]] == [1, 1, 1]
    assert run("add", folder / "tags.jsonl").stderr.splitlines()[-1] == "200 failed"


def test_documents_of_a_folder_that_are_not_read_are_counted(run: Run, folder: Path) -> None:
    for name in ("a.doc", "b.doc", "c.djvu", "picture.png"):
        (folder / name).write_bytes(b"something")
    os.mkfifo(folder / "pipe.txt")
    said = run("add", folder).stderr.splitlines()
    assert f"{folder}: left out, as of other formats: 1 .djvu, 2 .doc" in said
    assert said[-1] == "2 added"


def test_a_link_of_a_folder_that_leads_nowhere_is_told(run: Run, folder: Path) -> None:
    (folder / "gone.txt").symlink_to("/nowhere/gone.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")
    result = run("add", folder)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "2 added, 2 failed"
    for name in ("gone", "loop"):
        assert f"Error: {folder}/{name}.txt: cannot be read: " in result.stderr


def test_files_that_vanish_while_their_folder_is_added_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(text(f"number {number}"))

    found = sources.find([str(folder)])
    first = next(found)
    shutil.rmtree(folder)
    tried = [answer for _, answer in adding.tried(chain([first], found))]
    assert tried == ["cannot be read: No such file or directory"] * 9


def test_xml_of_other_kinds_is_no_plain_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<?xml version='1.0'?><article>Words.</article>")
    said = run("add", tmp_path / "b.xml").stderr
    assert "b.xml: is XML of another kind than feeds, NITF" in said
