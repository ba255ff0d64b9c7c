"""Tags are one whatever the letter case, in the database itself; older and foreign rows."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus import (
    check,
    codebook,
    defining,
    history,
    migrations,
    notes,
    search,
    tag_rows,
    tags,
)
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.narrowing import Filters
from annotate.errors import BadInput, NotFound
from tests import made_up


def put(command: Command, ref: str, *names: str) -> list[tuple[str, bool]]:
    return [(tag, new) for _, tag, new in tags.add(command, [tags.Request(ref, names)])]


def names(db: sqlite3.Connection) -> list[str]:
    return [tag.name for tag in codebook.listing(db)]


PAIRS = [("Économie", "ÉCONOMIE"), ("straße", "STRASSE"), ("İstanbul", "istanbul"),
         ("Οδός", "ΟΔΌΣ"), ("мосул", "МОСУЛ"), ("❤️", "❤")]  # fmt: skip


@pytest.mark.parametrize(("known", "typed"), PAIRS)
def test_every_door_knows_a_tag_in_any_case(
    db: sqlite3.Connection, anna: Command, known: str, typed: str
) -> None:
    assert put(anna, "harbour:1", known) == [(known, True)]
    assert put(anna, "harbour:2", typed) == [(known, True)]
    assert not defining.define(anna, typed, definition="A word.")
    assert names(db) == [known]
    assert len(search.paragraphs(db, None, Filters(tags=(typed,)))) == 2
    assert [note.on for note in notes.add(anna, f"tag:{typed}", "Of it.")] == [f"tag:{known}"]
    assert [node.name for node in codebook.tree(db, typed)] == [known]
    assert tags.remove(anna, tags.Request("harbour:2", (typed,)), everyone=False)
    assert defining.rename(anna, typed, "other") == [(known, "other")]
    assert defining.rename(anna, "other", typed) == [("other", typed)]
    assert defining.rename(anna, known, known) == [(typed, known)]
    assert defining.delete(anna, typed, force=True) == 1
    assert names(db) == []


def test_the_database_itself_has_a_name_once(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "Économie")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("insert into tags (name, folded) values ('économie', 'économie')")


def test_what_another_program_wrote_is_found_and_filed(
    db: sqlite3.Connection, anna: Command
) -> None:
    db.execute("insert into tags (name) values ('Économie')")
    assert [row["name"] for row in codebook.branch(db, "ÉCONOMIE")] == ["Économie"]
    assert put(anna, "harbour:1", "économie") == [("Économie", True)]
    assert db.execute("select folded from tags").fetchall()[0][0] == "économie"
    db.execute("update tags set name = 'Ökonomie'")
    assert put(anna, "harbour:1", "ökonomie") == [("Ökonomie", False)]
    assert list(check.problems(db)) == []


def test_undo_brings_back_the_place_of_a_name(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "Économie", "Économie/prix")
    before = made_up.dump(db)
    defining.rename(Command(db, coder="anna", words="rename"), "économie", "Ökonomie")
    history.undo(Command(db, coder="anna", words="undo"))
    assert made_up.dump(db) == before
    defining.delete(Command(db, coder="anna", words="delete"), "ÉCONOMIE", force=True)
    history.undo(Command(db, coder="anna", words="undo"))
    assert made_up.dump(db) == before


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of an annotate that knew Économie and économie as two tags."""
    path, known = tmp_path / "older.db", [name for name, _ in migrations.MIGRATIONS]
    before = migrations.MIGRATIONS[: known.index("m011_tag_names")]
    with monkeypatch.context() as patched, closing(sqlite3.connect(path)) as db:
        patched.setattr(migrations, "MIGRATIONS", before)
        open_write(path, create=True).close()
        db.executescript("""
            insert into originals (sha256, size) values ('o', 0);
            insert into articles (id, slug, title) values (1, 'harbour', 'Harbour');
            insert into versions (article, number, sha256, source, media_type, retrieved, text)
            values (1, 1, 'o', 'o', 'text/plain', '', 'Words.');
            insert into paragraphs
              (article, key, position, number, role, text, start, "end", version)
            values (1, 'x', 1, 1, 'body', 'Words.', 0, 6, 1);
            insert into tags (name, definition) values
              ('Économie', 'Money.'), ('économie', 'Work.'), ('économie/prix', ''), ('sea', '');
            insert into taggings (id, paragraph, tag, coder, created) values
              ('a', 1, 1, 'anna', ''), ('b', 1, 2, 'anna', ''), ('c', 1, 2, 'ben', '');
            insert into notes (id, tag, text, coder, created, updated)
            values ('n', 2, 'Of the other.', 'ben', '', '');
        """)
    return path


