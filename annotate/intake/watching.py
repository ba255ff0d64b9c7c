"""
Adding again what articles came from, to see whether the words that work stands on still do.
"""

import os
import sqlite3
from collections.abc import Sequence

from annotate.corpus import watched
from annotate.corpus.database import path_of
from annotate.intake.sources import Source

__all__ = ["sources"]

_NOWHERE = "-"  # standard input


def sources(db: sqlite3.Connection, slugs: Sequence[str]) -> tuple[list[Source], list[str]]:
    """
    The files and addresses of these articles (of all, if none is named), each once.

    With the files that hold many articles, which are left alone: which field of them was
    taken for what is not known here, and another would make a new version of each.
    """
    folder = os.path.dirname(path_of(db))
    found: dict[str, Source] = {}
    holders: dict[str, None] = {}
    for origin in watched.sources(db, slugs):
        source = _source(origin, folder)
        holder = None if source.is_address else _holder(source.name)
        if holder:
            holders[holder] = None
        elif origin != _NOWHERE:
            found.setdefault(source.name, source)
    return list(found.values()), list(holders)


def _source(origin: str, folder: str) -> Source:
    if Source(origin).is_address:
        return Source(origin)
    path = os.path.join(folder, origin)
    missing = None if os.path.exists(path) else "there is no such file any more"
    return Source(os.path.relpath(path), missing)


def _holder(path: str) -> str | None:
    """The file that an article was one record of."""
    whole = path.rpartition("#")[0]
    return whole if whole and not os.path.exists(path) and os.path.isfile(whole) else None
