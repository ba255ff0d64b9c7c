"""
A query as conditions in SQL: what its words are for the indexes, and all else for `paragraphs p`.

Words that must all occur are found and ranked by the indexes. What joins words and fields
otherwise is a condition on each paragraph. Whose tags are meant, and whether also those on
words that are gone, a field beside `tag:` says (`coder:anna tag:x` is one tagging).
"""

import json
import sqlite3
from collections.abc import Callable
from itertools import count
from typing import NamedTuple, TypeVar

from annotate.corpus import codebook, coders, locate, matching, noted, readings, suggestions
from annotate.corpus.narrowing import Filters, Where, listed
from annotate.errors import AnnotateError, BadInput, BadQuery, NotFound
from annotate.model import ROLES
from annotate.text import days, query, sought, tag_names
from annotate.text.query import All, Either, Field, Node, Not, Query
from annotate.text.sought import Term

__all__ = ["IS", "OPEN", "Asked", "Sight", "apart", "of"]

Made = TypeVar("Made")

MOST_APART = 4  # alternatives that are looked for one by one
MOST_NOTES = 5_000  # that are looked at where a search is bounded


class Sight(NamedTuple):
    """What whoever asks may know of: private notes, tags, notes, readings, whose they are."""

    private: bool = False
    tags: bool = True
    notes: bool = True
    readings: bool = True
    people: bool = True
    is_bounded: bool = False
    coming: tuple[str, ...] = ()  # tags that are not there yet


OPEN = Sight()
"""Whoever may see all but private notes."""


class Asked(NamedTuple):
    """What is asked of the indexes, and of each paragraph; `terms` are marked in hits."""

    words: tuple[Node, ...]
    where: Where
    terms: tuple[Term, ...] = ()
    is_nothing: bool = False  # a text without a word


def of(db: sqlite3.Connection, text: str | None, filters: Filters, sight: Sight) -> Asked:
    """
    What a search text and filters ask for.

    Raises BadQuery for what a query names and is not there, of filters NotFound and
    BadInput.
    """
    said = query.parse(text) if text is not None else None
    return _of(db, said, _nodes(said, filters), sight)


def apart(db: sqlite3.Connection, text: str | None, filters: Filters, sight: Sight) -> list[Asked]:
    """
    The same in several, each of which is quickly found, where the whole is not.

    That is where OR joins words and fields, and nothing else says where to look.
    """
    said = query.parse(text) if text is not None else None
    nodes = _nodes(said, filters)
    whole = _of(db, said, nodes, sight)
    are_gone = _are_gone(nodes)
    either = next((n for n in nodes if isinstance(n, Either)), None)
    is_led = whole.words or whole.where.tags or whole.where.articles
    if either is None or is_led or len(either.of) > MOST_APART:
        return [whole]
    rest = tuple(node for node in nodes if node is not either)
    # each by itself: whose tags are meant in it is said of nothing else
    parts = ((*rest, All(query.conjuncts(each))) for each in either.of)
    return [_of(db, said, part, sight, are_gone=are_gone) for part in parts]


def _nodes(said: Query | None, filters: Filters) -> tuple[Node, ...]:
    """All that must hold."""
    own = query.conjuncts(said.node) if said and said.node else ()
    return (*own, *filters.nodes)


def _are_gone(nodes: tuple[Node, ...]) -> bool:
    """Whether what is not there any more is asked about as well."""
    return Field("is", "removed") in query.walk(All(nodes))


def _of(
    db: sqlite3.Connection, said: Query | None, nodes: tuple[Node, ...], sight: Sight, *,
    are_gone: bool = False,
) -> Asked:  # fmt: skip
    words = tuple(n for node in nodes for n in query.conjuncts(node) if query.is_words(n))
    others = tuple(_without_words(node) for node in nodes if not query.is_words(node))
    where = _Conditions(db, said, sight).where(others, are_gone=are_gone or _are_gone(nodes))
    terms = query.positive(said.node) if said and said.node else ()
    return Asked(words, where, terms, is_nothing=said is not None and said.node is None)


def _without_words(node: Node) -> Node:
    """The rest of what stands side by side."""
    if isinstance(node, All):
        return All(tuple(each for each in node.of if not query.is_words(each)))
    return node


class _Scope(NamedTuple):
    """What the fields beside a tag say of it."""

    coder: str | None = None
    is_gone: bool = False


_REMOVED = """
    (p.removed is not null or p.id in (select paragraph from taggings where gone is not null))
"""


