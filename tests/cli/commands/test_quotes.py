"""`--quote` and `--occurrence`: words that stand several times, or in another spelling."""

import json
import sqlite3
import time
import unicodedata
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Run

CHORUS = "The river rose. Nobody left. The river rose. Then the radio went silent for the night."
CAFE = unicodedata.normalize("NFD", "Le café de la mairie resterait fermé jusqu’à nouvel ordre.")
TWICE = (
    "“The river rose” stands 2 times in chorus:1; the first is taken;"
    " --occurrence 2 takes the second\n"
)


@pytest.fixture(autouse=True)
def articles(db: sqlite3.Connection) -> None:
    """A text with the same words twice, and one in decomposed letters."""
    made_up.add(db, made_up.draft(CHORUS, title="Chorus"), "chorus.txt")
    made_up.add(db, made_up.draft(CAFE, title="Cafe"), "cafe.txt")


def starts(run: Run, ref: str = "chorus:1", what: str = "taggings") -> list[int]:
    [paragraph] = json.loads(run("show", ref, "-f", "json").stdout)["paragraphs"]
    return [each["quote"]["start"] for each in paragraph[what]]


def test_words_that_stand_twice_are_said_and_the_first_are_taken(run: Run) -> None:
    done = run("tag", "chorus:1", "--quote", "The river rose", "refrain")
    assert (done.stdout, done.stderr, done.exit_code) == ("chorus:1 +refrain\n", TWICE, 0)
    assert starts(run) == [0]


def test_an_occurrence_says_which(run: Run) -> None:
    second = ("--quote", "The river rose", "--occurrence", "2")
    done = run("tag", "chorus:1", *second, "refrain")
    assert (done.stderr, starts(run)) == ("", [29])
    assert run("note", "chorus:1", *second, "Again.").stderr == ""
    assert starts(run, what="notes") == [29]
    assert run("cite", "chorus:1", *second).stderr == ""
    assert run("untag", "chorus:1", *second, "refrain").stdout == "chorus:1 -refrain\n"


