"""
What a key does, with what was typed for it: the one table from keys to a session's methods.
"""

from collections.abc import Callable

from annotate.coding.actions import ACTIONS, BACK, NEXT
from annotate.coding.session import Session
from annotate.errors import BadInput

__all__ = ["do"]


def do(session: Session, key: str, typed: str = "") -> str:
    """
    Do what a key says; what is told of it, in a line.

    `typed` is what the action asks for. Raises the errors of the session, and BadInput where
    nothing was typed for an action that asks.
    """
    action = ACTIONS.get(key)
    if action is None:
        return session.press(key)
    if not action.asks:
        return _PLAIN[key](session)
    if not typed.strip() and key not in _MAY_BE_EMPTY:
        raise BadInput(f"{key} {action.name}: say {action.asks}")
    return _ASKING[key](session, typed.strip())


def _give_key(session: Session, typed: str) -> str:
    key, _, name = typed.partition(" ")
    if not name.strip():
        raise BadInput("say the key and the tag, like: i actor/isis")
    return session.give_key(key, name)


def _open(session: Session, typed: str) -> str:
    session.open(typed)
    return session.progress


_PLAIN: dict[str, Callable[[Session], str]] = {
    NEXT: Session.next,
    BACK: Session.back,
    "x": Session.nothing,
    "s": Session.skip,
    "e": Session.extend,
    "+": Session.accept,
    "!": Session.reject,
    "u": Session.undo,
    "U": Session.redo,
}

_MAY_BE_EMPTY = "/"

_ASKING: dict[str, Callable[[Session, str], str]] = {
    "t": Session.tag,
    "-": Session.off,
    "v": Session.pick_typed,
    "n": Session.note,
    "N": lambda session, text: session.note(text, private=True),
    "/": _open,
    "=": _give_key,
}