class _Conditions:
    """Makes conditions, and gathers their values."""

    def __init__(self, db: sqlite3.Connection, said: Query | None, sight: Sight) -> None:
        self.db, self.text, self.sight = db, said.text if said else "", sight
        self.values: dict[str, object] = {}
        self.numbers = count(1)
        self.is_dear = False

    def where(self, nodes: tuple[Node, ...], *, are_gone: bool) -> Where:
        """All of the nodes, of what is there or also of what is not any more."""
        whole = All(nodes)
        conditions = [] if are_gone else ["p.removed is null"]
        conditions += [self.sql(whole, _Scope())] if nodes else []
        flat = [each for node in nodes for each in query.conjuncts(node)]
        articles = next((ids for n in flat if (ids := self.articles(n))), ())
        low, high = self.range(articles)
        if articles:
            # the range is for the index, the articles are what is meant
            conditions.append(f"p.id between {low} and {high}")
        tags = tuple(self.tags(n) for n in flat if isinstance(n, Field) and n.name == "tag")
        sql = " and ".join(conditions) or "1"
        return Where(sql, self.values, articles, low, high, tags, self.is_dear)

    def range(self, articles: tuple[int, ...]) -> tuple[int, int]:
        """Between which ids the paragraphs of the articles are."""
        if not articles:
            return 0, 2**62
        sql = f"select min(id), max(id) from paragraphs where article in ({listed(articles)})"
        low, high = (i or 0 for i in self.db.execute(sql).fetchone())
        return low, high

    def articles(self, node: Node) -> tuple[int, ...]:
        """The articles that are asked for, if nothing else is."""
        nodes = node.of if isinstance(node, Either) else (node,)
        if not all(isinstance(n, Field) and n.name == "article" for n in nodes):
            return ()
        return tuple(self.article(n) for n in nodes if isinstance(n, Field))

    def sql(self, node: Node, scope: _Scope) -> str:
        """A condition that holds where the node does."""
        if query.is_words(node):
            return self.words(node)
        if articles := self.articles(node):
            return f"p.article in ({listed(articles)})"
        if isinstance(node, Field):
            return self.at(node, lambda: str(getattr(self, f"_{node.name}")(node, scope)))
        if isinstance(node, Not):
            return f"not {self.sql(node.of, scope._replace(is_gone=False))}"
        assert isinstance(node, All | Either)
        if isinstance(node, All):
            scope = self.inner(node, scope)
        sign = " and " if isinstance(node, All) else " or "
        return f"({sign.join(self.sql(each, scope) for each in node.of)})"

    def inner(self, node: All, scope: _Scope) -> _Scope:
        """The scope of what stands side by side."""
        fields = [each for each in node.of if isinstance(each, Field)]
        names = [coders.called(self.db, each.value) for each in fields if each.name == "coder"]
        coder = names[0] if len(names) == 1 else scope.coder
        is_gone = any((each.name, each.value) == ("is", "removed") for each in fields)
        return _Scope(coder, scope.is_gone or is_gone)

    def at(self, node: Field, make: Callable[[], Made]) -> Made:
        """What is made of a field; what is wrong with it is said at its place."""
        try:
            return make()
        except AnnotateError as error:
            if node.at is None:
                raise
            raise BadQuery(str(error), self.text, node.at) from error

    def value(self, value: object) -> str:
        """The name of a value in SQL."""
        name = f"q{next(self.numbers)}"
        self.values[name] = value
        return f":{name}"

    def words(self, node: Node) -> str:
        """By the indexes: bounded, for each paragraph that is looked at; else of all at once."""
        is_bounded = self.sight.is_bounded
        self.is_dear |= is_bounded
        found = matching.of(self.db, (node,), is_bounded=is_bounded)
        if isinstance(node, Term) and any(match.wide for match in found):
            raise BadInput(matching.MANY.format(words=node.words.rstrip("*")))
        how = _FOR_EACH if is_bounded else _AT_ONCE
        either = (how.format(table=m.table, match=self.value(m.text)) for m in found)
        return f"({' or '.join(either)})"

    def tags(self, node: Field) -> tuple[int, ...]:
        """The tag and those under it; `actor/*` are only those."""
        name = node.value.removesuffix("/*")
        if codebook.is_coming(self.db, name, self.sight.coming):
            return ()
        branch = codebook.branch(self.db, name)
        if name != node.value:
            top = tag_names.folded(tag_names.spelled(name))
            branch = [row for row in branch if tag_names.folded(row["name"]) != top]
        return tuple(row["id"] for row in branch)

    def article(self, node: Field) -> int:
        """The article that is asked for."""
        row = self.at(node, lambda: locate.article(self.db, node.value))
        return int(row["id"])

    def _tag(self, node: Field, scope: _Scope) -> str:
        self.require("tags", "tags are not shown here")
        whose = f" and t.coder = {self.value(scope.coder)}" if scope.coder is not None else ""
        gone = " and (t.gone is not null or p.removed is not null)" if scope.is_gone else ""
        # by the paragraph's own taggings: a tag may have as many as the corpus has paragraphs
        return f"""exists (
          select 1 from taggings t
          where t.paragraph = p.id and +t.tag in ({listed(self.tags(node))}){whose}{gone}
        )"""

    def _coder(self, node: Field, _: _Scope) -> str:
        self.require("tags", "tags are not shown here")
        self.require("people", "who tagged what is not shown here")
        name = coders.called(self.db, node.value)
        if node.at is not None and (said := self._stranger(name)):
            raise NotFound(said)
        return f"""exists (
          select 1 from taggings t where t.paragraph = p.id and t.coder = {self.value(name)}
        )"""

    def _stranger(self, name: str) -> str | None:
        """That nobody is called so; taggings that were imported have coders of their own."""
        if self.db.execute("select 1 from taggings where coder = ? limit 1", [name]).fetchone():
            return None
        return coders.unknown(self.db, name)

    def _role(self, node: Field, _: _Scope) -> str:
        if node.value not in ROLES:
            raise BadInput(f"no role {node.value!r}; roles are {', '.join(ROLES)}")
        return f"p.role = {self.value(node.value)}"

    def _site(self, node: Field, _: _Scope) -> str:
        said = "from articles where site = ? collate nocase"
        if self.db.execute(f"select 1 {said} limit 1", [node.value]).fetchone() is None:
            raise NotFound(self._no_such_site(node.value))
        return f"p.article in (select id {said.replace('?', self.value(node.value))})"

    def _no_such_site(self, name: str) -> str:
        # a sample is enough for a hint
        sql = "select distinct site from (select site from articles order by id desc limit 5000)"
        known = [row["site"] for row in self.db.execute(sql) if row["site"]]
        hint = locate.nearest(name, known) or sorted(known)[:3]
        return f"no site {name!r}; " + (f"nearest: {', '.join(hint)}" if hint else "no article has")

    def _date(self, node: Field, _: _Scope) -> str:
        low, high = days.period(node.value)
        conditions = [f"published >= {self.value(low)}"] if low else []
        conditions += [f"published < {self.value(high)}"] if high else []
        return f"p.article in (select id from articles where {' and '.join(conditions)})"

    def _note(self, node: Field, _: _Scope) -> str:
        self.require("notes", "notes are not shown here")
        terms = sought.terms(f'"{node.value}"' if node.is_quoted else node.value)
        if not terms:
            raise BadInput("note: says no word; is:noted finds what has any note")
        most = MOST_NOTES if self.sight.is_bounded else 2**40
        found = noted.found(self.db, All(terms), most=most, private=self.sight.private)
        ids = self.value(json.dumps([id for id, _ in found]))
        return f"""p.id in (
          select paragraph from notes
          where id in (select value from json_each({ids})) and paragraph is not null
        )"""

    def _is(self, node: Field, _: _Scope) -> str:
        said = node.value
        if said not in IS:
            hint = ", ".join(locate.nearest(said, IS, most=1))
            near = f"nearest: is:{hint}; " if hint else ""
            raise BadInput(f"no is:{node.value}; {near}say is: with {', '.join(IS)}")
        what, told = _NEEDS.get(said.removeprefix("un"), ("", ""))
        if what:
            self.require(what, told)
        of = suggestions if said == "suggested" else readings
        if what == "readings" and not of.are_kept(self.db):
            raise BadInput(told.replace("shown here", "published"))
        self.values["private"] = self.sight.private
        return IS[said]

    def require(self, what: str, told: str) -> None:
        """Raise BadInput where whoever asks may not know of it."""
        if not getattr(self.sight, what):
            raise BadInput(told)


_FOR_EACH = "exists (select 1 from {table} where {table} match {match} and rowid = p.id)"
_AT_ONCE = "p.id in (select rowid from {table} where {table} match {match})"
_TAGGED = "exists (select 1 from taggings t where t.paragraph = p.id)"
_READ = "exists (select 1 from seen s where s.paragraph = p.id)"
IS = {
    "read": _READ,
    "unread": f"not {_READ}",
    "suggested": f"""exists (
      select 1 from suggestions s join tags on tags.id = s.tag
      where s.paragraph = p.id and {suggestions.OPEN}
    )""",
    "tagged": _TAGGED,
    "untagged": f"not {_TAGGED}",
    "noted": """p.id in (
      select paragraph from notes where paragraph is not null and (private = 0 or :private)
    )""",
    "removed": _REMOVED,
}
"""What `is:` asks of a paragraph, by what is said behind it."""
_NEEDS = {
    "read": ("readings", "who read what is not shown here"),
    "suggested": ("readings", "what is suggested is not shown here"),
    "tagged": ("tags", "tags are not shown here"),
    "noted": ("notes", "notes are not shown here"),
}
