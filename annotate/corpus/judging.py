"""
What people have said of paragraphs and a tag, to learn from, and of which nobody has said anything.

A paragraph has the tag when it, or a tag under it, stands there by hand or accepted. It has not
when it was read since the tag is in the codebook, or the tag was rejected for its words.
Taggings by rules and imports are neither.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotate.corpus import codebook, tags

__all__ = ["Judged", "Question", "asked", "candidates", "judged", "texts"]

AT_ONCE = 2_000  # paragraphs that are looked up together


class Question(NamedTuple):
    """For which tag it is asked: its row and name, those under it, and when it was made."""

    tag: int
    name: str
    branch: str  # row numbers as JSON, its own among them
    made: int  # the revision of the codebook

    @property
    def values(self) -> dict[str, object]:
        """For the conditions below."""
        return {"tag": self.tag, "branch": self.branch, "made": self.made}


class Judged(NamedTuple):
    """Words, of however many paragraphs: one of these, and whether any of them has the tag."""

    paragraph: int
    key: str
    has: bool


def asked(db: sqlite3.Connection, name: str) -> Question:
    """What is asked for a tag; raises NotFound for one that nobody knows."""
    row = tags.find(db, name)
    branch = json.dumps([each["id"] for each in codebook.branch(db, name)])
    made = db.execute(_MADE, [row["id"]]).fetchone()[0]
    return Question(row["id"], row["name"], branch, made)


_MADE = """
    select coalesce(min(r.number), 0) from codebook_revisions r
    cross join history h on h.command = r.command
    where h.what = 'tags' and h.row = cast(? as text) and h.before is null
"""

_ON = """
    t.paragraph = p.id and +t.tag in (select value from json_each(:branch))
"""
_BY_PEOPLE = "t.origin in ('hand', 'model')"
_TAGGED = f"exists (select 1 from taggings t where {_ON})"
_HAS = f"exists (select 1 from taggings t where {_ON} and t.gone is null and {_BY_PEOPLE})"
_READ = f"""
    (exists (
      select 1 from readings r
      where r.paragraph = p.id and r.key = p.key and r.revision >= :made
    ) or exists (
      select 1 from taggings t
      where t.paragraph = p.id and {_BY_PEOPLE} and :made <= coalesce(
        t.revision, (select max(number) from codebook_revisions where at <= t.created), 0
      )
    ))
"""
_ANSWERS = (
    "select 1 from suggestions s where s.tag = :tag and s.key = p.key and s.answer is not null"
)
_ANSWERED, _REJECTED = f"exists ({_ANSWERS})", f"exists ({_ANSWERS} and s.answer = 'rejected')"


def judged(db: sqlite3.Connection, question: Question) -> list[Judged]:
    """All words of which people have said whether the tag is for them, by their keys."""
    sql = f"""
        select min(id), key, max(has) from (
          select p.id, p.key, {_HAS} as has from paragraphs p
          where p.removed is null and ({_HAS} or (
            p.number is not null and not {_TAGGED} and ({_READ} or {_REJECTED})
          ))
        ) group by key order by key
    """
    return [Judged(id, key, bool(has)) for id, key, has in db.execute(sql, question.values)]


def candidates(db: sqlite3.Connection, question: Question) -> Iterator[list[tuple[int, str]]]:
    """The numbered paragraphs of which nobody has said it, some at a time: rows and texts."""
    sql = f"""
        select p.id, p.text from paragraphs p
        where p.id > :after and p.removed is null and p.number is not null
          and not {_TAGGED} and not {_READ} and not {_ANSWERED}
        order by p.id limit :most
    """
    after = 0
    while found := db.execute(sql, {**question.values, "after": after, "most": AT_ONCE}).fetchall():
        yield [(row["id"], row["text"]) for row in found]
        after = found[-1]["id"]


def texts(db: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, str]:
    """Paragraph (row number) → its text, of those that are still there, in their order."""
    sql = "select id, text from paragraphs where id in (select value from json_each(?))"
    found = {row["id"]: row["text"] for row in db.execute(sql, [json.dumps(list(paragraphs))])}
    return {id: found[id] for id in paragraphs if id in found}
