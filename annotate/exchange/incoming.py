"""
Carrying in: what the rows of a table say, each stored as it says it, or all refused.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

from annotate.corpus import coders
from annotate.corpus.database import Command, now
from annotate.corpus.exporting import NOTES, PRIVATE, TAGGINGS
from annotate.corpus.importing import Importer, NoteRow, TaggingRow
from annotate.corpus.placing import Where
from annotate.corpus.tags import Made
from annotate.errors import AnnotateError, BadInput, RowsRefused
from annotate.exchange import tables
from annotate.exchange.tables import Line
from annotate.text import coder_names

__all__ = ["THINGS", "Brought", "Refused", "bring", "opened", "seekable"]

THINGS = ("taggings", "notes", "codebook")
"""What can be carried in."""

MOST = 20  # rows that are named, of those refused

_COLUMNS = {
    "taggings": (*TAGGINGS, PRIVATE, "occurrence"),
    "notes": (*NOTES, "ref", "occurrence"),
}
_ORIGINS = ("hand", "rule", "model", "import")
_TRUE, _FALSE = ("1", "true", "yes"), ("", "0", "false", "no")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HELD = 10_000_000  # bytes of what comes by a pipe, in memory
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
    table = tables.table(file)
    thing = _thing(table.columns, thing)
    _require_known(table.columns, thing)
    bringer = _Bringer(command, thing)
    with command:
        for line in table.lines:
            bringer.take(line)
        bringer.importer.store()
        if bringer.count and not skip:
            raise RowsRefused(bringer.refused, bringer.count)
    return bringer.brought(table.told)


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
    """Takes rows one by one, and remembers those that cannot be stored."""

    def __init__(self, command: Command, thing: str) -> None:
        self.importer = Importer(command)
        self.thing = thing
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
        """Store a row, or remember why not."""
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
            self.importer.placer.explains = len(self.refused) < MOST

    def _tagging(self, cells: dict[str, str]) -> None:
        get = cells.get
        self.importer.tagging(
            TaggingRow(
                _where(cells, get("ref", "")), get("tag", ""), self._by(get("coder", "")),
                _time(get("created", ""), self._at), _origin(get("origin", "")),
                _id(get("id", "")), get("note", ""), get(PRIVATE, ""),
            )
        )  # fmt: skip

    def _note(self, cells: dict[str, str]) -> None:
        get = cells.get
        on = get("on", "") or get("ref", "")
        text = get("note", "")
        if len(text) > _CELL // 2 and text.endswith("…") and _units(text) == _CELL:
            raise BadInput("the note was cut as it was written to a spreadsheet; csv has all of it")
        created = _time(get("created", ""), self._at)
        changed_by = get("changed_by", "")
        self.importer.note(
            NoteRow(
                _where(cells, on), on, text, _is_private(get("private", "")),
                self._by(get("coder", "")), created, _time(get("updated", ""), created),
                self._by(changed_by) if changed_by else None, _id(get("id", "")),
            )
        )  # fmt: skip

    def _by(self, words: str) -> str:
        """A coder as the corpus has them; whoever runs this where a row says none."""
        if not words:
            return self._coder
        if words not in self._coders:
            name = coders.called(self._db, coder_names.spelled(words))
            if near := coders.near(self._db, name):
                self._near.append(f"{name} is a new coder; known: {', '.join(near)}")
            self._coders[words] = name
        return self._coders[words]

    def brought(self, told: str | None) -> Brought:
        """What became of all rows."""
        done = self.importer
        said = [*([told] if told else []), *self._near[:MOST]]
        if done.notes:
            said.append(f"notes written: {done.notes:,}")
        if done.other:
            said.append(f"notes with another text than the row's, which stays: {done.other:,}")
        if done.on_removed:
            said.append(f"on paragraphs that are removed: {done.on_removed:,}")
        refused = Refused(tuple(self.refused), self.count)
        return Brought(self.thing, done.new, done.there, refused, tuple(done.made), tuple(said))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _where(cells: dict[str, str], ref: str) -> Where:
    get = cells.get
    ref, number = ref.strip(), get("number", "")
    article = get("article", "").strip()
    if not ref and article and number:
        ref = f"{article}:{number.strip()}"
    key, removed = get("key", "").strip(), _number("removed", get("removed", ""))
    if not (quote := get("quote", "")):
        return Where(key, article, ref, removed=removed)
    start, occurrence, gone = (_number(name, get(name, "")) for name in _NUMBERS)
    around = get("prefix", ""), get("suffix", "")
    return Where(key, article, ref, quote, *around, start, occurrence, gone, removed)


_NUMBERS = ("start", "occurrence", "gone")


def _id(said: str) -> str:
    """An id as ours are; others, like the numbers of rows, are none."""
    return said if _UUID.fullmatch(said) else ""


def _number(name: str, said: str) -> int | None:
    if not said:
        return None
    said = said.strip().removesuffix(".0")  # as pandas has them beside cells without any
    if not (said.isascii() and said.isdecimal() and len(said) < 16):
        told = '; R says so of nothing, but for write.csv(…, na = "")' if said == "NA" else ""
        raise BadInput(f"{name} must be a whole number, not {said!r:.40}{told}")
    return int(said)


def _origin(said: str) -> str:
    origin = said.strip().lower() or "import"
    if origin not in _ORIGINS:
        raise BadInput(f"the origin {said!r:.40} is none of {', '.join(_ORIGINS)}")
    return origin


def _is_private(said: str) -> bool:
    word = said.strip().lower()
    if word not in _TRUE and word not in _FALSE:
        raise BadInput(f"private must be 1 or 0, not {said!r:.40}")
    return word in _TRUE


@lru_cache(maxsize=64)  # what was made at once stands together
def _time(said: str, otherwise: str) -> str:
    """A time as UTC ISO 8601 text; without a zone it is UTC, a day is its first moment."""
    if not said:
        return otherwise
    try:
        when = datetime.fromisoformat(said.strip())
        if _TIME.fullmatch(said):
            return said
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{said!r:.40} is no time; say it like 2025-02-01T10:30:00Z") from error
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"
