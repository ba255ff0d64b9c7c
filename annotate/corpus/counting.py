"""
How often each tag stands: the counts that triggers keep in the tags' rows, counted anew.
"""

import sqlite3
from collections.abc import Iterator

__all__ = ["fill", "miscounted"]

_ANEW = """
    select
      tags.id, count(t.id) - count(p.id) as taggings,
      count(distinct iif(p.id is null, t.paragraph, null)) as paragraphs,
      count(iif(p.id is null, t.gone, null)) as gone, count(p.id) as removed
    from tags
    left join taggings t on t.tag = tags.id
    left join paragraphs p indexed by paragraphs_removed
      on p.id = t.paragraph and p.removed is not null
    group by tags.id
"""
_COUNTS = ("taggings", "paragraphs", "gone", "removed")


def fill(db: sqlite3.Connection) -> None:
    """Count, where there are no triggers that do."""
    columns = ", ".join(f"{name} = anew.{name}" for name in _COUNTS)
    db.execute(f"update tags set {columns} from ({_ANEW}) anew where anew.id = tags.id")


def miscounted(db: sqlite3.Connection) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """The tags whose counts are not what there is: name, counts, and those that are right."""
    kept, found = (", ".join(f"{table}.{name}" for name in _COUNTS) for table in ("tags", "anew"))
    sql = f"""
        select tags.name, {kept}, {found} from tags join ({_ANEW}) anew on anew.id = tags.id
        where ({kept}) <> ({found}) order by tags.id
    """
    for name, *counts in db.execute(sql):
        yield name, tuple(counts[:4]), tuple(counts[4:])
