"""
Folders that mail programs keep letters in, one a file (Maildir): read as a mailbox is.

A letter is named by its Message-ID, else by the part of its file's name that stays when it is
read or answered. What is in `tmp` has not arrived. The folders that a user made begin with a
dot; as junk and trash are among them, they are read only if they are named.
"""

import os
from collections.abc import Iterator, Sequence

from annotate.errors import UnreadableSource

__all__ = ["is_here", "letters", "name", "others"]

_LETTERS = ("cur", "new")


def is_here(folders: Sequence[str]) -> bool:
    """Whether a folder is one, by those in it, of which some copies lack an empty one."""
    return "cur" in folders and ("new" in folders or "tmp" in folders)


def letters(top: str) -> Iterator[str]:
    """The path of each letter, as they came; raises UnreadableSource where there are none."""
    found = [path for folder in _LETTERS for path in _in(os.path.join(top, folder))]
    if not found:
        raise UnreadableSource("has no letters in it")
    yield from found


def _in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    except OSError as error:
        raise UnreadableSource(f"cannot be read: {error.strerror}") from error
    found = (os.path.join(folder, name) for name in names if not name.startswith("."))
    return list(filter(os.path.isfile, found))  # no pipe, which would be waited for


def name(path: str) -> str:
    """What of a letter's name does not change with its flags."""
    return os.path.basename(path).partition(":2,")[0].partition("!2,")[0]


def others(top: str) -> list[str]:
    """The folders below that are left out, as they are called."""
    return [
        each
        for each in sorted(os.listdir(top))
        if each.startswith(".") and os.path.isdir(os.path.join(top, each, "cur"))
    ]
