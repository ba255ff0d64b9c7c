"""
Articles of several versions, written row by row.

So tests of what changed say themselves which paragraph became which, whatever
an update would make of the texts.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from annotate.model import CITABLE
from annotate.text.key import key

Texts = Mapping[str, str]
"""A version: a name for each paragraph → how it reads there; in order."""
Places = Mapping[str, tuple[int, str]]
Moved = tuple[int, str, str | None, str | None]
"""A row of lineage: version, move, from, to."""


def put(
    db: sqlite3.Connection,
    slug: str,
    versions: Sequence[Texts],
    lineage: Iterable[Moved] = (),
    *,
    score: float = 0.9,
    roles: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Store the article; the ids of its paragraphs by their names."""
    article = _insert(
        db, "articles", slug=slug, title=slug.title(), language="en", version=len(versions)
    )
    for number, texts in enumerate(versions, 1):
        _insert_version(db, article, slug, number, texts)
    places = [
        {name: (place, texts[name]) for place, name in enumerate(texts, 1)} for texts in versions
    ]
    names = dict.fromkeys(name for texts in versions for name in texts)
    roles = roles or {}
    ids = {n: _insert_life(db, article, n, places, roles.get(n, "body")) for n in names}
    for number, move, start, end in lineage:
        _insert(
            db, "lineage", article=article, version=number, move=move, score=score,
            from_paragraph=start and ids[start], to_paragraph=end and ids[end],
        )  # fmt: skip
    return ids


def _insert(db: sqlite3.Connection, table: str, **values: object) -> int:
    columns, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    made = db.execute(f"insert into {table} ({columns}) values ({marks})", [*values.values()])
    assert made.lastrowid is not None
    return made.lastrowid


def _insert_version(
    db: sqlite3.Connection, article: int, slug: str, number: int, texts: Texts
) -> None:
    sha256, whole = f"{slug} {number}", "\n\n".join(texts.values())
    _insert(db, "originals", sha256=sha256, size=0)
    _insert(
        db, "versions", article=article, number=number, sha256=sha256, source=slug,
        media_type="text/plain", retrieved=f"2026-0{number}-01T00:00:00.000Z", text=whole,
    )  # fmt: skip


def _insert_life(
    db: sqlite3.Connection, article: int, name: str, versions: Sequence[Places], role: str
) -> int:
    *earlier, (first, last, now) = _stretches(name, versions)
    removed = None if last == len(versions) else last + 1
    id = _insert(db, "paragraphs", version=first, removed=removed, **_standing(article, role, now))
    for start, end, then in earlier:
        values = {"paragraph": id, "from_version": start, "to_version": end}
        _insert(db, "wordings", **values, **_standing(article, role, then))
    return id


def _stretches(name: str, versions: Sequence[Places]) -> list[tuple[int, int, tuple[int, str]]]:
    """From and to which versions it stood where and read how."""
    found: list[tuple[int, int, tuple[int, str]]] = []
    for number, places in enumerate(versions, 1):
        if name not in places:
            continue
        standing = places[name]
        if found and found[-1][1:] == (number - 1, standing):
            found[-1] = (found[-1][0], number, standing)
        else:
            found.append((number, number, standing))
    return found


def _standing(article: int, role: str, where: tuple[int, str]) -> dict[str, object]:
    position, text = where
    number = position if role in CITABLE else None
    return {
        "article": article, "key": key(text), "occurrence": 1, "position": position,
        "number": number, "role": role, "text": text, "start": 0, "end": len(text),
    }  # fmt: skip
