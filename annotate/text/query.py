"""
What a query says: words, operators between them, and fields, as a tree.

Words, "phrases" and beginnings* stand side by side where all must occur; AND, OR and NOT in
capitals and brackets join them, a field like `tag:actor/isis` asks for what was put on a
paragraph. A text that has none of these is words as `annotate.text.sought` reads them, and
never an error: people paste sentences, times and addresses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from annotate.errors import BadQuery
from annotate.text import clean, sought
from annotate.text.sought import MOST_TERMS, Term

__all__ = ["FIELDS", "All", "Either", "Field", "Node", "Not", "Query", "conjuncts", "joined"]
__all__ += ["is_words", "parse", "positive", "walk", "written"]

FIELDS = {
    "tag": "tag:actor/isis",
    "note": 'note:"human shields"',
    "role": "role:heading",
    "article": "article:mosul",
    "site": 'site:"Human Rights Watch"',
    "coder": "coder:anna",
    "date": "date:2016-10..2016-12",
    "is": "is:untagged",
}
"""The names of fields, each with an example."""

DEEPEST = 50  # brackets in brackets
LONGEST = 300  # characters of what a field asks for


@dataclass(frozen=True, slots=True)
class Field:
    """What a paragraph must have besides words; `at`: where the query says so, if it does."""

    name: str
    value: str
    is_quoted: bool = False
    at: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """All but what is found by this."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class _Several:
    of: "tuple[Node, ...]"


class All(_Several):
    """What is found by each of several."""

    __slots__ = ()


class Either(_Several):
    """What is found by one of several at least."""

    __slots__ = ()


Node = Term | Field | Not | All | Either


class Query(NamedTuple):
    """A query as typed and its tree; that is None where there is no word in it."""

    text: str
    node: Node | None
    is_plain: bool = True  # words alone, that must all occur


def parse(text: str) -> Query:
    """The query that a text is; raises BadQuery, which points at the place."""
    if _may_be_joined(text) and (tokens := _tokens(text)):
        return Query(text, _Parser(text, tokens).whole(), is_plain=False)
    terms = sought.terms(text)
    return Query(text, joined(All, terms) if terms else None)


def _may_be_joined(text: str) -> bool:
    """Whether it has what looks like an operator; most have nothing of the kind."""
    text = text[:_FARTHEST]
    return any(sign in text for sign in _IN_SIGNS) and re.search(_SIGNS, text) is not None


def joined(kind: type[All] | type[Either], nodes: tuple[Node, ...]) -> Node:
    """Several as one: what is joined in the same way already is taken apart, one stays itself."""
    flat = [n for node in nodes for n in (node.of if isinstance(node, kind) else (node,))]
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def conjuncts(node: Node) -> tuple[Node, ...]:
    """The parts all of which must hold."""
    return node.of if isinstance(node, All) else (node,)


def walk(node: Node) -> Iterator[Node]:
    """The node and all under it."""
    yield node
    for under in node.of if isinstance(node, All | Either) else ():
        yield from walk(under)
    if isinstance(node, Not):
        yield from walk(node.of)


def positive(node: Node) -> tuple[Term, ...]:
    """The terms that may stand in what is found: those that are not left out."""
    if isinstance(node, Term):
        return (node,)
    under = node.of if isinstance(node, All | Either) else ()
    return tuple(dict.fromkeys(term for each in under for term in positive(each)))


def is_words(node: Node) -> bool:
    """Whether it asks for words alone, and for nothing not to be there."""
    return not any(isinstance(each, Field | Not) for each in walk(node))


def written(node: Node) -> str:
    """The tree as a query, which parses to the same tree."""
    if isinstance(node, Term):
        return node.words if node.is_beginning else f'"{node.words}"'
    if isinstance(node, Field):
        return f'{node.name}:"{node.value}"' if node.is_quoted else f"{node.name}:{node.value}"
    if isinstance(node, Not):
        return f"NOT {_bracketed(node.of)}"
    sign = " " if isinstance(node, All) else " OR "
    return sign.join(map(_bracketed, node.of))


def _bracketed(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, All | Either) else written(node)


_FARTHEST = 100_000  # characters in which an operator is looked for
_SCHEMES = frozenset(("http", "https", "ftp", "file", "mailto", "tel", "doi", "urn", "isbn"))
_JOINED = r'(?:[^\s"()]|(?<=[^\s"():])\([^\s"()]*\))+'  # with brackets inside: word(s)
_STARTS = r'(?<![^\s"()])'
_OPERATOR = rf'{_STARTS}(?:AND|OR|NOT)(?![^\s"()])'
_MINUS = r'(?<![^\s(])-(?=[^\W\d_]|[("])'
_FIELD = rf'(?P<name>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)(?P<end>"?)|(?P<value>{_JOINED}))'
_IN_SIGNS = ("OR", "AND", "NOT", ":", "-")
# compiled when first used: most queries are words alone
_SIGNS = rf"{_OPERATOR}|{_MINUS}|(?<=[A-Za-z_]):[^\s()]"
_TOKEN = (
    rf"(?P<operator>{_OPERATOR})|(?P<minus>{_MINUS})|(?P<bracket>[()])|(?P<field>{_FIELD})"
    rf'|"(?P<phrase>[^"]*)"?|(?P<word>{_JOINED})'
)


class _Token(NamedTuple):
    kind: str  # AND OR NOT ( ) and, for what is looked for itself, nothing
    at: int
    node: Term | Field | None = None


