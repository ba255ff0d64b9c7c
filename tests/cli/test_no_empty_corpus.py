"""What cannot be added or defined makes no database, nor a folder for one."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import annotate
from annotate.cli import main
from annotate.errors import AnnotateError
from annotate.intake.storing import MANY
from tests.made_up import HARBOUR

ARTICLE = "\n\n".join(HARBOUR)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Folders and files of which nothing can be added."""
    folder = tmp_path / "sources"
    (folder / "empty").mkdir(parents=True)
    (folder / "readme").mkdir()
    (folder / "readme" / "README.md").write_text(ARTICLE)
    (folder / "wrong.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "wrong.pdf").write_bytes(b"%PDF-1.7\nbroken off")
    (folder / "wrong.docx").write_bytes(b"PK\x03\x04\x14" + bytes(40) + b"broken off")
    (folder / "nothing.jsonl").write_text("")
    (folder / "nothing.csv").write_text("title,text\n")
    (folder / "nothing.txt").write_text("")
    (folder / "many").mkdir()
    for number in range(MANY + 5):
        (folder / "many" / f"{number}.txt").write_bytes(bytes(range(256)) * 9)
    return folder


NOTHING = ["empty", "readme", "wrong.txt", "wrong.pdf", "wrong.docx", "nothing.jsonl"]
NOTHING += ["nothing.csv", "nothing.txt", "many", "gone.txt"]


def call(*args: str | Path, **variables: str) -> Result:
    environment = {"ANNOTATE_CODER": "anna", "ANNOTATE_DB": None, **variables}
    return CliRunner().invoke(main, list(map(str, args)), env=environment, catch_exceptions=False)


@pytest.mark.parametrize("name", NOTHING)
def test_what_cannot_be_added_makes_no_database(
    tmp_path: Path, sources: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    path, source = Path("new/corpus.db"), sources / name
    calls = [
        call("add", source),
        call("add", source, "-f", "json"),
        call("add", "--workers", "1", source, ANNOTATE_DB=str(path)),
        call("--db", path, "add", source, source),
    ]
    for done in calls:
        assert (done.exit_code, "Error: " in done.stderr) == (1, True)
    assert call("--db", path, "add", "--as", "harbour", source).exit_code > 0
    with closing(annotate.open(path)) as corpus, pytest.raises(AnnotateError):
        corpus.add(source)
    with closing(annotate.open(path)) as corpus:
        assert {one.added for one in corpus.add(source, strict=False)} == {None}
    assert list(Path().rglob("*")) == []


def test_the_database_is_made_for_the_first_article(tmp_path: Path, sources: Path) -> None:
    path = tmp_path / "new" / "corpus.db"
    (tmp_path / "good.txt").write_text(ARTICLE)
    done = call("--db", path, "add", sources / "wrong.txt", tmp_path / "good.txt")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, "1 added, 1 failed")
    assert call("--db", path, "find", "icebreakers").exit_code == 0
    path = tmp_path / "many.db"
    assert call("--db", path, "add", sources / "many", tmp_path / "good.txt").exit_code == 1
    assert call("--db", path, "find", "icebreakers").exit_code == 0


def test_a_version_of_an_article_is_added_to_no_corpus_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE)
    path = tmp_path / "new.db"
    done = call("--db", path, "add", "--as", "harbour", tmp_path / "good.txt")
    assert (done.exit_code, path.exists()) == (1, False)
    assert done.stderr == f"Error: no database at {path}; `annotate add PATH` makes one\n"


@pytest.mark.parametrize(
    "words", [[""], ["a|b"], ["a\u200b"], ["a/"], ["x" * 201], ["sea", "--colour", "blue"]]
)
def test_what_cannot_be_defined_makes_no_database(tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "new" / "corpus.db"
    assert call("--db", path, "tags", "define", *words).exit_code == 1
    assert not path.parent.exists()
    assert call("--db", path, "tags", "define", "sea").exit_code == 0
