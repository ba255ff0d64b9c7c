"""
The rules that are kept in the database: as they were applied last, with the tags that they put.

A tag that is renamed or merged goes on in them. A rule that is not in the file any more is known
for what it put.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from annotate.corpus import tag_rows, tag_words, tags
from annotate.corpus.database import Command
from annotate.corpus.locate import Locator
from annotate.corpus.tags import Made
from annotate.errors import AnnotateError, DatabaseTrouble
from annotate.text import rule as rules
from annotate.text.rule import Rule

__all__ = ["Changed", "Kept", "Tags", "changed", "foreseen", "keep", "kept", "listing"]
__all__ += ["require_kept"]

WHERE = "kept in the database"

Tags = dict[str, tuple[tuple[int | None, str], ...]]
"""Rule → the tags that it puts, by row number (None: it is not there yet) and name."""


class Kept(NamedTuple):
    """A rule, its row, how many taggings of it stand, and how many were taken off."""

    rule: Rule
    id: int
    is_current: bool
    taggings: int
    taken_off: int


class Changed(NamedTuple):
    """The names of rules that are new, that say something else now, and that are not said."""

    new: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def require_kept(db: sqlite3.Connection) -> None:
    """Raise DatabaseTrouble for a published copy, which has no rules."""
    if not db.execute("select 1 from sqlite_master where name = 'rules'").fetchone():
        raise DatabaseTrouble("a published copy has no rules; name the working database with --db")


def kept(db: sqlite3.Connection) -> list[Rule]:
    """The rules of the file that was applied last, in its order."""
    return [each.rule for each in listing(db) if each.is_current]


def listing(db: sqlite3.Connection) -> list[Kept]:
    """All rules, those that are not in the file any more last."""
    sql = """
        select r.*,
          (select json_group_array(name) from (
            select tags.name from rule_tags rt join tags on tags.id = rt.tag
            where rt.rule = r.id order by rt.id
          )) as names,
          (select count(*) from rule_taggings rt join taggings t on t.id = rt.tagging
           where rt.rule = r.id) as taggings,
          (select count(*) from rule_taggings rt
           where rt.rule = r.id and rt.paragraph is not null and not exists (
             select 1 from taggings t where t.paragraph = rt.paragraph and t.tag = rt.tag
               and t.start is rt.start and t.exact is rt.exact -- put again, or merged into it
           )) as taken_off
        from rules r order by r.place is null, r.place, r.id
    """
    require_kept(db)
    return [
        Kept(
            rules.of(row["name"], json.loads(row["names"]), row["definition"], WHERE),
            row["id"], row["place"] is not None, row["taggings"], row["taken_off"],
        )
        for row in db.execute(sql)
    ]  # fmt: skip


def changed(db: sqlite3.Connection, said: Sequence[Rule]) -> Changed:
    """What `keep` would change."""
    now = {rule.name: rule for rule in kept(db)}
    new = tuple(rule.name for rule in said if rule.name not in now)
    other = tuple(
        rule.name for rule in said if rule.name in now and not _is_same(db, rule, now[rule.name])
    )
    names = {rule.name for rule in said}
    return Changed(new, other, tuple(name for name in now if name not in names))


def _is_same(db: sqlite3.Connection, one: Rule, other: Rule) -> bool:
    first, second = (
        {row and row["id"] for row in (tag_rows.row(db, name) for name in each.tags)}
        for each in (one, other)
    )
    return one.definition == other.definition and first == second


def foreseen(db: sqlite3.Connection, said: Sequence[Rule]) -> tuple[Tags, list[Made]]:
    """
    The tags of rules, those that would be made too; nothing is changed.

    Raises for what cannot be a tag, or would be a new one of a closed codebook, an error
    that names the rule.
    """
    require_kept(db)
    locator, made = Locator(db), dict[str, Made]()
    found: Tags = {}
    for rule in said:
        with _naming(rule):
            each = [_foreseen(locator, words, made) for words in rule.tags]
            found[rule.name] = tuple(dict.fromkeys(each))
    return found, list(made.values())


def _foreseen(locator: Locator, words: str, made: dict[str, Made]) -> tuple[int | None, str]:
    row = tag_rows.row(locator.db, words)
    if row is not None:
        return row["id"], row["name"]
    name = tag_rows.require_insertable(locator.db, words)
    tag_words.require_new(locator, words)
    if name not in made:
        near = tag_rows.nearest(locator.db, words, most=1) if len(made) < tags.COMPARED else []
        made[name] = Made(name, near[0] if near else None)
    return None, name


@contextmanager
def _naming(rule: Rule) -> Iterator[None]:
    """Have an error name the rule."""
    try:
        yield
    except AnnotateError as error:
        raise rule.refused(str(error)) from error


def keep(command: Command, said: Sequence[Rule]) -> tuple[dict[str, int], Tags, list[Made]]:
    """
    Keep these rules in place of those that are: the row of each, and of its tags, made if need be.

    Call inside the command.
    """
    db, made = command.db, list[Made]()
    foreseen(db, said)  # raises
    sql = f"update rules set place = null where place is not null and name not in ({_NAMED})"
    db.execute(sql, [json.dumps([rule.name for rule in said])])
    ids = {rule.name: _keep(db, rule, place) for place, rule in enumerate(said, 1)}
    found: Tags = {}
    for rule in said:
        found[rule.name] = tuple(dict.fromkeys([_tag(db, words, made) for words in rule.tags]))
        _keep_tags(db, ids[rule.name], [id for id, _ in found[rule.name]])
    return ids, found, made


_NAMED = "select value from json_each(?)"


def _keep(db: sqlite3.Connection, rule: Rule, place: int) -> int:
    """The row of a rule, which is written only where it says something else."""
    values = {"name": rule.name, "definition": rule.definition, "place": place}
    row = db.execute("select * from rules where name = :name", values).fetchone()
    if row is None:
        sql = "insert into rules (name, definition, place) values (:name, :definition, :place)"
        id = db.execute(sql, values).lastrowid
        assert id is not None
        return id
    if (row["definition"], row["place"]) != (rule.definition, place):
        sql = "update rules set definition = :definition, place = :place where name = :name"
        db.execute(sql, values)
    return int(row["id"])


def _keep_tags(db: sqlite3.Connection, rule: int, ids: Iterable[int | None]) -> None:
    wanted = json.dumps(list(ids))
    db.execute(f"delete from rule_tags where rule = ? and tag not in ({_NAMED})", [rule, wanted])
    sql = f"insert or ignore into rule_tags (rule, tag) select ?, value from ({_EACH})"
    db.execute(sql, [rule, wanted])


_EACH = "select value from json_each(?) order by key"


def _tag(db: sqlite3.Connection, words: str, made: list[Made]) -> tuple[int, str]:
    row = tag_rows.row(db, words)
    if row is not None:
        return row["id"], row["name"]
    id, new = tags.make(db, words, compared=len(made) < tags.COMPARED)
    made.append(new)
    return id, new.tag
