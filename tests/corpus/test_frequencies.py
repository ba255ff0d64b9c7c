"""How often tags stand, held against a count by plain Python."""

import sqlite3
from dataclasses import dataclass
from random import Random

import pytest

from annotate.corpus import codebook, frequencies, history, locate, readings, search, tags
from annotate.corpus.database import Command
from annotate.corpus.frequencies import Cell, Scope
from annotate.corpus.narrowing import Filters
from annotate.corpus.tags import Request
from annotate.corpus.tallying import Count
from annotate.errors import BadInput, BadQuery, NotFound
from annotate.text.tag_names import folded
from tests import made_up

NAMES = ("sea", "sea/ice", "sea/ice/thin", "ship", "fruit/pear", "fruit/Äpfel", "海/冰", "a<b>&'\"")
DATES = {"harbour": ("2016-10-20", "North"), "orchard": ("2017", None), "museum": (None, "South")}


@dataclass(frozen=True)
class Put:
    """A tagging, with all that counts of it."""

    tag: str
    paragraph: int
    article: str
    coder: str
    gone: bool
    removed: bool
    by_hand: bool


def fill(db: sqlite3.Connection, random: Random) -> None:
    """Tags, quotes and readings at random; then a version that drops and rewords paragraphs."""
    for coder in ("anna", "ben"):
        for slug in DATES:
            for number in range(1, 3 if slug == "museum" else 4):
                ref = f"{slug}:{number}"
                [place] = locate.paragraphs(db, ref)
                words = random.choice([None, "the"])
                if chosen := tuple(random.sample(NAMES, random.randrange(4))):
                    tags.add(by(db, coder), [Request(ref, chosen, words)])
                if random.random() < 0.4:
                    readings.read(by(db, coder), [place.id])
    for slug, (date, site) in DATES.items():
        db.execute("update articles set published = ?, site = ? where slug = ?", (date, site, slug))
    db.execute("update taggings set origin = 'rule' where unicode(substr(id, -1)) % 3 = 0")
    if random.random() < 0.7:
        edited = made_up.HARBOUR[0].replace("the second week of", "late")
        made_up.add(db, made_up.draft(edited, made_up.HARBOUR[2], title="Harbour"), "harbour.txt")


def by(db: sqlite3.Connection, coder: str) -> Command:
    return Command(db, coder=coder, words="count")


def every(db: sqlite3.Connection) -> list[Put]:
    sql = """
        select tags.name, t.paragraph, a.slug, t.coder, t.gone is not null, p.removed is not null,
          t.origin = 'hand'
        from taggings t, paragraphs p, articles a, tags
        where p.id = t.paragraph and a.id = p.article and tags.id = t.tag
    """
    return [Put(*row) for row in db.execute(sql)]


def read(db: sqlite3.Connection) -> set[tuple[int, str]]:
    """Paragraphs that stand, and who has read them as they are."""
    stands = {
        row[0]: row[1] for row in db.execute("select id, key from paragraphs where removed is null")
    }
    found = {
        (row[0], row[2])
        for row in db.execute("select paragraph, key, coder from readings")
        if stands.get(row[0]) == row[1]
    }
    return found | {
        (p.paragraph, p.coder) for p in every(db) if p.by_hand and p.paragraph in stands
    }


def counted(puts: list[Put], seen: set[int]) -> Count:
    paragraphs = {put.paragraph for put in puts}
    articles = {put.article for put in puts}
    gone = sum(put.gone for put in puts)
    return Count(len(puts), len(paragraphs), len(articles), len(paragraphs & seen), gone)


@pytest.fixture(params=range(8))
def filled(request: pytest.FixtureRequest, db: sqlite3.Connection) -> sqlite3.Connection:
    fill(db, Random(request.param))
    return db


def test_tags_are_counted_as_by_hand_as_in_the_codebook_and_as_found(
    filled: sqlite3.Connection,
) -> None:
    standing = [put for put in every(filled) if not put.removed]
    seen = {paragraph for paragraph, _ in read(filled)}
    found = frequencies.of_tags(filled)
    for row in found.rows:
        own = [put for put in standing if folded(put.tag) == folded(row.tag)]
        under = [put for put in standing if f"{folded(put.tag)}/".startswith(f"{folded(row.tag)}/")]
        assert (row.own, row.whole) == (counted(own, seen), counted(under, seen))
        if under:
            hits = search.paragraphs(filled, None, Filters(tags=(row.tag,)), limit=None)
            assert row.whole.paragraphs == len(hits)
    assert found.all == counted(standing, seen)
    assert found.paragraphs_read == len(seen)
    assert found.removed == len(every(filled)) - len(standing)
    told = {t.name: (t.taggings, t.paragraphs, t.total, t.gone) for t in codebook.listing(filled)}
    ours = {
        row.tag: (row.own.taggings, row.own.paragraphs, row.whole.taggings, row.own.gone)
        for row in found.rows
    }
    assert {name: ours[name] for name in told} == told
    assert [row.tag for row in found.rows] == [node.name for node in codebook.tree(filled)]


