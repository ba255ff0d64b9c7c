"""
Rules that say which words get which tags: by a regular expression, a list of words, or a query.

A query is for the corpus to ask; what the other two match in a text is said here. This is
what runs in a watched process, as an expression may take for ever.
"""

import json
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from annotate.errors import BadInput
from annotate.model import CITABLE, ROLES
from annotate.text.word_list import Folded, WordList

__all__ = ["MOST", "Found", "Rule", "Span", "compiled", "found", "of"]

MOST = 1_000  # quotes of a rule in one paragraph

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for (one of pattern, words, query), and the tags that it gets."""

    name: str
    tags: tuple[str, ...]
    pattern: str | None = None
    words: tuple[str, ...] = ()
    query: str | None = None
    but: tuple[str, ...] = ()  # words in which a match is none
    case: bool = False  # of words: capitals count
    whole: bool = False  # the paragraph is tagged, not the words
    roles: tuple[str, ...] = ()  # of the paragraphs that are looked at; of a query none: all
    where: str = field(default="", compare=False)  # it is said

    @property
    def kind(self) -> str:
        """What it is by: pattern, words or query."""
        return "pattern" if self.pattern is not None else "words" if self.words else "query"

    @property
    def said(self) -> str:
        """What it looks for, in a line."""
        return self.pattern or ", ".join(self.words) or self.query or ""

    @property
    def is_whole(self) -> bool:
        """Whether it tags paragraphs, not words in them."""
        return self.whole or self.query is not None

    @property
    def called(self) -> str:
        """How messages name it."""
        return f"rule {self.name!r}{f' ({self.where})' if self.where else ''}"

    @property
    def definition(self) -> str:
        """All but its name and tags, as JSON."""
        roles = [] if self.roles == self.usual_roles else list(self.roles)
        fields = {
            "pattern": self.pattern, "words": list(self.words), "query": self.query,
            "except": list(self.but), "case": self.case, "whole": self.whole, "roles": roles,
        }  # fmt: skip
        return json.dumps({k: v for k, v in fields.items() if v}, ensure_ascii=False)

    @property
    def usual_roles(self) -> tuple[str, ...]:
        """The roles of the paragraphs that it looks at unless it says otherwise."""
        return _USUAL if self.query is None else ()

    def refused(self, told: str) -> BadInput:
        """What is wrong with it, in a line that names it."""
        return BadInput(f"{self.called}: {told}")


_USUAL = tuple(role for role in ROLES if role in CITABLE)


def of(name: str, tags: Sequence[str], definition: str, where: str = "") -> Rule:
    """The rule of a name, its tags and a definition."""
    said = json.loads(definition)
    usual = () if "query" in said else _USUAL
    return Rule(
        name, tuple(tags), said.get("pattern"), tuple(said.get("words", ())), said.get("query"),
        tuple(said.get("except", ())), bool(said.get("case")), bool(said.get("whole")),
        tuple(said.get("roles", usual)), where,
    )  # fmt: skip


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression; raises BadInput, which says where it is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what may mean something else in a later Python
            return re.compile(pattern)
    except re.error as error:
        at = "" if error.pos is None else f" at character {error.pos + 1}"
        raise BadInput(f"the pattern is broken{at}: {error.msg}") from error
    except (OverflowError, RecursionError) as error:
        raise BadInput("the pattern is broken: it repeats too much, or is too deep") from error


class Found(NamedTuple):
    """Of a rule in some texts: in which (by their places) what stands where; how much is empty."""

    hits: tuple[tuple[int, tuple[Span, ...]], ...]
    empty: int  # matches of nothing, which are left out


def found(rule: Rule, texts: Sequence[tuple[str, Folded]]) -> Found:
    """What a rule by pattern or words finds in texts of roles; of whole paragraphs the first."""
    hits, empty = [], 0
    look = _by_pattern(rule.pattern) if rule.pattern is not None else _by_words(rule.words, rule)
    apart = _by_words(rule.but, rule) if rule.but else None
    for place, (role, text) in enumerate(texts):
        if role not in rule.roles or not (spans := look(text)):
            continue
        if apart and (others := apart(text)):
            spans = [(a, b) for a, b in spans if not any(a < d and c < b for c, d in others)]
        if not rule.whole:
            empty += sum(start == end for start, end in spans)
            spans = [span for span in spans if span[0] < span[1]]
        if spans:
            hits.append((place, tuple(spans[: 1 if rule.whole else MOST + 1])))
    return Found(tuple(hits), empty)


_Look = Callable[[Folded], list[Span]]


def _by_words(words: tuple[str, ...], rule: Rule) -> _Look:
    return _list(words, rule.case).spans


@lru_cache(maxsize=2000)
def _list(words: tuple[str, ...], case: bool) -> WordList:
    return WordList(words, case=case)


def _by_pattern(pattern: str) -> _Look:
    every = compiled(pattern).finditer
    return lambda text: [_trimmed(text.text, *match.span()) for match in every(text.text)]


def _trimmed(text: str, start: int, end: int) -> Span:
    """A place without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
