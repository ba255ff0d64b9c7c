"""What is counted is what `find` finds; what stands on words that are gone is told apart."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import (
    articles,
    catalogue,
    check,
    codebook,
    counting,
    defining,
    facets,
    history,
    migrations,
    ranking,
    search,
    tags,
)
from annotate.corpus.database import Command, open_write
from annotate.corpus.narrowing import Filters
from annotate.errors import AnnotateError, QuoteNotFound
from annotate.model import Paragraph
from tests import made_up

WORDS = ("harbour", "ferry", "quay", "mayor", "strike", "figure", "docker", "plan", "bus", "night")
NAMES = ("talks", "Économie", "talks/late", "travel/bus", "travel")


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(12, 25))).capitalize() + "."


def edited(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """A next version: some are gone, in some words are others, some are new."""
    later = []
    for words in paragraphs:
        if chance.random() < 0.25:
            continue
        if chance.random() < 0.4:
            parts = words.split()
            parts[chance.randrange(1, len(parts))] = f"{chance.randint(10, 99)}"
            words = " ".join(parts)
        later.append(words)
    return [*later, sentence(chance)]


def annotate(chance: random.Random, db: sqlite3.Connection, slug: str, count: int) -> None:
    for _ in range(12):
        command = Command(db, coder=chance.choice(["anna", "ben"]), words="tag")
        number = chance.randint(1, count)
        text = articles_text(db, slug, number).split()
        start = chance.randrange(len(text) - 3)
        quote = " ".join(text[start : start + 3]) if chance.random() < 0.5 else None
        try:
            tags.add(command, [tags.Request(f"{slug}:{number}", (chance.choice(NAMES),), quote)])
        except QuoteNotFound:
            continue


def articles_text(db: sqlite3.Connection, slug: str, number: int) -> str:
    sql = """
        select text from paragraphs p join articles a on a.id = p.article
        where slug = ? and number = ? and removed is null
    """
    text: str = db.execute(sql, [slug, number]).fetchone()["text"]
    return text


@pytest.fixture(params=range(8))
def lived(request: pytest.FixtureRequest, empty: sqlite3.Connection) -> sqlite3.Connection:
    """Two articles of several versions, tagged in each."""
    chance = random.Random(request.param)
    for slug in ("one", "two"):
        paragraphs = [sentence(chance) for _ in range(8)]
        for _ in range(3):
            drafted = made_up.draft(*paragraphs, title=slug.title())
            made_up.add(empty, drafted, f"{slug}.txt")
            annotate(chance, empty, slug, len(paragraphs))
            paragraphs = edited(chance, paragraphs)
        made_up.add(empty, made_up.draft(*paragraphs, title=slug.title()), f"{slug}.txt")
    return empty


def found(db: sqlite3.Connection, name: str, *, removed: bool = False) -> tuple[Paragraph, ...]:
    hits = search.paragraphs(db, None, Filters(tags=(name,), removed=removed), limit=1000)
    return tuple(hit.paragraph for hit in hits)


def standing(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, str]]:
    for paragraph in paragraphs:
        for tagging in paragraph.taggings:
            yield paragraph.id, tagging.tag


def test_every_count_is_what_find_finds(lived: sqlite3.Connection) -> None:
    listed = codebook.listing(lived)
    view = {row["tag"]: row for row in lived.execute("select * from tag_counts")}
    assert sum(tag.gone + tag.removed for tag in listed) > 0
    for tag in listed:
        hits = list(standing(found(lived, tag.name)))
        own = [paragraph for paragraph, name in hits if name == tag.name]
        assert (tag.taggings, tag.paragraphs) == (len(own), len(set(own)))
        under = [name for _, name in hits if f"{name}/".startswith(f"{tag.name}/")]
        assert tag.total == len(under)
        row = view[tag.name]
        counted = (row["taggings"], row["paragraphs"], row["gone"], row["removed"])
        assert counted == (tag.taggings, tag.paragraphs, tag.gone, tag.removed)
        assert row["articles"] == len({p.article for p in found(lived, tag.name)
                                       if tag.name in {n for _, n in standing((p,))}})  # fmt: skip
        whole = lived.execute(
            "select count(*) from taggings where tag = (select id from tags where name = ?)",
            [tag.name],
        ).fetchone()[0]
        assert tag.taggings + tag.removed == whole
        assert bool(tag.gone or tag.removed) <= bool(found(lived, tag.name, removed=True))


def test_the_counts_of_articles_are_what_find_finds(lived: sqlite3.Connection) -> None:
    hits = {p.id: p for tag in codebook.listing(lived) for p in found(lived, tag.name)}
    tagged = Counter(p.article for p in hits.values())
    taggings = Counter(p.article for p in hits.values() for _ in standing((p,)))
    for article, counts in articles.walk(lived):
        assert counts["tagged"] == tagged[article.slug]
    for listed in catalogue.articles(lived):
        assert listed.taggings == taggings[listed.article.slug]


def test_the_tags_beside_a_search_are_counted_as_they_are_found(lived: sqlite3.Connection) -> None:
    divided = facets.of(
        lived, ranking.found(lived, None, Filters(articles=("one",)), most=1000), with_tags=True
    )
    for name, _, count in divided.tags:
        hits = [p for p in found(lived, name) if p.article == "one"]
        assert count == len(hits) > 0


def test_the_view_of_taggings_marks_what_is_gone(lived: sqlite3.Connection) -> None:
    rows = lived.execute("""
        select v.*, t.gone as words_gone, p.removed from tagged_paragraphs v
        join taggings t on t.id = v.tagging join paragraphs p on p.id = t.paragraph
    """).fetchall()
    assert rows
    for row in rows:
        assert row["gone"] == (row["words_gone"] or row["removed"])
        assert row["removed"] is None or row["number"] is None
    whole = lived.execute("select count(*) from taggings").fetchone()[0]
    assert len(rows) == whole


def test_kept_counts_are_right_after_whatever_is_done_and_undone(lived: sqlite3.Connection) -> None:
    assert list(counting.miscounted(lived)) == []
    command = Command(lived, coder="anna", words="more")
    defining.rename(command, "travel", "talks/early")
    defining.rename(command, "Économie", "talks/money")
    tags.remove(command, tags.Request("one:1-3", ("talks/money", "talks")), everyone=True)
    assert list(counting.miscounted(lived)) == []
    undone = 0
    for back in (history.undo, history.redo):
        try:
            while True:
                back(Command(lived, coder="anna", words=back.__name__))
                assert list(counting.miscounted(lived)) == []
                undone += 1
        except AnnotateError:
            continue
    assert undone > 2


def test_kept_counts_follow_what_other_programs_write(lived: sqlite3.Connection) -> None:
    for sql in (
        "update or ignore taggings set tag = (select max(tag) from taggings) where paragraph % 2",
        "update paragraphs set removed = iif(removed is null, 2, null) where id % 3 = 0",
        "update taggings set gone = iif(gone is null, 2, null) where exact is not null",
        "update or ignore taggings set paragraph = (select min(id) from paragraphs)"
        " where rowid % 2",
        "insert or ignore into taggings (id, paragraph, tag, coder, created)"
        " select 'new' || id, id, 1, 'eva', '' from paragraphs",
        "delete from taggings where rowid % 3 = 0",
    ):
        lived.execute(sql)
        assert list(counting.miscounted(lived)) == [], sql
    lived.execute("update tags set gone = gone + 1 where taggings > 0")
    assert all("is said to be on" in told for told in check.examinations()["counts"](lived))
    counting.fill(lived)
    assert list(counting.miscounted(lived)) == []


def test_a_corpus_of_before_is_counted_once(lived: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "before.db"
    triggers = ("taggings_removed_insert", "taggings_removed_delete",
                "taggings_counted_insert", "taggings_counted_delete", "taggings_counted_update",
                "paragraphs_counted")  # fmt: skip
    with closing(sqlite3.connect(path)) as older:
        lived.backup(older)
        for name in triggers:
            older.execute(f"drop trigger {name}")
        for column in ("taggings", "paragraphs", "gone", "removed"):
            older.execute(f"alter table tags drop column {column}")
        older.execute("delete from _sqlite_migrations where name like 'm020%'")
        older.commit()
    assert any(name == "m020_kept_counts" for name, _ in migrations.MIGRATIONS)
    with closing(open_write(path)) as db:
        assert codebook.listing(db) == codebook.listing(lived)
        assert list(counting.miscounted(db)) == []
