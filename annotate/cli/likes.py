"""
Saying which new articles are nearly known ones, while articles are added.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.cli import output
from annotate.corpus.placing import Added, Like

__all__ = ["Outcome", "pointed_out"]

SAID = 5  # one by one; the rest are counted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: str
    added: Added | None = None
    error: str | None = None


def pointed_out(outcomes: Iterator[Outcome], *, is_one: bool) -> Iterator[Outcome]:
    """The outcomes again; a line for each new article that is nearly a known one."""
    likes = 0
    for outcome in outcomes:
        yield outcome
        added = outcome.added
        if added and added.like:
            likes += 1
            if likes <= SAID:
                output.say(_line(outcome.source, added.slug, added.like, is_one=is_one))
    if likes > SAID:
        output.say(f"{likes - SAID:,} more are like known ones: -f json has them as `like`")


def _line(source: str, slug: str, like: Like, *, is_one: bool) -> str:
    shared = f"{like.slug} ({like.same} of {like.of} paragraphs the same)"
    if not is_one:  # an undo would take the others back as well
        return f"{slug} is like {shared}"
    remedy = f"annotate undo, then annotate add --as {like.slug} {source}"
    return f"like: {shared}; to make it its next version: {remedy}"
