"""
Who calls, and in which words: what the history says of a command.
"""

import os
from collections.abc import Iterable

from annotate.text import clean, coder_names

__all__ = ["coder", "words"]

LONGEST = 200  # characters of a call's words


def words(parts: Iterable[str]) -> str:
    """A call as one would type it, in one line, cut where it is long."""
    typed = " ".join(map(_quoted, parts))
    return typed if len(typed) <= LONGEST else typed[: LONGEST - 1] + "…"


def _quoted(word: str) -> str:
    word = clean.line(word)
    return f'"{word}"' if not word or " " in word else word


def coder(given: str | None = None) -> str:
    """
    Who annotates: the name given, ANNOTATE_CODER, git's user.name, the login name.

    Raises BadInput for a name that is empty or has what cannot be seen.
    """
    if given is not None:
        return coder_names.spelled(given)
    for ask in (_set_name, _git_name, _login_name):
        if coder_names.typed(name := ask()):
            return coder_names.spelled(name)
    return "unknown"


def _set_name() -> str:
    return os.environ.get("ANNOTATE_CODER", "")


def _git_name() -> str:
    """git's user.name; by posix_spawn, as importing subprocess costs more than git does."""
    if not hasattr(os, "posix_spawnp"):
        return ""
    reader, writer = os.pipe()
    try:
        actions = [(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_CLOSE, reader)]
        process = os.posix_spawnp(
            "git", ["git", "config", "user.name"], os.environ, file_actions=actions
        )
    except OSError:  # no git here
        os.close(reader)
        return ""
    finally:
        os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as told:
        name = told.read()
    os.waitpid(process, 0)
    return name.strip()


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no password entry: a container
        return ""
