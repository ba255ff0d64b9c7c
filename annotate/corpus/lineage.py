"""
What became of a wording: its paragraph is followed through the lineage to the current version.
"""

import sqlite3
from dataclasses import replace

from annotate.anchor import moved
from annotate.cite import fate
from annotate.cite.fate import Current, Fate, Status
from annotate.corpus import wordings
from annotate.corpus.reading import Standing
from annotate.corpus.wordings import Wording

__all__ = ["of"]


def of(db: sqlite3.Connection, stood: Standing) -> Fate:
    """The fate of words that a paragraph has or had."""
    paragraph = stood.paragraph
    now = wordings.at(db, paragraph.id)
    if now.stands and now.key == _plain(stood):
        return _unchanged(db, stood, now)
    followed, came_from = _followed(db, now)
    since = stood.version + 1
    on = _retrieved(db, now.article, since)
    if followed.removed is not None:
        return Fate("removed", stood.versions, since, on, stood.number)
    parts = _other_parts(db, paragraph.id, since, followed.paragraph)
    found = Fate(
        _status(db, paragraph.id, since, came_from),
        stood.versions, since, on, stood.number, _current(followed),
        parts or _gone_into(db, stood, followed),
    )  # fmt: skip
    words = " ".join(part.text for part in found.whole)
    return replace(found, similarity=fate.likeness(paragraph.text, words))


def _gone_into(db: sqlite3.Connection, stood: Standing, now: Wording) -> tuple[Current, ...]:
    """Other paragraphs that have some of the words now, and that no other had then."""
    news = [
        wording
        for wording in wordings.in_version(db, now.article)
        if wording.first > stood.version and wording.paragraph != now.paragraph
    ]
    cited, found = stood.paragraph.text, set()
    runs = list(moved.runs(cited, [wording.text for wording in news]))
    if runs:
        then = wordings.in_version(db, now.article, stood.version)
        others = [now.text, *(w.text for w in then if w.paragraph != stood.paragraph.id)]
        words = [(cited[run.start : run.end], run.text) for run in runs]
        found = {new for run, new in words if not any(run in text for text in others)}
    return tuple(_current(news[new]) for new in sorted(found))


def _plain(stood: Standing) -> str:
    return stood.paragraph.key.partition("~")[0]


def _unchanged(db: sqlite3.Connection, stood: Standing, now: Wording) -> Fate:
    sql = """
        select max(version) as version from lineage
        where from_paragraph = ? and move = 'moved' and version > ?
    """
    moved = db.execute(sql, [stood.paragraph.id, stood.versions[0]]).fetchone()["version"]
    on = _retrieved(db, now.article, moved) if moved else None
    return Fate(
        "moved" if moved else "unchanged", stood.versions, moved, on, stood.number,
        _current(now), (), 1.0,
    )  # fmt: skip


def _current(now: Wording) -> Current:
    return Current(now.ref, now.shown_key, now.number, now.last, now.text)


def _retrieved(db: sqlite3.Connection, article: int, version: int) -> str:
    sql = "select retrieved from versions where article = ? and number = ?"
    row = db.execute(sql, [article, version]).fetchone()
    return str(row["retrieved"])[:10]


def _followed(db: sqlite3.Connection, now: Wording) -> tuple[Wording, str | None]:
    """The paragraph that goes on for one that was merged away, or found again by a person."""
    move, seen = None, {now.paragraph}
    while now.removed is not None:
        sql = """
            select to_paragraph, move from lineage
            where from_paragraph = ? and to_paragraph <> from_paragraph and version >= ?
            order by version desc, score desc limit 1
        """
        step = db.execute(sql, [now.paragraph, now.removed]).fetchone()
        if step is None or step["to_paragraph"] in seen:
            break
        move = move or step["move"]
        now = wordings.at(db, step["to_paragraph"])
        seen.add(now.paragraph)
    return now, move


def _status(db: sqlite3.Connection, paragraph: int, since: int, came_from: str | None) -> Status:
    if came_from == "merged":
        return "merged"
    sql = "select 1 from lineage where from_paragraph = ? and version = ? and move = ?"
    for move, status in _STATUSES.items():
        if db.execute(sql, [paragraph, since, move]).fetchone():
            return status
    return "reworded"


_STATUSES: dict[str, Status] = {"split": "split", "merged": "merged"}


def _other_parts(
    db: sqlite3.Connection, paragraph: int, since: int, here: int
) -> tuple[Current, ...]:
    sql = """
        select to_paragraph from lineage join paragraphs p on p.id = to_paragraph
        where from_paragraph = ? and lineage.version = ? and move = 'split'
          and to_paragraph <> ? and p.removed is null
        order by p.position
    """
    rows = db.execute(sql, [paragraph, since, here]).fetchall()
    return tuple(_current(wordings.at(db, row["to_paragraph"])) for row in rows)
