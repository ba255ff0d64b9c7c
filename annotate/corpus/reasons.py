"""
Why paragraphs have their roles: what the reader says when it reads the original once more.

Nothing of it is stored: it would take more room than the roles, and few ask.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.corpus import locate, originals
from annotate.errors import UnreadableSource
from annotate.model import Paragraph

__all__ = ["BY_HAND", "Reasons", "of"]

BY_HAND = "role"
"""The step that is a person: `annotate role`."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """
    For each paragraph the step that gave it its role, and why: `STEP: REASON`.

    None where that is not known: it was read by an earlier version of this program,
    or with other options. `problem` says why the original cannot be read, if it cannot.
    """

    steps: tuple[str | None, ...]
    problem: str | None = None


def of(db: sqlite3.Connection, paragraphs: Sequence[Paragraph], version: int) -> Reasons:
    """The reasons of paragraphs of one article, as they stand in one of its versions."""
    article = locate.article(db, paragraphs[0].article)["id"]
    said = _said(db, article, paragraphs)
    read, problem = _read(db, article, version)
    is_cut = _is_cut(db, article)
    return Reasons(
        tuple(
            said.get(p.id) or read.get(_standing(p)) or (_recut(p, read) if is_cut else None)
            for p in paragraphs
        ),
        problem,
    )


def _is_cut(db: sqlite3.Connection, article: int) -> bool:
    """Whether someone cut or joined paragraphs of the article."""
    sql = "select 1 from corrections where article = ? and kind <> 'role' limit 1"
    return db.execute(sql, [article]).fetchone() is not None


def _recut(paragraph: Paragraph, read: Iterable["_Standing"]) -> str | None:
    """What a person made of the paragraphs that the reader found there."""
    there = [(start, end) for start, end, _, _ in read
             if start < paragraph.end and paragraph.start < end]  # fmt: skip
    if len(there) > 1:
        return "join: it was joined by hand"
    return "split: it was cut by hand" if there else None


_Standing = tuple[int, int, str, str]  # where, in which words and in which role


def _standing(paragraph: Paragraph) -> _Standing:
    return paragraph.start, paragraph.end, paragraph.text, paragraph.role


def _read(
    db: sqlite3.Connection, article: int, version: int
) -> tuple[dict[_Standing, str | None], str | None]:
    """What the reader says of each paragraph of a version, or why it cannot."""
    from annotate.readers import formats  # and with it what reads: only who asks why waits for it
    from annotate.readers.record import DEFAULT

    sql = "select sha256, media_type, source from versions where article = ? and number = ?"
    digest, media_type, source = db.execute(sql, [article, version]).fetchone()
    try:
        format = formats.named(media_type, source)
        draft = formats.read(originals.read(db, digest), format, DEFAULT)
    except (originals.Damaged, UnreadableSource) as error:
        return {}, str(error)
    return {
        (block.start, block.end, draft.text[block.start : block.end], block.role): block.because
        for block in draft.blocks
    }, None


def _said(db: sqlite3.Connection, article: int, paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """By paragraph what someone said of its role, or of its wording's, if it has that role."""
    sql = """
        select p.id, c.role, c.origin, c.coder from corrections c join paragraphs p
        on p.id = c.paragraph or (p.key = c.key and p.article = c.article)
        where c.article = ? and c.kind = 'role'
          and p.id in (select value from json_each(?))
        order by p.id = c.paragraph
    """
    roles = {paragraph.id: paragraph.role for paragraph in paragraphs}
    return {
        row["id"]: f"{BY_HAND}: set by hand by {row['coder']}"
        if row["origin"] == "hand"
        else "reclassify: it stands in many articles of its site"
        for row in db.execute(sql, [article, json.dumps(list(roles))])
        if row["role"] == roles[row["id"]]
    }
