"""
A published copy, written anew: chosen rows of the allowed tables, and of them the allowed columns.

Never a copy with things deleted. What stands in no list here stays in the working database.
"""

import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import cache

from annotate.corpus import counting, indexing, schema
from annotate.text import clean, unspaced

__all__ = ["ALLOWED", "BLANK_INDEXES", "INDEXES", "SOURCES", "WITHHELD", "fill"]

WITHHELD = "[…]"  # stands for words that are

IS = 's."{column}"'
BLANK = "''"
COUNTED = "0"  # and counted when all is there
DAY = 'substr(s."{column}", 1, 10)'
ARTICLE = '(select new from temp.articles_out where old = s."{column}")'
PARAGRAPH = '(select new from temp.paragraphs_out where old = s."{column}")'
TAG = '(select new from temp.tags_out where old = s."{column}")'
TAGGING = '(select new from temp.taggings_out where old = s."{column}")'
NOTE = '(select new from temp.notes_out where old = s."{column}")'
CODER = '(select new from temp.coders_out where old = s."{column}")'
WEB = """iif(s.url like 'http://%' or s.url like 'https://%', s.url, null)"""  # no file: of ours
WORDS = "{words}"  # as they are, or as far as they were quoted
WHOLE = "{whole}"
AROUND = "{around}"

_WORDING = {
    "article": ARTICLE, "key": IS, "occurrence": IS, "position": IS, "number": IS, "role": IS,
    "text": WORDS, "start": IS, "end": IS, "page": IS, "seconds": IS,
}  # fmt: skip
_QUOTE = {"exact": IS, "prefix": AROUND, "suffix": AROUND, "start": IS}
_PLACED = {"article": ARTICLE, "paragraph": PARAGRAPH, "tag": TAG}

ALLOWED: dict[str, dict[str, str]] = {
    "articles": {
        "id": "o.new", "slug": IS, "title": IS, "byline": IS, "site": IS, "published": IS,
        "url": WEB, "language": IS, "version": IS, "by_hand": BLANK,
    },
    "versions": {
        "article": ARTICLE, "number": IS, "sha256": BLANK, "source": BLANK, "media_type": BLANK,
        "retrieved": DAY, "text": WHOLE,
    },
    "paragraphs": {"id": "o.new", **_WORDING, "version": IS, "removed": IS},
    "wordings": {"paragraph": PARAGRAPH, "from_version": IS, "to_version": IS, **_WORDING},
    "lineage": {
        "article": ARTICLE, "version": IS, "move": IS, "from_paragraph": PARAGRAPH,
        "to_paragraph": PARAGRAPH, "score": IS,
    },
    "old_slugs": {"slug": IS, "article": ARTICLE},
    "addresses": {
        "article": ARTICLE, "source": BLANK, "url": WEB, "sha256": BLANK, "retrieved": DAY,
        "site": IS,
    },
    "tags": {
        "id": "o.new", "name": IS, "definition": IS, "use_when": IS, "do_not_use_when": IS,
        "colour": IS, "folded": IS, "hue": IS, "key": "null",
        "taggings": COUNTED, "paragraphs": COUNTED, "gone": COUNTED, "removed": COUNTED,
    },
    "taggings": {
        "id": "o.new", "paragraph": PARAGRAPH, "tag": TAG, "coder": CODER, "created": DAY,
        "origin": IS, **_QUOTE, "gone": IS, "revision": "null",
    },
    "examples": {"tag": TAG, "paragraph": PARAGRAPH, "counter": IS},
    "notes": {
        "number": "o.number", "id": "o.new", **_PLACED, "text": IS, "private": IS, "coder": CODER,
        "created": DAY, "updated": DAY, "changed_by": CODER, **_QUOTE, "gone": IS,
    },
    "placements": {
        "tagging": TAGGING, "note": NOTE, "to_version": IS, "paragraph": PARAGRAPH, **_QUOTE,
    },
    "roles": {"role": IS, "citable": IS},
    "reviews": {},  # what editors have to look at; pages ask whether there is any
    "unspaced": {"paragraph": "", "text": ""},  # derived anew, as are the indexes
}  # fmt: skip
"""Table → column → what of it goes out; an id that is not there counts from 1."""

_OF_ARTICLES = "work.{table} s join temp.articles_out o on o.old = s.article order by s.id"
SOURCES = {
    "articles": "temp.articles_out o join work.articles s on s.id = o.old order by o.old",
    "paragraphs": "temp.paragraphs_out o join work.paragraphs s on s.id = o.old order by o.old",
    "addresses": _OF_ARTICLES.replace(
        "order", f"where ({WEB} is not null or s.site is not null) order"
    ),
    "tags": "temp.tags_out o join work.tags s on s.id = o.old order by o.old",
    "taggings": "temp.taggings_out o join work.taggings s on s.id = o.old order by o.new",
    "examples": """
        work.examples s
        where s.tag in (select old from temp.tags_out)
          and s.paragraph in (select old from temp.paragraphs_out)
        order by s.id
    """,
    "notes": "temp.notes_out o join work.notes s on s.id = o.old order by o.number",
    "placements": """
        work.placements s
        where s.tagging in (select old from temp.taggings_out)
          or s.note in (select old from temp.notes_out)
        order by s.id
    """,
    "roles": "work.roles s order by s.role",
}
"""Table → where its rows come from; the others have those of the chosen articles."""

