"""
Tags by a beginning of one of their parts: `human-sh` for `tactic/human-shields`.
"""

import sqlite3
from collections.abc import Collection

from annotate.errors import Ambiguous, AnnotateError
from annotate.text import tag_names

__all__ = ["MOST", "as_itself", "beginning", "taken", "whole"]

MOST = 4  # names that are said of several

_BEGINNING = """
    from (select name, definition, coalesce(folded, lower(name)) as place from tags)
    where instr('/' || place, '/' || ?) > 0
"""


def beginning(
    db: sqlite3.Connection, words: str, *, most: int = -1, under: bool = False
) -> list[sqlite3.Row]:
    """
    Name, place and definition of the tags one of whose parts, or the path from there on,
    begins so; the shortest first, and of more than `most` the first and the last name as well.

    With `under`, those alone that stand under a tag of which that is the end.
    """
    place = tag_names.folded(tag_names.spelled(words)) + ("/" if under else "")
    sql = f"select name, place, definition {_BEGINNING}"
    found = db.execute(f"{sql} order by length(place), place limit ?", [place, most]).fetchall()
    if len(found) == most:
        for least in ("min", "max"):
            ends = f"select {least}(name) as name, place, definition {_BEGINNING}"
            found += db.execute(ends, [place]).fetchall()
    return found


def whole(db: sqlite3.Connection, words: str, *, but: Collection[str] = ()) -> str | None:
    """
    The tag that words are the beginning of; None if of none, or if they name a place themselves.

    Those named in `but` are passed over. Of a tag and those under it, which begin so on its
    account, the tag is meant. Raises Ambiguous when there are several.
    """
    try:
        found = [row for row in beginning(db, words) if row["name"] not in but]
    except AnnotateError:  # it is no name
        return None
    top = tag_names.folded(tag_names.spelled(words)) if found else ""
    if not found or any(f"{row['place']}/".startswith(f"{top}/") for row in found):
        return None
    first = found[0]
    others = [row for row in found[1:] if not row["place"].startswith(f"{first['place']}/")]
    if others:
        shown = ", ".join(row["name"] for row in [first, *others][:MOST])
        more = ", …" if others[MOST - 1 :] else ""
        raise Ambiguous(f"{words!r} could be {shown}{more}; say more of it{as_itself(words)}")
    return str(first["name"])


def as_itself(words: str) -> str:
    """How words become a tag of their own, in brackets."""
    from shlex import quote

    return f" (if it is to be a tag of its own: annotate tags define {quote(words)})"


def taken(db: sqlite3.Connection, words: str) -> str:
    """A tag's name in full, where there is one of this name or one that begins so; else as said."""
    from annotate.corpus import tag_rows  # which TAB does without

    if tag_rows.row(db, words) is not None:
        return words
    return whole(db, words) or words
