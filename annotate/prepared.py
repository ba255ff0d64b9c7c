"""
An article ready to be stored: read, cut, named by keys, its bytes packed.

All that takes time and needs no database is done here, so that other processes can do it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, NamedTuple

from annotate import ref as refs
from annotate.model import CITABLE, Draft, Metadata, Prose
from annotate.text import aside, naming, packing, unspaced
from annotate.text.key import key

__all__ = ["Placed", "Prepared", "citable", "digest", "numbered", "of", "placed", "prose"]


class Placed(NamedTuple):
    """A paragraph on its way into the database, in the order of its columns."""

    key: str
    occurrence: int
    position: int
    number: int | None
    role: str
    text: str
    start: int
    end: int
    page: int | None = None
    seconds: int | None = None

    @property
    def shown_key(self) -> str:
        """The key as people see it, with ~2 for a second occurrence."""
        return refs.shown_key(self.key, self.occurrence)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text of an article, and the bytes it was read from."""

    text: str
    rows: tuple[Placed, ...]
    title: str  # in brackets: its first words, as the source gives none
    metadata: Metadata
    media_type: str
    captured: str | None  # UTC ISO 8601
    digest: str  # sha256 of the bytes, hex
    size: int  # bytes
    packed: bytes | None  # the bytes, see `text.packing`; None: the text in UTF-8 is all
    remarks: tuple[str, ...] = ()  # of its reader
    may_be_parted: bool = True  # for the search index, see `text.unspaced`

    def __reduce__(self) -> tuple[object, ...]:
        """From one process to another each word goes once: paragraphs are cut anew."""
        rows = [(r[0], r[1], r[3], r[4], *r[6:]) for r in self.rows]
        return _unpickled, (
            rows, self.text, self.title, self.metadata, self.media_type, self.captured,
            self.digest, self.size, self.packed, self.remarks, self.may_be_parted,
        )  # fmt: skip


_Row = tuple[str, int, int | None, str, int, int, int | None, int | None]


def _unpickled(rows: list[_Row], text: str, *others: Any) -> Prepared:
    placed = tuple(
        Placed(name, occurrence, position, number, role, text[start:end], start, end, *more)
        for position, (name, occurrence, number, role, start, end, *more) in enumerate(rows, 1)
    )
    return Prepared(text, placed, *others)


def digest(data: bytes) -> str:
    """The name of a source's bytes: their sha256, hex."""
    return hashlib.sha256(data).hexdigest()


def of(draft: Draft, data: bytes) -> Prepared:
    """A draft and the bytes it was read from, ready to be stored."""
    utf8 = draft.text.encode("utf-8", "surrogatepass")
    told = draft.metadata.title or ""
    title = " ".join(told.split())
    metadata = draft.metadata if title == told else replace(draft.metadata, title=title)
    return Prepared(
        draft.text, placed(draft), metadata.title or _first_words(draft), metadata,
        draft.media_type,
        draft.captured, digest(data), len(data),
        None if data == utf8 else packing.packed(data, draft.text), draft.remarks,
        unspaced.is_otherwise(draft.text, utf8),
    )  # fmt: skip


def placed(draft: Draft) -> tuple[Placed, ...]:
    """The blocks of a draft with keys, occurrences, positions and numbers."""
    seen: dict[str, int] = {}
    numbers = 0
    rows = []
    for position, block in enumerate(draft.blocks, 1):
        text = draft.text[block.start : block.end]
        name = key(text)
        seen[name] = seen.get(name, 0) + 1
        citable = block.role in CITABLE
        numbers += citable
        rows.append(
            Placed(
                name, seen[name], position, numbers if citable else None,
                block.role, text, block.start, block.end, block.page, block.seconds,
            )
        )  # fmt: skip
    return tuple(rows)


def numbered(rows: Iterable[Placed]) -> tuple[Placed, ...]:
    """The rows, numbered anew after a change of roles."""
    numbers = count(1)
    return tuple(
        row._replace(number=next(numbers) if row.role in CITABLE else None) for row in rows
    )


def _first_words(draft: Draft) -> str:
    first = next((b for b in draft.blocks if b.role in CITABLE), None) or draft.blocks[0]
    return naming.bracketed(draft.text[first.start : first.end])


def citable(rows: Sequence[Placed]) -> int:
    """How many of the paragraphs are numbered."""
    return sum(row.number is not None for row in rows)


def prose(rows: Sequence[Placed]) -> Prose:
    """How many of the paragraphs are long prose, and how many of these are numbered."""
    return aside.counted((row.role, row.text) for row in rows)
