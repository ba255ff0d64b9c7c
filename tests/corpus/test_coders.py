"""One person has one name, however it is typed; who is new and nearly known is told of."""

import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate import calls
from annotate.corpus import coders, history, notes, tags
from annotate.corpus.database import Command
from annotate.errors import BadInput
from tests.conftest import Run

NFC = "Amélie Dupré"
NFD = unicodedata.normalize("NFD", NFC)


def said(run: Run, *words: str) -> tuple[int, str, str]:
    done = run(*words)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("first", "then"), [(NFC, NFD), (NFD, NFC), (NFC, f" Amélie\t {NFD[8:]} ")]
)
def test_letters_and_their_accents_are_one_coder(run: Run, first: str, then: str) -> None:
    assert said(run, "--coder", first, "tag", "harbour:2", "strike") == (
        0,
        "harbour:2 +strike\n",
        "",
    )
    run("--coder", first, "note", "harbour:2", "A strike.")
    for words in (
        ("find", "--coder", then), ("find", "strike", "--notes", "--coder", then),
        ("notes", "--by", then), ("history", "--by", then),
    ):  # fmt: skip
        code, out, err = said(run, *words)
        assert (code, err) == (0, "")
        assert out, words
    assert said(run, "--coder", then, "untag", "harbour:2", "strike")[0] == 0
    code, out, _ = said(run, "undo", "--by", then)
    assert (code, NFC in out) == (0, True)
    assert said(run, "redo", "--by", then)[0] == 0


def test_a_name_that_an_older_annotate_stored_as_typed_goes_on(
    run: Run, db: sqlite3.Connection
) -> None:
    tags.add(Command(db, coder=NFD, words="tag"), [tags.Request("harbour:2", ("strike",))])
    notes.add(Command(db, coder=NFD, words="note"), "harbour:2", "A strike.")
    assert "harbour:2" in run("find", "--coder", NFC).stdout
    assert run("--coder", NFC, "untag", "harbour:2", "strike").exit_code == 0
    assert NFD in run("undo", "--by", NFC).stdout
    assert [one for one in coders.known(db) if coders.called(db, one) == NFD] == [NFD]


def test_letter_case_makes_another_coder_who_is_told_of_once(run: Run) -> None:
    run("--coder", "anna", "tag", "harbour:1", "sea")
    told = "ANNA is a new coder; known: anna\n"
    assert said(run, "--coder", "ANNA", "tag", "harbour:1", "sea") == (0, "harbour:1 +sea\n", told)
    assert said(run, "--coder", "ANNA", "tag", "harbour:2", "sea") == (0, "harbour:2 +sea\n", "")
    assert said(run, "--coder", "ben", "tag", "harbour:2", "sea") == (0, "harbour:2 +sea\n", "")


def test_a_program_is_warned_of_a_nearly_known_coder_once(path: Path) -> None:
    with annotate.open(path, coder="ANNA") as corpus:
        with pytest.warns(UserWarning, match="^ANNA is a new coder; known: anna$") as told:
            corpus.tag("harbour:1", "sea")
        assert told[0].filename == __file__
        corpus.tag("harbour:2", "sea")


@pytest.mark.parametrize("name", ["", "  ", "\x07"])
def test_nobody_is_no_coder(run: Run, path: Path, name: str) -> None:
    code, out, err = said(run, "--coder", name, "tag", "harbour:1", "sea")
    assert (code, out) == (1, "")
    assert err.endswith(" names no coder; say a name, or leave it out\n")
    with pytest.raises(BadInput, match="names no coder"):
        annotate.open(path, coder=name)


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNOTATE_CODER", raising=False)
    default = calls.coder()
    for name in ("", " ", "\n"):
        monkeypatch.setenv("ANNOTATE_CODER", name)
        assert calls.coder() == default


def test_what_cannot_be_seen_is_in_no_coders_name(run: Run, path: Path) -> None:
    code, out, err = said(run, "--coder", "an\u200bna", "tag", "harbour:1", "sea")
    assert (code, out) == (1, "")
    assert "U+200B (ZERO WIDTH SPACE); a coder's name goes without it" in err
    with pytest.raises(BadInput, match=r"U\+200B"):
        annotate.open(path, coder="\u200b")
    with annotate.open(path, coder="می‌خواهم") as corpus:  # which needs it
        corpus.tag("harbour:1", "sea")


@pytest.mark.parametrize("name", ["a\nb", "a\x00b", "a\ud800", "\x1b[1m", "a\u2029b"])
def test_a_control_character_is_in_no_coders_name(
    run: Run, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="a coder's name has none") as raised:
        annotate.open(path, coder=name)
    assert str(raised.value).isprintable()
    code, out, err = said(run, "--coder", name, "tag", "harbour:1", "sea")
    assert (code, out, "a coder's name has none" in err) == (1, "", True)
    if name in ("a\nb", "\x1b[1m"):  # the others no variable can have
        monkeypatch.setenv("ANNOTATE_CODER", name)
        assert said(run, "tag", "harbour:1", "sea")[0] == 1
        with pytest.raises(BadInput, match="a coder's name has none"):
            annotate.open(path)
        code, out, err = said(run, "--coder", "anna", "find", "--coder", name)
        assert (code, out) == (0, "")
        assert err.startswith(f"nobody called {name!r} has done anything here")


def test_an_empty_name_filters_as_any_that_nobody_has(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    for words in (("find", "--tag", "sea", "--coder", ""), ("find", "--coder", "")):
        code, out, err = said(run, *words)
        assert (code, out) == (0, "")
        assert err.startswith("nobody called '' has done anything here")
    assert said(run, "undo", "--by", "")[0] == 1


def test_a_coder_known_long_ago_is_found(db: sqlite3.Connection) -> None:
    with closing(db):
        assert coders.near(db, "Anna") == ["anna"]
        assert coders.near(db, "anna") == coders.near(db, "nobody") == []
        assert history.count(db, coder=" anna ", most=1) == 1
