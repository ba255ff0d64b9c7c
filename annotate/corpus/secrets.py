"""
What is private in a working database, and what of it is rightly public.

By the working database's own rules (`private = 0`, and so on), not by what the
publisher copied: the leak test asks here, so that it finds what the publisher did wrong.
Of the copy only the choice is taken: which articles, tags and notes went out.
"""

import json
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from annotate.cite import forms
from annotate.corpus import asking
from annotate.corpus.database import path_of
from annotate.corpus.went_out import WentOut
from annotate.ref import shown_key

__all__ = ["Secret", "of", "public", "unheard"]


@dataclass(frozen=True, slots=True)
class Secret:
    """A private string, what it is, and the table and row where it stands."""

    text: str | bytes
    what: str
    table: str
    row: int | str
    sampled: bool = False  # a text of many: some of its stretches stand for it


_ARGUMENTS = re.compile(r'"? "|"(?: |$)')
_WORD = re.compile(r"[^\W\d_]+")
_MANY = 1_000  # words
_SOME = 20_000  # paragraphs whose words are known before the index is asked
_IN = "in (select value from json_each(?))"


def of(
    working: sqlite3.Connection,
    published: sqlite3.Connection,
    *,
    texts: bool = True,
    names: bool = False,
) -> Iterator[Secret]:
    """
    Every private string; some come more than once, some are public as well.

    Without `texts` those of all articles are private; with `names` coders are named.
    """
    out = WentOut(published)
    yield from _notes(working, out)
    yield from _tags(working, out)
    yield from _articles(working, out, texts)
    yield from _coders(working, out if names else None)
    yield from _paths(working)
    yield from _history(working, out)
    for row, words in working.execute("select id, words from commands"):
        for part in _ARGUMENTS.split(words):  # texts as the notes have them
            yield Secret(part, "command as typed", "commands", row)
    for row, query in working.execute("select id, query from stops"):
        yield Secret(query, "query of a session", "stops", row)
    for row, table, what, words in asking.said(working):
        yield Secret(words, what, table, row)
    yield from _taken_out(working)
    yield from _originals(working)


def _notes(working: sqlite3.Connection, out: WentOut) -> Iterator[Secret]:
    for number, text, private in working.execute("select number, text, private from notes"):
        if private:
            yield Secret(text, "private note", "notes", number)
        elif text not in out.notes:
            yield Secret(text, "note not published", "notes", number)


_STATES = """
    select min(h.id), h.what, j.key, j.value, min(h.row)
    from history h, json_each(h.{state}) j
    where h.what in (select value from json_each(?)) and j.type = 'text'
      and j.key in (
        'text', 'name', 'definition', 'use_when', 'do_not_use_when', 'title', 'byline', 'site',
        'published', 'url', 'slug', 'exact', 'source'
      )
    group by h.what, j.key, j.value
"""
_RECORDED = ("notes", "tags", "articles", "old_slugs", "addresses")
_QUOTING = ("taggings", "rule_taggings")


def _history(working: sqlite3.Connection, out: WentOut) -> Iterator[Secret]:
    """What was, and what is not any more; of taggings only what was."""
    now = set(_said(working, out))
    there = {row[0] for row in working.execute("select id from notes")}
    kinds = {"before": [*_RECORDED, *_QUOTING], "after": [*_RECORDED, "rule_taggings"]}
    for state, tables in kinds.items():
        sql = _STATES.format(state=state)
        for row, table, key, value, id in working.execute(sql, [json.dumps(tables)]):
            if value not in now:
                yield Secret(value, _former(table, key, id in there), "history", row)


def _former(table: str, key: str, stands: bool) -> str:
    if table == "notes" and key == "text":
        return "former wording of a note" if stands else "deleted note"
    if key == "exact":
        return "words quoted once"
    if key == "source":
        return "path"
    what = {"tags": "tag", "articles": "article", "old_slugs": "article"}.get(table, "article")
    return f"former {key.replace('_', ' ')} of a tag" if what == "tag" else f"former {key}"


_CODERS = """
    select coder, 'commands', min(id) from commands group by coder union all
    select coder, 'taggings', min(id) from taggings group by coder union all
    select coder, 'notes', min(number) from notes group by coder union all
    select changed_by, 'notes', min(number) from notes group by changed_by union all
    select coder, 'corrections', min(id) from corrections group by coder union all
    select coder, 'readings', min(id) from readings group by coder union all
    select coder, 'stops', min(id) from stops group by coder union all
    select coder, 'opened', min(id) from opened group by coder union all
    select coder, 'suggestions', min(id) from suggestions group by coder union all
    select j.value, 'history', min(h.id) from history h, json_each(h.before) j
    where j.key in ('coder', 'changed_by') group by j.value
"""