@pytest.mark.parametrize("depth", [None, 1])
@pytest.mark.parametrize("unit", ["paragraph", "article"])
@pytest.mark.parametrize("kind", frequencies.BY)
def test_crossed_counts_are_those_by_hand(
    filled: sqlite3.Connection, kind: str, unit: str, depth: int | None
) -> None:
    standing = [put for put in every(filled) if not put.removed]
    pairs = read(filled)
    where: dict[int, str] = dict(filled.execute("select p.id, a.slug from paragraphs p, articles a "
                                "where a.id = p.article").fetchall())  # fmt: skip

    def name(put: Put) -> str:
        return "/".join(put.tag.split("/")[:depth])

    def units(paragraphs: set[int]) -> set[object]:
        return {where[each] if unit == "article" else each for each in paragraphs}

    def values(paragraph: int, coder: str) -> str | None:
        date, site = DATES[where[paragraph]]
        month = date and date[:7]
        known = {"article": where[paragraph], "site": site, "month": month, "coder": coder}
        return known[kind]

    expected = set()
    names = {name(put) for put in standing}
    seen = {paragraph for paragraph, _ in pairs}
    for tag in names:
        on = {(put.paragraph, put.coder) for put in standing if name(put) == tag}
        if kind == "tag":
            for other in names - {tag}:
                theirs = {put.paragraph for put in standing if name(put) == other}
                mine = {paragraph for paragraph, _ in on}
                both = units(mine) & units(theirs)
                if both:
                    read_both = units(mine & seen) & units(theirs & seen)
                    of = len(units(theirs & seen))
                    expected.add(Cell(tag, other, len(both), len(read_both), of))
            continue
        for value in {values(*each) for each in on}:
            mine = {each[0] for each in on if values(*each) == value}
            theirs = {each[0] for each in pairs if values(*each) == value}
            cell = Cell(tag, value, len(units(mine)), len(units(mine & theirs)), len(units(theirs)))
            expected.add(cell)
    scope = Scope(depth=depth)
    found = frequencies.crossed(filled, kind, scope, articles=unit == "article")
    assert set(found.cells) == expected
    assert len(found.cells) == len(expected)
    assert (found.tags, found.values) == (
        tuple(dict.fromkeys(cell.tag for cell in found.cells)),
        tuple(sorted(found.values, key=[*found.values].index)),
    )


def test_a_query_and_a_branch_narrow_what_is_counted(filled: sqlite3.Connection) -> None:
    query = "article:harbour harbour"
    ids = set(search.ids(filled, query))
    seen = {paragraph for paragraph, _ in read(filled)} & ids
    puts = [put for put in every(filled) if put.paragraph in ids and put.tag.startswith("sea")]
    found = frequencies.of_tags(filled, Scope(query, ("sea",)))
    assert (found.all, found.found, found.paragraphs_read) == (
        counted(puts, seen),
        len(ids),
        len(seen),
    )
    known = [tag.name for tag in codebook.listing(filled)]
    assert [row.tag for row in found.rows] == [n for n in known if n.split("/")[0] == "sea"]
    under = frequencies.of_tags(filled, Scope(tags=("sea/ice",), depth=2))
    assert [row.tag for row in under.rows] == ["sea/ice"]


def test_removed_paragraphs_are_counted_where_a_query_finds_them(db: sqlite3.Connection) -> None:
    tags.add(by(db, "anna"), [Request("harbour:2", ("sea",))])
    made_up.add(db, made_up.draft(made_up.HARBOUR[0], title="Harbour"), "harbour.txt")
    assert frequencies.of_tags(db).all == Count()
    assert frequencies.of_tags(db).removed == 1
    assert frequencies.of_tags(db, Scope("is:removed")).all == Count(1, 1, 1, 1, 0)


def test_counting_leaves_nothing_behind_and_undo_is_counted(db: sqlite3.Connection) -> None:
    tags.add(by(db, "anna"), [Request("harbour:2", ("sea",))])
    assert frequencies.of_tags(db).all == Count(1, 1, 1, 1, 0)
    history.undo(by(db, "anna"))
    assert frequencies.of_tags(db).rows == ()
    assert db.execute("select name from sqlite_temp_master").fetchall() == []


def test_what_is_not_there_is_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no tag 'sky'"):
        frequencies.of_tags(db, Scope(tags=("sky",)))
    with pytest.raises(BadQuery, match="no article"):
        frequencies.of_tags(db, Scope("article:nowhere"))
    with pytest.raises(BadInput, match="known: article, site, month, coder, tag"):
        frequencies.crossed(db, "weekday")
    with pytest.raises(BadInput, match="1 or more"):
        frequencies.of_tags(db, Scope(depth=0))
