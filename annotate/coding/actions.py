"""
What a key does in a coding session, once for the full screen, `--plain`, the help and the docs.
"""

from dataclasses import dataclass

from annotate.errors import BadInput

__all__ = ["ACTIONS", "BACK", "NEXT", "SHOW", "Action", "is_free", "require_free"]

NEXT, BACK, SHOW = "enter", "backspace", "tab"


@dataclass(frozen=True, slots=True)
class Action:
    """A key, what it does, and what it asks for, if anything."""

    key: str
    name: str
    does: str
    asks: str = ""


ACTIONS = {
    action.key: action
    for action in (
        Action(NEXT, "next", "the next paragraph"),
        Action(BACK, "back", "back to the one before"),
        Action("x", "nothing", "read, nothing applies; the next"),
        Action("s", "skip", "later: it comes again at the end"),
        Action("t", "type", "a tag by its name, or a new one", "tag"),
        Action("-", "off", "take a tag off", "tag to take off"),
        Action("+", "accept", "put on the tag that is suggested"),
        Action("!", "reject", "it is not for this paragraph, and is not suggested again"),
        Action("v", "quote", "words of the paragraph, for the next tag or note", "first … last"),
        Action("n", "note", "a note", "note"),
        Action("N", "private", "a private note", "private note"),
        Action("e", "extend", "the next paragraph of the article, with the same tags"),
        Action("u", "undo", "take back what was done last here"),
        Action("U", "redo", "put it back"),
        Action("/", "query", "read what a query finds; without one, all", "query"),
        Action("=", "key", "give a tag another key", "key tag"),
        Action(SHOW, "show", "all tags and notes on the paragraph"),
        Action("?", "help", "all keys"),
        Action("q", "quit", "end; all is stored"),
    )
}
"""Key → what it does; every other letter and figure is a tag's."""


def require_free(key: str) -> None:
    """Raise BadInput for what cannot be a tag's key."""
    if not is_free(key):
        raise BadInput(f"{key!r} cannot be a tag's key; say a letter or figure that is free")


def is_free(key: str) -> bool:
    """Whether a key can be a tag's: a letter or figure that does nothing else."""
    return len(key) == 1 and key.isalnum() and key not in ACTIONS
