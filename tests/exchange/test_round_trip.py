"""What is carried out and in again is what it was, whatever people wrote."""

import io
import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.corpus import articles, notes, tags
from annotate.corpus.database import Command
from annotate.errors import AnnotateError
from annotate.exchange import incoming, outgoing
from annotate.exchange.incoming import Brought
from annotate.text import clean
from tests import made_up
from tests.made_up import draft

HOSTILE = (
    "=1+2", "+x", "-y", "@z", '"', '""', ",", ";", "\t", "\n", "\n\n---\n\n", "'", "|", "\\",
    "#N/A",    "_x0041_", "\u2028", "\x85", "\r\n", "\ufeff", "\u202e", "e\u0301", "é", "漢字",
    "👩‍👩‍👧", "عربي", "NaN", "null", "TRUE", "007", "1e5", "sep=;", "<b>&amp;", "]]>", "ß", "  ",
)  # fmt: skip

pieces = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=8),
    st.sampled_from(("the harbour", "stood", "still", "the harbour ", "for a day")),
)
wording = st.lists(pieces, min_size=1, max_size=8).map("".join).map(clean.multiline)
wording = wording.filter(lambda text: any(c.isalnum() for c in text))
paragraphs = st.lists(wording, min_size=1, max_size=5)
step = st.tuples(
    st.sampled_from(("tag", "tag", "note", "private", "article", "on tag")),
    st.integers(0, 4), st.integers(0, 30), st.integers(0, 12),
    st.sampled_from(("anna", "ben", "=cmd|x", "Zoë, Dr; ", "é")),
    st.one_of(wording, st.sampled_from(("sea", "Sea/salt", "police violence"))),
)  # fmt: skip
steps = st.lists(step, max_size=12)
Step = tuple[str, int, int, int, str, str]


def begun(db: sqlite3.Connection, coder: str = "anna") -> Command:
    return Command(db, coder=coder, words="a test")


def lived(first: Sequence[str], second: Sequence[str], did: Sequence[Step]) -> sqlite3.Connection:
    """A corpus in which people did things, also between two versions of an article."""
    db = made_up.in_memory()
    made_up.add(db, draft(*first, title="=One"), "one.txt")
    made_up.add(db, draft("Another article has other words.", title="Two"), "two.txt")
    half = len(did) // 2
    for each in did[:half]:
        do(db, each)
    made = draft(*second, title="=One")
    articles.add(begun(db), made, made.text.encode(), source="one.txt")
    for each in did[half:]:
        do(db, each)
    return db


def do(db: sqlite3.Connection, did: Step) -> None:
    """A step, if it goes."""
    kind, which, start, length, coder, words = did
    rows = db.execute("select * from paragraphs where removed is null order by id").fetchall()
    row = rows[which % len(rows)]
    slug = db.execute("select slug from articles where id = ?", [row["article"]]).fetchone()[0]
    ref = f"{slug}:{row['number']}"
    quote = row["text"][start : start + length] or None
    command = begun(db, coder)
    try:
        if kind == "tag":
            tags.add(command, [tags.Request(ref, (words,), quote)])
        elif kind == "article":
            notes.add(command, slug, words)
        elif kind == "on tag":
            name = db.execute("select name from tags order by id limit 1").fetchone()
            notes.add(command, f"tag:{name and name[0]}", words)
        else:
            notes.add(command, ref, words, quote=quote, private=kind == "private")
    except AnnotateError:
        pass


def emptied(db: sqlite3.Connection) -> sqlite3.Connection:
    """The same articles without anything that people put on them; the codebook stays."""
    copy = made_up.copied(db)
    for table in ("reviews", "placements", "notes", "taggings"):
        copy.execute(f"delete from {table}")
    return copy


def out(db: sqlite3.Connection, thing: str, form: str) -> bytes:
    file = io.BytesIO()
    outgoing.export(db, outgoing.Wanted(thing, private=True), form, file)
    return file.getvalue()


def back(db: sqlite3.Connection, data: bytes) -> Brought:
    return incoming.bring(begun(db, "carla"), io.BytesIO(data))


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "xlsx"])
@given(first=paragraphs, second=paragraphs, did=steps)
@settings(max_examples=40)
def test_what_is_carried_out_comes_back_the_same(
    form: str, first: list[str], second: list[str], did: list[Step]
) -> None:
    db = lived(first, second, did)
    copy = emptied(db)
    things = ("notes", "taggings")  # notes first: beside a tagging a note has no times of its own
    files = {thing: out(db, thing, form) for thing in things}
    for thing in things:
        if db.execute(f"select 1 from {thing}").fetchone():
            back(copy, files[thing])
    for thing in things:
        assert out(copy, thing, "csv") == out(db, thing, "csv")
    before, done = made_up.dump(copy), copy.execute("select count(*) from commands").fetchone()[0]
    for thing in things:
        if db.execute(f"select 1 from {thing}").fetchone():
            assert back(copy, files[thing]).new == 0
    assert made_up.dump(copy) == before
    assert copy.execute("select count(*) from commands").fetchone()[0] == done
