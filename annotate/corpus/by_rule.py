"""
Which taggings a rule put, and what was taken off going along with its paragraph.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from annotate.corpus import rows

__all__ = ["follow", "names"]

_THESE = "(select value from json_each(?))"


def names(db: sqlite3.Connection, taggings: Sequence[str]) -> dict[str, str]:
    """Of taggings (ids) those that a rule put, and its name; none in a published copy."""
    if rows.first(db, "select 1 from rule_taggings") is None:
        return {}
    sql = f"""
        select rt.tagging, r.name from rule_taggings rt join rules r on r.id = rt.rule
        where rt.tagging in {_THESE}
    """
    return dict(db.execute(sql, [json.dumps(taggings)]).fetchall())


def follow(db: sqlite3.Connection, became: Mapping[int, int]) -> None:
    """What was taken off paragraphs stays off those that have their words now."""
    sql = f"select id, paragraph from rule_taggings where paragraph in {_THESE}"
    found = db.execute(sql, [json.dumps(list(became))]).fetchall()
    moves = [(became[row["paragraph"]], row["id"]) for row in found]
    db.executemany("update rule_taggings set paragraph = ? where id = ?", moves)
