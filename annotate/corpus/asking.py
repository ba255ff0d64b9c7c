"""
What rules say, as they are and were: all of it is private, and may name what is forgotten.

A rule whose query names an article or a tag goes with it; a coder gets another name in it, and
a tag that is renamed.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator

from annotate.errors import BadQuery
from annotate.text import query, sought
from annotate.text.query import All, Field
from annotate.text.tag_names import folded, spelled, under

__all__ = ["about", "rename", "said", "unname"]

_NAMES = """
    select what, name from (
      select 'tags' as what, id, name from tags
      union all select 'articles', id, slug from articles
      union all select 'articles', article, slug from old_slugs
      union all select what, cast(row as integer), coalesce(
        json_extract(each.value, '$.name'), json_extract(each.value, '$.slug')
      ) from history, json_each(json_array(before, after)) each
      where what in ('tags', 'articles') and each.value is not null
    ) where name is not null and (what, cast(id as text)) in (select what, row from going)
"""


def said(db: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Row and table, what it is, and the words: of the name, and of all that is looked for."""
    for row, table, name, definition in db.execute(_EVERY):
        yield row, table, "name of a rule", name
        fields = json.loads(definition)
        for field in ("pattern", "query"):
            if field in fields:
                yield row, table, f"{field} of a rule", fields[field]
        for word in (*fields.get("words", ()), *fields.get("except", ())):
            yield row, table, "word of a rule", word


_EVERY = """
    select id, 'rules', name, definition from rules
    union all
    select h.id, 'history',
      json_extract(each.value, '$.name'), json_extract(each.value, '$.definition')
    from history h, json_each(json_array(h.before, h.after)) each
    where h.what = 'rules' and each.value is not null
"""


def about(db: sqlite3.Connection) -> list[int]:
    """The rules that ask, or asked, for an article or a tag of the table `going`."""
    names: dict[str, set[str]] = {"tags": set(), "articles": set()}
    for what, name in db.execute(_NAMES):
        names[what].add(folded(name))
    if not any(names.values()):
        return []
    found = ((id, _fields(definition)) for id, definition in _definitions(db))
    return sorted({id for id, fields in found if any(_names(each, names) for each in fields)})


def _names(field: Field, names: dict[str, set[str]]) -> bool:
    said = folded(field.value)
    if field.name == "tag":
        return said.removesuffix("/*") in names["tags"]
    return field.name == "article" and any(each.startswith(said) for each in names["articles"])


def _definitions(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Of each rule all that it said at some time."""
    yield from db.execute("select id, definition from rules")
    yield from db.execute(
        """
        select cast(row as integer), json_extract(each.value, '$.definition')
        from history, json_each(json_array(before, after)) each
        where what = 'rules' and each.value is not null
        """
    )


def _fields(definition: str) -> Iterable[Field]:
    return _asked(json.loads(definition).get("query", ""))


def _asked(text: str) -> Iterable[Field]:
    try:
        node = query.parse(text).node
    except BadQuery:  # of a grammar that was another
        return ()
    return [each for each in query.walk(All((node,))) if isinstance(each, Field)] if node else ()


def rename(db: sqlite3.Connection, old: str, new: str) -> None:
    """Call a tag, and those under it, otherwise in the queries of rules; call inside a command."""
    if folded(old) == folded(new):
        return
    for id, definition in db.execute("select id, definition from rules").fetchall():
        said = json.loads(definition)
        text = _renamed(said.get("query", ""), old, new)
        if text != said.get("query", ""):
            values = [json.dumps({**said, "query": text}, ensure_ascii=False), id]
            db.execute("update rules set definition = ? where id = ?", values)


def _renamed(text: str, old: str, new: str) -> str:
    for field in _asked(text):
        name = field.value.removesuffix("/*")
        is_it = f"{folded(name)}/".startswith(f"{folded(old)}/")
        if field.name != "tag" or not is_it or field.at is None:
            continue
        told = under(new, spelled(name), old) + field.value.removeprefix(name)
        asks = query.written(Field("tag", told, is_quoted=_NEEDS_QUOTES(told) is not None))
        rest = text[field.at + len("tag:") :].translate(sought.TYPOGRAPHIC)
        end = rest.index('"', 1) + 1 if field.is_quoted else len(field.value)
        # what is asked for twice is one field
        return _renamed(text[: field.at] + asks + text[field.at + len("tag:") + end :], old, new)
    return text


_NEEDS_QUOTES = re.compile(r'[\s"()]').search


def unname(db: sqlite3.Connection, name: str, new: str) -> None:
    """Put another name in place of a coder's in all queries, in the history as well."""
    pattern = re.compile(rf'(\bcoder:)"?{re.escape(name)}"?(?!\w)', re.IGNORECASE)

    def renamed(definition: str) -> str:
        said = json.loads(definition)
        if "query" in said:
            said["query"] = pattern.sub(lambda found: f'{found[1]}"{new}"', said["query"])
        return json.dumps(said, ensure_ascii=False)

    for id, definition in db.execute("select id, definition from rules").fetchall():
        if (made := renamed(definition)) != definition:
            db.execute("update rules set definition = ? where id = ?", [made, id])
    for column in ("before", "after"):
        sql = f"select id, {column} from history where what = 'rules' and {column} is not null"
        for id, record in db.execute(sql).fetchall():
            row = json.loads(record)
            row["definition"] = renamed(row["definition"])
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            db.execute(f"update history set {column} = ? where id = ?", [text, id])
