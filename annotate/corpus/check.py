"""
Whether the database is what it should be: everything that can be derived, derived again.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from annotate.corpus import (
    amounts,
    counting,
    derived,
    forgetting,
    gathered,
    indexing,
    originals,
    parting,
    publication,
    schema,
    tag_rows,
)
from annotate.corpus.derived import Told
from annotate.corpus.locking import is_read_only
from annotate.corpus.paragraph_rows import NO_ROLE
from annotate.errors import BadInput
from annotate.model import CITABLE, ROLES
from annotate.text import tag_names
from annotate.text.key import key

__all__ = ["damage", "examinations", "problems", "structure"]

Examination = Callable[[sqlite3.Connection], Iterator[str]]


def _unheard(done: int, of: int) -> None:
    pass


def examinations(told: Told = _unheard) -> dict[str, Examination]:
    """
    What is examined, by name; each yields one sentence for everything that is wrong.

    Those that go through the articles tell how far they are.
    """
    return {
        "file": _file,
        "foreign keys": _foreign_keys,
        "originals": partial(_originals, told=told),
        "versions": _versions,
        "paragraphs": partial(derived.problems, told=told),
        "earlier wordings": _wordings,
        "lineage": _lineage,
        "quotes": _quotes,
        "tags": _tags,
        "counts": _counts,
        "forgotten": _forgotten,
        "gathering": _gathering,
        "search index": _index,
    }


def problems(db: sqlite3.Connection) -> Iterator[str]:
    """One sentence for everything that is wrong; nothing when all is well."""
    for examine in examinations().values():
        yield from examine(db)


def damage(db: sqlite3.Connection) -> Iterator[str]:
    """The same for what is read alone: not the index, which is made anew, nor what may go on."""
    for name, examine in examinations().items():
        if name not in ("search index", "gathering"):
            yield from examine(db)


def structure(db: sqlite3.Connection) -> str | None:
    """What is wrong with how the file is built, if anything is: quick, its indexes unread."""
    told: str = db.execute("pragma quick_check(1)").fetchone()[0]
    return None if told == "ok" else told


def _file(db: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds; but of roles, whose list it would make anew for each paragraph."""
    db.execute("pragma ignore_check_constraints = on")
    try:
        found = db.execute("pragma integrity_check").fetchall()  # a hundred at most
    finally:
        db.execute("pragma ignore_check_constraints = off")
    found += db.execute(_CONSTRAINED).fetchall()
    for told in dict.fromkeys(told for (told,) in found if told != "ok"):
        yield f"the database file is damaged: {told}"
    yield from _lacking(db)
    yield from _roles(db)
    yield from _next_rows(db)


def _lacking(db: sqlite3.Connection) -> Iterator[str]:
    """What a program that makes a table anew, as many do to change it, takes along with the old."""
    if publication.of(db) is not None or gathered.told(db):
        return  # which have less
    for kind, names in schema.lacking(db).items():
        plural = "indexes" if kind == "index" else f"{kind}s"
        yield (
            f"the database lacks {f'the {kind}' if len(names) == 1 else plural} {', '.join(names)}:"
            " another program changed a table; go back to a backup of before"
        )


_CONSTRAINED = """
    select told.quick_check from sqlite_master t, pragma_quick_check(t.name) told
    where t.type = 'table' and t.sql like '%check (%'
      and t.name not in ('paragraphs', 'versions') -- see `_roles` and `_versions`
"""


def _roles(db: sqlite3.Connection) -> Iterator[str]:
    for id, role in db.execute(f"select id, role from paragraphs where {NO_ROLE}"):
        yield f"paragraph {id} has a role that is none: {role}"
    known = {role: int(role in CITABLE) for role in ROLES}
    if dict(map(tuple, db.execute("select role, citable from roles"))) != known:
        yield "the table of roles is not as annotate made it"


def _next_rows(db: sqlite3.Connection) -> Iterator[str]:
    for table in ("articles", "versions", "paragraphs"):
        if row := db.execute(_REUSED.format(table=table)).fetchone():
            yield f"new {table} would be given the row {row[0]}, which is or was one of others"


_REUSED = """
    select coalesce(max(seq), 0) + 1 as next from sqlite_sequence where name = '{table}'
    having next <= (select max(id) from {table})
"""


def _forgotten(db: sqlite3.Connection) -> Iterator[str]:
    if forgetting.unfinished(db):
        yield "what was forgotten may have traces in the file; `annotate forget` clears it"


def _gathering(db: sqlite3.Connection) -> Iterator[str]:
    if told := gathered.told(db):
        yield told


def _foreign_keys(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in db.execute("pragma foreign_key_check"):
        yield f"{table} row {row} points at a row of {parent} that is not there"


def _originals(db: sqlite3.Connection, told: Told) -> Iterator[str]:
    (count,) = db.execute("select count(*) from originals").fetchone()
    for done, (digest, wrong) in enumerate(originals.problems(db)):
        told(done, count)
        if wrong:
            yield f"the original {digest[:12]} {wrong}"


def _versions(db: sqlite3.Connection) -> Iterator[str]:
    sql = """
        select a.slug, a.version, count(v.id) as count
        from articles a left join versions v on v.article = a.id
        group by a.id
        having count <> a.version or min(v.number) is not 1 or max(v.number) is not a.version
    """
    for row in db.execute(sql):
        yield f"{row['slug']} should have versions 1-{row['version']}, it has {row['count']}"


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
    select a.slug, coalesce(w.key, p.key) as key, coalesce(w.from_version, p.version) as since
    from paragraphs p join articles a on a.id = p.article
    left join wordings w on w.id = (
      select id from wordings where paragraph = p.id order by from_version limit 1
    )
    where p.version > 1 and coalesce(w.from_version, p.version) > 1 and not exists (
      select 1 from lineage l
      where l.to_paragraph = p.id and l.version = coalesce(w.from_version, p.version)
    )
    """: "{slug}: nothing says where {key} came from in version {since}",
    """
    select a.slug, w.key, w.to_version + 1 as version
    from wordings w join articles a on a.id = w.article
    where w.key <> (
      select key from stood n where n.paragraph = w.paragraph and n.from_version > w.to_version
      order by n.from_version limit 1
    ) and not exists (
      select 1 from lineage l
      where l.from_paragraph = w.paragraph and l.version = w.to_version + 1
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
    for id, said, there in amounts.miscounted(db):
        yield f"the command {id} is said to have made {said} changes, the history has {there} of it"


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
        copy.execute("pragma temp_store = file")  # not in memory, however large it is
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