VIEWS = {"citations", "stood", "tagged_paragraphs", "tag_counts"}
UNSEEN = {"reviews", "unspaced"}
"""Tables of a copy that have nothing for a reader."""
INDEXES = {"paragraphs_fts": "paragraphs", "notes_fts": "notes", "unspaced_fts": "unspaced"}
BLANK_INDEXES = {"versions_sha256", "versions_source", "addresses_sha256"}
"""Indexes of columns that are blank in a copy."""


def fill(db: sqlite3.Connection, *, text: bool = True) -> None:
    """
    Copy what `choosing` chose from the database `work` into the empty main one, and index it.

    Without `text` the articles have the words that someone quoted, and their titles.
    """
    made = _schema()
    for kind, name, sql in made:
        if kind == "table" and name in ALLOWED:
            db.execute(_plain(name, sql))
    quoted = {} if text else _quoted(db)
    db.create_function("as_quoted", 3, lambda *row: _as_quoted(quoted, *row), deterministic=True)
    for table, columns in ALLOWED.items():
        if columns and table != "unspaced":
            db.execute(_copied(table, columns, text=text))
    _part(db)
    for kind, name, sql in made:
        if _comes_after(kind, name, sql):
            db.execute(sql)
    counting.fill(db)
    for index in INDEXES:
        _index(db, index)
    db.execute(f"pragma main.application_id = {schema.APPLICATION_ID}")


@cache
def _schema() -> list[tuple[str, str, str]]:
    """Kind, name and SQL of everything that a working database of ours has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("begin")
        schema.apply(db)
        sql = "select type, name, sql from sqlite_master where sql is not null order by rowid"
        return db.execute(sql).fetchall()


def _plain(name: str, sql: str) -> str:
    """
    A table without counters of rows that were, and what leads to tables that are not there.

    One that nobody sees leads nowhere: Datasette would offer it on the pages of rows.
    """
    leads = ALLOWED if name not in UNSEEN else {}
    sql = sql.replace(" autoincrement", "")
    return re.sub(
        r" references (\w+) \(\w+\) on delete \w+",
        lambda found: found[0] if found[1] in leads else "",
        sql,
    )


def _comes_after(kind: str, name: str, sql: str) -> bool:
    if kind == "index":
        table = re.search(r"\son (\w+)\s*\(", sql)
        return table is not None and table[1] in ALLOWED and name not in BLANK_INDEXES
    return name in (VIEWS if kind == "view" else INDEXES)


def _copied(table: str, columns: dict[str, str], *, text: bool) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    paragraph = "id" if table == "paragraphs" else "paragraph"
    title = "(select title from work.articles where id = s.article)"
    words = 's."text"' if text else f'as_quoted(s."text", {title}, s.{paragraph})'
    values = ", ".join(
        what.format(
            column=column,
            words=words,
            # for links to the words in a page of the web alone
            whole=_WHOLE if text else BLANK,
            around=f's."{column}"' if text else "null",
        )
        for column, what in columns.items()
    )
    source = SOURCES.get(table, _OF_ARTICLES).format(table=table)
    return f'insert into main."{table}" ({names}) select {values} from {source}'


_WHOLE = """
    iif((select lower(url) from work.articles where id = s.article) like 'http%', s."text", '')
"""


def _quoted(db: sqlite3.Connection) -> dict[int, list[tuple[int, str]]]:
    """Paragraph (row of the working database) → the words quoted in it, of now and of earlier."""
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = db.execute(
        """
        select paragraph, start, exact from work.taggings
        where id in (select old from temp.taggings_out) and exact is not null
        union select paragraph, start, exact from work.notes
        where id in (select old from temp.notes_out) and exact is not null
        union select paragraph, start, exact from work.placements
        where exact is not null and (
          tagging in (select old from temp.taggings_out)
          or note in (select old from temp.notes_out)
        )
        """
    )
    for row in rows:
        found[row["paragraph"]].append((row["start"], row["exact"]))
    return found


def _as_quoted(
    quoted: dict[int, list[tuple[int, str]]], text: str, title: str, paragraph: int
) -> str:
    """
    A text with blanks, after a sign, in place of all that nobody quoted: places stay as they are.

    The article's title is part of every citation.
    """
    if paragraph not in quoted and clean.line(text) == title:
        return title
    shown, last = "", 0
    spans = ((start, start + len(words)) for start, words in quoted.get(paragraph, ())
             if text[start : start + len(words)] == words)  # fmt: skip
    for start, end in sorted(spans):
        shown += _withheld(start - last, shown) + text[max(start, last) : end]
        last = max(last, end)
    return shown + _withheld(len(text) - last, shown) if shown else WITHHELD


def _withheld(length: int, behind: str) -> str:
    """As many blanks, the sign among them parted from words that it stands behind."""
    sign = f" {WITHHELD}" if behind else WITHHELD
    if length < len(sign) + 1:
        sign = "…"
    return sign.ljust(length) if length > 0 else ""


def _part(db: sqlite3.Connection) -> None:
    rows = db.execute("select id, text from main.paragraphs order by id")
    made = ((id, unspaced.parted(text)) for id, text in rows if unspaced.is_otherwise(text))
    db.executemany("insert into main.unspaced (paragraph, text) values (?, ?)", made)


def _index(db: sqlite3.Connection, index: str) -> None:
    sql = f"insert into main.{index} ({index}, rank) values ('hashsize', ?)"
    db.execute(sql, [indexing.GATHERED])
    db.execute(f"insert into main.{index} ({index}) values ('rebuild')")
