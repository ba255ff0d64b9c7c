"""
Carrying in: what the rows of a table say, each stored as it says it, or all refused.

All places are found before the lock is taken, so that others wait for the storing alone; only
if an article changed meanwhile they are found once more.
"""

import marshal
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

from annotate.corpus import coders, ready
from annotate.corpus.database import Command, now, transaction
from annotate.corpus.exporting import NOTES, PRIVATE, TAGGINGS
from annotate.corpus.importing import Importer
from annotate.corpus.ready import Finder, NoteRow, Ready, TaggingRow
from annotate.corpus.tags import Made
from annotate.errors import AnnotateError, BadInput, RowsRefused
from annotate.exchange import row_cells
from annotate.readers import tables
from annotate.readers.tables import Line
from annotate.text import coder_names

__all__ = ["THINGS", "Brought", "Refused", "bring", "opened", "seekable"]

THINGS = ("taggings", "notes", "codebook")
"""What can be carried in."""

MOST = 20  # rows that are named, of those refused

_COLUMNS = {
    "taggings": (*TAGGINGS, PRIVATE, "occurrence"),
    "notes": (*NOTES, "ref", "occurrence"),
}
_HELD = 10_000_000  # bytes of what comes by a pipe, or waits to be stored, in memory
_COMPARED = 100  # names of coders; where there are more, the column is another's
_TOGETHER = 1_000  # rows that are stored at once
_CELL = 32_767  # code units of a spreadsheet's cell


class Refused(NamedTuple):
    """The first rows that were not stored, with line and reason, and how many they are."""

    rows: tuple[str, ...] = ()
    total: int = 0


class Brought(NamedTuple):
    """What became of the rows; `said` is what a person should read of it."""

    thing: str
    new: int
    there: int
    refused: Refused
    made: tuple[Made, ...]
    said: tuple[str, ...]


def bring(
    command: Command, file: BinaryIO, *, thing: str | None = None, skip: bool = False
) -> Brought:
    """
    Store the rows of a table: all of them, or none; with `skip` those that can be.

    The file must seek (`seekable`). Raises RowsRefused, and BadInput for what is no table
    or has columns that mean nothing.
    """
    with closing(_Kept()) as kept:
        bringer = _read(command, file, thing, kept, skip=skip)
        with command:
            if ready.has_moved(command.db, bringer.since):  # now nothing moves any more
                file.seek(0)
                kept.clear()
                bringer = _read(command, file, thing, kept, skip=skip)
            return bringer.stored(Importer(command))


def _read(
    command: Command, file: BinaryIO, thing: str | None, kept: "_Kept", *, skip: bool
) -> "_Bringer":
    """All rows with their places, found while others may write."""
    table = tables.table(file)
    thing = _thing(table.columns, thing)
    _require_known(table.columns, thing)
    db = command.db
    with nullcontext() if db.in_transaction else transaction(db, "deferred"):
        bringer = _Bringer(command, thing, _told(table), kept)
        for line in table.lines:
            bringer.take(line)
    if bringer.count and not skip:
        raise RowsRefused(bringer.refused, bringer.count)
    return bringer


def _told(table: tables.Table) -> str | None:
    if not table.is_guessed:
        return None
    return f"the table is not in UTF-8; it is read as {table.encoding}"


def opened(path: str) -> BinaryIO:
    """A file to be carried in; raises BadInput where it cannot be read."""
    try:
        return open(path, "rb")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


def seekable(file: BinaryIO) -> BinaryIO:
    """A file from its start; what comes by a pipe is kept first, as nobody waits for it then."""
    if file.seekable():
        return file
    kept = SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed with the process
    copyfileobj(file, kept)
    kept.seek(0)
    return cast(BinaryIO, kept)


def _thing(columns: Sequence[str], said: str | None) -> str:
    """What the table holds: as is said, or as its columns say."""
    if said == "codebook" or (said is None and "definition" in columns):
        raise BadInput("a codebook is taken in by `annotate tags import FILE`")
    if said is not None and said not in _COLUMNS:
        raise BadInput(f"no {said!r} can be carried in; known: {', '.join(THINGS)}")
    if said is not None:
        return said
    if "on" in columns or ("note" in columns and "tag" not in columns):
        return "notes"
    if "tag" in columns:
        return "taggings"
    raise BadInput(
        "the first line must name the columns: of taggings ref or key, and tag; of notes on"
        f" or key, and note; it names {_shown(columns)}"
    )


