"""What a query finds, held against reading every paragraph."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.corpus import conditions, notes, ranking, search, tags
from annotate.corpus.conditions import Sight
from annotate.corpus.database import Command, open_write
from annotate.corpus.narrowing import Filters
from annotate.errors import BadInput
from annotate.model import Metadata
from annotate.text.query import All, Either, Field, Node, Not, conjuncts, joined, written
from annotate.text.sought import Term
from tests import made_up
from tests.made_up import draft

WORDS = ("ship", "ice", "harbour", "ladder", "fish", "fishing", "of", "the", "空气", "office")
TAGS = ("place", "place/sea", "place/sea/deep", "old", "Old/est")
CODERS = ("anna", "berta", "carl")
SITES = ("The Times", "the times", "Post", None)
DATES = ("2016", "2016-10", "2016-10-17", "2016-10-17T10:00:00Z", "2017-01-02", None)
MANY = 12


@dataclass(frozen=True)
class Read:
    """A paragraph with all that a query asks about."""

    id: int
    text: str
    role: str
    slug: str
    site: str | None
    published: str | None
    is_removed: bool
    taggings: tuple[tuple[str, str, bool], ...]  # tag, coder, gone
    notes: tuple[tuple[str, bool], ...]  # text, private
    is_read: bool


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A corpus of words, tags, coders and notes put together at random."""
    path, dice = tmp_path_factory.mktemp("made") / "corpus.db", random.Random(12)
    with closing(open_write(path, create=True)) as db:
        for number in range(MANY):
            _article(db, dice, number)
        for coder in CODERS:
            _annotate(Command(db, coder=coder, words="x"), dice)
        for number in range(0, MANY, 4):  # some lose their last paragraph
            _article(db, dice, number, is_next=True)
        db.execute("update taggings set gone = 1 where exact is not null and start > 9")
        if db.execute("select 1 from sqlite_master where name = 'seen'").fetchone():
            _read_some(db)
        else:
            db.execute("create view seen as select paragraph, coder from taggings")
        yield db


def _read_some(db: sqlite3.Connection) -> None:
    """Every third paragraph was read, and every sixth has other words since."""
    db.execute(
        """
        insert into readings (id, paragraph, key, coder, created, revision)
        select 'r' || id, id, iif(id % 2, key, 'other'), 'berta', '2026-01-01T00:00:00Z', 1
        from paragraphs where id % 3 = 0
        """
    )


def _article(
    db: sqlite3.Connection, dice: random.Random, number: int, *, is_next: bool = False
) -> None:
    source, seed = f"{number}.txt", random.Random(number)
    texts = [f"{n} " + " ".join(seed.choices(WORDS, k=seed.randint(1, 6))) for n in range(6)]
    texts[1] = texts[1].replace("office", "o\ufb03ce")
    new = draft(*texts[: 5 if is_next else 6], made_up.SHARE, title=f"Article {number}")
    said = Metadata(new.metadata.title, site=SITES[number % 4], published=DATES[number % 6])
    made_up.add(db, replace(new, metadata=said), source)


def _annotate(command: Command, dice: random.Random) -> None:
    rows = command.db.execute("select id, key, text from paragraphs").fetchall()
    slugs = dict(
        command.db.execute(
            "select p.id, a.slug from paragraphs p join articles a on a.id = p.article"
        )
    )
    for row in rows:
        ref = f"{slugs[row['id']]}:{row['key']}"
        for name in dice.sample(TAGS, dice.choice((0, 0, 1, 2))):
            quote = row["text"].split()[-1] if dice.random() < 0.3 else None
            tags.add(command, [tags.Request(ref, (name,), quote)])
        if dice.random() < 0.2:
            notes.add(command, ref, " ".join(dice.choices(WORDS, k=3)), private=dice.random() < 0.5)


@pytest.fixture(scope="module")
def everything(made: sqlite3.Connection) -> list[Read]:
    """All paragraphs, in the order of the corpus."""
    rows = made.execute(
        """
        select p.id, p.text, p.role, a.slug, a.site, a.published, p.removed is not null as removed
        from paragraphs p join articles a on a.id = p.article
        order by p.article, p.removed is not null, p.position
        """
    ).fetchall()
    try:
        read = {row[0] for row in made.execute("select paragraph from readings")}
    except sqlite3.OperationalError:  # no readings are kept
        read = set()
    return [_read(made, row, read) for row in rows]


def _read(db: sqlite3.Connection, row: sqlite3.Row, read: set[int]) -> Read:
    taggings = """
        select tags.name, t.coder, t.gone is not null from taggings t
        join tags on tags.id = t.tag where paragraph = ?
    """
    noted = "select text, private from notes where paragraph = ?"
    return Read(
        row["id"], row["text"], row["role"], row["slug"], row["site"], row["published"],
        bool(row["removed"]),
        tuple((name, by, bool(gone)) for name, by, gone in db.execute(taggings, [row["id"]])),
        tuple((text, bool(private)) for text, private in db.execute(noted, [row["id"]])),
        (row["id"] in read and row["id"] % 2 == 1)
        or any(db.execute("select 1 from taggings where paragraph = ?", [row["id"]])),
    )  # fmt: skip


