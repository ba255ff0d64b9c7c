"""
A new version of an article: its paragraphs are aligned with the old ones.

A paragraph that goes on keeps its row, whatever its words become; one that is
merged into another, or gone, keeps its row with its last words. What people put
on paragraphs goes along, see `carrying`.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate import prepared
from annotate.corpus import carrying, describing, paragraph_rows, wordings
from annotate.corpus.rows import insert_version
from annotate.model import CITABLE, Added, Article
from annotate.prepared import Placed, Prepared

if TYPE_CHECKING:
    from annotate.anchor import Alignment

__all__ = ["Align", "Alignments", "Comparison", "Uncompared", "compare", "recut", "update"]

SHARED = 0.1
"""The share of the shorter version's citable characters that makes it the same article."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The paragraphs of an article as they stand, new ones, and their alignment."""

    old: list[sqlite3.Row]
    new: Sequence[Placed]
    alignment: "Alignment"

    @property
    def is_same_article(self) -> bool:
        """Whether enough of the words that are cited went along."""
        old, new, kept = 0, sum(_size(row.role, row.text) for row in self.new), 0
        for row, target in zip(self.old, self.alignment.targets, strict=True):
            size = _size(row["role"], row["text"])
            old += size
            kept += size if target is not None else 0
        if not old or not new:  # nothing citable: any paragraph will do
            return any(target is not None for target in self.alignment.targets)
        return kept > SHARED * min(old, new)


def _size(role: str, text: str) -> int:
    return len(text) if role in CITABLE else 0


class Uncompared(Exception):
    """Texts that were not compared before the lock was taken: the article changed since."""


Align = Callable[[Sequence[str], Sequence[str]], "Alignment"]
"""Aligns the paragraphs of two versions, as `annotate.anchor.align`."""


class Alignments:
    """
    Alignments made before the lock is taken, as they may take long; known by their texts.

    So what was aligned holds exactly as long as the article stands as it did.
    """

    def __init__(self, align: Align | None = None) -> None:
        self._align = align or _align
        self._made: dict[tuple[tuple[str, ...], tuple[str, ...]], Alignment] = {}

    def make(self, old: Sequence[str], new: Sequence[str]) -> "Alignment":
        """The alignment, made now if it was not made before."""
        texts = tuple(old), tuple(new)
        if texts not in self._made:
            self._made[texts] = self._align(old, new)
        return self._made[texts]

    def made(self, old: Sequence[str], new: Sequence[str]) -> "Alignment":
        """The alignment that was made; raises Uncompared."""
        found = self._made.get((tuple(old), tuple(new)))
        if found is None:
            raise Uncompared
        return found


def _align(old: Sequence[str], new: Sequence[str]) -> "Alignment":
    from annotate.anchor import align  # only an update needs it

    return align(old, new)


def compare(
    db: sqlite3.Connection, article: int, rows: Sequence[Placed], align: Align
) -> Comparison:
    """The alignment of an article's paragraphs with those of a new version."""
    old = _standing(db, article)
    return Comparison(old, rows, align([r["text"] for r in old], [r.text for r in rows]))


def recut(db: sqlite3.Connection, article: int, text: str, rows: Sequence[Placed]) -> Comparison:
    """The alignment of an article's paragraphs with others that its text is cut into."""
    from annotate.anchor import recut

    old = _standing(db, article)
    before = [(r["start"], r["end"]) for r in old]
    return Comparison(old, rows, recut.aligned(text, before, [(r.start, r.end) for r in rows]))


