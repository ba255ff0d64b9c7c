"""
What rules put where: paragraphs to look at, what stands on them, and putting what is new.

A tag that anybody has put on the same words is there; what a person took off stays off, by
whatever rule it was put there: through the versions of its paragraph, where its words are
the same.
"""

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.anchor import quote as quotes
from annotate.corpus import locate
from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7s
from annotate.corpus.locate import Place

__all__ = ["Looked", "Standing", "Wish", "looked_at", "place_of", "put"]

AT_ONCE = 500  # paragraphs
LARGE = 1_000_000  # characters of them

_Span = tuple[int, int]
_Words = tuple[int, str] | None  # where a quote begins, and its words; None: all of the paragraph


class Looked(NamedTuple):
    """A paragraph that is looked at."""

    id: int
    article: int
    key: str
    role: str
    text: str


class Wish(NamedTuple):
    """A tagging to be put: the rule's row, the tag's, the words (None: the whole paragraph)."""

    rule: int
    tag: int
    span: _Span | None


def looked_at(
    db: sqlite3.Connection, roles: Iterable[str], ids: Sequence[int] = ()
) -> Iterator[list[Looked]]:
    """The paragraphs that stand which have one of some roles, or ids (sorted), in batches."""
    last, wanted = 0, json.dumps(list(roles))
    while True:
        found = [Looked(*row) for row in db.execute(_NEXT, [last, wanted])]
        others = ids[bisect_right(ids, last) :][:AT_ONCE]
        if not found and not others:
            return
        ends = [each[-1] for each in ([each.id for each in found], others) if len(each) == AT_ONCE]
        last = min(ends) if ends else max([*(each.id for each in found[-1:]), *others[-1:]])
        batch = {each.id: each for each in found if each.id <= last}
        more = json.dumps([id for id in others if id <= last and id not in batch])
        batch |= {row[0]: Looked(*row) for row in db.execute(_THESE, [more])}
        yield from _small(batch[id] for id in sorted(batch))


_LOOKED = "select p.id, p.article, p.key, p.role, p.text from"
_NEXT = f"""
    {_LOOKED} paragraphs p where p.id > ? and p.removed is null
      and p.role in (select value from json_each(?))
    order by p.id limit {AT_ONCE}
"""
_THESE = f"""
    {_LOOKED} json_each(?) cross join paragraphs p on p.id = value where p.removed is null
"""


def _small(found: Iterable[Looked]) -> Iterator[list[Looked]]:
    """The same in parts that are no longer than LARGE, or one paragraph."""
    part, size = list[Looked](), 0
    for each in found:
        if part and size + len(each.text) > LARGE:
            yield part
            part, size = [], 0
        part.append(each)
        size += len(each.text)
    if part:
        yield part


class Standing:
    """What stands of some tags on some paragraphs, and what of it was taken off."""

    def __init__(self, db: sqlite3.Connection, paragraphs: Sequence[Looked]) -> None:
        self._on = json.dumps([each.id for each in paragraphs])
        self._keys = {each.id: each.key for each in paragraphs}
        self._there = {(row[0], row[1], _words(row[2], row[3])) for row in self._rows(db, _THERE)}
        self._off = set[tuple[int, int, _Words]]()
        self._off_before = Counter[tuple[int, int, str]]()  # of words in other words
        for paragraph, tag, start, exact, key in self._rows(db, _OFF):
            if exact is None or key is None or key == self._keys[paragraph]:
                self._off.add((paragraph, tag, _words(start, exact)))
            else:
                self._off_before[paragraph, tag, exact] += 1

    def _rows(self, db: sqlite3.Connection, sql: str) -> list[sqlite3.Row]:
        return db.execute(sql, {"on": self._on}).fetchall()

    def meet(self, paragraph: int, tag: int, words: _Words) -> str:
        """Whether a tag is `there`, or `off`; else it is `new`, and there from now on."""
        place = paragraph, tag, words
        if place in self._there:
            return "there"
        if place in self._off:
            return "off"
        if words and self._off_before[paragraph, tag, words[1]]:
            self._off_before[paragraph, tag, words[1]] -= 1
            self._off.add(place)
            return "off"
        self._there.add(place)
        return "new"


def _words(start: object, exact: object) -> _Words:
    return (start, exact) if isinstance(start, int) and isinstance(exact, str) else None


_AMONG = "(select value from json_each(:on))"
_THERE = f"select paragraph, tag, start, exact from taggings where paragraph in {_AMONG}"
_OFF = f"""
    select paragraph, tag, start, exact, key from rule_taggings where paragraph in {_AMONG}
    union all -- has another tag now: somebody recoded it
    select t.paragraph, r.tag, t.start, t.exact, null from taggings t
    join rule_taggings r on r.tagging = t.id and r.tag <> t.tag
    where t.paragraph in {_AMONG} and t.origin = 'rule'
"""


def place_of(db: sqlite3.Connection, paragraph: int) -> Place:
    """How a paragraph is named."""
    sql = "select p.*, a.slug from paragraphs p join articles a on a.id = p.article where p.id = ?"
    row = db.execute(sql, [paragraph]).fetchone()
    return locate.place(row["slug"], row)


def put(command: Command, wanted: Mapping[int, tuple[str, Sequence[Wish]]]) -> list[Wish]:
    """
    Put tags on paragraphs (row → the key of its words, and what is wished), inside a command.

    What is not as it was when it was looked at is left out. Returns what was put.
    """
    db, done = command.db, list[Wish]()
    texts = _texts(db, wanted)
    wishes = [(id, wish) for id, (_, several) in wanted.items() if id in texts for wish in several]
    made, created = uuid7s(len(wishes)), now()
    for id, (paragraph, wish) in zip(made, wishes, strict=True):
        quote = quotes.at(texts[paragraph], *wish.span) if wish.span else None
        words = (quote.exact, quote.prefix, quote.suffix, quote.start) if quote else (None,) * 4
        values = [id, paragraph, wish.tag, command.coder, created, *words]
        if db.execute(_PUT, values).rowcount:
            db.execute(_KEEP, [wish.rule, id, wish.tag])
            done.append(wish)
    return done


def _texts(
    db: sqlite3.Connection, wanted: Mapping[int, tuple[str, Sequence[Wish]]]
) -> dict[int, str]:
    """Of paragraphs that stand with the words that they had the texts."""
    sql = f"select id, key, text from paragraphs where removed is null and id in {_AMONG}"
    found = db.execute(sql, {"on": json.dumps(list(wanted))})
    return {id: text for id, key, text in found if key == wanted[id][0]}


_PUT = """
    insert or ignore into taggings
      (id, paragraph, tag, coder, created, origin, exact, prefix, suffix, start, revision)
    values (?, ?, ?, ?, ?, 'rule', ?, ?, ?, ?, (select revision from state))
"""
_KEEP = "insert into rule_taggings (rule, tagging, tag) values (?, ?, ?)"