def test_an_older_corpus_keeps_both_and_check_says_how_they_become_one(older: Path) -> None:
    with closing(open_write(older)) as db:
        assert names(db) == ["Économie", "économie", "économie/prix", "sea"]
        [told] = [p for p in check.problems(db) if "tags" in p]
        assert told == (  # both are defined, and one stands on more
            "the tags économie and Économie have one name:"
            ' `annotate tags rename "Économie" "économie"` makes them one'
        )
        anna = Command(db, coder="anna", words="rename")
        before = made_up.dump(db)
        assert put(anna, "harbour:1", "économie") == [("économie", False)]
        assert defining.rename(anna, "économie", "Économie") == [
            ("économie", "Économie"), ("économie/prix", "Économie/prix"),
        ]  # fmt: skip
        assert [(t.name, t.taggings, t.definition) for t in codebook.listing(db)] == [
            ("Économie", 2, "Money.\nWork."), ("Économie/prix", 0, ""), ("sea", 0, ""),
        ]  # fmt: skip
        assert [note.text for note in notes.listing(db, on="tag:économie")] == ["Of the other."]
        assert not [p for p in check.problems(db) if "tags" in p]
        history.undo(Command(db, coder="anna", words="undo"))
        assert made_up.dump(db) == before


def test_what_was_done_to_twins_is_taken_back_and_had_again_in_any_order(older: Path) -> None:
    def as_it_is(db: sqlite3.Connection) -> dict[str, made_up.Rows]:
        """Without `folded`: which of twins has the place is derived."""
        return {**made_up.dump(db), "tags": db.execute(f"select {said} from tags").fetchall()}

    said = "id, name, definition, use_when, do_not_use_when, colour"

    def back(verb: Callable[..., object], **by: str) -> None:
        verb(Command(db, coder="anna", words="back"), **by)

    steps: list[tuple[str, str, Callable[..., object]]] = [
        ("anna", "Économie", defining.define),
        ("ben", "économie", defining.define),
        ("anna", "Économie", defining.delete),
        ("ben", "sea", defining.delete),
        ("anna", "économie", defining.define),
    ]
    with closing(open_write(older)) as db:
        stations = [as_it_is(db)]
        for coder, name, do in steps:
            is_deleted = do is defining.delete
            how: dict[str, Any] = {"force": True} if is_deleted else {"definition": coder}
            do(Command(db, coder=coder, words=f"{name} by {coder}"), name, **how)
            stations.append(as_it_is(db))
        for station in reversed(stations[:-1]):
            back(history.undo)
            assert as_it_is(db) == station
        for station in stations[1:]:
            back(history.redo)
            assert as_it_is(db) == station
        for coder in ("anna", "ben", "anna", "anna", "ben"):
            back(history.undo, coder=coder)
        assert as_it_is(db) == stations[0]


def test_of_twins_the_one_that_is_named_is_renamed_or_deleted(older: Path) -> None:
    with closing(open_write(older)) as db:
        anna = Command(db, coder="anna", words="rename")
        assert defining.delete(anna, "Économie", force=True) == 1
        assert names(db) == ["économie", "sea"]  # what is under the place goes with the place
        assert list(tag_rows.twins(db)) == []


KEPT = {
    "without ligatures": (["\ufb01sh", "fish"], "Fish.", "", "fish"),
    "with a definition": (["Strasse", "straße"], "", "A street.", "straße"),
    "that stands on more": (["Straße", "strasse"], "", "", "strasse"),
}


