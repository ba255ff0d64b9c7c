"""
Which articles of a shard may be known already, wholly or in part: the few that are stored one
by one when shards are gathered.

Asked of all at once, and rather of one too many: whatever `articles.store` goes by to tell
whether an article is new has to be asked for here, in the corpus as in the shard before it.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from annotate.corpus import keyed
from annotate.corpus.sharing import PROBED

__all__ = ["Akin"]

BYTES = 1 << 25  # for the keys that came in, a bit each: 32 MB, of use up to some 300 million

_COMING = """
    create temp table if not exists coming (
      article integer primary key, source text, sha256 text, url text
    )
"""

_KNOWN = """
    select article from coming c
    where exists (select 1 from main.versions where source = c.source)
      or exists (select 1 from main.versions where sha256 = c.sha256)
      or exists (select 1 from main.addresses where source = c.source)
      or exists (select 1 from main.addresses where sha256 = c.sha256)
      or exists (select 1 from main.articles where url = c.url)
"""

_AGAIN = """
    select article from (
      select article, row_number() over (partition by {column} order by article) as time
      from coming where {column} is not null
    )
    where time > 1
"""

_OF_SAME_WORDS = f"""
    select distinct article from (
      select article, key, row_number() over (
        partition by article order by "end" - start desc, position
      ) as place
      from shard.paragraphs where article between :first and :last and number is not null
    ) longest
    where place <= {PROBED} and (
      {{known}}
      or exists (
        select 1 from shard.paragraphs p
        where p.key = longest.key and p.article >= :first and p.article < longest.article
      )
    )
"""
_INDEXED = "exists (select 1 from main.paragraphs where key = longest.key)"
_TABLED = """
    seen(longest.key)
    and exists (select 1 from main.gathered_keys where gathered_keys match longest.key)
"""


class Akin:
    """What is asked of a corpus while shards are taken over into it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen = _Seen(db) if keyed.is_by_table(db) else None
        known = _TABLED if self._seen else _INDEXED
        again = [_AGAIN.format(column=column) for column in ("source", "sha256", "url")]
        self._sql = " union ".join((_KNOWN, *again, _OF_SAME_WORDS.format(known=known)))
        db.execute(_COMING)

    def among(self, first: int, last: int) -> list[int]:
        """
        Those of the shard's articles from one row to another that are akin to any before them.

        Call in the transaction that takes them, and `took` when they are in.
        """
        span = {"first": first, "last": last}
        if self._seen:
            self._seen.look_around()
        self._db.execute("delete from coming")
        self._db.execute(
            """
            insert into coming
            select a.id, rebased(v.source), v.sha256, a.url
            from shard.articles a join shard.versions v on v.article = a.id
            where a.id between :first and :last
            """,
            span,
        )
        return sorted(row[0] for row in self._db.execute(self._sql, span))

    def took(self, first: int, last: int) -> None:
        """The shard's articles from one row to another are in."""
        if self._seen:
            sql = "select key from shard.paragraphs where article between ? and ?"
            self._seen.add(self._db.execute(sql, [first, last]))


class _Seen:
    """
    The keys that came in, by a bit of their hash: of one that did not, the table is seldom asked.

    To ask that costs ten times as much as an index, and nearly all keys are new.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bits = bytearray(BYTES)
        self._is_all = True  # that came in
        self._version = self._at()
        self.add(db.execute("select key from main.paragraphs"))
        db.create_function("seen", 1, self._has)

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Remember the keys in these rows."""
        bits, last = self._bits, len(self._bits) - 1
        for (key,) in rows:
            place = hash(key)
            bits[place >> 3 & last] |= 1 << (place & 7)

    def look_around(self) -> None:
        """From when another program writes, too, the table is always asked."""
        self._is_all = self._is_all and self._at() == self._version

    def _has(self, key: str) -> bool:
        place, bits = hash(key), self._bits
        return not self._is_all or bool(bits[place >> 3 & len(bits) - 1] & 1 << (place & 7))

    def _at(self) -> int:
        version: int = self._db.execute("pragma main.data_version").fetchone()[0]
        return version
