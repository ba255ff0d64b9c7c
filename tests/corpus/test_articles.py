"""Adding articles: once, again, changed, and in whatever order."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import prepared
from annotate.corpus import articles, check, in_already, originals, reading
from annotate.corpus.database import Command, open_write
from annotate.model import Added, Metadata, Prose
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, SHARE, draft


def test_an_added_article_is_there_with_its_paragraphs(empty: sqlite3.Connection) -> None:
    added = made_up.add(empty, draft(*HARBOUR, SHARE, title="Harbour", byline="Ida Holm"), "a.txt")
    assert added == Added(
        "harbour", "Harbour", 1, "added", paragraphs=4, citable=3, prose=Prose(0, 0)
    )
    read = reading.article(empty, "harbour")
    assert (read.article.title, read.article.byline, read.article.site) == (
        "Harbour", "Ida Holm", None,
    )  # fmt: skip
    assert [(p.position, p.number, p.role, p.text, p.key) for p in read.paragraphs] == [
        (1, 1, "body", HARBOUR[0], key(HARBOUR[0])),
        (2, 2, "body", HARBOUR[1], key(HARBOUR[1])),
        (3, 3, "body", HARBOUR[2], key(HARBOUR[2])),
        (4, None, "boilerplate", SHARE, key(SHARE)),
    ]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_bytes_that_were_read_are_kept(empty: sqlite3.Connection, encoding: str) -> None:
    made = draft(*HARBOUR)
    data = made.text.encode(encoding)
    articles.add(Command(empty, coder="anna", words=""), made, data, source="-")
    [row] = empty.execute("select sha256, size from originals").fetchall()
    assert tuple(row) == (hashlib.sha256(data).hexdigest(), len(data))
    assert originals.read(empty, row["sha256"]) == data
    assert list(check.problems(empty)) == []


def test_the_same_bytes_again_change_nothing(db: sqlite3.Connection) -> None:
    before = list(db.iterdump())
    again = made_up.add(db, draft(*ORCHARD, title="Orchard"), "orchard.txt")
    assert again == Added("orchard", "Orchard", 1, "unchanged", paragraphs=3, citable=3)
    elsewhere = made_up.add(db, draft(*ORCHARD, title="Orchard"), "copy/of/orchard.txt")
    assert elsewhere == again
    assert [line for line in db.iterdump() if "sqlite_sequence" not in line] == [
        line for line in before if "sqlite_sequence" not in line
    ]


def test_other_bytes_from_the_same_source_are_its_next_version(db: sqlite3.Connection) -> None:
    added = made_up.add(db, draft(*ORCHARD[:2], title="Orchard"), "orchard.txt")
    assert added == Added(
        "orchard", "Orchard", 2, "updated", paragraphs=2, citable=2,
        moves={"same": 2, "removed": 1}, prose=Prose(0, 0),
    )  # fmt: skip


def test_other_words_altogether_from_the_same_source_are_another_article(
    db: sqlite3.Connection,
) -> None:
    added = made_up.add(db, draft("Nothing of it is left.", title="New"), "orchard.txt")
    assert (added.slug, added.status) == ("new", "added")


def test_what_comes_from_stdin_is_never_a_version_of_something_else(
    empty: sqlite3.Connection,
) -> None:
    slugs = [made_up.add(empty, draft(*HARBOUR[:n], title="Harbour")).slug for n in (1, 2, 3)]
    assert slugs == ["harbour", "harbour-2", "harbour-3"]


def test_a_source_goes_back_to_earlier_words_as_a_version_of_its_own(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, draft(*ORCHARD[:2], title="Orchard"), "orchard.txt")
    back = made_up.add(db, draft(*ORCHARD, title="Orchard"), "orchard.txt")
    assert (back.version, back.status) == (3, "updated")
    assert list(check.problems(db)) == []


def test_a_source_that_was_something_else_for_a_while_is_its_article_again(
    db: sqlite3.Connection,
) -> None:
    outage = draft("We are sorry. Please come again in an hour.", title="Out of order")
    assert made_up.add(db, outage, "orchard.txt").unlike == "orchard"
    back = made_up.add(db, draft(*ORCHARD, SHARE, title="Orchard"), "orchard.txt")
    assert (back.slug, back.status, back.version) == ("orchard", "updated", 2)
    again = made_up.add(db, outage, "orchard.txt")
    assert (again.slug, again.status) == ("out-of-order", "unchanged")
    elsewhere = made_up.add(db, outage, "harbour.txt")
    assert (elsewhere.slug, elsewhere.status) == ("out-of-order", "unchanged")


def test_a_file_that_becomes_the_same_as_another_articles_is_a_version_of_its_own(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, draft(*ORCHARD, MUSEUM[0], title="Orchard"), "syndicated.txt")
    same = made_up.add(db, draft(*ORCHARD, title="Orchard"), "syndicated.txt")
    assert (same.slug, same.status, same.version) == ("orchard-2", "updated", 2)


def test_an_article_without_a_title_is_called_by_its_first_words(
    empty: sqlite3.Connection,
) -> None:
    added = made_up.add(empty, draft(SHARE, *MUSEUM))
    assert (added.title, added.slug) == (
        "[A museum of locks opened last year in…]", "a-museum-of-locks-opened-last-year-in",
    )  # fmt: skip


def test_thousands_of_articles_may_share_a_title(empty: sqlite3.Connection) -> None:
    slugs = [made_up.add(empty, draft(f"Number {n}.", title="News")).slug for n in range(40)]
    assert slugs == ["news", *(f"news-{n}" for n in range(2, 41))]


def test_a_wording_that_stands_twice_is_told_apart(empty: sqlite3.Connection) -> None:
    made_up.add(empty, draft("Again.", "Other.", "Again.", "Again.", title="Twice"))
    again = key("Again.")
    keys = [p.key for p in reading.article(empty, "twice").paragraphs]
    assert keys == [again, key("Other."), f"{again}~2", f"{again}~3"]


ALL = {
    "harbour": draft(*HARBOUR, SHARE, title="Harbour"),
    "orchard": draft(*ORCHARD, title="Orchard"),
    "museum": draft(*MUSEUM, MUSEUM[0], title="Museum"),
}


@given(st.permutations(list(ALL)))
def test_keys_do_not_depend_on_the_order_of_adding(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    path = tmp_path_factory.mktemp("order") / "corpus.db"
    with closing(open_write(made_up.empty(path), durable=False)) as db:
        for name in order:
            made_up.add(db, ALL[name], f"{name}.txt")
        keys = {name: [p.key for p in reading.article(db, name).paragraphs] for name in ALL}
    assert keys == {
        name: [placed.shown_key for placed in prepared.placed(made)] for name, made in ALL.items()
    }


def test_an_article_that_fails_in_the_middle_is_not_there_at_all(
    db: sqlite3.Connection, anna: Command
) -> None:
    before = made_up.dump(db)
    db.execute("create temp trigger late before insert on main.paragraphs when new.position = 2 "
               "begin select raise(abort, 'the power is gone'); end")  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match="the power is gone"):
        articles.add(anna, draft("One.", "Two."), b"One. Two.", source="new.txt")
    assert made_up.dump(db) == before


def test_each_article_of_a_command_is_a_transaction_of_its_own(
    path: Path, db: sqlite3.Connection, anna: Command
) -> None:
    with closing(open_write(path)) as other:
        for number in range(3):
            articles.add(anna, draft(f"Number {number}."), b"%d" % number, source="-")
            seen = other.execute("select count(*) from articles").fetchone()[0]
            assert seen == 4 + number


def test_the_list_of_articles_counts_what_they_hold(db: sqlite3.Connection) -> None:
    counted = {article.slug: counts for article, counts in articles.walk(db)}
    for counts in counted.values():
        assert str(counts.pop("added")).endswith("Z")
    nothing = {"read": 0, "tagged": 0, "notes": 0}
    assert counted == {
        "harbour": {"paragraphs": 4, "citable": 3, **nothing},
        "orchard": {"paragraphs": 3, "citable": 3, **nothing},
        "museum": {"paragraphs": 2, "citable": 2, **nothing},
    }


def test_the_place_of_a_record_in_its_file_is_no_name(empty: sqlite3.Connection) -> None:
    def put(text: str, place: str) -> Added:
        made = draft(text, "All rights reserved by the county.", title=f"Weather {text[:9]}")
        data = made.text.encode()
        return articles.store(
            Command(empty, coder="anna", words="add"), prepared.of(made, data),
            source=place, is_lasting=False,
        )  # fmt: skip

    monday, tuesday = "It rained on Monday.", "It hailed on Tuesday."
    put(monday, "w.jsonl#line 1"), put(tuesday, "w.jsonl#line 2")
    again = put(tuesday, "w.jsonl#line 1")
    assert (again.status, again.slug) == ("unchanged", "weather-it-hailed")


def test_pages_that_give_their_sites_address_are_articles_of_their_own(
    empty: sqlite3.Connection,
) -> None:
    for number in range(3):
        words = f"This is page number {number}.", "A line in common."
        made = draft(*words, title=f"Page {number}", url="https://site.example/")
        assert made_up.add(empty, made, f"{number}.html").status == "added"


def test_two_sources_of_one_article_do_not_take_turns(empty: sqlite3.Connection) -> None:
    url = "https://site.example/news/1"
    for name, extra in (("a", ""), ("b", " A word more.")):
        made = draft(HARBOUR[0] + extra, *HARBOUR[1:], title="Harbour", url=url)
        made_up.add(empty, made, f"{name}.html")
    for name, extra in (("a", ""), ("b", " A word more.")):
        text = draft(HARBOUR[0] + extra, *HARBOUR[1:], title="Harbour", url=url).text
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = in_already.by_source(empty, partial(str, digest), f"{name}.html")
        assert known
        assert (known.status, known.version) == ("unchanged", 2)


def test_words_that_differ_around_the_citable_ones_are_no_same_article(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, draft(*ORCHARD, MUSEUM[0], title="Wasps", byline="Ida Holm"), "wasps.txt")
    made = draft(*ORCHARD, MUSEUM[0], title="Wasps", byline="Somebody Else")
    added = articles.store(
        Command(db, coder="anna", words="add"), prepared.of(made, b"other bytes"), source="x.txt"
    )
    assert (added.status, added.like and added.like.slug) == ("added", "wasps")


ABOUT = Metadata(title="Wasps", byline="Ida Holm", published="2017-01-09")
SAYINGS = {
    "both": (ABOUT, ABOUT, "same"),
    "no byline here": (ABOUT, replace(ABOUT, byline=None), "same"),
    "no byline there": (replace(ABOUT, byline=None), ABOUT, "same"),
    "no date here": (ABOUT, replace(ABOUT, published=None), "same"),
    "no date there": (replace(ABOUT, published=None), ABOUT, "same"),
    "neither": (Metadata(title="Wasps"), Metadata(title="Wasps"), "same"),
    "another byline": (ABOUT, replace(ABOUT, byline="Jo Berg"), "added"),
    "another date": (ABOUT, replace(ABOUT, published="2017-01-10"), "added"),
    "another byline and no date": (ABOUT, Metadata(title="Wasps", byline="Jo Berg"), "added"),
}


@pytest.mark.parametrize(("known", "told", "status"), SAYINGS.values(), ids=SAYINGS)
def test_the_same_words_are_the_same_article_unless_what_both_say_contradicts(
    db: sqlite3.Connection, known: Metadata, told: Metadata, status: str
) -> None:
    made = draft(*ORCHARD, MUSEUM[0])
    made_up.add(db, replace(made, metadata=known), "wasps.txt")
    command = Command(db, coder="anna", words="add")
    new = replace(made, metadata=told)
    assert articles.add(command, new, b"other bytes", source="x.txt").status == status


def test_the_bytes_of_the_same_words_are_kept(db: sqlite3.Connection) -> None:
    made = draft(*ORCHARD, SHARE, title="Orchard")
    assert made_up.add(db, made, "wire.txt").status == "same"
    digest = hashlib.sha256(made.text.encode()).hexdigest()
    assert originals.read(db, digest) == made.text.encode()
    assert list(check.problems(db)) == []