@pytest.mark.parametrize(("twins", "first", "second", "kept"), KEPT.values(), ids=KEPT)
def test_of_twins_the_one_to_keep_is_named(
    db: sqlite3.Connection, anna: Command, twins: list[str], first: str, second: str, kept: str
) -> None:
    rows = zip(twins, (first, second), strict=True)
    db.executemany("insert into tags (name, definition) values (?, ?)", rows)
    [other] = {*twins} - {kept}
    how = f'`annotate tags rename "{other}" "{kept}"`'
    with anna:  # which gives the first its place
        put(anna, "harbour:1-3", kept)
    assert [told for told in check.problems(db) if "one name" in told] == [
        f"the tags {kept} and {other} have one name: {how} makes them one"
    ]
    for typed in twins:
        heard: list[str] = []
        tags.add(anna, [tags.Request("harbour:2", (typed,))], heard.append)
        notes.add(anna, f"tag:{typed}", "A note.", hear=heard.append)
        apart = {*twins} - {typed}
        told = f"{typed} is taken, not {apart.pop()}, which is the same name; {how} makes them one"
        assert heard == [told, told]
    defining.rename(anna, other, kept)
    assert [tag.name for tag in codebook.listing(db) if tag.name in twins] == [kept]
    assert not [told for told in check.problems(db) if "tag" in told]
    heard = []
    tags.add(anna, [tags.Request("harbour:1", (other,))], heard.append)
    assert heard == []


def test_an_older_corpus_is_read_without_a_change(older: Path) -> None:
    with closing(open_read(older)) as db:
        assert len(codebook.branch(db, "ÉCONOMIE")) == 3
        assert [row["name"] for row in codebook.branch(db, "SEA")] == ["sea"]


def test_a_tag_of_an_older_corpus_that_cannot_be_seen_can_be_named_and_renamed(
    db: sqlite3.Connection, anna: Command
) -> None:
    db.execute("insert into tags (name) values ('a\u200bb')")
    assert put(anna, "harbour:1", "a\u200bb") == [("a\u200bb", True)]
    assert ["U+200B" in told for told in check.problems(db)] == [True]
    assert defining.rename(anna, "a\u200bb", "ab") == [("a\u200bb", "ab")]
    with pytest.raises(BadInput, match="U\\+200B"):
        codebook.branch(db, "a\u200bb")


@pytest.fixture
def many(empty: sqlite3.Connection) -> sqlite3.Connection:
    """A codebook of 5,000 tags."""
    with Command(empty, coder="anna", words="tags"):
        for number in range(5000):
            tag_rows.insert(empty, f"theme-{number % 70}/word{number:05} of it")
        tag_rows.insert(empty, "theme/transparency")
    return empty


def test_a_name_is_looked_for_by_index_alone(many: sqlite3.Connection) -> None:
    asked: list[str] = []
    many.set_trace_callback(asked.append)
    assert tag_rows.row(many, "Nonsense") is None
    assert tag_rows.under(many, "NONSENSE/é") == []
    assert len(tag_rows.under(many, "THEME-1")) == 72
    assert tag_rows.beginning(many, "Theme/Trans") == ["theme/transparency"]
    many.set_trace_callback(None)
    plans = [row["detail"] for sql in asked for row in many.execute(f"explain query plan {sql}")]
    assert plans
    assert not [
        plan for plan in plans if plan.startswith("SCAN tags") and "tags_unfolded" not in plan
    ]


def test_an_unknown_tag_is_answered_with_those_it_is_like(many: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no tag 'theme/transparancy'; nearest: theme/transparency"):
        tags.find(many, "theme/transparancy")
    with pytest.raises(NotFound, match="nearest: theme/transparency"):
        tags.find(many, "TRANSP")


def test_the_nearest_of_5000_tags_costs_little(many: sqlite3.Connection) -> None:
    def cost(name: str) -> float:
        start = time.process_time()
        tag_rows.nearest(many, name)
        return time.process_time() - start

    for name in ("theme/transparancy", "théme-3/wörd04711 of it", "nothing like it"):
        assert min(cost(name) for _ in range(5)) < 0.02