def _coders(working: sqlite3.Connection, named: WentOut | None) -> Iterator[Secret]:
    seen = set(named.coders) if named else set()
    for name, table, row in working.execute(_CODERS):
        if name and name not in seen:
            seen.add(name)
            yield Secret(name, "name of a coder", table, row)


def _paths(working: sqlite3.Connection) -> Iterator[Secret]:
    sql = """
        select source, 'versions', min(id) from versions group by source union all
        select source, 'addresses', min(id) from addresses group by source
    """
    file = path_of(working) if working.execute("pragma database_list").fetchone()[2] else "-"
    seen = {"", "-", ".", ".."}
    for source, table, row in [*working.execute(sql), (file, "the database", 0)]:
        parts = [] if "://" in source else source.replace("\\", "/").split("/")
        for each in (source, *parts):
            if each not in seen:
                seen.add(each)
                yield Secret(each, "path", table, row)


_TAG = ("name", "definition", "use_when", "do_not_use_when")


def _tags(working: sqlite3.Connection, out: WentOut) -> Iterator[Secret]:
    for row, *values in working.execute(f"select id, {', '.join(_TAG)} from tags"):
        if values[0] not in out.tags:
            for value in filter(None, values):
                yield Secret(value, "tag not published", "tags", row)


_ARTICLE = ("slug", "title", "byline", "site", "url")


def _articles(working: sqlite3.Connection, out: WentOut, texts: bool) -> Iterator[Secret]:
    """Articles that did not go out; without `texts` the texts of all; what was set by hand."""
    by_hand = "select min(id), by_hand from articles where by_hand <> '' group by by_hand"
    for row, names in working.execute(by_hand):
        yield Secret(names, "what was set by hand", "articles", row)
    for row, *values in working.execute(f"select id, {', '.join(_ARTICLE)} from articles"):
        if values[0] not in out.slugs:
            for value in filter(None, values):
                yield Secret(value, "article not published", "articles", row)
    withheld = "" if texts else " or 1"
    for table in ("paragraphs", "wordings"):
        sql = f"select id, text from {table} where article not {_IN}{withheld}"
        for row, text in working.execute(sql, [out.ids(working)]):
            yield Secret(text, "text not published", table, row, sampled=True)


def _taken_out(working: sqlite3.Connection) -> Iterator[Secret]:
    """The texts of articles that an undo took out."""
    for row, packed, original in working.execute("select id, rows, original from taken_out"):
        yield Secret(packed, "withdrawn article", "taken_out", row, sampled=True)
        if original:
            yield Secret(original, "withdrawn article", "taken_out", row, sampled=True)
        for table in json.loads(zlib.decompress(packed)).values():
            for value in (value for each in table["rows"] for value in each):
                if isinstance(value, str):
                    yield Secret(value, "withdrawn article", "taken_out", row)


def _originals(working: sqlite3.Connection) -> Iterator[Secret]:
    """Of the bytes as they were read, compressed, some in the middle."""
    sql = """
        select rowid, substr(bytes, length(bytes) / 2, 32) from originals
        where length(bytes) > 128
    """
    for row, packed in working.execute(sql):
        yield Secret(packed, "original", "originals", row)


def public(
    working: sqlite3.Connection,
    published: sqlite3.Connection,
    *,
    texts: bool = True,
    names: bool = False,
    suffixes: Collection[str] = (),
) -> Iterator[str]:
    """
    What is rightly public, by the working database's rules; the long texts last.

    With `suffixes` also the addresses of articles that end so, as plain files have them.
    """
    out = WentOut(published)
    yield from _said(working, out)
    yield from _files(working, out, suffixes)
    yield from out.coders if names else ()  # as whom many a folder is called
    yield from _refs(working, out)
    if not texts:
        yield from _quoted(working, out)
        return
    for table in ("wordings", "paragraphs"):
        sql = f"select text from {table} where article {_IN}"
        for row in working.execute(sql, [out.ids(working)]):
            yield row[0]


_REFS = f"""
    select a.slug, p.number, p.key, p.occurrence, p.removed
    from paragraphs p join articles a on a.id = p.article where p.article {_IN}
"""


