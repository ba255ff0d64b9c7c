"""
Reading articles and paragraphs, of now and of earlier, with everything people put on them.

Private notes are left out unless asked for: the site never asks.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.corpus import addresses, annotations, locate, wordings
from annotate.corpus.rows import as_article
from annotate.corpus.wordings import Wording
from annotate.errors import NotFound
from annotate.model import Article, Paragraph, Reading, Version

__all__ = ["Standing", "article", "at", "by_ids", "whole", "with_key"]


def article(
    db: sqlite3.Connection, name: str, *, version: int | None = None, private: bool = False
) -> Reading:
    """An article (slug, prefix or row number) as a version has it; raises NotFound or Ambiguous."""
    return whole(db, as_article(locate.article(db, name)), version=version, private=private)


def whole(
    db: sqlite3.Connection, article: Article, *, version: int | None = None, private: bool = False
) -> Reading:
    """As `article`, of one that was found before."""
    versions = _versions(db, article.id)
    number = version or article.version
    if not 1 <= number <= len(versions):
        raise NotFound(f"no version {number} of {article.slug}; it has {len(versions)}")
    is_earlier = number != article.version
    found = wordings.in_version(db, article.id, number if is_earlier else None)
    paragraphs = _annotated(db, found, private=private)
    if is_earlier:
        paragraphs = annotations.as_they_stood(db, article.id, paragraphs, number, private=private)
    return Reading(
        article,
        versions[number - 1],
        versions,
        paragraphs,
        tuple(annotations.notes(db, "n.article = ?", [article.id], private=private)),
        addresses.of(db, article.id),
    )


def _versions(db: sqlite3.Connection, article: int) -> tuple[Version, ...]:
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? order by number
    """
    return tuple(Version(*row) for row in db.execute(sql, [article]))


def by_ids(
    db: sqlite3.Connection, ids: Sequence[int], *, private: bool = False
) -> tuple[Paragraph, ...]:
    """The paragraphs with these row ids, in the order of the ids, as they stand or stood last."""
    condition = "wording is null and paragraph in (select value from json_each(:ids))"
    rows = wordings.where(db, condition, {"ids": json.dumps(list(ids))})
    found = {p.id: p for p in _annotated(db, rows, private=private)}
    return tuple(found[i] for i in ids if i in found)


def _annotated(
    db: sqlite3.Connection, found: Sequence[Wording], *, private: bool
) -> tuple[Paragraph, ...]:
    ids = [w.paragraph for w in found]
    taggings = annotations.taggings_on(db, ids)
    notes = annotations.notes_on(db, ids, private=private)
    return tuple(
        Paragraph(
            w.paragraph, w.slug, w.shown_key, w.position, w.number, w.role, w.text, w.start, w.end,
            w.removed, w.page, w.seconds, tuple(taggings.get(w.paragraph, ())),
            tuple(notes.get(w.paragraph, ())),
        )
        for w in found
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A paragraph with the words that it had in some versions, and what stood on it in the last.

    `number` is that of the first of them. `paragraph.removed` is the version since
    which it does not have these words; None when it does.
    """

    paragraph: Paragraph
    versions: tuple[int, ...]
    number: int | None

    @property
    def version(self) -> int:
        """The last version with these words."""
        return self.versions[-1]


def with_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, most: int = 20,
    private: bool = False,
) -> tuple[list[Standing], bool]:  # fmt: skip
    """
    The paragraphs that ever had words with this very key (`key~2` allowed).

    Those that have them still come first. The flag says that there are more than `most`.
    """
    found = locate.with_key(db, key, slug=slug, most=most + 1)
    wanted = list({w.paragraph: w for w in found}.values())
    lives = wordings.of(db, [w.paragraph for w in wanted[:most]])
    return _standing(db, wanted[:most], lives, private=private), len(wanted) > most


def at(
    db: sqlite3.Connection, paragraph: int, version: int | None, *, private: bool = False
) -> Standing:
    """A paragraph as it stood in a version; None is now, or its last."""
    lives = wordings.of(db, [paragraph])
    wanted = wordings.at_version(lives[paragraph], version)
    [found] = _standing(db, [wanted], lives, private=private)
    return found


def _standing(
    db: sqlite3.Connection,
    wanted: Sequence[Wording],
    lives: Mapping[int, Sequence[Wording]],
    *,
    private: bool,
) -> list[Standing]:
    """Paragraphs with the words of these wordings, which they may have had at several times."""
    spans = [[w for w in lives[one.paragraph] if w.shown_key == one.shown_key] for one in wanted]
    shown = _annotated(db, [span[-1] for span in spans], private=private)
    return [
        Standing(
            _then(db, span[-1], paragraph, private=private),
            tuple(n for w in span for n in range(w.first, w.last + 1)),
            span[0].number,
        )
        for span, paragraph in zip(spans, shown, strict=True)
    ]


def _then(
    db: sqlite3.Connection, last: Wording, paragraph: Paragraph, *, private: bool
) -> Paragraph:
    """The paragraph with what stood on it in the last version with its words."""
    if last.stands:
        return paragraph
    then = replace(paragraph, removed=last.ended)
    [shown] = annotations.as_they_stood(db, last.article, [then], last.last, private=private)
    return shown
