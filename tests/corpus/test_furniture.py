"""What stands in many articles of a site is found, and made boilerplate where nobody said else."""

import sqlite3
from dataclasses import replace

import pytest

from annotate.corpus import check, corrections, furniture, history, locate, reading
from annotate.corpus.database import Command
from annotate.text.key import key
from tests import made_up
from tests.made_up import draft

APPEAL = "Sign up to our evening letter"


def command(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="a test")


@pytest.fixture
def pile(empty: sqlite3.Connection) -> sqlite3.Connection:
    """Six articles of one site with a line in common, and six of another with none."""
    for number in range(6):
        made = draft(
            f"The first sentence of article number {number}, about something.", APPEAL,
            f"The last sentence of article number {number}, which is about it too.",
            title=f"Number {number}", url=f"https://www.post.example/{number}",
        )  # fmt: skip
        made_up.add(empty, made, f"{number}.txt")
        other = draft(f"A text of its own, {number}.", title=f"Other {number}")
        other = replace(other, metadata=replace(other.metadata, site="Other"))
        made_up.add(empty, other, f"other-{number}.txt")
    return empty


def found(db: sqlite3.Connection) -> list[tuple[str, int, int, str, int]]:
    return [(r.site, r.articles, r.of, r.text, len(r.paragraphs)) for r in furniture.repeated(db)]


def test_a_line_of_many_articles_of_a_site_is_found(pile: sqlite3.Connection) -> None:
    assert found(pile) == [("post.example", 6, 6, APPEAL, 6)]


def test_of_one_site_alone_its_own_articles_are_found(pile: sqlite3.Connection) -> None:
    for number in range(5):  # the same line, of a site that is not asked for
        made = draft(
            f"What the courier says in number {number} is that it has its own news.", APPEAL,
            title=f"Courier {number}", url=f"https://courier.example/{number}",
        )  # fmt: skip
        made_up.add(pile, made, f"courier-{number}.txt")
    assert [r[0] for r in found(pile)] == ["post.example", "courier.example"]
    for site, slug in (("post.example", "number"), ("courier.example", "courier")):
        [wording] = furniture.repeated(pile, site)
        assert (wording.site, wording.key) == (site, key(APPEAL))
        sql = "select a.slug from paragraphs p join articles a on a.id = p.article where p.id = ?"
        slugs = {pile.execute(sql, [id]).fetchone()[0] for id in wording.paragraphs}
        assert {name.rpartition("-")[0] for name in slugs} == {slug}
        assert len(slugs) == wording.articles == wording.of
    assert list(furniture.repeated(pile, "Other")) == []


def test_it_becomes_boilerplate_and_numbers_follow(pile: sqlite3.Connection) -> None:
    before = made_up.dump(pile)
    done = furniture.reclassify(command(pile), list(furniture.repeated(pile)))
    assert done == 6
    paragraphs = reading.article(pile, "number-3").paragraphs
    assert [(p.number, p.role) for p in paragraphs] == [
        (1, "body"), (None, "boilerplate"), (2, "body"),
    ]  # fmt: skip
    assert (found(pile), list(check.problems(pile))) == ([], [])
    history.undo(command(pile))
    assert made_up.dump(pile) == before


def test_what_someone_said_stays(pile: sqlite3.Connection) -> None:
    corrections.set_role(command(pile), "number-2:2", "heading")
    furniture.reclassify(command(pile), list(furniture.repeated(pile)))
    assert reading.article(pile, "number-2").paragraphs[1].role == "heading"
    assert found(pile) == []


def test_a_persons_word_comes_after_a_rule_too(pile: sqlite3.Connection) -> None:
    furniture.reclassify(command(pile), list(furniture.repeated(pile)))
    corrections.set_role(command(pile), f"number-2:{key(APPEAL)}", "body")
    assert locate.paragraphs(pile, "number-2:2")
    assert found(pile) == []


def test_a_new_version_keeps_what_the_rule_said(pile: sqlite3.Connection) -> None:
    furniture.reclassify(command(pile), list(furniture.repeated(pile)))
    made = draft(
        "The first sentence of article number 3, about something.", APPEAL,
        "Another last sentence.", title="Number 3", url="https://www.post.example/3",
    )  # fmt: skip
    assert made_up.add(pile, made, "3.txt").status == "updated"
    assert reading.article(pile, "number-3").paragraphs[1].role == "boilerplate"


def test_few_articles_say_nothing(db: sqlite3.Connection) -> None:
    assert found(db) == []


def test_copies_of_an_article_are_no_furniture(pile: sqlite3.Connection) -> None:
    story = [f"Sentence {n} of a story that many papers print as it is." for n in range(4)]
    for number in range(5):
        own = f"And the last sentence is of paper {number} alone."
        address = f"https://www.post.example/copy-{number}"
        made = draft(*story, APPEAL, own, title=f"Copy {number}", url=address)
        made_up.add(pile, made, f"copy-{number}.txt")
    assert found(pile) == [("post.example", 6, 11, APPEAL, 6)]
