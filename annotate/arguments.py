"""
What programs hand over, checked where it comes in: of the wrong kind it is bad input.

Names of arguments with what was said; a sentence says what each has to be.
"""

import os
from collections.abc import Iterable

from annotate.errors import BadInput

__all__ = ["flags", "metadata", "numbers", "optional", "path", "paths", "several", "texts"]


def texts(**said: object) -> None:
    """Raise BadInput unless all are text."""
    for name, value in said.items():
        _text(name, value)


def optional(**said: object) -> None:
    """Raise BadInput unless all are text, or None."""
    texts(**{name: value for name, value in said.items() if value is not None})


def numbers(**said: object) -> None:
    """Raise BadInput unless all are whole numbers, or None."""
    for name, value in said.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise _no(name, "a whole number", value)


def flags(**said: object) -> None:
    """Raise BadInput unless all are True or False."""
    for name, value in said.items():
        if not isinstance(value, bool):
            raise _no(name, "True or False", value)


def metadata(**said: object) -> None:
    """Raise BadInput unless all are Metadata, or None."""
    from annotate.model import Metadata  # of `add` alone

    for name, value in said.items():
        if value is not None and not isinstance(value, Metadata):
            raise _no(name, "an annotate.model.Metadata", value)


def path(said: object) -> str:
    """A path as text."""
    if not isinstance(said, _PATHS):
        raise _no("a path", "text or a pathlib.Path", said)
    return os.fsdecode(said)


def paths(said: object) -> list[str]:
    """One path or some, as text."""
    if isinstance(said, _PATHS) or not isinstance(said, Iterable):
        return [path(said)]
    return list(map(path, said))


def several(said: object, kind: str) -> tuple[str, ...]:
    """Text, or some of it: a string is one, not its letters; None is none."""
    if said is None:
        return ()
    if isinstance(said, str) or not isinstance(said, Iterable):
        said = (said,)
    return tuple(_text(kind, each) for each in said)


def _text(kind: str, said: object) -> str:
    if not isinstance(said, str):
        raise _no(kind, "text", said)
    return said


def _no(name: str, kind: str, value: object) -> BadInput:
    shown = repr(value)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return BadInput(f"{name.replace('_', ' ')} must be {kind}, not {shown}")


_PATHS = (str, bytes, os.PathLike)
_SHOWN = 60  # characters of what was said
