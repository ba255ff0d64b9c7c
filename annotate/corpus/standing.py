"""
Every wording that ever stood in an article, by its key or by its version.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate import ref as refs
from annotate.corpus import annotations, locate, reading
from annotate.corpus.rows import shown_key
from annotate.model import Paragraph

__all__ = ["Standing", "at", "current", "with_key"]

_COLUMNS = 'key, occurrence, position, number, role, text, start, "end", page'
_NOW = f"""
    select id, article, {_COLUMNS}, version as first, removed,
      coalesce(removed - 1, (select version from articles where id = paragraphs.article)) as last
    from paragraphs
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A paragraph with the words that it had in some versions, and what stood on it in the last.

    `number` is that of the first of them. `paragraph.removed` is the version since
    which it does not have these words; None when it does.
    """

    paragraph: Paragraph
    versions: tuple[int, ...]
    number: int | None

    @property
    def version(self) -> int:
        """The last version with these words."""
        return self.versions[-1]


def with_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, most: int = 20
) -> tuple[list[Standing], bool]:
    """
    The paragraphs that ever had words with this very key (`key~2` allowed).

    Those that have them still come first. The flag says that there are more than `most`.
    """
    if not refs.is_key(key):
        return [], False
    name, _, occurrence = key.partition("~")
    where = "where key = :key and occurrence = :occurrence"
    if slug is not None:
        where += f" and article in ({locate.WITH_SLUG})"
    values = {"key": name, "occurrence": int(occurrence or 1), "slug": slug, "most": 4 * most}
    sql = f"select * from ({_NOW} {where} limit :most)"
    rows = db.execute(sql, values).fetchall()
    rows += db.execute(f"select * from ({_earlier(where)} limit :most)", values).fetchall()
    found = _grouped(rows)
    standing = sorted(found, key=lambda group: (group[-1]["removed"] is not None, group[0]["id"]))
    shown = standing[:most]
    now = _by_id(db, [group[-1]["id"] for group in shown], private=False)
    return [_standing(db, group, now, private=False) for group in shown], len(standing) > most


def _earlier(where: str) -> str:
    return (
        "select paragraph as id, article, " + _COLUMNS + ", from_version as first,"
        " to_version + 1 as removed, to_version as last from wordings " + where
    )


def _grouped(rows: Sequence[sqlite3.Row]) -> list[list[sqlite3.Row]]:
    """The rows of each paragraph, in the order of versions."""
    groups: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["first"])):
        groups[row["id"]].append(row)
    return list(groups.values())


def _by_id(db: sqlite3.Connection, ids: Sequence[int], *, private: bool) -> dict[int, Paragraph]:
    return {p.id: p for p in reading.by_ids(db, ids, private=private)}


def _standing(
    db: sqlite3.Connection,
    group: Sequence[sqlite3.Row],
    now: dict[int, Paragraph],
    *,
    private: bool,
) -> Standing:
    last = group[-1]
    versions = tuple(n for row in group for n in range(row["first"], row["last"] + 1))
    paragraph = _paragraph(db, last, now[last["id"]], private=private)
    return Standing(paragraph, versions, group[0]["number"])


def _paragraph(
    db: sqlite3.Connection, row: sqlite3.Row, now: Paragraph, *, private: bool
) -> Paragraph:
    """The paragraph with the words of the row and what stood on it then, in its last version."""
    if row["removed"] is None:
        return now
    then = replace(
        now, key=shown_key(row), position=row["position"], number=row["number"],
        role=row["role"], text=row["text"], start=row["start"], end=row["end"],
        removed=row["removed"], page=row["page"],
    )  # fmt: skip
    [shown] = annotations.as_they_stood(db, row["article"], [then], row["last"], private=private)
    return shown


def at(
    db: sqlite3.Connection, paragraph: int, version: int | None, *, private: bool = False
) -> Standing:
    """A paragraph as it stood in a version; None is now, or its last."""
    rows = db.execute(f"{_NOW} where id = ?", [paragraph]).fetchall()
    rows += db.execute(_earlier("where paragraph = ?"), [paragraph]).fetchall()
    wanted = rows[0]
    if version is not None:
        wanted = next((r for r in rows if r["first"] <= version <= r["last"]), wanted)
    name = (wanted["key"], wanted["occurrence"])
    group = [row for row in rows if (row["key"], row["occurrence"]) == name]
    now = _by_id(db, [paragraph], private=private)
    return _standing(db, sorted(group, key=lambda row: int(row["first"])), now, private=private)


def current(db: sqlite3.Connection, paragraph: int) -> sqlite3.Row:
    """The row of a paragraph with its last words and its article's slug and version."""
    sql = """
        select p.*, a.slug, a.version as current from paragraphs p
        join articles a on a.id = p.article where p.id = ?
    """
    row: sqlite3.Row = db.execute(sql, [paragraph]).fetchone()
    return row
