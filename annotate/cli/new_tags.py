"""
What is said of tags that were made: which known one, or ones, may have been meant.
"""

from collections.abc import Sequence

from annotate.cli import output
from annotate.corpus.tags import COMPARED, Made

__all__ = ["SAID", "say"]

SAID = 10  # tags one by one; the rest are counted


def say(made: Sequence[Made], apart: str = "a blank parts tags") -> None:
    """
    A line for each new tag that is near a known one, and for each that looks like several,
    like an article or like a hashtag.

    Nothing is said of the others. `apart` is what parts tags where they came from.
    """
    lists = [each.tag for each in made if each.is_list]
    for tag in lists[:SAID]:
        output.say(f"{tag} is one tag; {apart}")
    if len(lists) > SAID:
        output.say(f"{len(lists) - SAID:,} more new tags look like several")
    for each in [each for each in made if each.article][:SAID]:
        output.say(f"{each.tag} is a new tag; there is an article {each.article}")
    signed = [each.tag for each in made if each.tag.startswith("#")]
    for tag in signed[:SAID]:
        output.say(f"{tag} is a new tag, with the # in its name; others are called without")
    near = [each for each in made if each.nearest]
    for each in near[:SAID]:
        output.say(f"{each.tag} is new; nearest: {each.nearest}")
    if len(near) > SAID:
        output.say(f"{len(near) - SAID:,} more new tags are near known ones")
    if len(made) > COMPARED:
        told = f"only the first {COMPARED:,} were compared with those known"
        output.say(f"{len(made):,} tags are new; {told}")
