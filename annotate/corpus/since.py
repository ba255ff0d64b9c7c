"""
What others did since a command, and whether it goes with the command's being taken back.

What stands on words that change must have stood on them when they were like that,
and what comes back to words must find those on which it stood; nothing of others
changes its name, and nothing of theirs goes.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotate.corpus.conflicts import Conflict, Span

__all__ = ["Changes", "Record", "Since", "parsed", "stands_as"]

Record = dict[str, object]
Key = tuple[str, str]
"""A table, and the id of a row in it."""

_ON_WORDS = {
    "taggings": "paragraph",
    "notes": "paragraph",
    "corrections": "paragraph",
    "examples": "paragraph",
}
"""What people put on the words of a paragraph, and the column that says which."""

_UNDER_NAME = {"taggings": "tag", "notes": "tag", "examples": "tag"}
"""What people put under the name of a tag."""


def parsed(words: str | None) -> Record | None:
    """A row in the history."""
    return json.loads(words) if words else None


def stands_as(db: sqlite3.Connection, table: str, row: str, kept: Record | None) -> bool:
    """Whether a row is as the history kept it; None: there is none."""
    found = db.execute(f"select * from {table} where id = ?", [row]).fetchone()
    if kept is None or found is None:
        return (kept is None) == (found is None)
    return all(found[name] == value for name, value in kept.items())


class Changes:
    """The changes of a command, the last first; some at a time are in memory."""

    def __init__(self, db: sqlite3.Connection, command: int) -> None:
        self._db, self._command = db, command
        sql = "select count(*), min(id), max(id) from history where command = ?"
        self._count, first, last = db.execute(sql, [command]).fetchone()
        self.first, self._end = first or 0, (last or 0) + 1

    def __len__(self) -> int:
        return int(self._count)

    def __iter__(self) -> Iterator[sqlite3.Row]:
        sql = "select * from history where command = ? and id < ? order by id desc limit ?"
        end = self._end
        while some := self._db.execute(sql, [self._command, end, _READ]).fetchall():
            yield from some
            end = some[-1]["id"]


_READ = 1000  # changes at once


class Since:
    """What others did since the command, and whether what was taken back goes with it."""

    def __init__(self, db: sqlite3.Connection, changes: Changes, span: Span) -> None:
        self._db, self._changes, self._span = db, changes, span
        self._own = {(change["what"], change["row"]) for change in changes}

    def require(self, by: int) -> None:
        """Raise Conflict unless all that people made is where they made it, in good order."""
        self._require_nothing_else_went(by)
        self._require_words_that_stayed()
        self._require_words_come_back_to()
        self._require_names_that_stayed()
        self._require_names_apart()
        self._require_order()

    def _require_nothing_else_went(self, by: int) -> None:
        sql = """
            select what, row from history where command = ?
            except select what, row from history where command = ?
        """
        others = [tuple(row) for row in self._db.execute(sql, [by, self._span.target])]
        for what, row in self._later(others):
            raise Conflict(what, row)

    def _require_words_that_stayed(self) -> None:
        """Of what stands on words that are others again, all must have stood on those."""
        changed: dict[str, int] = {}
        for change in self._of("paragraphs"):
            if _words(parsed(change["before"])) != _words(parsed(change["after"])):
                changed.setdefault(change["row"], change["id"])
        self._require_as_left(changed, _ON_WORDS, "words")

    def _require_names_that_stayed(self) -> None:
        """Nobody's tag gets a name that they did not say."""
        renamed = {
            change["row"]: change["id"]
            for change in self._of("tags")
            if change["before"] and change["after"]
            and _name(parsed(change["before"])) != _name(parsed(change["after"]))
        }  # fmt: skip
        self._require_as_left(renamed, _UNDER_NAME, "name")

    def _require_names_apart(self) -> None:
        """No name comes back whose place in the codebook another took since."""
        back = {
            change["row"]
            for change in self._of("tags")
            if change["before"]
            and _name(parsed(change["after"])) != _name(parsed(change["before"]))
        }
        if not back:
            return
        from annotate.text.tag_names import folded  # undoing a tagging waits for none of it

        places: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._db.execute("select id, name from tags"):
            places[folded(row["name"])].add(str(row["id"]))
        for place, ids in places.items():
            twins = [("tags", id) for id in ids - back] if ids & back else []
            for key, entries in self._later(twins).items():
                had = _name(parsed(entries[0]["before"]))
                if had is None or folded(had) != place:  # else two of an older corpus
                    raise Conflict(*key)

    def _require_as_left(self, parents: dict[str, int], uses: dict[str, str], why: str) -> None:
        on = {
            key: parents[parent]
            for key, parent in self._on(list(parents), uses)
            if key not in self._own
        }
        for key, entries in self._later(on).items():
            since = [entry for entry in entries if entry["id"] > on[key]]
            if since and not stands_as(self._db, *key, parsed(since[0]["before"])):
                raise Conflict(*key, why, parsed(entries[-1]["after"]))

    def _on(self, parents: list[str], uses: dict[str, str]) -> Iterator[tuple[Key, str]]:
        for table, column in uses.items():
            sql = f"""
                select id, {column} as parent from {table}
                where {column} in (select value from json_each(?))
            """
            for row in self._db.execute(sql, [json.dumps(list(map(int, parents)))]):
                yield (table, str(row["id"])), str(row["parent"])

    def _require_words_come_back_to(self) -> None:
        """What is put back on a paragraph finds the words on which it stood."""
        put = {
            (change["what"], change["row"]): change
            for table in _ON_WORDS
            for change in self._of(table)
            if (parsed(change["before"]) or {}).get("paragraph") is not None
        }  # of several changes the first, as they are run through backwards
        records = {key: json.loads(change["before"]) for key, change in put.items()}
        paragraphs = {str(record["paragraph"]) for record in records.values()}
        entries = self._all_later(("paragraphs", id) for id in paragraphs)
        questions = self._questions(paragraphs)
        for key, record in records.items():
            paragraph, since = str(record["paragraph"]), put[key]["id"]
            then = [
                entry
                for entry in entries.get(("paragraphs", paragraph), ())
                if entry["id"] > since or entry["command"] == self._span.target
            ]
            if then and _words(parsed(then[0]["before"])) != self._words_now(paragraph):
                raise Conflict("paragraphs", paragraph, "back", record)
            for question in questions.get(paragraph, ()):
                if question["id"] > since:
                    raise Conflict(question["what"], question["row"], "back", record)

    def _questions(self, paragraphs: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
        """What was answered since to reviews of paragraphs that are removed."""
        sql = """
            select r.id, r.paragraph from reviews r join paragraphs p on p.id = r.paragraph
            where p.removed is not null and r.tagging is null and r.note is null
              and p.id in (select value from json_each(?))
        """
        ids = json.dumps(list(map(int, paragraphs)))
        of = {("reviews", str(row[0])): str(row[1]) for row in self._db.execute(sql, [ids])}
        found: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
        for key, entries in self._later(key for key in of if key not in self._own).items():
            found[of[key]] += entries
        return found

    def _words_now(self, paragraph: str) -> object:
        sql = "select text, removed from paragraphs where id = ?"
        row = self._db.execute(sql, [paragraph]).fetchone()
        return _words(dict(row)) if row else None

    def _require_order(self) -> None:
        """Paragraphs are numbered in their order, and no article has another's slug."""
        articles = {
            json.loads(c["before"] or c["after"])["article"] for c in self._of("paragraphs")
        }
        articles |= {json.loads(c["before"] or c["after"])["article"] for c in self._of("versions")}
        for row in self._db.execute(_OUT_OF_ORDER, [json.dumps(sorted(articles))]):
            raise self._out_of_order(row)
        for table, column in (("articles", "id"), ("old_slugs", "article")):
            ids = {json.loads(c["before"] or c["after"])[column] for c in self._of(table)}
            for row in self._db.execute(_TWICE, [json.dumps(sorted(ids))]):
                raise Conflict("old_slugs", str(row["id"]))

    def _out_of_order(self, paragraph: sqlite3.Row) -> Conflict:
        """Whatever numbered it, or others of its article: a version, or a word on roles."""
        sql = """
            select 'versions', id from versions where article = :article
            union all select 'corrections', id from corrections where article = :article
        """
        keys = [(what, str(id)) for what, id in self._db.execute(sql, dict(paragraph))]
        last = {entries[-1]["id"]: key for key, entries in self._later(keys).items()}
        return Conflict(*(last[max(last)] if last else ("paragraphs", str(paragraph["id"]))))

    def _of(self, table: str) -> Iterator[sqlite3.Row]:
        return (change for change in self._changes if change["what"] == table)

    def _later(self, keys: Iterable[Key]) -> dict[Key, list[sqlite3.Row]]:
        """What others changed in rows since, oldest first."""
        return self._span.entries(self._db, keys, own=False)

    def _all_later(self, keys: Iterable[Key]) -> dict[Key, list[sqlite3.Row]]:
        """As `_later`, with what the command itself changed."""
        return self._span.entries(self._db, keys, own=True)


def _name(record: Record | None) -> str | None:
    """What a tag is called; None: there is none."""
    return str(record["name"]) if record else None


def _words(record: Record | None) -> object:
    """What a paragraph says, and whether it stands."""
    return record and (record["text"], record["removed"] is None)


_OUT_OF_ORDER = """
    select id, article from (
      select id, article, position, number,
        row_number() over one as place, count(number) over one as counted
      from paragraphs where removed is null and article in (select value from json_each(?))
      window one as (partition by article order by position)
    ) where position <> place or number <> counted
"""
_TWICE = """
    select o.id from old_slugs o join articles a on a.slug = o.slug
    where exists (select 1 from json_each(?) where value in (a.id, o.article))
"""
