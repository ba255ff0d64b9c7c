"""
What programs hand over, checked where it comes in, and what they are told.

Of the wrong kind it is bad input; a sentence says what each argument has to be. What is said
to people in a terminal names options; programs are told the arguments that do the same.
"""

import os
import re
from collections.abc import Iterable

from annotate.errors import BadInput

__all__ = [
    "data",
    "flags",
    "in_python",
    "metadata",
    "numbers",
    "optional",
    "path",
    "paths",
    "several",
    "texts",
]


def texts(**said: object) -> None:
    """Raise BadInput unless all are text."""
    for name, value in said.items():
        _text(name, value)


def data(said: object) -> bytes:
    """The bytes of a file; raises BadInput unless they are bytes."""
    if not isinstance(said, bytes):
        raise _no("data", "the bytes of a file", said)
    return said


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


_ARGUMENTS = {
    r"--occurrence (?=\d)": "occurrence=",
    r"--limit shows more": "a larger limit shows more, None all",
    r"--force makes": "force=True makes",
    r"without --as it": "without slug it",
    r"--max-size MB takes": "Settings(largest=BYTES) takes",
    r"--time-limit gives": "Settings(seconds=…) gives",
    r"--allow-private fetches": "Settings(allow_private=True) fetches",
    r"--no-split takes": "Settings(split=False) takes",
    r"--split takes": "Settings(split=True) takes",
    r"--field OURS=THEIRS says": "Settings(fields=((OURS, THEIRS), …)) says",
    r"--private takes": "private=True takes",
    r"name another with --db": "open another",
    r"name a file with --db, like": "open a file, like",
    r"--([a-z]+) is said of one article": r"\1 is said of one article",
}


def in_python(sentence: str) -> str:
    """What is said in a terminal, with arguments of Python in place of options."""
    if "--" in sentence:
        for option, argument in _ARGUMENTS.items():
            sentence = re.sub(option, argument, sentence)
    return sentence


_PATHS = (str, bytes, os.PathLike)
_SHOWN = 60  # characters of what was said
