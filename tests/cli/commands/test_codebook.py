"""`annotate tags` and its commands, as people call them."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run

HARBOUR = """Harbour strike enters second week

Dockers at the northern quay walked out on Monday over a new shift plan.

The spokeswoman said the plan was drawn up without talks, and the harbour stood still for a day.

Ferry passengers were told to use the southern terminal until further notice, and buses ran.

The mayor called on both sides to meet at the town hall before Friday.
"""


@pytest.fixture
def strike(run: Run, tmp_path: Path) -> Run:
    """An article on a strike, `strike`."""
    (tmp_path / "strike.txt").write_text(HARBOUR)
    assert run("add", tmp_path / "strike.txt").exit_code == 0
    assert run("edit", "harbour-strike", "--slug", "strike").exit_code == 0
    return run


def lines(run: Run, *args: str | Path) -> list[str]:
    done = run(*args)
    said = re.sub(r"\d+ of \d+ paragraphs read\n", "", done.stderr)
    assert (done.exit_code, said) == (0, "")
    return done.stdout.splitlines()


def test_two_tags_are_merged(strike: Run) -> None:
    strike("tag", "strike:1-2", "actor/union")
    strike("tag", "strike:2-3", "actor/labour")
    strike("tag", "strike:2", "--quote", "without talks", "actor/labour")
    strike("tag", "strike:4", "actor/labour/docker")
    strike("note", "tag:actor/labour", "memo of labour")
    strike("tags", "define", "actor/union", "--definition", "organised dockers")
    refused = strike("tags", "rename", "actor/labour", "actor/union")
    assert (refused.exit_code, refused.stderr) == (1, (
        "Error: there is a tag actor/union already;"
        " `annotate tags merge actor/labour actor/union` makes one of both\n"
    ))  # fmt: skip
    before = strike("tags").stdout
    assert lines(strike, "tags", "merge", "actor/labour", "actor/union") == [
        "actor/labour → actor/union",
        "actor/labour/docker → actor/union/docker",
        "3 taggings moved, 1 there already, 1 note moved",
    ]
    assert lines(strike, "tags") == [
        "actor",
        "  union     4 taggings on 3 paragraphs (5 with those under it, on 4 paragraphs)"
        "  organised dockers",
        "    docker  1",
    ]
    assert strike("undo").stdout.startswith("undone: tags merge actor/labour actor/union")
    assert strike("tags").stdout == before


def test_a_tag_is_split_by_a_query(strike: Run) -> None:
    strike("tag", "strike:1-3", "transport")
    done = "transport → transport/sea: 1 taggings; 2 stay"
    assert lines(strike, "tags", "split", "transport", "transport/sea", "--matching", "ferry") == [
        done
    ]
    assert lines(strike, "tags", "recode", "quay", "transport", "transport/sea") == [
        "transport → transport/sea: 1 taggings; 1 stay"
    ]
    assert strike("tags", "split", "transport", "new").exit_code == 2


def test_tags_are_moved(strike: Run) -> None:
    strike("tag", "strike:1", "union", "union/docker")
    moved = ["union → actor/union", "union/docker → actor/union/docker"]
    assert lines(strike, "tags", "move", "union", "actor") == moved
    assert strike("tags", "move", "actor/union", "actor").stderr == "it is there already\n"


def test_all_that_is_said_of_a_tag_is_shown(strike: Run) -> None:
    strike("tag", "strike:1", "actor/union")
    strike(
        "tags", "define", "actor/union", "--definition", "Organised dockers.",
        "--do-not-use-when", "single ones",
        "--example", "strike:1", "--counter-example", "strike:4", "--key", "w",
    )  # fmt: skip
    strike("note", "tag:actor/union", "A memo.")
    assert lines(strike, "tags", "show", "Actor/Union") == [
        "actor/union  1", "means: Organised dockers.", "do not use it when: single ones",
        "key: w",
        "as in strike:1: Dockers at the northern quay walked out on Monday over a new shift plan.",
        "not for strike:4: The mayor called on both sides to meet at the town hall before Friday.",
        "note by anna: A memo.",
    ]  # fmt: skip
    shown = json.loads(strike("tags", "show", "actor/union", "-f", "json").stdout)
    assert (shown["key"], shown["counter_examples"]) == ("w", ["strike:4"])
    strike("tags", "define", "actor/union", "--no-example", "strike:4")
    assert "not for" not in strike("tags", "show", "actor/union").stdout
    again = strike("tags", "define", "actor/union", "--no-example", "strike:4")
    assert (again.exit_code, again.stderr) == (
        1, "Error: strike:4 is no example of it; `annotate tags show TAG` lists them\n"
    )  # fmt: skip


def test_a_closed_codebook_tells_the_nearest(strike: Run) -> None:
    strike("tag", "strike:1", "theme/transparency")
    assert strike("tags", "close").exit_code == 0
    refused = strike("tag", "strike:2", "theme/transparancy")
    assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", (
        "Error: no tag 'theme/transparancy', and the codebook is closed; nearest:"
        " theme/transparency (`annotate tags` lists them, `annotate tags open` lets new ones in)\n"
    ))  # fmt: skip
    assert strike("tags", "close").stderr == "it is closed already\n"
    assert lines(strike, "tags", "open") == ["the codebook is open"]
    assert strike("tag", "strike:2", "theme/transparancy").exit_code == 0
    assert lines(strike, "tags", "near", "-f", "csv") == [
        "tag,taggings,near,near_taggings", "theme/transparency,1,theme/transparancy,1",
    ]  # fmt: skip


def test_the_log_and_what_is_stale(strike: Run) -> None:
    strike("tag", "strike:1", "union", "ferry", "mayor", "quay")
    strike("tags", "define", "union", "--definition", "Organised.")
    logged = [line.split("  ")[-1].strip() for line in lines(strike, "tags", "log")]
    assert logged == [
        "changes", "union: definition", "union made; ferry made; mayor made; and 1 more",
    ]  # fmt: skip
    assert lines(strike, "tags", "stale", "-f", "csv")[1].startswith("strike:1,union,anna,20")
    assert lines(strike, "tags", "stale", "union", "--keep") == [
        "1 taggings hold under what is said now"
    ]
    assert strike("tags", "stale").stderr == (
        "every tagging was made under what is said of its tag now\n"
    )


CODEBOOK = """name,definition,use_when,do_not_use_when,colour
actor/union,Organised dockers,named or implied,single dockers,#8e3b46
actor/port company,,,,
theme/transport,"Ferries, buses",,,
"""


def test_a_codebook_is_taken_over_and_back(strike: Run, tmp_path: Path) -> None:
    file = tmp_path / "codebook.csv"
    file.write_text(CODEBOOK)
    strike("tag", "strike:1", "Actor/Union")
    foreseen = lines(strike, "tags", "import", file, "--dry-run")
    assert foreseen == [
        "Actor/Union: definition, use when, do not use when, colour changed",
        "2 new, 1 changed, 0 as they were (nothing is done yet)",
    ]
    assert [line.strip() for line in lines(strike, "tags")] == ["Actor", "Union  1"]
    assert lines(strike, "tags", "import", file)[-1] == "2 new, 1 changed, 0 as they were"
    assert lines(strike, "tags", "import", file) == ["0 new, 0 changed, 3 as they were"]
    exported = tmp_path / "tags.csv"
    exported.write_text(strike("tags", "-f", "csv").stdout)
    other = ("--db", tmp_path / "other.db")
    assert lines(strike, *other, "tags", "import", exported) == ["3 new, 0 changed, 0 as they were"]
    said = [line.split(",", 4)[4] for line in lines(strike, *other, "tags", "-f", "csv")]
    assert said == [line.split(",", 4)[4] for line in exported.read_text().splitlines()]
    strike("undo")
    assert [line.strip() for line in lines(strike, "tags")] == ["Actor", "Union  1"]


def test_what_cannot_be_taken_over_is_named_and_makes_no_corpus(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "codebook.csv"
    file.write_text("tag,colour,author\nsea,,anna\nice,blue,ben\n")
    other = tmp_path / "other.db"
    refused = run("--db", other, "tags", "import", file)
    assert (refused.exit_code, refused.stderr) == (1, (
        f"Error: {file}: line 3: 'blue' is no colour; say six hexadecimal digits, like #c0392b\n"
    ))  # fmt: skip
    assert not other.exists()
    file.write_text("tag,colour,author\nsea,,anna\n")
    assert run("--db", other, "tags", "import", file).stderr == "not read: author\n"


def test_of_another_encoding_a_name_is_shown_as_it_is_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "codebook.csv"
    file.write_bytes("name;definition\nÉtat;Là\n".encode("cp1252"))
    guessed = run("tags", "import", file, "--dry-run").stderr
    assert guessed.startswith("the table is not in UTF-8; it is read as ")
    assert "tat); --encoding says another" in guessed
    assert run("tags", "import", file, "--encoding", "windows-1252").stderr == ""
    assert run("tags").stdout.split() == ["État", "0", "Là"]
