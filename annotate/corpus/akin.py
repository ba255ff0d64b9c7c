"""
Which articles of a shard may be known already, wholly or in part: the few that are stored one
by one when shards are gathered.

Asked of all at once, and rather of one too many: whatever `articles.store` goes by to tell
whether an article is new has to be asked for here, in the corpus as in the shard before it.
"""

import sqlite3

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

_BEFORE = """exists (
      select 1 from shard.paragraphs o
      where o.key = p.key and o.article >= :first and o.article < p.article
    )
"""
_INDEXED = f"""
    select distinct article from (
      select article, key, row_number() over (
        partition by article order by "end" - start desc, position
      ) as place
      from shard.paragraphs where article between :first and :last and number is not null
    ) p
    where place <= {PROBED}
      and (exists (select 1 from main.paragraphs where key = p.key) or {_BEFORE})
"""
# each key is to be met, article by article, so the order of what is asked is said by `case`
_TABLED = f"""
    select distinct article from shard.paragraphs p
    where article between :first and :last and case
      when not met(key) then 0
      when number is null then 0
      when (
        select count(*) from shard.paragraphs o
        where o.article = p.article and o.number is not null
          and (o.start - o."end", o.position) < (p.start - p."end", p.position)
      ) >= {PROBED} then 0
      else exists (select 1 from main.gathered_keys where gathered_keys match p.key) or {_BEFORE}
    end
"""


class Akin:
    """What is asked of a corpus while shards are taken over into it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen = _Seen(db) if keyed.is_by_table(db) else None
        same_words = _TABLED if self._seen else _INDEXED
        again = [_AGAIN.format(column=column) for column in ("source", "sha256", "url")]
        self._sql = " union ".join((_KNOWN, *again, same_words))
        db.execute(_COMING)

    def among(self, first: int, last: int) -> list[int]:
        """
        Those of the shard's articles from one row to another that are akin to any before them.

        Call once, in the transaction that takes them.
        """
        span = {"first": first, "last": last}
        if self._seen:
            self._seen.look_around()
            keyed.keep_up(self._db)
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


class _Seen:
    """
    The keys that came in, by a bit of their hash: of one that did not, the table is seldom asked.

    To ask that costs ten times as much as an index, and nearly all keys are new.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bits, self._last = bytearray(BYTES), BYTES - 1
        self._is_all = True  # that came in
        self._version = self._at()
        for (key,) in db.execute("select key from main.paragraphs"):
            self._met(key)
        db.create_function("met", 1, self._met)

    def look_around(self) -> None:
        """From when another program writes, too, the table is always asked."""
        self._is_all = self._is_all and self._at() == self._version

    def _met(self, key: str) -> bool:
        """Whether a key may have come in before; it has from now on."""
        place = hash(key)
        at, bit = place >> 3 & self._last, 1 << (place & 7)
        bits = self._bits[at]
        self._bits[at] = bits | bit
        return bits & bit != 0 or not self._is_all

    def _at(self) -> int:
        version: int = self._db.execute("pragma main.data_version").fetchone()[0]
        return version
