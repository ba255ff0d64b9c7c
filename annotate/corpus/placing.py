"""
Where in the corpus a row belongs that was carried out of it, or out of another.

Words are the address: a key names them, in whatever version, and whatever became of their
number since. Only where no key is said a ref is looked for. What cannot be placed for sure
is not placed.
"""

import sqlite3
from typing import NamedTuple

from annotate import ref as refs
from annotate.anchor import quote as quotes
from annotate.corpus import locate, wordings
from annotate.corpus.locate import Locator
from annotate.corpus.quotes import Wanted, every_in_text, named
from annotate.errors import BadInput, NotFound, QuoteNotFound
from annotate.model import Quote

__all__ = ["Placed", "Placer", "Spot", "Where"]

_HELD = 1_000  # paragraphs, and names of articles, that are remembered


class Where(NamedTuple):
    """What a row says of its place: a key or a ref, and the words it is on."""

    key: str = ""
    article: str = ""
    ref: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    occurrence: int | None = None
    gone: int | None = None  # the version since which the words are not there
    removed: int | None = None  # the version that removed the paragraph


class Spot(NamedTuple):
    """A paragraph as it stands, or stood last; `same`: with the very words of the key."""

    id: int
    ref: str
    text: str
    same: bool
    removed: bool


class Placed(NamedTuple):
    """A paragraph, and the words in it, if it is on some; since when these are gone."""

    spot: Spot
    quote: Quote | None
    gone: int | None = None


class Placer:
    """Finds places, remembering the last ones; `explains`: says at length why there is none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.explains = True
        self._locator = Locator(db)
        self._spots: dict[tuple[str, str, str, int | None], Spot] = {}
        self._articles: dict[str, int | None] = {}

    def place(self, where: Where) -> Placed:
        """The place of a row; raises BadInput, NotFound, Ambiguous or QuoteNotFound."""
        spot = self._spot(where)
        if not where.quote:
            return Placed(spot, None)
        if where.gone is not None:
            return self._gone(spot, where)
        return Placed(spot, self._quote(spot, where))

    def _spot(self, where: Where) -> Spot:
        name = where.key, where.article, where.ref, where.removed
        spot = self._spots.get(name)
        if spot is None:
            spot = self._by_key(where) if where.key else self._by_ref(where.ref)
            if len(self._spots) >= _HELD:
                self._spots.clear()
            self._spots[name] = spot
        return spot

    def _by_key(self, where: Where) -> Spot:
        key = where.key.lower()
        if not refs.is_key(key):
            raise BadInput(f"{where.key!r} is no key")
        slug = where.article or where.ref.rpartition(":")[0].partition("@")[0]
        article = self._article(slug)
        found = self._standing(key, article, where.removed)
        if found is None:
            found = self._stood(key, article, slug)
        return found

    def _article(self, slug: str) -> int | None:
        if slug not in self._articles:
            row = locate.by_slug(self.db, slug) if slug else None
            if len(self._articles) >= _HELD:
                self._articles.clear()
            self._articles[slug] = row["id"] if row else None
        return self._articles[slug]

    def _standing(self, key: str, article: int | None, removed: int | None) -> Spot | None:
        """The paragraph that has the very key now, or had it when a version removed it."""
        word, _, occurrence = key.partition("~")
        if article is None:
            return None
        sql = """
            select p.id, p.number, p.key, p.occurrence, p.text, p.removed, a.slug
            from paragraphs p join articles a on a.id = p.article
            where p.key = ? and p.article = ? and p.occurrence = ? and p.removed is ?
        """
        rows = self.db.execute(sql, [word, article, int(occurrence or 1), removed]).fetchall()
        return _spot(rows[0], same=True) if len(rows) == 1 else None

    def _stood(self, key: str, article: int | None, slug: str) -> Spot:
        """The paragraph that has or had a key, wherever it is if its article is unknown."""
        found = wordings.with_key(self.db, key, article=article)
        found = [one for one in found if one.stands] or found
        if not found:
            there = f" in {slug}" if article is not None else ""
            raise NotFound(f"no paragraph has or had the words with the key {key}{there}")
        if len({one.paragraph for one in found}) > 1:
            shown = ", ".join(dict.fromkeys(one.ref for one in found[:4]))
            raise BadInput(f"the key {key} could be {shown}; say which article")
        word = key.partition("~")[0]
        return self._now(found[0].paragraph, word)

    def _now(self, paragraph: int, key: str | None) -> Spot:
        sql = """
            select p.id, p.number, p.key, p.occurrence, p.text, p.removed, a.slug
            from paragraphs p join articles a on a.id = p.article where p.id = ?
        """
        row = self.db.execute(sql, [paragraph]).fetchone()
        return _spot(row, same=row["key"] == key)

    def _by_ref(self, ref: str) -> Spot:
        if not ref:
            raise BadInput("says neither a key nor a ref")
        article = ref.rpartition(":")[0].partition("@")[0]
        if not self.explains and article and self._article(article) is None:
            raise NotFound("no such article")
        places = self._locator.paragraphs(ref)
        if len(places) > 1:
            raise BadInput(f"{ref} names {len(places):,} paragraphs; a row is on one")
        return self._now(places[0].id, None)

    def _quote(self, spot: Spot, where: Where) -> Quote:
        text, words = spot.text, where.quote
        if where.start is not None and where.start >= 0:
            span = where.start, where.start + len(words)
            if text[slice(*span)] == words and _is_between(text, span, where):
                return quotes.at(text, *span)
        if not self.explains and not quotes.places(text, words):
            raise QuoteNotFound("words that do not stand there")
        found = every_in_text(text, spot.ref, Wanted(words, None, where.prefix, where.suffix))
        return self._of_several(found, spot, where)

    def _of_several(self, found: list[Quote], spot: Spot, where: Where) -> Quote:
        """The one that is meant, where there is no doubt."""
        if where.occurrence is not None:
            if not 1 <= where.occurrence <= len(found):
                raise QuoteNotFound(f"there is no occurrence {where.occurrence} in {spot.ref}")
            return found[where.occurrence - 1]
        if spot.same and where.start is not None:
            found = [one for one in found if one.start == where.start] or found
        exact = [one for one in found if one.exact == where.quote] or found
        if len(exact) > 1:
            raise BadInput(
                f"{named(where.quote)} stands {len(exact):,} times in {spot.ref};"
                " occurrence, or prefix and suffix, say which is meant"
            )
        return exact[0]

    def _gone(self, spot: Spot, where: Where) -> Placed:
        """Words that a version does not have any more, if the one before it had them."""
        assert where.gone is not None
        life = wordings.of(self.db, [spot.id])[spot.id]
        start = where.start if where.start is not None else -1
        for wording in life:
            if start >= 0 and wording.text[start : start + len(where.quote)] == where.quote:
                quote = Quote(where.quote, where.prefix, where.suffix, start)
                return Placed(spot, quote, where.gone)
        raise QuoteNotFound(f"{named(where.quote)} never stood in {spot.ref}")


def _spot(row: sqlite3.Row, *, same: bool) -> Spot:
    ref = locate.place(row["slug"], row).ref
    return Spot(row["id"], ref, row["text"], same, row["removed"] is not None)


def _is_between(text: str, span: tuple[int, int], where: Where) -> bool:
    """Whether what the row says stands around the words does, to the letter."""
    start, end = span
    return text.endswith(where.prefix, 0, start) and text.startswith(where.suffix, end)
