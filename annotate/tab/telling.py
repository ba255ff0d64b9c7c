"""
A shell asks what a word may become: what it is told, on stdout.

Nothing is told where nothing can be found: no database, a damaged one, a wrong command.
"""

import os

from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import AnnotateError
from annotate.tab import standing, terms
from annotate.tab.shell_line import Line, Word
from annotate.tab.shells import SHELLS

__all__ = ["VARIABLE", "answer", "words"]

VARIABLE = "_ANNOTATE_COMPLETE"
"""Set by a shell that asks what a word may become."""


def answer() -> None:
    """Tell the shell that asks."""
    shell, _, what = os.environ[VARIABLE].partition("_")
    if shell in SHELLS and what == "source":  # as click's own programs print their script
        print(SHELLS[shell].script, end="")
    if shell not in SHELLS or what != "complete":
        return
    line = Line.of(os.environ.get("COMP_LINE", ""), os.environ.get("COMP_WORDBREAKS", ""))
    try:
        found = words(line.words[1:], line.last)
    except (AnnotateError, OSError, *SYMPTOMS):
        return
    for told in SHELLS[shell].told(line, found):
        print(told)


def words(before: list[str], last: str) -> list[Word]:
    """What the last word behind others may become."""
    place = standing.found(before, last)
    if place.kind is None:
        place = _by_click(before, last, place.given)
    typed = last.removeprefix(place.before)
    return [
        each._replace(word=place.before + each.word)
        for each in _of_kind(place.kind, typed, place.given)
        if each.word.isprintable()
    ]


def _by_click(before: list[str], last: str, given: dict[str, list[str]]) -> standing.Place:
    """Where the word stands behind a command of a plugin; nowhere if there is none."""
    import click

    from annotate.cli import by_click

    try:
        return by_click.found(before, last, given)
    except click.ClickException:
        return standing.Place([], given)


def _of_kind(
    kind: standing.Kind | list[Word] | None, typed: str, given: dict[str, list[str]]
) -> list[Word]:
    if isinstance(kind, dict):
        return terms.words(typed, kind, lambda inner, value: _of_kind(inner, value, given))
    if not isinstance(kind, str):
        likely = (Word(each) if isinstance(each, str) else each for each in kind or ())
        return [each for each in likely if each.word.startswith(typed)]
    if kind in ("file", "dir"):
        return [Word(typed, sort=kind)]
    from annotate.tab import becoming

    return becoming.KINDS[kind](given, typed)
