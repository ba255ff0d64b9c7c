"""Options and files that are odd, and what is said of them in a line."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_up
from tests.cli.commands.test_add import on_a_terminal
from tests.conftest import Run
from tests.everything import TOWN

ONE, OTHER = list(TOWN.values())[:3], list(TOWN.values())[3:6]
DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "--field", "words=body", "x.jsonl"], "'words' is no field; say for example text="),
        (["add", "--field", "text", "x.jsonl"], "'text' is no field; say for example text=body"),
        (["add", "--force", "x.txt"], "--force goes with --as SLUG"),
        (["find", "--notes"], "say what to find in the notes; `annotate notes` lists all"),
        (
            ["tag", "harbour:1", "--quote", "ice", "--csv", "-"],
            "say REF TAG..., or --csv FILE, --jsonl FILE or --matching QUERY",
        ),
    ],
    ids=" ".join,
)
def test_wrong_usage_says_what_is_right(run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_dry_run_names_what_cannot_be_read_and_shows_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("\n\n".join(["The ice", *ONE]))
    missing = tmp_path / "missing.txt"
    result = run("add", "--dry-run", missing, tmp_path / "good.txt", "-f", "json")
    assert (result.exit_code, result.stderr) == (
        1, f"Error: {missing}: there is no such file or folder\n",
    )  # fmt: skip
    [draft] = json.loads(result.stdout)
    assert draft["article"]["title"] == "The ice"


def test_a_file_whose_name_lies_is_read_as_what_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes((DOCUMENTS / "latex.pdf").read_bytes())
    result = run("add", path)
    assert result.exit_code == 0
    assert result.stderr == f"{path} is a PDF, whatever its name says\n1 added\n"


NAMED = {"words.pdf": "a PDF", "words.docx": "a Word file", "words.epub": "an EPUB"}


@pytest.mark.parametrize(("name", "called"), NAMED.items())
def test_text_whose_name_is_of_another_format_is_said_not_to_be_that(
    run: Run, tmp_path: Path, name: str, called: str
) -> None:
    path = tmp_path / name
    path.write_text("\n\n".join(made_up.HARBOUR) + "\n\nAnd these are words of another article.")
    result = run("add", path)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == f"{path} is not {called}, whatever its name says"


def test_a_record_that_is_too_large_is_named_and_the_others_are_added(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "many.jsonl"
    texts = ("\n\n".join(ONE), "word " * 250_000, "\n\n".join(OTHER))
    path.write_text("".join(json.dumps({"title": f"T{len(t)}", "text": t}) + "\n" for t in texts))
    result = run("add", "--max-size", "1", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        f"Error: {path}#line 2: is larger than 1 MB; --max-size MB takes larger ones",
        "2 added, 1 failed",
    ]  # fmt: skip


def test_a_file_of_many_with_none_in_it_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("title,text\n")
    result = run("add", path)
    assert result.stderr == f"Error: {path}: has no articles in it\n1 failed\n"


def test_a_table_beside_the_files_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "metadata.csv").mkdir(parents=True)
    (folder / "good.txt").write_text("\n\n".join(["The ice", *ONE]))
    assert run("add", folder).stderr == "1 added\n"  # a folder of that name is no table
    (folder / "metadata.csv").rmdir()
    (folder / "metadata.csv").symlink_to(folder / "nowhere.csv")
    result = run("add", folder)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, f"Error: {folder}/metadata.csv: cannot be read: No such file or directory",
    )  # fmt: skip


def test_a_file_that_became_another_article_is_told_how_to_be_its_next_version(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(["The Ice of January", *ONE]))
    run("add", path)
    path.write_text("\n\n".join(["Locks and Their Keys", *OTHER]))
    assert run("add", path).stderr.splitlines() == [
        f"{path} was the-ice-of-january, but shares nothing with it: added as locks-and-their-keys;"
        f" if it is its next version: annotate undo, then"
        f" annotate add --as the-ice-of-january --force {path}",
        "1 added",
    ]


def test_a_split_that_cannot_be_made_again_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "\n\n".join(["The Ice of January", *ONE])
    path.write_text(text)
    run("add", path)
    run("split", "the-ice-of-january:1", "when the brickworks")
    path.write_text(text.replace("when the brickworks still had a kiln", "in the days of kilns"))
    told = run("add", path).stderr
    assert "the split before “when the brickworks" in told
    assert "of the-ice-of-january cannot be made again, as the words have changed" in told


def test_an_article_shows_where_its_very_words_were_found_too(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = "\n\n".join(["The Ice of January", *ONE, *OTHER])
        (tmp_path / f"{name}.txt").write_text(text + ("\n" if name == "b" else ""))
        told = run("add", tmp_path / f"{name}.txt").stdout
    assert told.startswith("same the-ice-of-january")
    assert "the same words: b.txt · 20" in run("show", "the-ice-of-january").stdout


def test_the_outlets_of_a_wire_copy_are_shown_with_their_addresses(
    run: Run, tmp_path: Path
) -> None:
    record = {"title": "The Ice of January", "text": "\n\n".join([*ONE, *OTHER])}
    where = ("Lindow News", "https://a.example/1"), ("The Courier", "https://b.example/2")
    lines = [json.dumps({**record, "site": site, "url": url}) for site, url in where]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    assert "same the-ice-of-january" in run("add", tmp_path / "wire.jsonl").stdout
    shown = run("show", "the-ice-of-january")
    assert "the same words: The Courier · https://b.example/2 · 20" in shown.stdout
    told = run("same", "the-ice-of-january").stderr
    assert "kept once, its very words also stood in The Courier · https://b.example/2" in told
    [address] = json.loads(run("show", "the-ice-of-january", "-f", "json").stdout)["article"][
        "addresses"
    ]
    assert address["site"] == "The Courier"


def test_a_list_longer_than_a_thousand_rows_goes_on_in_its_columns(
    run: Run, db: sqlite3.Connection
) -> None:
    for number in range(1100):
        db.execute("insert into tags (name) values (?)", [f"t{number:04}"])
    rows = run("tags").stdout.splitlines()
    assert (len(rows), rows[0], rows[1099]) == (1100, "t0000  0", "t1099  0")


def test_output_that_cannot_be_written_is_one_line(path: Path, environment: dict[str, str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [made_up.COMMAND, "--db", path, "show", "harbour", "-f", "json"],
            env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1, "Error: the output cannot be written: the disk is full\n",
    )  # fmt: skip


def test_the_package_can_be_run_as_a_module(path: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotate", "--db", path, "articles", "-f", "csv"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [row.split(",")[1] for row in done.stdout.splitlines()[1:]] == [
        "harbour", "orchard", "museum",
    ]  # fmt: skip


def test_without_git_the_coder_is_the_login_name(path: Path, environment: dict[str, str]) -> None:
    there = {k: v for k, v in environment.items() if k != "ANNOTATE_CODER"}
    subprocess.run(
        [made_up.COMMAND, "--db", path, "tag", "harbour:1", "kept"],
        env={**there, "PATH": "/nowhere", "LOGNAME": "ida"}, check=True, capture_output=True,
    )  # fmt: skip
    with sqlite3.connect(path) as db:
        assert db.execute("select coder from taggings").fetchone() == ("ida",)
    db.close()


def test_a_long_manuscript_has_a_bar_on_a_terminal(
    path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    draft = tmp_path / "paper.md"
    draft.write_text(
        "\n\n".join(f"{n} said “and no ship came in for a month”." for n in range(250))
    )
    shown = on_a_terminal(["--db", path, "verify", draft], environment)
    assert "verifying" in shown
    assert "250/250" in shown
    assert shown.splitlines()[-1] == "250 exact"


def test_a_bar_over_things_without_a_size_still_counts(
    path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    articles = [tmp_path / f"{number}.txt" for number in range(30)]
    for number, article in enumerate(articles[:-1]):
        article.write_text(f"Number {number}\n\n{ONE[0]} It was so {number} times.\n")
    shown = on_a_terminal(["--db", path, "add", *articles], environment, status=1)
    assert "29 articles" in shown
    assert "29 added, 1 failed" in shown