def _refs(working: sqlite3.Connection, out: WentOut) -> Iterator[str]:
    """How public paragraphs are named, on pages and in what was typed about them."""
    for slug, number, key, occurrence, removed in working.execute(_REFS, [out.ids(working)]):
        yield f"{slug}:{shown_key(key, occurrence)}"
        if number is not None and removed is None:
            yield f"{slug}:{number}"


_QUOTES = """
    select paragraph, start, exact from taggings where exact is not null
    union select paragraph, start, exact from notes where exact is not null and private = 0
    union select paragraph, start, exact from placements where exact is not null
      and (note is null or note in (select id from notes where private = 0))
"""


def _quoted(working: sqlite3.Connection, out: WentOut) -> Iterator[str]:
    """Of paragraphs what was quoted, quotes that touch in one; titles whole."""
    spans: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
    for paragraph, start, exact in working.execute(_QUOTES):
        spans[paragraph].add((start, exact))
        yield exact
    for table, id in (("paragraphs", "id"), ("wordings", "paragraph")):
        sql = f"select {id}, role, text from {table} where article {_IN}"
        for paragraph, role, text in working.execute(sql, [out.ids(working)]):
            if role == "title":
                yield text
            elif paragraph in spans:
                yield from _joined(text, sorted(spans[paragraph]))


def _joined(text: str, quotes: list[tuple[int, str]]) -> Iterator[str]:
    first = last = 0
    for start, exact in quotes:
        if text.startswith(exact, start):
            if start > last:
                yield text[first:last]
                first = start
            last = max(last, start + len(exact))
    yield text[first:last]


def _said(working: sqlite3.Connection, out: WentOut) -> Iterator[str]:
    """All that is public but the texts of articles."""
    yield from out.about
    yield from _addresses(out)
    yield from _known(working, f"select {', '.join(_TAG)} from tags", out.tags.__contains__)
    yield from _known(working, "select text from notes where private = 0", out.notes.__contains__)
    columns = "slug, title, byline, site, url, published, language"
    yield from _known(working, f"select {columns} from articles", out.slugs.__contains__)
    too = "select a.slug, d.url, d.site from addresses d join articles a on a.id = d.article"
    yield from _known(working, too, out.slugs.__contains__)
    old = "select o.slug from old_slugs o join articles a on a.id = o.article where a.slug = ?"
    for slug in out.slugs:
        yield from (row[0] for row in working.execute(old, [slug]))


def _addresses(out: WentOut) -> Iterator[str]:
    """How addresses of words that stand several times end, which a file may be called like."""
    for number in out.occurrences:
        yield from (f"~{number}{suffix}" for suffix in (".json", *forms.on_the_site()))


def _files(working: sqlite3.Connection, out: WentOut, suffixes: Collection[str]) -> Iterator[str]:
    """Addresses of articles; a file may be called like one, as a slug may be from its name."""
    if not suffixes:
        return
    for slug, version in working.execute("select slug, version from articles"):
        if slug in out.slugs:
            for at in ("", *(f"@{number}" for number in range(1, version))):
                yield from (f"read/{slug}{at}{suffix}" for suffix in suffixes)


def _known(db: sqlite3.Connection, sql: str, went_out: Callable[[str], bool]) -> Iterator[str]:
    for first, *others in db.execute(sql):
        if went_out(first):
            yield from filter(None, (first, *others))


def unheard(
    working: sqlite3.Connection, published: sqlite3.Connection, words: Collection[str]
) -> set[str]:
    """Of these words, small and without accents, those that stand in no public paragraph."""
    ids = set(json.loads(WentOut(published).ids(working)))
    # the common ones of many stand in a few paragraphs already; the index is asked for the others
    heard = _heard(working, ids) if len(words) > _MANY else set()
    sql = """
        select p.article from paragraphs_fts f join paragraphs p on p.id = f.rowid
        where paragraphs_fts match ?
    """
    return {
        word
        for word in set(words) - heard
        if not any(row[0] in ids for row in working.execute(sql, [f'"{word}"']))
    }


def _heard(working: sqlite3.Connection, ids: set[int]) -> set[str]:
    """The words of some public paragraphs."""
    step = 1 + working.execute("select count(*) from paragraphs").fetchone()[0] // _SOME
    some = "select article, lower(text) from paragraphs where id % ? = 0"
    found: set[str] = set()
    for article, text in working.execute(some, [step]):
        if article in ids:
            found.update(_WORD.findall(text))
    return found
