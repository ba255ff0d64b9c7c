"""
Tags that a model suggests for paragraphs, until a person accepts or rejects each.

A suggestion is for words: it is open as long as nobody has answered it, the paragraph has these
words and not the tag, nor one under it, and nobody has read it since and said that nothing applies.
What was answered is never asked again, wherever the same words stand.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.corpus import locate, row_ids, tag_rows, tags
from annotate.corpus.database import Command, now, transaction
from annotate.corpus.judging import Question
from annotate.errors import BadInput, NotFound

__all__ = ["OPEN", "Suggestion", "accept", "are_kept", "count", "get", "least_sure", "on"]
__all__ += ["queue", "reject", "replace", "shown_id"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A tag suggested for a paragraph, by a model at a time, and what was said to it.

    `score` says how far above its line the model puts the words, for comparing alone.
    """

    id: int
    tag: str
    paragraph: int
    ref: str
    article: str
    key: str
    text: str
    score: float
    model: str
    at: str
    answer: str | None = None

    @property
    def name(self) -> str:
        """How people name it: `s12`, which no review is called."""
        return shown_id(self.id)


def shown_id(id: int) -> str:
    """The id of a suggestion as it is typed."""
    return f"s{id}"


_FROM = """
    from suggestions s join tags on tags.id = s.tag join paragraphs p on p.id = s.paragraph
    join articles a on a.id = p.article
"""
_SAID_SINCE = """
    exists (
      select 1 from readings r
      where r.paragraph = s.paragraph and r.key = s.key and r.created >= s.at
    )
"""
_THERE = """
    exists (
      select 1 from taggings t join tags u on u.id = t.tag
      where t.paragraph = s.paragraph and t.gone is null and (
        t.tag = s.tag or (u.folded > tags.folded || '/' and u.folded < tags.folded || '0')
      )
    )
"""  # 0 comes next after /
_STANDS = "p.removed is null and p.key = s.key"
OPEN = f"s.answer is null and {_STANDS} and not {_THERE} and not {_SAID_SINCE}"
"""A condition of `suggestions s`, with its `tags` and `paragraphs p`."""

_COLUMNS = """
    s.id as suggestion, tags.name as tag, s.score, s.model, s.at, s.answer, a.slug, p.*
"""
_WANTED = """
    (:tags is null or s.tag in (select value from json_each(:tags)))
      and (:article is null or p.article = :article)
"""


def are_kept(db: sqlite3.Connection) -> bool:
    """Whether the corpus has suggestions at all: no published copy does."""
    sql = "select 1 from sqlite_master where name = 'suggestions'"
    return db.execute(sql).fetchone() is not None


def queue(
    db: sqlite3.Connection, *, tag: str | None = None, article: str | None = None
) -> list[Suggestion]:
    """
    The open ones, of each tag the likeliest first; of a tag and those under it, of an article.

    Raises NotFound or Ambiguous for what is not there.
    """
    values = _values(db, tag, article)
    sql = f"""
        select {_COLUMNS} {_FROM} where {OPEN} and {_WANTED}
        order by tags.name, s.score desc, s.id
    """
    return [_suggestion(row) for row in db.execute(sql, values)]


def count(db: sqlite3.Connection, *, tag: str | None = None, article: str | None = None) -> int:
    """How many `queue` has."""
    sql = f"select count(*) {_FROM} where {OPEN} and {_WANTED}"
    return int(db.execute(sql, _values(db, tag, article)).fetchone()[0])


def _values(db: sqlite3.Connection, tag: str | None, article: str | None) -> dict[str, object]:
    branch = None
    if tag is not None:
        found = tag_rows.under(db, tag) or [tags.find(db, tag)]
        branch = json.dumps([row["id"] for row in found])
    id = None if article is None else locate.article(db, article)["id"]
    return {"tags": branch, "article": id}


def on(db: sqlite3.Connection, paragraph: int) -> list[Suggestion]:
    """The open ones for a paragraph, the likeliest first."""
    sql = f"""
        select {_COLUMNS} {_FROM} where s.paragraph = ? and {OPEN} order by s.score desc, s.id
    """
    return [_suggestion(row) for row in db.execute(sql, [paragraph])]


