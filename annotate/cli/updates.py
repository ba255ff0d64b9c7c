"""
Saying what a new version brought, while articles are added.
"""

from annotate.cli import output
from annotate.corpus.placing import Added

__all__ = ["tell"]

_CHANGES = ("moved", "edited", "split", "merged", "removed", "added")


def tell(added: Added, source: str) -> None:
    """What moved, and what a person has to look at: on stderr."""
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


def _annotations(count: int) -> str:
    return f"{count} annotation{'s' if count > 1 else ''}"