def test_the_corpus_has_all_that_is_asked_about(everything: list[Read]) -> None:
    assert any(read.is_removed for read in everything)
    assert any(gone for read in everything for _, _, gone in read.taggings)
    assert {private for read in everything for _, private in read.notes} == {False, True}
    assert any("\ufb03" in read.text for read in everything)


def slowly(everything: list[Read], node: Node, *, private: bool) -> list[int]:
    """What a query finds, by reading."""
    are_gone = "is:removed" in written(node)
    return [
        read.id
        for read in everything
        if (are_gone or not read.is_removed) and holds(node, read, private, None, False)
    ]


def holds(node: Node, read: Read, private: bool, coder: str | None, is_gone: bool) -> bool:
    if isinstance(node, Term):
        return says(read.text, node)
    if isinstance(node, Field):
        return has(node, read, private, coder, is_gone)
    if isinstance(node, Not):
        return not holds(node.of, read, private, coder, False)
    if isinstance(node, All):
        names = [n.value for n in node.of if isinstance(n, Field) and n.name == "coder"]
        coder = names[0] if len(names) == 1 else coder
        is_gone = is_gone or Field("is", "removed") in node.of
    each = (holds(n, read, private, coder, is_gone) for n in node.of)
    return all(each) if isinstance(node, All) else any(each)


def says(text: str, term: Term) -> bool:
    words, sought = text.replace("\ufb03", "ffi").split(), term.words.rstrip("*").split()
    if term.words.rstrip("*") == "空气":
        return "空气" in text
    runs = (words[n : n + len(sought)] for n in range(len(words)))
    if term.is_beginning:
        return any(
            run[:-1] == sought[:-1] and run[-1:] and run[-1].startswith(sought[-1]) for run in runs
        )
    return any(run == sought for run in runs)  # fmt: skip


def has(node: Field, read: Read, private: bool, coder: str | None, is_gone: bool) -> bool:
    value, notes = node.value, [text for text, hidden in read.notes if private or not hidden]
    if node.name == "tag":
        return any(
            tagged(name, value)
            for name, by, gone in read.taggings
            if (coder is None or by == coder) and (not is_gone or gone or read.is_removed)
        )
    if node.name == "note":
        return any(says(text, Term(value, value.endswith("*"))) for text in notes)
    if node.name == "date":
        low, _, high = value.partition("..")
        high = high if ".." in value else low
        day = read.published or ""
        return bool(day) and day >= low and (not high or day[: len(high)] <= high)
    return {
        "role": read.role == value,
        "article": read.slug == value or read.slug.startswith(value),
        "site": (read.site or "").casefold() == value.casefold(),
        "coder": any(by == value for _, by, _ in read.taggings),
        "is:read": read.is_read,
        "is:unread": not read.is_read,
        "is:tagged": bool(read.taggings),
        "is:untagged": not read.taggings,
        "is:noted": bool(notes),
        "is:removed": read.is_removed or any(gone for _, _, gone in read.taggings),
    }[f"is:{value}" if node.name == "is" else node.name]


def tagged(name: str, value: str) -> bool:
    place, sought = name.casefold(), value.casefold().removesuffix("/*")
    return place.startswith(f"{sought}/") or (place == sought and not value.endswith("/*"))


VALUES = {
    "tag": (*TAGS, "place/*", "OLD", "place/sea/*"),
    "note": ("ice", "fish*", "空气", "the"),
    "role": ("body", "boilerplate", "title"),
    "article": ("article-3", "article-11", "article-7"),
    "site": ("The Times", "post"),
    "coder": CODERS,
    "date": ("2016", "2016-10", "2016-10-17", "2016-10..2017", "..2016-10", "2016-11.."),
    "is": ("read", "unread", "tagged", "untagged", "noted", "removed"),
}  # fmt: skip


def fields() -> st.SearchStrategy[Node]:
    pairs = [(name, value) for name, values in VALUES.items() for value in values]
    made: st.SearchStrategy[Node] = st.sampled_from(pairs).map(
        lambda pair: Field(*pair, is_quoted=" " in pair[1])
    )
    return made


def terms() -> st.SearchStrategy[Node]:
    said = st.sampled_from(
        [*map(Term, WORDS), Term("of the"), Term("fish*", True), Term("ice fish*", True)]
    )
    return said.map(lambda term: Term(term.words.replace("ice fish*", "fi*"), term.is_beginning))


