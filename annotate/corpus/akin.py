"""
Which articles of a shard may be known already, wholly or in part: the few that are stored one
by one when shards are gathered.

Asked of all at once, and rather of one too many: whatever `articles.store` goes by to tell
whether an article is new has to be asked for here, in the corpus as in the shard before it.
"""

import sqlite3

from annotate.corpus.sharing import PROBED

__all__ = ["among"]

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
      exists (select 1 from main.paragraphs where key = longest.key)
      or exists (
        select 1 from shard.paragraphs p
        where p.key = longest.key and p.article >= :first and p.article < longest.article
      )
    )
"""


def among(db: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Those of the shard's articles from one row to another that are akin to any before them."""
    span = {"first": first, "last": last}
    db.execute(_COMING)
    db.execute("delete from coming")
    db.execute(
        """
        insert into coming
        select a.id, rebased(v.source), v.sha256, a.url
        from shard.articles a join shard.versions v on v.article = a.id
        where a.id between :first and :last
        """,
        span,
    )
    again = [_AGAIN.format(column=column) for column in ("source", "sha256", "url")]
    sql = " union ".join((_KNOWN, *again, _OF_SAME_WORDS))
    return sorted(row[0] for row in db.execute(sql, span))
