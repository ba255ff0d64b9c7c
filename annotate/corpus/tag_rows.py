"""
Looking tags up by their names: by index alone, whatever the size of the codebook.

The column `folded` has the place of each name. Tags that another program wrote have none
until the next command of ours ends; nor has the second of two that an older annotate kept
apart by their letter case: it is found by the very name it has. Of these there are few.
"""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from unicodedata import normalize

from annotate.errors import CodebookClosed, NotFound
from annotate.text import tag_names

__all__ = ["UNFILLED", "at", "beginning", "fill", "insert", "is_list", "joining", "merging"]
__all__ += [
    "names",
    "nearest",
    "require_insertable",
    "require_open",
    "row",
    "said_of_twins",
    "twins",
]
__all__ += ["under", "unknown"]

COMPARED = 200  # names, letter by letter, with one that is new
UNFILLED = """
    exists (select 1 from tags where folded is null)
    or exists (select 1 from tags where hue is null)
"""
"""Whether `fill` has anything to do."""


def row(db: sqlite3.Connection, words: str, columns: str = "*") -> sqlite3.Row | None:
    """The row of the tag with this name, if there is one; raises BadInput for what is no name."""
    name = tag_names.spelled(words)
    sql = f"select {columns} from tags where name = ?"
    found: sqlite3.Row | None = db.execute(sql, [name]).fetchone()
    if found:
        return found
    tag_names.require_visible(name)
    return _at(db, tag_names.folded(name))


def insert(db: sqlite3.Connection, words: str) -> tuple[int, str]:
    """A new tag, its row number and its name; raises BadInput for what cannot be one."""
    name = require_insertable(db, words)
    from annotate.corpus import hues  # of a new tag alone

    place = tag_names.folded(name)
    sql = "insert into tags (name, folded, hue) values (?, ?, ?)"
    new = db.execute(sql, [name, place, hues.of_place(db, place)]).lastrowid
    assert new is not None
    return new, name


def require_insertable(db: sqlite3.Connection, words: str) -> str:
    """The name of a new tag; raises BadInput for what cannot be one, and CodebookClosed."""
    name = tag_names.spelled(words)
    tag_names.require_visible(name)
    tag_names.require_partable(name)
    require_open(db, name)
    return name


def require_open(db: sqlite3.Connection, name: str) -> None:
    """Raise CodebookClosed, with the nearest, for a new name where none are let in."""
    if not db.execute("select closed from state").fetchone()[0]:
        return
    near = nearest(db, name) or beginning(db, name, most=3)
    told = f"; nearest: {', '.join(near)}" if near else ""
    how = "`annotate tags` lists them, `annotate tags open` lets new ones in"
    raise CodebookClosed(f"no tag {name!r}, and the codebook is closed{told} ({how})")


def is_list(db: sqlite3.Connection, name: str) -> bool:
    """
    Whether a name looks like several tags, parted as in no door of ours.

    A comma with a blank behind it stands in names as well (“Paris, France”): there one of the
    parts must be known.
    """
    parts = tag_names.parts(name)
    if len(parts) < 2:
        return False
    return ", " not in name or any(_at(db, tag_names.folded(part)) for part in parts)