def larger(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    negated: st.SearchStrategy[Node] = nodes.map(lambda n: n.of if isinstance(n, Not) else Not(n))
    return (
        negated
        | several.map(lambda of: joined(All, of))
        | several.map(lambda of: joined(Either, of))
    )


@given(st.recursive(fields() | terms(), larger, max_leaves=7), st.booleans())
@example(
    All((Not(Field("tag", "place")), Either((Field("tag", "place"), Field("coder", "anna"))))),
    False,
)
@example(Either((Term("ice"), All((Field("tag", "place"), Field("is", "removed"))))), False)
def test_a_query_finds_what_reading_finds(
    made: sqlite3.Connection, everything: list[Read], tree: Node, private: bool
) -> None:
    text, expected = written(tree), slowly(everything, tree, private=private)
    assert search.ids(made, text, private=private) == expected
    hits = search.paragraphs(made, text, limit=None, private=private)
    assert sorted(hit.paragraph.id for hit in hits) == sorted(expected)
    assert search.count(made, text, private=private) == len(expected)
    bounded = search.found(made, text, Filters(), most=1000, sight=Sight(private))
    assert sorted(id for id, _ in bounded.scored) == sorted(expected)
    assert bounded.told == ()


@given(st.lists(fields(), min_size=1, max_size=3), st.none() | terms())
def test_options_are_the_same_as_fields_beside_the_query(
    made: sqlite3.Connection, fields: list[Field], word: Term | None
) -> None:
    named = {each.name: each.value for each in fields}
    filters = Filters(
        tags=tuple(f.value for f in fields if f.name == "tag" and "*" not in f.value),
        articles=tuple(f.value for f in fields if f.name == "article"),
        role=named.get("role"), coder=named.get("coder"), removed=named.get("is") == "removed",
    )  # fmt: skip
    text = written(word) if word else None
    nodes = (*((word,) if word else ()), *filters.nodes)
    if nodes:
        expected = search.ids(made, written(joined(All, nodes)))
        hits = search.paragraphs(made, text, filters, limit=None)
        assert sorted(hit.paragraph.id for hit in hits) == sorted(expected)


def test_a_query_of_fields_is_answered_in_the_order_of_the_corpus(
    made: sqlite3.Connection, everything: list[Read]
) -> None:
    expected = slowly(everything, Field("tag", "place"), private=False)
    assert [
        hit.paragraph.id for hit in search.paragraphs(made, "tag:place", limit=None)
    ] == expected


@pytest.mark.parametrize(
    ("text", "sight", "told"),
    [
        ("is:read", Sight(readings=False), "who read what is not shown here"),
        ("NOT is:unread", Sight(readings=False), "who read what is not shown here"),
        ("is:suggested", Sight(readings=False), "what is suggested is not shown here"),
        ("ice note:x", Sight(notes=False), "notes are not shown here"),
        ("is:noted", Sight(notes=False), "notes are not shown here"),
        ("ice tag:old", Sight(tags=False), "tags are not shown here"),
        ("is:untagged", Sight(tags=False), "tags are not shown here"),
        ("coder:anna", Sight(tags=False), "not shown here"),
        ("fi* OR ice", Sight(is_bounded=True), "so many words begin with fi that it is not looked"),
        ("tag:old OR fi*", Sight(is_bounded=True), "so many words begin with fi that it is not"),
    ],
)
def test_what_may_not_be_asked_is_refused_in_words(
    made: sqlite3.Connection, text: str, sight: Sight, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.corpus.matching.PLACES", 2)
    monkeypatch.setattr("annotate.corpus.matching.WORDS", 0)
    with pytest.raises(BadInput, match=told):
        ranking.found(made, text, Filters(), most=10, sight=sight)
    assert conditions.of(made, "ice", Filters(), sight).words == conjuncts(Term("ice"))


BOUNDED = [
    "is:untagged",
    "role:title",
    "NOT ice",
    "tag:old OR ice",
    "ice (tag:old OR the)",
    "the NOT tag:old",
]


@pytest.mark.parametrize("text", BOUNDED)
def test_bounded_it_finds_some_and_says_so(
    made: sqlite3.Connection, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "STRETCH", 16)
    monkeypatch.setattr(ranking, "PATIENCE", 1e-9)
    monkeypatch.setattr("annotate.corpus.matching.COMMON", 1)
    found = search.found(made, text, Filters(), most=1000)
    assert {id for id, _ in found.scored} <= set(search.ids(made, text))
    assert found.told in ((ranking.SEEN,), (ranking.SOME_SEEN,))


def test_nothing_is_found_and_nothing_asked_without_a_word(made: sqlite3.Connection) -> None:
    for text in ("", "*", '""', "- -"):
        assert search.ids(made, text) == []
        assert search.paragraphs(made, text, Filters(tags=("old",))) == []