def _tokens(text: str) -> list[_Token]:
    """What a text is made of; nothing when there is no operator among its first words."""
    found: list[_Token] = []
    text, place, leaves, is_plain = text.translate(sought.TYPOGRAPHIC), 0, 0, True
    pattern = re.compile(_TOKEN)
    while match := pattern.search(text, place):
        place, token = _token(text, match)
        if token is None:
            continue
        leaves += token.node is not None
        if leaves > MOST_TERMS:
            if is_plain:
                return []
            told = f"a query with operators has {MOST_TERMS} words and fields at most"
            raise BadQuery(told, text, token.at)
        is_plain = is_plain and token.kind in "()" and not isinstance(token.node, Field)
        found.append(token)
    return [] if is_plain else found


def _token(text: str, match: re.Match[str]) -> tuple[int, _Token | None]:
    """What stands in a place, and where it ends; None for signs that are no word."""
    at, end = match.span()
    if match["bracket"] or match["operator"]:
        return end, _Token(match[0], at)
    if match["minus"]:
        return end, _Token("NOT", at)
    if match["field"]:
        if node := _field(text, match):
            return end, _Token("", at, node)
        match = re.compile(_JOINED).match(text, at) or match
        return match.end(), _leaf(match[0], False, at)
    is_phrase = match["phrase"] is not None
    return end, _leaf(match["phrase"] if is_phrase else match["word"], is_phrase, at)


def _leaf(words: str, is_phrase: bool, at: int) -> _Token | None:
    term = sought.term(words, is_phrase=is_phrase)
    return _Token("", at, term) if term else None


def _field(text: str, match: re.Match[str]) -> Field | None:
    """A field; None for what is a word, like 10:30 or an address."""
    name, is_quoted = match["name"].lower(), match["quoted"] is not None
    value = clean.line(match["quoted"] if is_quoted else match["value"])
    if name not in FIELDS:
        if _may_be_field(match["name"], match["value"]):
            raise BadQuery(_unknown(name), text, match.start())
        return None
    if is_quoted and not match["end"]:
        raise BadQuery("this quotation mark is not closed", text, match.start("quoted") - 1)
    if not value or len(value) > LONGEST:
        says = f"has {len(value):,} characters of {LONGEST} at most" if value else "says nothing"
        told = f"{name}: {says}; say it like {FIELDS[name]}"
        raise BadQuery(told, text, match.start())
    is_fixed = name in ("is", "role")
    return Field(name, value.lower() if is_fixed else value, is_quoted, match.start())


def _may_be_field(name: str, value: str | None) -> bool:
    is_name = name.islower() and 1 < len(name) <= 20 and name not in _SCHEMES
    return is_name and (value is None or value[0].isalpha())


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = [_OTHERS[name]] if name in _OTHERS else get_close_matches(name, FIELDS, n=1)
    hint = f"nearest: {FIELDS[near[0]]}; " if near else ""
    return (
        f"no field {name}:; {hint}fields are {': '.join(FIELDS)}:"
        " (words with a colon stand in quotation marks)"
    )


_OTHERS = {  # what other programs call them
    "tags": "tag", "code": "tag", "label": "tag", "notes": "note", "memo": "note",
    "slug": "article", "title": "article", "source": "site", "domain": "site", "by": "coder",
    "user": "coder", "before": "date", "after": "date", "year": "date",
    "type": "role", "has": "is",
}  # fmt: skip


class _Parser:
    """Descends from what binds least: OR, then AND or nothing, then NOT."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self.text, self.tokens, self.place, self.depth = text, tokens, 0, 0

    def whole(self) -> Node:
        node = self.either()
        if self.kind is not None:
            raise self.bad("nothing opens this bracket")
        return node

    @property
    def kind(self) -> str | None:
        """Of the next token; None at the end."""
        return self.tokens[self.place].kind if self.place < len(self.tokens) else None

    def bad(self, told: str, token: _Token | None = None) -> BadQuery:
        here = token or (self.tokens[self.place] if self.kind is not None else None)
        return BadQuery(told, self.text, here.at if here else len(self.text))

    def either(self) -> Node:
        nodes = [self.all()]
        while self.kind == "OR":
            self.place += 1
            nodes.append(self.all())
        return joined(Either, tuple(nodes))

    def all(self) -> Node:
        nodes = [self.one()]
        while self.kind not in ("OR", ")", None):
            self.place += self.kind == "AND"
            nodes.append(self.one())
        return joined(All, tuple(nodes))

    def one(self) -> Node:
        negations = 0
        while self.kind == "NOT":
            self.place += 1
            negations += 1
        node = self.operand()
        if not negations % 2:
            return node
        return node.of if isinstance(node, Not) else Not(node)

    def operand(self) -> Node:
        if self.kind in ("AND", "OR", ")", None):
            raise self.missing()
        token = self.tokens[self.place]
        self.place += 1
        return token.node if token.node is not None else self.bracket(token)

    def bracket(self, opening: _Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.bad(f"brackets stand in {DEEPEST} others at most", opening)
        if self.kind == ")":
            raise self.bad("nothing stands in these brackets", opening)
        node = self.either()
        if self.kind != ")":
            raise self.bad("this bracket is not closed", opening)
        self.place += 1
        self.depth -= 1
        return node

    def missing(self) -> BadQuery:
        """That words are missing, said at the operator that wants them."""
        before = self.tokens[self.place - 1] if self.place else None
        if before and before.kind in ("AND", "OR", "NOT"):
            example = "NOT turkey" if before.kind == "NOT" else f"turkey {before.kind} iraq"
            return self.bad(f"something must stand behind it: {example}{_QUOTED}", before)
        if before and before.kind == "(" and self.kind is None:
            return self.bad("this bracket is not closed", before)
        if self.kind in ("AND", "OR"):
            return self.bad(f"something must stand before it: turkey {self.kind} iraq{_QUOTED}")
        return self.bad("something is missing here")


_QUOTED = " (in quotation marks, or in small letters, it is a word)"