def _at(db: sqlite3.Connection, place: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None
    found = db.execute("select * from tags where folded = ?", [place]).fetchone()
    return found or next((r for r in _unfolded(db) if tag_names.folded(r["name"]) == place), None)


def at(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The rows of a tag whatever its case, first the one of this very name; none for no tag."""
    place = tag_names.folded(name)
    rows = db.execute("select * from tags where folded = ?", [place]).fetchall()
    rows += [row for row in _unfolded(db) if tag_names.folded(row["name"]) == place]
    return sorted(rows, key=lambda row: bool(row["name"] != name))


def _unfolded(db: sqlite3.Connection) -> list[sqlite3.Row]:
    return db.execute("select * from tags where folded is null order by id").fetchall()


def under(db: sqlite3.Connection, name: str, columns: str = "*") -> list[sqlite3.Row]:
    """The rows of a tag and of all tags under it, whatever their case; none for no such tag."""
    top = tag_names.folded(name)
    sql = f"""
        select {columns} from tags where folded = :top
        union all select {columns} from tags where folded > :top || '/' and folded < :top || '0'
    """  # 0 comes next after /
    rows = db.execute(sql, {"top": top}).fetchall()
    others = (r for r in _unfolded(db) if f"{tag_names.folded(r['name'])}/".startswith(f"{top}/"))
    return sorted([*rows, *others], key=lambda row: int(row["id"]))


def fill(db: sqlite3.Connection) -> None:
    """Give those their place and hue that have none; no place where the name is there already."""
    if not db.execute(f"select {UNFILLED}").fetchone()[0]:
        return
    from annotate.corpus import hues

    places = [(tag_names.folded(row["name"]), row["id"]) for row in _unfolded(db)]
    db.executemany("update or ignore tags set folded = ? where id = ?", places)
    hues.fill(db)


def names(db: sqlite3.Connection) -> list[str]:
    """Of all tags."""
    return [row[0] for row in db.execute("select name from tags")]


def twins(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Of the tags of one name in several spellings the one to keep, and each of the others."""
    for place in dict.fromkeys(tag_names.folded(row["name"]) for row in _unfolded(db)):
        kept, *others = _of_one_name(db, place)
        yield from ((kept, other) for other in others)


def said_of_twins(db: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    """What is to be said of a tag that is taken where there is another of its name."""
    names = _of_one_name(db, row["folded"] or tag_names.folded(row["name"]))
    if not names[1:]:
        return None
    others = " and ".join(name for name in names if name != row["name"])
    how = "; ".join(joining(names[0], other) for other in names[1:])
    return f"{row['name']} is taken, not {others}, which is the same name; {how} makes them one"


def joining(kept: str, twin: str) -> str:
    """The command that makes two tags of one name one."""
    return f'`annotate tags rename "{twin}" "{kept}"`'


def merging(old: str, new: str) -> str:
    """The command that makes one tag of two."""
    from shlex import quote  # of what is refused alone

    return f"`annotate tags merge {quote(old)} {quote(new)}`"


def _of_one_name(db: sqlite3.Connection, place: str) -> list[str]:
    """
    The tags of one place, the one to keep first.

    That is one without ligatures and the like, with a definition, that stands on most.
    """
    rows = [row for row in _unfolded(db) if tag_names.folded(row["name"]) == place]
    if rows:
        rows += db.execute("select * from tags where folded = ?", [place])

    def rank(row: sqlite3.Row) -> tuple[bool, bool, int, int]:
        sql = "select count(*) from taggings where tag = ?"
        uses = db.execute(sql, [row["id"]]).fetchone()[0] if rows[1:] else 0
        plain = normalize("NFKC", row["name"]) == row["name"]
        return not plain, not row["definition"], -uses, row["id"]

    return [row["name"] for row in sorted(rows, key=rank)]


def nearest(db: sqlite3.Connection, words: str, *, most: int = 3) -> list[str]:
    """The tags that may be meant by a name that is none of them, nearest first."""
    from annotate.text import mistyping  # only a new tag is compared

    name = tag_names.spelled(words)
    known = _like(db, mistyping.fragments(name))
    steps = ((mistyping.distance(name, each), each) for each in known if each != name)
    near = sorted((n, tag_names.sorting(each), each) for n, each in steps if n is not None)
    return [each for _, _, each in near[:most]]


def beginning(db: sqlite3.Connection, words: str, *, most: int = 5) -> list[str]:
    """Tags whose names begin like the words, as far as any does; looked for by index alone."""
    name = tag_names.folded(words)
    sql = "select name from tags where folded >= ? and folded < ? order by folded limit ?"
    for length in range(min(len(name), tag_names.LONGEST), 1, -1):
        start = name[:length]
        rows = db.execute(sql, [start, start + "\U0010ffff", most]).fetchall()
        if rows:
            return [row["name"] for row in rows]
    return []


def unknown(db: sqlite3.Connection, words: str) -> NotFound:
    """What is to be said of a name that is no tag's: those that it is like."""
    name = tag_names.folded(tag_names.spelled(words))
    inside = db.execute(f"select name from ({_PLACES}) where instr(place, ?) limit 3", [name])
    like = [*nearest(db, words), *beginning(db, words), *(row["name"] for row in inside)]
    hint = list(dict.fromkeys(like)) or [
        r["name"] for r in db.execute("select name from tags limit 3")
    ]
    told = f"nearest: {', '.join(hint[:3])}" if hint else "the codebook is empty"
    return NotFound(f"no tag {words!r}; {told} (`annotate tags` lists all)")


_PLACES = "select name, coalesce(folded, lower(name)) as place from tags"


def _like(db: sqlite3.Connection, pieces: list[str]) -> list[str]:
    """Names with the most of the pieces in them, with or without accents; some of very many."""
    hits = " + ".join("(instr(place, ?) > 0)" for _ in pieces)
    sql = f"""
        select name, {hits} as hits from ({_PLACES}) where hits order by hits desc limit {COMPARED}
    """
    found = [row["name"] for row in db.execute(sql, pieces)]
    if all(map(str.isascii, pieces)):
        sought = [piece.encode() for piece in pieces]
        accented = db.execute(f"select name, place from ({_PLACES}) where place glob '*[^ -~]*'")
        found += islice((name for name, place in accented if _has(place, sought)), COMPARED)
    return list(dict.fromkeys(found))


def _has(place: str, pieces: list[bytes]) -> bool:
    plain = normalize("NFKD", place).encode("ascii", "ignore")
    return any(piece in plain for piece in pieces)
