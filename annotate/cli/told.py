"""
What is said of what a command did: new versions, likeness to known articles.
"""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate.cli import output
from annotate.corpus import coders
from annotate.text import aside

if TYPE_CHECKING:  # commands that only read have nothing else to do with storing
    from annotate.corpus.corrections import Recut
    from annotate.intake.storing import Outcome
    from annotate.model import Added, Like, Prose

__all__ = ["asides", "kept", "likes", "more_aside", "recut", "unknown_coder", "update"]

SAID = 5  # likenesses one by one, and what was set aside; the rest are counted

_CHANGES = ("moved", "edited", "split", "merged", "removed", "added")


def likes(outcomes: "Iterator[Outcome]", *, are_all: bool = True) -> "Iterator[Outcome]":
    """
    The outcomes again; a line for each new article that is nearly a known one.

    Others are not told where they are not `are_all`: an undo would take them back, too.
    """
    found = 0
    first: Outcome | None = None  # held back until it is known whether others follow
    for seen, outcome in enumerate(outcomes):
        if first:
            _say_like(first)
            first = None
        yield outcome
        if outcome.added and outcome.added.like:
            found += 1
            if are_all and not seen:
                first = outcome
            elif found <= SAID:
                _say_like(outcome)
    if first:
        _say_remedy(first)
    if found > SAID:
        more = ": -f json has them as `like`" if are_all else "; annotate same SLUG shows which"
        output.say(f"{found - SAID:,} more are like known ones{more}")


def _say_like(outcome: "Outcome") -> None:
    """Of one among several: an undo would take the others back as well."""
    if outcome.added and outcome.added.like:
        output.say(f"{outcome.added.slug} is like {_shared(outcome.added.like)}")


def _say_remedy(outcome: "Outcome") -> None:
    """Of the only one."""
    if outcome.added and (like := outcome.added.like):
        remedy = f"annotate undo, then annotate add --as {like.slug} {outcome.source}"
        output.say(f"like: {_shared(like)}; to make it its next version: {remedy}")


def _shared(like: "Like") -> str:
    return f"{like.slug} ({like.same} of {like.of} paragraphs the same)"


def asides(outcomes: "Iterator[Outcome]") -> "Iterator[Outcome]":
    """The outcomes again; a line for each article most of whose prose has no number."""
    found = 0
    for outcome in outcomes:
        yield outcome
        added = outcome.added
        if added and added.prose and aside.is_mostly(added.prose):
            found += 1
            if found <= SAID:
                output.say(f"{added.slug}: {kept(added.prose, added.slug)}")
    more_aside(found - SAID)


def kept(prose: "Prose", slug: str) -> str:
    """How much of an article's long prose has a number, and how the rest gets one."""
    return (
        f"kept {prose.kept:,} of {prose.long:,} paragraphs of prose;"
        f" annotate show {slug} --all shows the others,"
        f" annotate role {slug} body --set-aside gives them numbers"
    )


def more_aside(count: int) -> None:
    """That there are others like those that were named."""
    if count > 0:
        output.say(
            f"{count:,} more kept less than half of their prose: -f json has it as `set_aside`"
        )


def update(added: "Added", source: str) -> None:
    """What a new version moved, and what a person has to look at."""
    changes = ", ".join(f"{added.moves[kind]} {kind}" for kind in _CHANGES if kind in added.moves)
    if added.status == "updated":
        output.say(f"{added.slug}: {changes or 'the same paragraphs'} (annotate diff {added.slug})")
    for lost in added.lost:
        output.say(
            f"{lost} of {added.slug} cannot be made again, as the words have changed;"
            f" look at what stands there: annotate diff {added.slug}"
        )
    if added.review:
        output.say(
            f"{_annotations(added.review)} of {added.slug} cannot be placed for sure:"
            f" annotate review {added.slug}"
        )
    if added.gone:
        output.say(
            f"{_annotations(added.gone)} of {added.slug}"
            f" stand{'s' if added.gone == 1 else ''} on words that version"
            f" {added.version} does not have: annotate review --gone {added.slug}"
        )
    if added.unlike:
        output.say(
            f"{source} was {added.unlike}, but shares nothing with it: added as {added.slug};"
            f" if it is its next version: annotate undo, then"
            f" annotate add --as {added.unlike} --force {source}"
        )


def recut(done: "Recut") -> None:
    """The refs of the paragraphs that were made, and what else changed."""
    for ref in done.refs:
        output.echo(ref)
    update(done.added, done.added.slug)


def _annotations(count: int) -> str:
    return f"{count} annotation{'s' if count > 1 else ''}"


def unknown_coder(db: sqlite3.Connection, name: str | None) -> bool:
    """Say that nobody of that name did anything, if so; call where nothing was found."""
    if sentence := coders.unknown(db, name):
        output.say(sentence)
    return sentence is not None
