"""
Long prose that has no number: where most of a document's is so, its author's words may be.

Whatever reader gave the roles, they are looked at after the fact, so that nothing is put
aside without a word.
"""

from collections.abc import Iterable

from annotate.model import CITABLE, Prose

__all__ = ["LONG", "ROLES", "counted", "is_mostly", "is_prose"]

ROLES = frozenset({"boilerplate", "comment"})
"""What is not the author's, and stands aside."""

LONG = 150
"""Characters; what is longer and ends as a sentence is seldom a label, a menu or a teaser."""

_ENDS = tuple(".!?…。！？؟۔।॥:;")
_CLOSERS = "\"'”’»›)]}」』）】*_ "
_NAMED = frozenset({"title", "heading", "caption"})  # in sight, beside what has a number


def is_prose(role: str, text: str) -> bool:
    """Whether a paragraph is long, and has a number or would be looked for among those."""
    if len(text) < LONG or role in _NAMED:
        return False
    return role in CITABLE or text.rstrip(_CLOSERS).endswith(_ENDS)


def counted(paragraphs: Iterable[tuple[str, str]]) -> Prose:
    """Of paragraphs, each a role and its text: the long ones, and those that have a number."""
    long = [role for role, text in paragraphs if is_prose(role, text)]
    return Prose(len(long), sum(role in CITABLE for role in long))


def is_mostly(prose: Prose) -> bool:
    """Whether less than half of it has a number."""
    return 2 * prose.kept < prose.long
