"""
What is said of tags that were made: which known one may have been meant.
"""

from collections.abc import Sequence

from annotate.cli import output
from annotate.corpus.tags import COMPARED, Made

__all__ = ["SAID", "say"]

SAID = 10  # tags one by one; the rest are counted


def say(made: Sequence[Made]) -> None:
    """A line for each new tag that is near a known one; nothing of those that are like none."""
    near = [each for each in made if each.nearest]
    for each in near[:SAID]:
        output.say(f"{each.tag} is new; nearest: {each.nearest}")
    if len(near) > SAID:
        output.say(f"{len(near) - SAID:,} more new tags are near known ones")
    if len(made) > COMPARED:
        told = f"only the first {COMPARED:,} were compared with those known"
        output.say(f"{len(made):,} tags are new; {told}")
