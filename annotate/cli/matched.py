"""
`annotate tag --matching`: what a query finds is told, perhaps asked about, and tagged.
"""

import sys
from collections.abc import Callable

import click

from annotate.cli import options, output
from annotate.corpus import tag_beginnings, tagging
from annotate.corpus.tagging import Foreseen
from annotate.corpus.tags import Tagged
from annotate.text import sought

__all__ = ["tag"]

SHOWN = 5  # refs


def tag(query: str, names: tuple[str, ...], *, dry_run: bool, yes: bool) -> Tagged | None:
    """
    Tag what the query finds; None where that was not to be, or not meant.

    Where somebody can be asked it asks, unless told not to. Raises NotFound where nothing is
    found, BadQuery where the query cannot be asked.
    """
    if said := sought.not_as_meant(query):
        output.say(said)
    db = options.indexed()
    names = tuple(tag_beginnings.taken(db, name) for name in names)
    if dry_run or not yes:
        foreseen = tagging.foresee(db, query, names, shown=SHOWN)
        _tell(foreseen, output.echo if dry_run else output.say)
    if dry_run:
        return None
    is_asked = not yes and sys.stdin.isatty() and sys.stderr.isatty()
    if is_asked and not click.confirm("tag them?", err=True):
        output.say("nothing was tagged")
        return None
    return tagging.matching(options.command(), query, names)


def _tell(foreseen: Foreseen, tell: Callable[[str], None]) -> None:
    refs = ", ".join(place.ref for place in foreseen.first)
    more = ", …" if foreseen.paragraphs > SHOWN else ""
    tell(f"paragraphs: {foreseen.paragraphs:,}, articles: {foreseen.articles:,} ({refs}{more})")
    for name, count in foreseen.tags:
        if count:
            tell(f"{name}: {count:,} of them have it already")
