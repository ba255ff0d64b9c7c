"""
A file as the articles that it holds, if it is an export of a press database.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from annotate.model import Metadata
from annotate.readers import clipping
from annotate.readers.exports import articles, cover, heads, labels, line_kinds, row_heads, seams
from annotate.readers.exports.articles import Article, Texts
from annotate.readers.exports.hints import hinted
from annotate.readers.exports.line_kinds import Line
from annotate.readers.exports.seams import Part
from annotate.readers.pieces import Piece
from annotate.readers.record import Record, Several

__all__ = ["Labelled", "taken_apart"]

_SILENT = Metadata()
_LONGEST_HEAD = 25  # lines
_CUT_OFF = "is cut off: its last article has no end"
_BELOW = frozenset({"closing", "counter", "after", "language", "copyright", "id"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with labels, or one file that may hold several, which is not sure."""

    pieces: tuple[Piece, ...] | None  # None: as they were
    said: Metadata = _SILENT
    remarks: tuple[str, ...] = ()


def _as_they_are(bodies: Sequence[Sequence[Piece]]) -> Sequence[Sequence[Piece]]:
    return bodies


def taken_apart(
    pieces: Sequence[Piece],
    split: bool | None = None,
    opens: Set[int] = frozenset(),
    texts: Texts = _as_they_are,
) -> Several | Labelled | None:
    """
    The articles in the paragraphs of a file; None where nothing shows that it is an export.

    `split` is what the user said, `opens` which paragraphs begin an element that has others
    of its kind beside it, `texts` parts the texts of articles anew where pieces are lines.
    """
    if not split and not hinted(piece.text for piece in pieces):
        return None
    is_loose = line_kinds.is_loose(piece.text for piece in pieces)
    lines = [line_kinds.of(piece, is_loose=is_loose) for piece in pieces]
    read = row_heads.known(_valued(lines))
    found = seams.found(read, opens)
    if split and (found is None or len(found.parts) == 1):
        found = seams.insisted(read) or found
    if found is None:
        return None
    parts = cover.apart(found.parts)
    if len(parts) == 1:
        return _one(articles.articles(parts, texts)[0]) if _is_labelled(parts[0]) else None
    if split is False:
        return None
    if not found.is_sure and not split:
        told = f"looks like {len(parts)} articles in one file; --split takes it apart"
        return Labelled(None, remarks=(told,))
    return Several(_records(articles.articles(parts, texts)), tuple(_told(parts)))


def _told(parts: Sequence[Part]) -> Iterator[str]:
    """What is missing: the tail of the last article, where all others have one."""
    *others, last = (heads.extent(part.lines).end < len(part.lines) for part in parts)
    if all(others) and not last:
        yield _CUT_OFF


def _is_labelled(part: Part) -> bool:
    """Whether one article alone shows above and below its text that a database wrote it."""
    found = heads.extent(part.lines)
    head, tail = part.lines[: found.start + found.is_cut], part.lines[found.end :]
    if len(head) > _LONGEST_HEAD:
        return False
    if sum(line.kind == "code" for line in head) > 3:
        return True
    above, below = _signs(head), _signs(tail)
    if "date" in above and any(line.kind == "closing" and line.field == "id" for line in tail):
        return True
    is_measured = "length" in above or ("text" in above and "id" in below)
    return is_measured and len(above) > 2 and bool(below & _BELOW)


def _signs(those: Sequence[Line]) -> set[str]:
    return {line.field or line.kind for line in those} - {"text", "other", "rule"} | {
        "text" for line in those if line.field == "text"
    }


def _one(article: Article) -> Labelled:
    return Labelled(article.pieces, article.said)


def _records(found: Sequence[Article]) -> tuple[Record, ...]:
    """A record of each, named by its number in the database where no other has it."""
    known = Counter(article.id for article in found)
    return tuple(
        clipping.record(
            article.id if article.id and known[article.id] == 1 else f"article {i}",
            article.pieces, article.said,
        )
        for i, article in enumerate(found, 1)
    )  # fmt: skip


def _valued(those: list[Line]) -> list[Line]:
    """Labels with nothing behind them say what the next line has."""
    for i, line in enumerate(those[:-1]):
        following = those[i + 1]
        is_empty = line.kind in ("label", "code") and not line.value and line.field in _VALUED
        if is_empty and following.kind == "text" and len(following.text) <= 300:
            those[i] = replace(line, value=following.text, at=0)
            those[i + 1] = replace(following, kind="value", field=line.field)
    return those


_VALUED = frozenset(labels.FIELDS) - {"text", "prose", "caption", "cover"}
