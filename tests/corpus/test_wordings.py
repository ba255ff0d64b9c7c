"""What stood when: the view `stood`, and what is asked of it."""

import sqlite3
from collections.abc import Iterator

import pytest

from annotate.corpus import migrations, schema, wordings
from annotate.text.key import key
from tests import lives

FIRST = {"a": "Alpha.", "b": "Beta.", "c": "Gamma."}
SECOND = {"a": "Alpha.", "b": "Beta, changed.", "c": "Gamma."}
THIRD = {"n": "New.", "a": "Alpha.", "b": "Beta."}
LINEAGE = [(2, "edited", "b", "b"), (3, "edited", "b", "b"), (3, "removed", "c", None)]


@pytest.fixture
def ids(empty: sqlite3.Connection) -> dict[str, int]:
    """An article of three versions: `a` moves, `b` changes there and back, `c` goes."""
    return lives.put(empty, "greek", [FIRST, SECOND, THIRD], LINEAGE)


Told = tuple[str, int, int, int]


def told(found: list[wordings.Wording]) -> list[Told]:
    return [(w.text, w.first, w.last, w.stands) for w in found]


def test_all_wordings_of_a_paragraph_are_its_life(
    empty: sqlite3.Connection, ids: dict[str, int]
) -> None:
    lived = wordings.of(empty, [*ids.values()])
    assert {name: told(lived[id]) for name, id in ids.items()} == {
        "a": [("Alpha.", 1, 2, 0), ("Alpha.", 3, 3, 1)],
        "b": [("Beta.", 1, 1, 0), ("Beta, changed.", 2, 2, 0), ("Beta.", 3, 3, 1)],
        "c": [("Gamma.", 1, 2, 0)],
        "n": [("New.", 3, 3, 1)],
    }


@pytest.mark.parametrize(("version", "texts"), [(None, THIRD), (1, FIRST), (2, SECOND), (3, THIRD)])
def test_a_version_has_its_paragraphs_in_order(
    empty: sqlite3.Connection, ids: dict[str, int], version: int | None, texts: dict[str, str]
) -> None:
    found = wordings.in_version(empty, 1, version)
    assert [(w.paragraph, w.text) for w in found] == [(ids[n], text) for n, text in texts.items()]
    assert wordings.in_version(empty, 1, version, (2, 9)) == found[1:]


def test_those_that_stand_come_first(empty: sqlite3.Connection, ids: dict[str, int]) -> None:
    lives.put(empty, "other", [{"x": "Beta."}, {"x": "Else."}], [(2, "edited", "x", "x")])
    lives.put(empty, "third", [{"x": "Beta."}])
    found = wordings.with_key(empty, key("Beta."))
    assert [w.ref for w in found] == ["greek:3", "third:1", "greek@1:2", "other@1:1"]
    assert [w.ref for w in wordings.with_key(empty, key("Beta."), most=2)] == ["greek:3", "third:1"]
    within = wordings.with_key(empty, key("Beta.")[:7], article=2)
    assert [(w.ref, w.ended, w.removed) for w in within] == [("other@1:1", 2, None)]


def test_of_those_that_ended_an_articles_last_come_first(empty: sqlite3.Connection) -> None:
    there_and_back = [{"x": text} for text in ("Beta.", "Else.", "Beta.", "Other.")]
    moves = [(version, "edited", "x", "x") for version in (2, 3, 4)]
    for slug in ("one", "two", "three"):
        lives.put(empty, slug, there_and_back, moves)
    refs = [f"{slug}@{version}:1" for slug in ("one", "two", "three") for version in (3, 1)]
    # as many as it takes to see all that a few paragraphs have had
    assert [w.ref for w in wordings.with_key(empty, key("Beta."), most=3)] == refs


def test_a_second_one_with_the_words_has_a_name_of_its_own(empty: sqlite3.Connection) -> None:
    ids = lives.put(empty, "greek", [{"a": "Alpha.", "b": "Alpha."}])
    empty.execute("update paragraphs set occurrence = 2 where id = ?", [ids["b"]])
    [found] = wordings.with_key(empty, f"{key('Alpha.')}~2")
    assert (found.position, found.shown_key) == (2, f"{key('Alpha.')}~2")