def _require_known(columns: Sequence[str], thing: str, where: str = "") -> None:
    """Raise BadInput for a column that means nothing: what it says would be lost unsaid."""
    known = _COLUMNS[thing]
    strange = next((name for name in columns if name and name not in known), None)
    if strange is not None:
        from difflib import get_close_matches

        near = get_close_matches(strange, known, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise BadInput(
            f"{where}the column {strange!r} means nothing here{hint} (known: {', '.join(known)})"
        )
    places = {"ref", "key", "on"} if thing == "notes" else {"ref", "key"}
    needed = "note" if thing == "notes" else "tag"
    if not where and not (needed in columns and places & set(columns)):
        raise BadInput(
            f"{thing} need the column {needed} and one of {', '.join(sorted(places))};"
            f" the table has {_shown(columns)}"
        )


def _shown(columns: Sequence[str]) -> str:
    shown = [name for name in columns if name][:10]
    return ", ".join(shown) + (", …" if len(columns) > 10 else "") if shown else "none"


class _Bringer:
    """Takes rows one by one, keeps those that have a place, remembers those that have none."""

    def __init__(self, command: Command, thing: str, told: str | None, kept: "_Kept") -> None:
        self.thing, self.told = thing, told
        self.since = ready.newest(command.db)
        self._finder = Finder(command.db)
        self._kept = kept
        self.refused: list[str] = []
        self.count = 0
        self._db: sqlite3.Connection = command.db
        self._coder = command.coder
        self._at = now()
        self._coders: dict[str, str] = {}
        self._near: list[str] = []
        self._columns: set[str] = set(_COLUMNS[thing])
        self._take: Callable[[dict[str, str]], None]
        self._take = self._note if thing == "notes" else self._tagging

    def take(self, line: Line) -> None:
        """Keep a row, or remember why it cannot be stored."""
        try:
            if line.wrong is not None:
                raise BadInput(line.wrong)
            if not self._columns.issuperset(line.cells):
                _require_known(tuple(filter(None, line.cells)), self.thing, "in this row ")
            self._take(line.cells)
        except AnnotateError as error:
            self.count += 1
            if len(self.refused) < MOST:
                self.refused.append(f"{line.label}: {error}")
            self._finder.placer.explains = len(self.refused) < MOST

    def _tagging(self, row: dict[str, str]) -> None:
        get = row.get
        found = self._finder.tagging(
            TaggingRow(
                row_cells.where(row, get("ref", "")), get("tag", ""), self._by(get("coder", "")),
                row_cells.time_of(get("created", ""), self._at),
                row_cells.origin(get("origin", "")),
                row_cells.id_of(get("id", "")), get("note", ""), get(PRIVATE, ""),
            )
        )  # fmt: skip
        if found is not None:
            self._kept.add(found)

    def _note(self, row: dict[str, str]) -> None:
        get = row.get
        on = get("on", "") or get("ref", "")
        text = get("note", "")
        if len(text) > _CELL // 2 and text.endswith("…") and row_cells.units(text) == _CELL:
            raise BadInput("the note was cut as it was written to a spreadsheet; csv has all of it")
        created = row_cells.time_of(get("created", ""), self._at)
        changed_by = get("changed_by", "")
        note = NoteRow(
            row_cells.where(row, on), on, text, row_cells.is_private(get("private", "")),
            self._by(get("coder", "")), created, row_cells.time_of(get("updated", ""), created),
            self._by(changed_by) if changed_by else None, row_cells.id_of(get("id", "")),
        )  # fmt: skip
        self._kept.add(self._finder.note(note))

    def _by(self, words: str) -> str:
        """A coder as the corpus has them; whoever runs this where a row says none."""
        if not words:
            return self._coder
        if words not in self._coders:
            name = coders.called(self._db, coder_names.spelled(words))
            is_compared = len(self._coders) < _COMPARED
            if near := coders.near(self._db, name) if is_compared else None:
                self._near.append(f"{name} is a new coder; known: {', '.join(near)}")
            self._coders[words] = name
        return self._coders[words]

    def stored(self, done: Importer) -> Brought:
        """Store what has a place; what became of all rows."""
        store = done.notes if self.thing == "notes" else done.taggings
        for rows in self._kept.batches():
            store(rows)
        said = [*([self.told] if self.told else []), *self._near[:MOST]]
        if done.beside:
            said.append(f"notes written: {done.beside:,}")
        if done.other:
            said.append(f"notes with another text than the row's, which stays: {done.other:,}")
        if done.on_removed:
            said.append(f"on paragraphs that are removed: {done.on_removed:,}")
        refused = Refused(tuple(self.refused), self.count)
        return Brought(
            self.thing,
            done.new,
            done.there + self._finder.there,
            refused,
            tuple(done.made),
            tuple(said),
        )


class _Kept:
    """Rows that wait to be stored, in memory while they are few."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed by close()
        self._waiting: list[Ready] = []
        self._sizes: list[int] = []  # of what is in the file, in bytes
        self.close = self._file.close

    def clear(self) -> None:
        """Keep none of them."""
        self._file.seek(0)
        self._file.truncate()
        self._waiting, self._sizes = [], []

    def add(self, row: Ready) -> None:
        """Keep a row."""
        self._waiting.append(row)
        if len(self._waiting) == _TOGETHER:
            self._sizes.append(self._file.write(marshal.dumps(self._waiting)))
            self._waiting = []

    def batches(self) -> Iterator[list[Ready]]:
        """The rows, a thousand at a time."""
        self._file.seek(0)
        for size in self._sizes:
            yield marshal.loads(self._file.read(size))
        if self._waiting:
            yield self._waiting
