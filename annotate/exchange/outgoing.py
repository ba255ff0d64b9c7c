"""
Carrying out: which columns each thing has, and what is told of what stays behind.
"""

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from operator import attrgetter
from tempfile import mkstemp
from typing import BinaryIO, cast

from annotate.corpus import codebook, examples, exporting, tag_keys
from annotate.errors import BadInput
from annotate.exchange.written import FORMS, Row, write
from annotate.text import mistyping

__all__ = ["CODEBOOK", "THINGS", "Left", "Wanted", "export", "form_of", "into", "table"]

THINGS = ("paragraphs", "taggings", "notes", "codebook", "matrix")
"""What can be carried out."""

CODEBOOK = (
    "name", "taggings", "paragraphs", "total",
    "definition", "use_when", "do_not_use_when", "colour", "key", "examples", "counter_examples",
)  # fmt: skip
"""The columns of a tag."""

_OWN = CODEBOOK[:-3]  # what a tag has by itself

_PARAGRAPH = ("ref", "key", "article", "number")
_ARTICLE = ("article", "title", "date", "site")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is carried out: of the paragraphs that a query finds, with private notes, …"""

    thing: str
    matching: str | None = None
    private: bool = False
    by: str = "paragraph"  # or article: what the rows of a matrix are
    counts: bool = False  # how often, instead of whether


@dataclass(slots=True)
class Left:
    """Private notes that were not carried out."""

    notes: int = 0
    rows: int = 0

    def said(self, remedy: str = "--private takes them, too") -> list[str]:
        """What a reader of the table should know of it."""
        told = f"({remedy})"
        said = [f"private notes left out: {self.notes:,} {told}"] if self.notes else []
        if self.rows:
            said.append(f"taggings whose private notes are left out: {self.rows:,} {told}")
        return said


def export(db: sqlite3.Connection, wanted: Wanted, form: str, file: BinaryIO) -> list[str]:
    """
    Write what is wanted into a file, and say what a reader of it should know.

    Raises BadInput for a thing or a form there is not.
    """
    _require("thing", wanted.thing, THINGS)
    _require("form", form, FORMS)
    _require("row of a matrix", wanted.by, ("paragraph", "article"))
    if wanted.thing == "matrix" and form not in ("csv", "xlsx"):
        raise BadInput("a matrix is a table: csv or xlsx")
    left = Left()
    with exporting.chosen(db, wanted.matching) as narrowed:
        columns, rows = table(db, wanted, left, narrowed)
        with closing(rows):  # also where the file ends before they do
            cut = write(file, form, columns, rows)
    told = "a spreadsheet's hold 32,767 characters; csv has all"
    return left.said() + ([f"{cut} cells are cut: {told}"] if cut else [])


def _require(kind: str, said: str, known: Sequence[str]) -> None:
    if said not in known:
        near = next((each for each in known if mistyping.distance(said, each) is not None), None)
        hint = f"; did you mean {near}" if near else ""
        raise BadInput(f"no {kind} {said!r}{hint}; known: {', '.join(known)}")


def table(
    db: sqlite3.Connection, wanted: Wanted, left: Left, narrowed: bool
) -> tuple[Sequence[str], Generator[Row]]:
    """The columns and the rows of what is wanted, counting what is left behind."""
    if wanted.thing == "paragraphs":
        paragraphs = exporting.paragraphs(db, narrowed=narrowed)
        return exporting.PARAGRAPHS, cast(Generator[Row], paragraphs)
    if wanted.thing == "taggings":
        rows = exporting.taggings(db, narrowed=narrowed)
        if wanted.private:
            return (*exporting.TAGGINGS, exporting.PRIVATE), cast(Generator[Row], rows)
        return exporting.TAGGINGS, _without_private(rows, left)
    if wanted.thing == "notes":
        rows = exporting.notes(db, narrowed=narrowed)
        return exporting.NOTES, _notes(rows, left, private=wanted.private)
    if wanted.thing == "codebook":
        if narrowed:
            raise BadInput("a codebook is carried out whole; a query narrows the other things")
        return CODEBOOK, _codebook(db)
    return _matrix(db, wanted, narrowed)


def _codebook(db: sqlite3.Connection) -> Generator[Row]:
    keys = {name: key for key, name in tag_keys.known(db).items()}
    shown = examples.refs(db)
    for tag in codebook.listing(db):
        for_it, not_for_it = map(" ".join, shown.get(tag.name, ((), ())))
        yield *attrgetter(*_OWN)(tag), keys.get(tag.name), for_it, not_for_it


def _without_private(rows: Iterable[sqlite3.Row], left: Left) -> Generator[Row]:
    for row in rows:
        *told, private = row
        left.rows += private is not None
        yield told


def _notes(rows: Iterable[sqlite3.Row], left: Left, *, private: bool) -> Generator[Row]:
    for row in rows:
        if private or not row["private"]:
            yield cast(Row, row)
        else:
            left.notes += 1


def _matrix(
    db: sqlite3.Connection, wanted: Wanted, narrowed: bool
) -> tuple[Sequence[str], Generator[Row]]:
    by_article = wanted.by == "article"
    first = _ARTICLE if by_article else _PARAGRAPH
    make = exporting.matrix_of_articles if by_article else exporting.matrix_of_paragraphs
    tags = exporting.tags(db)
    names = [f"tag:{name}" if name in first else name for name in tags.values()]
    rows = cast(Generator[Row], make(db, list(tags), narrowed=narrowed))
    return (*first, *names), rows if wanted.counts else _whether(rows, len(first))


def _whether(rows: Iterable[Row], first: int) -> Generator[Row]:
    for row in rows:
        yield *row[:first], *map(int, map(bool, row[first:]))


def form_of(path: str | None, said: str | None) -> str:
    """The form that was said, else the one that a file's name ends with, else CSV."""
    ending = os.path.splitext(path or "")[1][1:].lower()
    return said or (ending if ending in FORMS else "csv")


@contextmanager
def into(path: str) -> Iterator[BinaryIO]:
    """
    A file to be written whole: what stands at the path stays until all of it is there.

    What is no file, as a pipe, is written to as it is. Raises BadInput where that fails.
    """
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with _opened(path) as file:
            yield file
        return
    folder = os.path.dirname(path)
    try:
        handle, made = mkstemp(prefix=f".{os.path.basename(path)}.", dir=folder)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
    try:
        with open(handle, "wb") as file:
            yield cast(BinaryIO, file)
        os.chmod(made, _mode(path))
        os.replace(made, path)
    except OSError as error:
        _discard(made)
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
    except BaseException:
        _discard(made)
        raise


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "wb")
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error


def _discard(path: str) -> None:
    if os.path.exists(path):
        os.unlink(path)


def _mode(path: str) -> int:
    """The permissions of what was there, or those that a new file has."""
    if os.path.exists(path):
        return os.stat(path).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