def get(db: sqlite3.Connection, id: int) -> Suggestion:
    """One, answered or not; raises NotFound."""
    sql = f"select {_COLUMNS} {_FROM} where s.id = ?"
    row = db.execute(sql, [row_ids.asked(id)]).fetchone()
    if row is None:
        raise NotFound(f"no suggestion {shown_id(id)}; `annotate review --suggested` lists them")
    return _suggestion(row)


def _suggestion(row: sqlite3.Row) -> Suggestion:
    place = locate.place(row["slug"], row)
    return Suggestion(
        row["suggestion"], row["tag"], row["id"], place.ref, row["slug"], row["key"], row["text"],
        row["score"], row["model"], row["at"], row["answer"],
    )  # fmt: skip


def replace(
    db: sqlite3.Connection, question: Question, model: str,
    suggested: Iterable[tuple[int, float]], unsure: Iterable[tuple[int, float]],
) -> None:  # fmt: skip
    """
    Put what a model suggests for a tag (paragraphs and scores) in place of what it did before.

    Answers stay, and so does what was answered once and is open again by an undo. No
    command of the history: nothing that a person made changes.
    """
    at = now()
    with transaction(db):
        never = f"answer is null and not {_ANSWERED_ONCE}"
        keep = f"""
            insert into suggestions (tag, paragraph, key, score, model, at)
            select :tag, p.id, p.key, :score, :model, :at from paragraphs p where p.id = :paragraph
            on conflict do update set score = :score, model = :model, at = :at
            where {never}
        """
        shared = {"tag": question.tag, "model": model, "at": at}
        rows = [{**shared, "paragraph": id, "score": score} for id, score in suggested]
        db.executemany(keep, rows)
        drop = f"delete from suggestions where tag = ? and at <> ? and {never}"
        db.execute(drop, [question.tag, at])
        db.execute("delete from unsure where tag = ?", [question.tag])
        look = """
            insert into unsure (tag, paragraph, key, score)
            select ?, p.id, p.key, ? from paragraphs p where p.id = ?
        """
        db.executemany(look, [(question.tag, score, id) for id, score in unsure])


_ANSWERED_ONCE = """
    exists (
      select 1 from history h
      where h.what = 'suggestions' and h.row = cast(suggestions.id as text)
    )
"""


def least_sure(db: sqlite3.Connection, among: Sequence[int] | None = None) -> list[int]:
    """The paragraphs of which the last runs were least sure, for whichever tag; of some, or all."""
    sql = """
        select u.paragraph from unsure u join paragraphs p on p.id = u.paragraph and p.key = u.key
        where :among is null or u.paragraph in (select value from json_each(:among))
        group by u.paragraph order by min(abs(u.score)), u.paragraph
    """
    value = None if among is None else json.dumps(list(among))
    return [row[0] for row in db.execute(sql, {"among": value})]


def accept(command: Command, id: int) -> Suggestion:
    """
    Put the tag on the paragraph, by a model, accepted by the coder.

    Raises NotFound, and BadInput for what was answered, or is not there any more.
    """
    with command:
        found = _open(command.db, id)
        place = locate.Place(found.paragraph, found.ref)
        tags.put(command, [place], [found.tag], origin="model")
        _answer(command, id, "accepted")
    return found


def reject(command: Command, id: int) -> Suggestion:
    """Say that the tag is not for these words, and is not to be suggested again; as `accept`."""
    with command:
        found = _open(command.db, id)
        _answer(command, id, "rejected")
    return found


def _answer(command: Command, id: int, answer: str) -> None:
    sql = "update suggestions set answer = ?, coder = ?, answered = ? where id = ?"
    command.db.execute(sql, [answer, command.coder, now(), id])


def _open(db: sqlite3.Connection, id: int) -> Suggestion:
    """One that can be answered."""
    found = get(db, id)
    if found.answer is not None:
        raise BadInput(f"{found.name} was {found.answer}; `annotate undo` takes an answer back")
    sql = f"select {_STANDS} as stands, {_THERE} as there {_FROM} where s.id = ?"
    row = db.execute(sql, [id]).fetchone()
    if not row["stands"]:
        raise BadInput(
            f"{found.name} is for words that {found.ref} does not have any more;"
            f" `annotate suggest {found.tag}` looks at what it says now"
        )
    if row["there"]:
        raise BadInput(f"{found.name}: {found.ref} has {found.tag} already, or a tag under it")
    return found