def _standing(db: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    sql = f"""
        select {paragraph_rows.STANDING}, id from paragraphs
        where article = ? and removed is null order by position
    """
    return db.execute(sql, [article]).fetchall()


def update(
    db: sqlite3.Connection,
    article: Article,
    comparison: Comparison,
    new: Prepared,
    *,
    source: str,
) -> Added:
    """Make what was read the next version of the article. Call inside a Command."""
    version = article.version + 1
    # in this order: undo runs through it backwards
    insert_version(db, article.id, version, new, source)
    successors, moves = _Update(db, article.id, version, comparison).write()
    outcome = carrying.carry(db, article.id, version, comparison.old, comparison.alignment,
                             successors)  # fmt: skip
    db.execute("update articles set version = ? where id = ?", [version, article.id])
    title = describing.learn(db, article, new.metadata)
    return Added(
        article.slug, title, version, "updated",
        len(comparison.new), prepared.citable(comparison.new),
        moves=moves, review=outcome.review, gone=outcome.gone,
        prose=prepared.prose(comparison.new),
    )  # fmt: skip


class _Update:
    """The writing of one version's paragraphs and lineage."""

    def __init__(
        self, db: sqlite3.Connection, article: int, version: int, comparison: Comparison
    ) -> None:
        self._db, self._article, self._version = db, article, version
        self._old, self._new = comparison.old, comparison.new
        self._alignment = comparison.alignment
        self._rows: dict[int, int] = {}  # new index: the paragraph that stands there
        self._moved: list[paragraph_rows.Moved] = []
        self._back: set[int] = set()  # paragraphs that had been removed
        self._then: dict[int, dict[int, int]] = {}  # see _standing_in

    def write(self) -> tuple[dict[int, int], dict[str, int]]:
        """The paragraph's row for each new index, and how many moves of each kind there were."""
        heirs = self._heirs()
        for j, i in heirs.items():
            self._rows[j] = self._old[i]["id"]
        self._moved += (
            (self._old[i]["id"], self._version - 1, self._new[j]) for j, i in heirs.items()
            if _stands_differently(self._old[i], self._new[j])
        )  # fmt: skip
        self._add_the_others()
        paragraph_rows.move(self._db, self._moved, version=self._version)
        self._remove(set(heirs.values()))
        paragraph_rows.note(self._db, self._article, self._steps(), version=self._version)
        kinds: Counter[str] = Counter(move.kind for move in self._alignment.moves)
        return self._rows, dict(kinds)

    def _heirs(self) -> dict[int, int]:
        """For a new paragraph the old one that goes on in it: of several the longest."""
        heirs: dict[int, int] = {}
        for i, target in enumerate(self._alignment.targets):
            if target is None:
                continue
            other = heirs.setdefault(target, i)
            if other != i and len(self._old[i]["text"]) > len(self._old[other]["text"]):
                heirs[target] = i
        return heirs

    def _add_the_others(self) -> None:
        returning = self._removed_before()
        others = [j for j in range(len(self._new)) if j not in self._rows]
        surely = self._surely_back(returning, others)
        added = []
        for j in others:
            row = self._new[j]
            before = returning.get(row.key, [])
            back = next((b for b in before if row.key in surely or self._is_beside(b, j)), None)
            if back:
                before.remove(back)
                self._rows[j] = self._bring_back(back, row)
            else:
                added.append(j)
        rows = [self._new[j] for j in added]
        ids = paragraph_rows.insert(self._db, self._article, rows, version=self._version)
        self._rows.update(zip(added, ids, strict=True))

    def _surely_back(
        self, returning: Mapping[str, list[sqlite3.Row]], others: Sequence[int]
    ) -> set[str]:
        """The wordings all of which one version removed, and all of which are back."""
        new = Counter(self._new[j].key for j in others)
        standing = {self._new[j].key for j in self._rows}
        return {
            key
            for key, before in returning.items()
            if key not in standing and len(before) == new[key]
            and len({row["removed"] for row in before}) == 1
        }  # fmt: skip

    def _is_beside(self, before: sqlite3.Row, j: int) -> bool:
        """Whether a removed paragraph would stand beside one that it stood beside."""
        then = self._standing_in(before["removed"] - 1)
        beside = ((then.get(before["position"] + k), self._rows.get(j + k)) for k in (-1, 1))
        return any(old is not None and old == new for old, new in beside)

    def _standing_in(self, version: int) -> dict[int, int]:
        """The paragraph at each position of an earlier version."""
        if version not in self._then:
            found = wordings.in_version(self._db, self._article, version)
            self._then[version] = {w.position: w.paragraph for w in found}
        return self._then[version]

    def _removed_before(self) -> dict[str, list[sqlite3.Row]]:
        """The paragraphs that earlier versions removed for good, by key."""
        sql = """
            select * from paragraphs p where article = ? and removed is not null
              and not exists (
                select 1 from lineage l where l.from_paragraph = p.id and l.version >= p.removed
                  and l.to_paragraph is not null
              )
            order by removed desc, occurrence
        """
        found: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in self._db.execute(sql, [self._article]):
            found[row["key"]].append(row)
        return found

    def _bring_back(self, before: sqlite3.Row, row: Placed) -> int:
        id: int = before["id"]
        self._moved.append((id, before["removed"] - 1, row))
        self._back.add(id)
        return id

    def _remove(self, going_on: Collection[int]) -> None:
        gone = [row["id"] for i, row in enumerate(self._old) if i not in going_on]
        sql = "update paragraphs set removed = ? where id in (select value from json_each(?))"
        self._db.execute(sql, [self._version, json.dumps(gone)])

    def _steps(self) -> Iterator[paragraph_rows.Step]:
        for id in sorted(self._back):
            yield "same", id, id, 1.0
        for move in self._alignment.moves:
            if move.kind == "added":
                if self._rows[move.new[0]] not in self._back:
                    yield "added", None, self._rows[move.new[0]], 1.0
            elif move.kind == "removed":
                yield "removed", self._old[move.old[0]]["id"], None, round(move.score, 4)
            elif move.kind != "same":
                for i in move.old:
                    for j in move.new:
                        yield move.kind, self._old[i]["id"], self._rows[j], round(move.score, 4)


def _stands_differently(before: sqlite3.Row, row: Placed) -> bool:
    return tuple(before)[: len(row)] != row
