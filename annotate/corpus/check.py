"""
Whether the database is what it should be: everything that can be derived, derived again.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing

from annotate.corpus import counting, forgetting, indexing, originals, parting, tag_rows
from annotate.corpus.locking import is_read_only
from annotate.corpus.originals import Damaged
from annotate.errors import BadInput
from annotate.text import tag_names
from annotate.text.key import key

__all__ = ["damage", "examinations", "problems"]


def examinations() -> dict[str, Callable[[sqlite3.Connection], Iterator[str]]]:
    """What is examined, by name; each yields one sentence for everything that is wrong."""
    return {
        "file": _file,
        "foreign keys": _foreign_keys,
        "originals": _originals,
        "versions": _versions,
        "paragraphs": _paragraphs,
        "earlier wordings": _wordings,
        "lineage": _lineage,
        "quotes": _quotes,
        "tags": _tags,
        "counts": _counts,
        "forgotten": _forgotten,
        "search index": _index,
    }


def problems(db: sqlite3.Connection) -> Iterator[str]:
    """One sentence for everything that is wrong; nothing when all is well."""
    for examine in examinations().values():
        yield from examine(db)


def damage(db: sqlite3.Connection) -> Iterator[str]:
    """The same for what is read alone: all but the search index, which is made anew from it."""
    for name, examine in examinations().items():
        if name != "search index":
            yield from examine(db)


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (told,) in db.execute("pragma integrity_check"):
        if told != "ok":
            yield f"the database file is damaged: {told}"


def _forgotten(db: sqlite3.Connection) -> Iterator[str]:
    if forgetting.unfinished(db):
        yield "what was forgotten may have traces in the file; `annotate forget` clears it"


def _foreign_keys(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in db.execute("pragma foreign_key_check"):
        yield f"{table} row {row} points at a row of {parent} that is not there"


def _originals(db: sqlite3.Connection) -> Iterator[str]:
    for (digest,) in db.execute("select sha256 from originals"):
        try:
            if hashlib.sha256(originals.read(db, digest)).hexdigest() != digest:
                yield f"the original {digest[:12]} is not what its sha256 says"
        except Damaged as error:
            yield f"the original {digest[:12]} {error}"


def _versions(db: sqlite3.Connection) -> Iterator[str]:
    sql = """
        select a.slug, a.version, count(v.id) as count, max(v.number) as last
        from articles a left join versions v on v.article = a.id
        group by a.id having count <> a.version or last is not a.version
    """
    for row in db.execute(sql):
        yield f"{row['slug']} should have versions 1-{row['version']}, it has {row['count']}"


def _paragraphs(db: sqlite3.Connection) -> Iterator[str]:
    """The keys, offsets, positions and numbers of what stands in the current versions."""
    sql = """
        select a.id, a.slug, v.text from articles a
        join versions v on v.article = a.id and v.number = a.version
    """
    for article in db.execute(sql):
        standing = db.execute(
            "select * from paragraphs where article = ? and removed is null order by position",
            [article["id"]],
        ).fetchall()
        yield from _article(article["slug"], article["text"], standing)


def _article(slug: str, text: str, standing: list[sqlite3.Row]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    numbers = 0
    for position, row in enumerate(standing, 1):
        seen[row["key"]] += 1
        numbers += row["number"] is not None
        where = f"{slug}, paragraph at position {row['position']}"
        if key(row["text"]) != row["key"]:
            yield f"{where}: its key is {row['key']}, its words make {key(row['text'])}"
        if text[row["start"] : row["end"]] != row["text"]:
            yield f"{where}: its text is not the article's at {row['start']}-{row['end']}"
        if row["position"] != position or row["occurrence"] != seen[row["key"]]:
            yield f"{where}: out of order"
        if row["number"] is not None and row["number"] != numbers:
            yield f"{where}: numbered {row['number']}, should be {numbers}"
    covered = "".join(row["text"] for row in standing)
    if "".join(covered.split()) != "".join(text.split()):
        yield f"{slug}: its paragraphs do not give back its text"


def _wordings(db: sqlite3.Connection) -> Iterator[str]:
    """The keys and offsets of what stood in earlier versions only."""
    sql = """
        select s.key, s.text, s.start, s."end", v.text as whole, s.slug
        from stood s left join versions v on v.article = s.article and v.number = s.from_version
        where not s.stands
    """
    for row in db.execute(sql):
        if key(row["text"]) != row["key"]:
            yield f"{row['slug']}: the key of an earlier wording, {row['key']}, is not its words'"
        if (row["whole"] or "")[row["start"] : row["end"]] != row["text"]:
            yield f"{row['slug']}: an earlier wording, {row['key']}, is not in its version's text"


def _lineage(db: sqlite3.Connection) -> Iterator[str]:
    """Every paragraph that came, went or changed its words has a row that says so."""
    for sql, told in _HOLES.items():
        for row in db.execute(sql):
            yield told.format(**dict(row))


_HOLES = {
    """
    select a.slug, p.key, p.removed from paragraphs p join articles a on a.id = p.article
    where p.removed is not null and not exists (
      select 1 from lineage l where l.from_paragraph = p.id and l.version = p.removed
    )
    """: "{slug}: nothing says what became of {key} in version {removed}",
    """
    select slug, key, since from (
      select paragraph, slug, key, min(from_version) as since from stood group by paragraph
    ) s
    where since > 1 and not exists (
      select 1 from lineage l where l.to_paragraph = s.paragraph and l.version = s.since
    )
    """: "{slug}: nothing says where {key} came from in version {since}",
    """
    select slug, key, to_version + 1 as version from stood s
    where wording is not null and key <> (
      select key from stood n where n.paragraph = s.paragraph and n.from_version > s.to_version
      order by n.from_version limit 1
    ) and not exists (
      select 1 from lineage l
      where l.from_paragraph = s.paragraph and l.version = s.to_version + 1
    )
    """: "{slug}: nothing says what became of {key} in version {version}",
}
"""What is missing → how it is told."""


def _quotes(db: sqlite3.Connection) -> Iterator[str]:
    sql = """
        select 'tagging' as what, q.exact, q.start, p.text, a.slug from taggings q
        join paragraphs p on p.id = q.paragraph join articles a on a.id = p.article
        where q.exact is not null and q.gone is null
        union all
        select 'note', q.exact, q.start, p.text, a.slug from notes q
        join paragraphs p on p.id = q.paragraph join articles a on a.id = p.article
        where q.exact is not null and q.gone is null
    """
    for what, exact, start, text, slug in db.execute(sql):
        if text[start : start + len(exact)] != exact:
            yield f"{slug}: the quote “{exact}” of a {what} does not stand in its paragraph there"


def _tags(db: sqlite3.Connection) -> Iterator[str]:
    for tag, twin in tag_rows.twins(db):
        how = tag_rows.joining(tag, twin)
        yield f"the tags {tag} and {twin} have one name: {how} makes them one"
    for row in db.execute("select name, folded from tags"):
        if row["folded"] not in (None, tag_names.folded(row["name"])):
            yield f"the tag {row['name']} is filed as {row['folded']}"
        try:
            tag_names.require_visible(row["name"])
        except BadInput as error:
            yield f"the tag {error}"


def _counts(db: sqlite3.Connection) -> Iterator[str]:
    for name, kept, found in counting.miscounted(db):
        told, right = (_COUNTED.format(*counts) for counts in (kept, found))
        yield f"the tag {name} is said to be on {told}, it is on {right}"


_COUNTED = "{1} paragraphs {0} times ({2} on words that are gone), on removed ones {3} times"

_INDEXES = {
    "paragraphs_fts": "paragraphs",
    "unspaced_fts": "paragraphs without blanks between words",
    "notes_fts": "notes",
}


def _index(db: sqlite3.Connection) -> Iterator[str]:
    if not is_read_only(db):
        yield from _index_of(db)
        return
    with closing(sqlite3.connect("")) as copy:  # the index is examined by writing to it
        db.backup(copy)
        copy.row_factory = sqlite3.Row
        copy.isolation_level = None
        yield from _index_of(copy)


def _index_of(db: sqlite3.Connection) -> Iterator[str]:
    indexing.catch_up(db)
    yield from parting.problems(db)
    for table, name in _INDEXES.items():
        try:
            db.execute(f"insert into {table} ({table}, rank) values ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise  # locked, or read-only: no word about the index
            yield f"the search index of {name} does not match them: {error}"
