"""
Finding what a ref names: articles by slug, prefix or row number, paragraphs by number or key.

A miss says what would have worked: the nearest names, the range there is.
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from annotate import ref as refs
from annotate.errors import Ambiguous, AnnotateError, BadInput, NotFound
from annotate.ref import Ref
from annotate.text import clean

if TYPE_CHECKING:  # a ref with a number needs no wordings
    from annotate.corpus.wordings import Wording

__all__ = ["Locator", "Place", "article", "beginning", "by_slug", "nearest", "paragraphs"]
__all__ += ["place", "ref_of", "with_key"]


_PROBED = 100  # paragraphs of a ref, to see whether one is there
_AHEAD = 31  # paragraphs looked up with one, where another of its article was named before


class Place(NamedTuple):
    """Where a paragraph is; `version`: it is meant as it stood in an earlier one."""

    id: int
    ref: str
    version: int | None = None


class Locator:
    """Resolves refs against one database, remembering articles and numbers between calls."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._articles: dict[str, sqlite3.Row] = {}  # id, slug and version at least
        self._standing: dict[int, dict[int, int]] = {}  # article → number → paragraph
        self._numbers: dict[tuple[int, int], dict[int, Place]] = {}

    def paragraphs(self, words: str) -> list[Place]:
        """The paragraphs a ref names, each once, in its order; raises as `locate.paragraphs`."""
        ref = refs.parse(words)
        if not ref.items:
            return [self._by_bare_key(ref)]
        assert ref.article is not None
        if ref.article not in self._articles and (place := self._at_once(ref)):
            return [place]
        row = self.article(ref.article)
        places = [self._item(row, ref, item) for item in ref.items]
        return places if len(places) == 1 else list({p.id: p for p in places}.values())

    def _at_once(self, ref: Ref) -> Place | None:
        """The paragraph of SLUG:NUMBER, looked up with its article; None for other refs."""
        number = ref.items[0]
        if ref.version is not None or len(ref.items) > 1 or isinstance(number, str):
            return None
        assert ref.article is not None
        row = self.db.execute(_AT_ONCE, (clean.line(ref.article), number)).fetchone()
        if row is None:
            return None
        self._articles[ref.article] = row
        self._standing.setdefault(row["id"], {})[number] = row["paragraph"]
        return Place(row["paragraph"], f"{row['slug']}:{number}")

    def article(self, name: str) -> sqlite3.Row:
        """The article's id, slug and version, by slug, unique prefix of one, or row number."""
        if name not in self._articles:
            self._articles[name] = _article(self.db, name)
        return self._articles[name]

    def is_there(self, words: str) -> bool:
        """Whether words are a ref, and paragraphs that they name are there, or were."""
        try:
            ref = refs.parse(words)
        except BadInput:
            return False
        assert ref.article is not None
        if not ref.items:
            from annotate.corpus import wordings

            key = ref.article.lower()
            return refs.is_key(key) and bool(wordings.with_key(self.db, key, most=1))
        rows = _named(self.db, clean.line(ref.article))
        return any(self._has(row, ref, item) for row in rows for item in ref.items[:_PROBED])

    def _has(self, row: sqlite3.Row, ref: Ref, item: int | str) -> bool:
        try:
            self._item(row, ref, item)
        except NotFound:
            return False
        except Ambiguous:
            return True
        return True

    def _item(self, row: sqlite3.Row, ref: Ref, item: int | str) -> Place:
        if isinstance(item, str):
            return _by_key(self.db, item, row)
        version = _existing_version(row, ref.version)
        if version == row["version"]:
            return self._by_number(row, item)
        numbers = self._numbers.get((row["id"], version))
        if numbers is None:
            numbers = self._numbers[row["id"], version] = _numbered(self.db, row, version)
        if item not in numbers:
            raise NotFound(_no_such_number(row["slug"], item, len(numbers)))
        return numbers[item]

    def _by_number(self, row: sqlite3.Row, number: int) -> Place:
        known = self._standing.setdefault(row["id"], {})
        if number not in known:
            sql = f"select number, id from paragraphs where {_STANDING} and number between ? and ?"
            last = number + _AHEAD if known else number
            known.update(self.db.execute(sql, (row["id"], number, last)).fetchall())
        if number not in known:
            raise NotFound(_no_such_number(row["slug"], number, _last_number(self.db, row["id"])))
        return Place(known[number], f"{row['slug']}:{number}")

    def _by_bare_key(self, ref: Ref) -> Place:
        assert ref.article is not None
        word = ref.article.lower()
        if not refs.is_key(word):
            raise _whole(ref, self.article(ref.article))
        try:
            return _by_key(self.db, word, None)
        except NotFound:
            found = beginning(self.db, word)  # a slug may look like a key: baghdad
            if not found:
                raise
            raise _whole(ref, found[0]) from None