@pytest.mark.parametrize("words", [("note", "chorus:1", "Twice."), ("cite", "chorus:1")])
def test_notes_and_citations_say_so_too(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--quote", "The river rose")
    assert (done.stderr, done.exit_code) == (TWICE, 0)


def test_occurrences_are_counted_whatever_capitals_are_typed(
    run: Run, db: sqlite3.Connection
) -> None:
    text = "“We have seen ice before,” he said; we have seen ice before, and we sail."
    made_up.add(db, made_up.draft(text, title="Ice"), "ice.txt")
    for typed, told, start in (
        ("we have seen ice before", "number 2 is taken; --occurrence 1 takes the other", 36),
        ("We have seen ice before", "the first is taken; --occurrence 2 takes the second", 1),
        ("WE HAVE seen ice before", "the first is taken; --occurrence 2 takes the second", 1),
    ):
        done = run("tag", "ice:1", "x", "--quote", typed)
        assert (done.exit_code, told in done.stderr, starts(run, "ice:1")) == (0, True, [start])
        run("untag", "ice:1", "x")
        for n, at in (("1", 1), ("2", 36)):
            done = run("tag", "ice:1", "x", "--quote", typed, "--occurrence", n)
            assert (done.exit_code, done.stderr, starts(run, "ice:1")) == (0, "", [at])
            run("untag", "ice:1", "x")


def test_untag_takes_the_one_that_is_tagged_wherever_it_is(run: Run) -> None:
    run("tag", "chorus:1", "--quote", "The river rose", "--occurrence", "2", "refrain")
    done = run("untag", "chorus:1", "--quote", "the river rose", "refrain")
    assert (done.stdout, starts(run)) == ("chorus:1 -refrain\n", [])


def test_untag_of_words_that_are_tagged_twice_asks_which(run: Run) -> None:
    for n in ("1", "2"):
        run("tag", "chorus:1", "--quote", "The river rose", "--occurrence", n, "refrain")
    done = run("untag", "chorus:1", "--quote", "The river rose", "refrain")
    assert (done.stdout, done.exit_code, starts(run)) == ("", 1, [0, 29])
    assert done.stderr == (
        "Error: “The river rose” is tagged in 2 places of chorus:1; say --occurrence 1 or 2\n"
    )
    run("untag", "chorus:1", "--quote", "The river rose", "--occurrence", "1", "refrain")
    assert starts(run) == [29]


BULK = {
    "csv": ("--csv", "ref,tag,quote,occurrence\nchorus:1,refrain,The river rose,2\n"),
    "json lines": (
        "--jsonl",
        '{"ref": "chorus:1", "tag": "refrain", "quote": "The river rose", "occurrence": 2}\n',
    ),
    "what stands before": (
        "--jsonl",
        '{"ref": "chorus:1", "tag": "refrain", "quote": "The river rose", "prefix": "LEFT. "}\n',
    ),
    "what stands behind": (
        "--csv", "ref,tag,quote,suffix\nchorus:1,refrain,The river rose,. Then the radio\n",
    ),
    "a quote as we write it": (
        "--jsonl",
        '{"ref": "chorus:1", "tag": "refrain", "quote": {"exact": "The river rose", "prefix":'
        ' "Nobody left. ", "suffix": ". Then", "start": 29, "end": 43}}\n',
    ),
    "a number in a quote": (
        "--jsonl",
        '{"ref": "chorus:1", "tag": "refrain", "quote": {"exact": "The river rose",'
        ' "occurrence": 2}}\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("option", "lines"), BULK.values(), ids=BULK)
def test_many_say_which(run: Run, option: str, lines: str) -> None:
    done = run("tag", option, "-", stdin=lines)
    assert (done.stdout, done.stderr) == ("1 put on, 0 were there\n", "")
    assert starts(run) == [29]


def test_many_that_do_not_say_which_are_named_by_their_lines(run: Run) -> None:
    row = "chorus:1,t{},The river rose\n"
    lines = "ref,tag,quote\n" + "".join(row.format(n) for n in range(30))
    told = run("tag", "--csv", "-", stdin=lines).stderr.splitlines()
    assert told[0] == f"line 2: {TWICE.strip()}"
    assert (len(told), told[-1]) == (21, "and so in 10 more lines")


BAD = {
    "beyond the last": (
        ("tag", "chorus:1", "x", "--quote", "The river rose", "--occurrence", "3"),
        "“The river rose” stands 2 times in chorus:1; there is no occurrence 3",
    ),
    "beyond the only one": (
        ("cite", "chorus:1", "--quote", "Nobody", "--occurrence", "2"),
        "“Nobody” stands once in chorus:1; there is no occurrence 2",
    ),
    "marks alone": (
        ("tag", "chorus:1", "x", "--quote", "…”"),
        "“…”” has no words; a quote is words that stand in chorus:1",
    ),
    "what nobody sees": (("note", "chorus:1", "x", "--quote", "\u200b\u00ad"), "has no words"),
    "nothing": (("tag", "chorus:1", "x", "--quote", ""), "“” has no words"),
    "other words": (
        ("tag", "cafe:1", "x", "--quote", "café de la gare"),
        "“café de la gare” does not stand in cafe:1; the nearest are “cafe\u0301 de la mairie”",
    ),
    "words that look the same": (
        ("tag", "chorus:1", "x", "--quote", "The river r\u043ese"),
        "the nearest are “The river rose.”",
    ),
    "the same look": (
        ("tag", "chorus:1", "x", "--quote", "Nobody l\u0435ft."),
        "typed is cyrillic small letter ie (U+0435) where it has latin small letter e (U+0065)",
    ),
    "over two paragraphs": (
        ("tag", "harbour:1-2", "x", "--quote", "for a month. We used them"),
        "does not stand in harbour:1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), BAD.values(), ids=BAD)
def test_what_does_not_stand_there_is_one_line(
    run: Run, db: sqlite3.Connection, words: tuple[str, ...], told: str
) -> None:
    before = made_up.dump(db)
    done = run(*words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert told in done.stderr
    assert made_up.dump(db) == before


LINES = {
    "no number": ('"quote": "rose", "occurrence": "two"', "the occurrence must be a number from 1"),
    "zero": ('"quote": "rose", "occurrence": 0', "the occurrence must be a number from 1"),
    "of nothing": ('"occurrence": 2', "line 1 says which words are meant, but has no quote"),
    "a prefix of nothing": ('"prefix": "x"', "line 1 says which words are meant, but has no quote"),
    "a prefix that is not there": (
        '"quote": "The river rose", "prefix": "before that "',
        "but not with this prefix and suffix",
    ),
    "a prefix that is no text": ('"quote": "rose", "prefix": 1', "line 1: the quote must be text"),
    "no text": ('"quote": {"exact": 1}', "line 1: the quote must be text"),
    "no": ('"quote": false', "line 1: the quote must be text"),
    "a list of nothing": ('"quote": []', "line 1: the quote must be text"),
    "an object of nothing": ('"quote": {}', 'line 1: a quote has its words in "exact"'),
    "no words in it": ('"quote": {"exact": null}', 'line 1: a quote has its words in "exact"'),
    "its words elsewhere": (
        '"quote": {"text": "The river rose"}',
        "line 1: of a quote exact, occurrence, prefix, suffix, start, end are read, not text",
    ),
    "tags that are neither": ('"tags": {"y": 1}', "line 1 has no tag"),
    "a million characters": (f'"quote": "{"ab " * 333_333}"', "(999,999 characters) does not"),
}


@pytest.mark.parametrize(("fields", "told"), LINES.values(), ids=LINES)
def test_a_line_that_cannot_be_is_named(run: Run, fields: str, told: str) -> None:
    began = time.process_time()
    done = run("tag", "--jsonl", "-", stdin=f'{{"ref": "chorus:1", "tag": "x", {fields}}}\n')
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert told in done.stderr
    assert len(done.stderr) < 400
    assert time.process_time() - began < 2


@pytest.mark.parametrize("wrong", [("--occurrence", "2"), ("--quote", "rose", "--occurrence", "0")])
@pytest.mark.parametrize(
    "call", ["tag chorus:1 x", "untag chorus:1 x", "note chorus:1 x", "cite chorus:1"]
)
def test_wrong_usage_is_told(run: Run, call: str, wrong: tuple[str, ...]) -> None:
    done = run(*call.split(), *wrong)
    assert (done.exit_code, "--occurrence" in done.stderr) == (2, True)


def test_decomposed_letters_are_found_by_composed_ones_and_kept(run: Run) -> None:
    quote = ("--quote", "café de la mairie")
    assert run("tag", "cafe:1", *quote, "lieu").stdout == "cafe:1 +lieu\n"
    [paragraph] = json.loads(run("show", "cafe:1", "-f", "json").stdout)["paragraphs"]
    assert paragraph["taggings"][0]["quote"]["exact"] == "cafe\u0301 de la mairie"
    assert run("note", "cafe:1", *quote, "Où ?").exit_code == 0
    assert "“resterait ferme\u0301”" in run("cite", "cafe:1", "--quote", "RESTERAIT fermé").stdout
    assert run("untag", "cafe:1", "--quote", "cafe\u0301 de la mairie", "lieu").exit_code == 0


def test_the_second_stays_the_second_in_a_new_version(run: Run, db: sqlite3.Connection) -> None:
    run("tag", "chorus:1", "--quote", "The river rose", "--occurrence", "2", "refrain")
    edited = f"It rained. {CHORUS.replace('silent', 'dead silent')}"
    made_up.add(db, made_up.draft(edited, title="Chorus"), "chorus.txt")
    assert starts(run) == [edited.rindex("The river rose")]


def test_the_link_into_the_page_leads_to_the_occurrence(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"A page\n\n{CHORUS}\n")
    run("add", page, "--url", "https://a.example/page")
    cited = run("cite", "a-page:1", "--quote", "The river rose", "--occurrence", "2", "-f", "json")
    assert json.loads(cited.stdout)["source_link"].endswith("left.-,The%20river%20rose")
