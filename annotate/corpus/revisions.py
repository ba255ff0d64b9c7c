"""
The revisions of the codebook and what each changed; closing and opening it.

Triggers count them (`codebook_revisions`) and keep in the history what they changed.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotate.corpus import codebook, locate
from annotate.corpus.database import Command

__all__ = ["Change", "Revision", "close", "count", "is_closed", "log", "open_"]

_SAID = ("definition", "use_when", "do_not_use_when")


class Change(NamedTuple):
    """What a revision did to a tag (`what`: made, deleted, renamed, …), and how it was told."""

    tag: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of the codebook, and the command that made it; none: another program."""

    number: int
    at: str
    coder: str
    words: str
    changes: tuple[Change, ...]


def is_closed(db: sqlite3.Connection) -> bool:
    """Whether no new tags are let in."""
    return bool(db.execute("select closed from state").fetchone()[0])


def close(command: Command) -> bool:
    """Let no new tags in; False: it was closed."""
    return _set(command, 1)


def open_(command: Command) -> bool:
    """Let new tags in; False: it was open."""
    return _set(command, 0)


def _set(command: Command, closed: int) -> bool:
    with command:
        sql = "update state set closed = :closed where closed <> :closed"
        return command.db.execute(sql, {"closed": closed}).rowcount > 0


_OF_CODEBOOK = "(h.what = 'tags' or h.what = 'examples' or h.what = 'state')"  # as its index has it
_LOGGED = """
    from codebook_revisions r left join commands c on c.id = r.command
    where :tags is null or exists (
      select 1 from history h where h.command = r.command and h.what = 'tags'
        and h.row in (select value from json_each(:tags))
    )
"""


def log(
    db: sqlite3.Connection, tag: str | None = None, *, limit: int | None = None
) -> Iterator[Revision]:
    """The revisions, newest first; with a tag those that changed it or one under it."""
    tags = _ids(db, tag)
    sql = f"select r.*, c.coder, c.words {_LOGGED} order by r.number desc limit :limit"
    for row in db.execute(sql, {"tags": tags, "limit": -1 if limit is None else limit}).fetchall():
        wanted = set(json.loads(tags)) if tags else None
        changes = tuple(_changes(db, row["command"], wanted))
        coder, words = row["coder"] or "", row["words"] or "(written by another program)"
        yield Revision(row["number"], row["at"], coder, words, changes)


def count(db: sqlite3.Connection, tag: str | None = None) -> int:
    """How many revisions `log` could list."""
    return int(db.execute(f"select count(*) {_LOGGED}", {"tags": _ids(db, tag)}).fetchone()[0])


def _ids(db: sqlite3.Connection, tag: str | None) -> str | None:
    return tag and json.dumps([str(row["id"]) for row in codebook.branch(db, tag)])


def _changes(
    db: sqlite3.Connection, command: int | None, tags: set[str] | None
) -> Iterator[Change]:
    sql = f"select * from history h where h.command = ? and {_OF_CODEBOOK} order by h.id"
    for entry in db.execute(sql, [command]).fetchall():
        before, after = _parsed(entry["before"]), _parsed(entry["after"])
        if tags is not None and not (entry["what"] == "tags" and entry["row"] in tags):
            continue
        yield from _TOLD[entry["what"]](db, before, after)


Record = dict[str, str | int | None]


def _parsed(words: str | None) -> Record:
    return json.loads(words) if words else {}


def _of_tag(db: sqlite3.Connection, before: Record, after: Record) -> Iterator[Change]:
    name = str(after.get("name") or before.get("name"))
    if not before or not after:
        yield Change(name, "made" if after else "deleted")
    elif before["name"] != after["name"]:
        yield Change(name, "renamed", str(before["name"]), name)
    for column in _SAID if after else ():
        was, now = before.get(column) or "", after[column]
        if was != now:
            yield Change(name, column.replace("_", " "), str(was), str(now))


def _of_example(db: sqlite3.Connection, before: Record, after: Record) -> Iterator[Change]:
    if before and after and before["counter"] == after["counter"]:
        return  # a version moved its words
    record = after or before
    name = db.execute("select name from tags where id = ?", [record["tag"]]).fetchone()
    kind = "counter-example" if record["counter"] else "example"
    ref = locate.ref_of(db, int(record["paragraph"] or 0)) or ""
    yield Change(name[0] if name else "", kind, "" if after else ref, ref if after else "")


def _of_state(db: sqlite3.Connection, before: Record, after: Record) -> Iterator[Change]:
    yield Change("", "closed" if after["closed"] else "opened")


_TOLD = {"tags": _of_tag, "examples": _of_example, "state": _of_state}