_AT_ONCE = """
    select a.id, a.slug, a.version, p.id as paragraph
    from articles a join paragraphs p on p.article = a.id
    where a.slug = ? and p.number = ? and p.removed is null
"""


def _whole(ref: Ref, row: sqlite3.Row) -> BadInput:
    return BadInput(
        f"{ref.words!r} names a whole article; say which paragraphs, like {row['slug']}:1-3"
    )


def article(db: sqlite3.Connection, name: str) -> sqlite3.Row:
    """The article's row, by slug, unique prefix of one, or row number."""
    return _article(db, name)


def paragraphs(db: sqlite3.Connection, words: str) -> list[Place]:
    """The paragraphs a ref names; raises NotFound, Ambiguous or BadInput."""
    return Locator(db).paragraphs(words)


def _named(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The articles that may be meant, some of very many."""
    exact = by_slug(db, name)
    if exact:
        return [exact]
    if name.isdecimal() and len(name) < 16:
        row = db.execute("select * from articles where id = ?", [int(name)]).fetchone()
        if row:
            return [row]
    return beginning(db, name) or beginning(db, name.casefold())


def _article(db: sqlite3.Connection, name: str) -> sqlite3.Row:
    name = clean.line(name)
    found = _named(db, name)
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(row["slug"] for row in found[:4]) + (", …" if len(found) > 4 else "")
        raise Ambiguous(f"{name!r} could be {shown}; say more of the slug")
    raise NotFound(_no_such_article(db, name))


def by_slug(db: sqlite3.Connection, slug: str) -> sqlite3.Row | None:
    """The row of the article that has this very slug, or had it."""
    row: sqlite3.Row | None
    row = db.execute("select * from articles where slug = ?", [slug]).fetchone()
    sql = "select * from articles where id = (select article from old_slugs where slug = ?)"
    return row or db.execute(sql, [slug]).fetchone()


def beginning(db: sqlite3.Connection, prefix: str) -> list[sqlite3.Row]:
    """Some articles whose slugs begin so, all if they are fewer than five."""
    if not prefix:
        return []
    return db.execute(
        "select * from articles where slug >= ? and slug < ? order by slug limit 5",
        [prefix, prefix + "\U0010ffff"],
    ).fetchall()


def _no_such_article(db: sqlite3.Connection, name: str) -> str:
    if len(name) > 1 and _begins_a_key(db, name.lower()):
        return f"no article {name!r}; if it is the beginning of a key: say at least 6 characters"
    # a sample is enough for a hint; comparing with a million slugs is not
    sql = "select slug from articles order by id desc limit 5000"
    slugs = [row["slug"] for row in db.execute(sql)]
    if not slugs:
        return f"no article {name!r}: the corpus is empty; `annotate add PATH` fills it"
    hint = nearest(name, slugs) or slugs[:3]
    return f"no article {name!r}; nearest: {', '.join(hint)} (`annotate articles` lists all)"


def _begins_a_key(db: sqlite3.Connection, word: str) -> bool:
    sql = "select 1 from paragraphs where key >= ? and key < ? limit 1"
    return db.execute(sql, [word, word + "~"]).fetchone() is not None


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Up to `most` of the known names that look like the word, best first."""
    from difflib import get_close_matches

    names = list(known)
    inside = [name for name in names if word and word.casefold() in name.casefold()]
    close = get_close_matches(word, names, n=most, cutoff=0.5)
    return list(dict.fromkeys([*close, *inside]))[:most]


def _existing_version(row: sqlite3.Row, version: int | None) -> int:
    current: int = row["version"]
    if version is not None and not 1 <= version <= current:
        has = f"versions 1-{current}" if current > 1 else "only version 1"
        raise NotFound(f"no version {version} of {row['slug']}; it has {has}")
    return version or current


def _no_such_number(slug: str, number: int, last: int) -> str:
    has = f"has paragraphs 1-{last}" if last else "has no numbered paragraph"
    return f"no paragraph {number} in {slug}; it {has}"


_STANDING = "article = ? and number is not null and removed is null"


def _last_number(db: sqlite3.Connection, article: int) -> int:
    """Of its paragraphs that stand; 0 if none has one."""
    sql = f"select max(number) from paragraphs where {_STANDING}"
    return db.execute(sql, (article,)).fetchone()[0] or 0


def _numbered(db: sqlite3.Connection, row: sqlite3.Row, version: int) -> dict[int, Place]:
    """The numbered paragraphs of an earlier version."""
    from annotate.corpus import wordings

    found = wordings.in_version(db, row["id"], version)
    return {
        w.number: Place(w.paragraph, f"{row['slug']}@{version}:{w.number}", version)
        for w in found
        if w.number is not None
    }


def _by_key(db: sqlite3.Connection, word: str, row: sqlite3.Row | None) -> Place:
    from annotate.corpus import wordings

    found = wordings.with_key(db, word, article=row["id"] if row else None)
    wanted = [w for w in found if w.stands] or found
    if len({(w.paragraph, w.key) for w in wanted}) == 1:
        return _place(wanted[0])
    if not wanted:
        where = f" in {row['slug']}" if row else ""
        raise NotFound(f"no paragraph with the key {word!r}{where}; `annotate find` searches words")
    shown = ", ".join(dict.fromkeys(_place(w).ref for w in wanted[:4]))
    raise _ambiguous_key(word, shown)


def with_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, most: int
) -> "list[Wording]":
    """Wordings that have, or had, this very key, not one that begins so; those that stand first."""
    from annotate.corpus import wordings

    row = by_slug(db, slug) if slug is not None else None
    if not refs.is_key(key) or (slug is not None and row is None):
        return []
    found = wordings.with_key(db, key, article=row["id"] if row else None, most=most)
    return [w for w in found if key.startswith(w.key)]


def _ambiguous_key(word: str, shown: str) -> AnnotateError:
    return Ambiguous(f"{word!r} could be {shown}; name one of them so")


def _place(wording: "Wording") -> Place:
    if wording.stands:
        return Place(wording.paragraph, wording.ref)
    return Place(wording.paragraph, f"{wording.slug}:{wording.shown_key}", wording.last)


def ref_of(db: sqlite3.Connection, paragraph: object) -> str:
    """How a paragraph is named, by its row; empty where there is none."""
    sql = "select p.*, a.slug from paragraphs p join articles a on a.id = p.article where p.id = ?"
    row = db.execute(sql, [paragraph]).fetchone()
    return place(row["slug"], row).ref if row else ""


def place(slug: str, row: sqlite3.Row) -> Place:
    """The place of a row of `paragraphs`, named by number, else by key."""
    if row["number"] is not None and row["removed"] is None:
        return Place(row["id"], f"{slug}:{row['number']}")
    return Place(row["id"], f"{slug}:{refs.shown_key(row['key'], row['occurrence'])}")