@pytest.mark.parametrize(
    ("name", "version", "text"),
    [("b", 1, "Beta."), ("b", 2, "Beta, changed."), ("b", None, "Beta."), ("c", 3, "Gamma."),
     ("c", None, "Gamma."), ("n", 1, "New.")],
)  # fmt: skip
def test_a_paragraph_stood_so_in_a_version_or_last(
    empty: sqlite3.Connection, ids: dict[str, int], name: str, version: int | None, text: str
) -> None:
    assert wordings.at(empty, ids[name], version).text == text


def test_what_is_removed_says_since_when(empty: sqlite3.Connection, ids: dict[str, int]) -> None:
    gone, changed = wordings.at(empty, ids["c"]), wordings.at(empty, ids["b"], 1)
    assert (gone.removed, gone.ended) == (3, 3)
    assert (changed.removed, changed.ended) == (None, 2)


def test_keys_are_told_by_their_beginning(empty: sqlite3.Connection, ids: dict[str, int]) -> None:
    known = sorted(key(text) for text in {*FIRST.values(), *SECOND.values(), *THIRD.values()})
    assert wordings.keys(empty, "", most=9) == known
    assert wordings.keys(empty, "", most=2) == known[:2]
    assert wordings.keys(empty, known[0][:5], most=9) == known[:1]


PLANS = {
    "a key": ("key = ?", {"paragraphs_key", "wordings_key"}),
    "a key that stands": ("key = ? and stands limit 9", {"paragraphs_key", "wordings_key"}),
    "the beginning of a key": ("key >= ? and key < '0~'", {"paragraphs_key", "wordings_key"}),
    "a key in an article": ("key = ? and article = 1", {"paragraphs_key", "wordings_article"}),
    "an article": ("article = ?", {"paragraphs_article", "wordings_article"}),
    "what stands": ("article = ? and stands", {"paragraphs_article", "wordings_article"}),
    "a version": (
        "article = ? and 2 between from_version and to_version",
        {"paragraphs_article", "wordings_article"},
    ),
    "a paragraph": ("paragraph = ?", {"paragraphs", "wordings_paragraph"}),
    "paragraphs": (
        "paragraph in (select value from json_each(?))", {"paragraphs", "wordings_paragraph"},
    ),
    "paragraphs as they are": (
        "wording is null and paragraph in (select value from json_each(?))",
        {"paragraphs", "wordings_paragraph"},
    ),
}  # fmt: skip


def searches(db: sqlite3.Connection, condition: str) -> Iterator[str]:
    """What the plan of a look-up looks into: an index, or a table by its row numbers."""
    sql = f"explain query plan select text from stood where {condition}"
    for row in db.execute(sql, ["[1]"]):
        words = row["detail"].split()
        if words[0] in ("SEARCH", "SCAN") and words[1] in ("p", "w"):
            assert words[0] == "SEARCH", row["detail"]
            table = {"p": "paragraphs", "w": "wordings"}[words[1]]
            yield words[words.index("INDEX") + 1] if "INDEX" in words else table


@pytest.mark.parametrize(("condition", "expected"), PLANS.values(), ids=PLANS)
def test_a_look_up_reads_no_more_than_it_must(
    empty: sqlite3.Connection, condition: str, expected: set[str]
) -> None:
    assert set(searches(empty, condition)) == expected


def test_a_database_of_the_migration_before_gets_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name, _ in migrations.MIGRATIONS]
    before = migrations.MIGRATIONS[: names.index("m009_stood")]
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", before)
        schema.apply(db)
    lives.put(db, "greek", [FIRST, SECOND, THIRD], LINEAGE)
    schema.apply(db)
    assert [w.text for w in wordings.in_version(db, 1, 2)] == [*SECOND.values()]
    db.close()
