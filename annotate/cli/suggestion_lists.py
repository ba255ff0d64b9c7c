"""
Suggestions on the command line: their ids, their lists, and answers to them.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import click

from annotate.cli import output
from annotate.corpus import publication, suggestions
from annotate.corpus.database import Command
from annotate.corpus.suggestions import Suggestion

__all__ = ["SHEET", "answered", "any_ids", "ids", "say_waiting", "show"]

SHEET = ["id", "tag", "article", "ref", "key", "score", "text", "model", "at"]
_DIGITS = 18


def any_ids(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[int | str, ...]:
    """Numbers of reviews, and names of suggestions as they are; fails for what is neither."""
    for words in values:
        if not _is_number(words.removeprefix("s")):
            told = f"{words!r} is no review, like 3, and no suggestion, like s12"
            raise click.BadParameter(told, ctx, param)
    return tuple(int(words) if _is_number(words) else words for words in values)


def ids(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of suggestions in their names; fails for what is no such name."""
    for words in values:
        if not (words.startswith("s") and _is_number(words[1:])):
            raise click.BadParameter(f"{words!r} is no suggestion; one is like s12", ctx, param)
    return tuple(int(words[1:]) for words in values)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) <= _DIGITS


def show(found: Sequence[Suggestion], form: str) -> None:
    """Write suggestions; a table has nothing where there are none."""
    columns = SHEET if form in output.SHEETS else ["id", "ref", "tag", "score", "text"]
    if found or form != "table":
        output.emit(map(_record, found), form, columns=columns)


def _record(suggestion: Suggestion) -> dict[str, object]:
    own = {"id": suggestion.name}
    return own | {name: getattr(suggestion, name) for name in SHEET[1:]}


def answered(command: Command, accept: Iterable[int], reject: Iterable[int]) -> Iterator[str]:
    """Accept some and reject others; what is said of each."""
    for id in accept:
        found = suggestions.accept(command, id)
        yield f"{found.name}: {found.ref} +{found.tag}"
    for id in reject:
        found = suggestions.reject(command, id)
        yield f"{found.name}: {found.ref} not {found.tag}"


def say_waiting(db: sqlite3.Connection, article: str | None) -> None:
    """Say that suggestions wait, of an article or of all, to whoever looks at its reviews."""
    if publication.of(db):  # which has none
        return
    if waiting := suggestions.count(db, article=article):
        are = "suggestion waits" if waiting == 1 else "suggestions wait"
        output.say(f"{waiting:,} {are}: annotate review --suggested")
