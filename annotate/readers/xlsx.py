"""
Spreadsheets (xlsx) of articles: a row each, its columns named by the first row that can.

A record's bytes are the row as a JSON object in UTF-8, as those of a table in CSV are. Sheets
without a column for the text are passed over, and so is what stands above the columns' names.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import csv, fields, json, jsonl, objects, pieces
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, BadRecord, Options, Record, Several
from annotate.readers.table import COLUMNS
from annotate.readers.zipped import DAMAGED
from annotate.text import clean

if TYPE_CHECKING:
    from annotate.readers.spreadsheets import Sheet

__all__ = ["MEDIA_TYPE", "read", "textless"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = 30  # rows in which the columns' names are looked for
_LOOKED_AT = 1_000_000  # bytes of letters, likewise
_STRING = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]{1,100})<")
_TEXTLESS = "has no text"  # how what is no row of names is told
_MIDNIGHT = "T00:00:00"
_SHEETS = 20


class _Row(NamedTuple):
    """A row in which something is, and which it is in its sheet."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class _Found:
    """What was found in the sheets so far."""

    records: list[Record | BadRecord] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    missing: int = 0  # formulas
    damage: str = ""  # why no more can be read
    reason: str = ""  # why there are no records, of the first sheet


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The rows as records, or all of them as one text; raises UnreadableSource."""
    from annotate.readers import spreadsheets  # openpyxl takes longer to import than all else

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of what it leaves out
        sheets = spreadsheets.sheets(io.BytesIO(data), options.largest)
        if options.split is False:
            rows = (row for sheet in sheets for row in _filled(sheet.rows))
            lines = (Piece("\t".join(map(_plain, row.cells)).rstrip(), "list_item") for row in rows)
            return pieces.draft(lines, Metadata(), MEDIA_TYPE)
        return _several(sheets, options)


def _several(sheets: "Iterator[Sheet]", options: Options) -> Several:
    found = _Found()
    for sheet in sheets:
        _take(sheet, found, options)
    if found.records and found.damage:
        found.records.append(BadRecord("the rest", found.damage))
    if not found.records:
        raise UnreadableSource(found.damage or found.reason or "has nothing in it")
    return Several(tuple(found.records), tuple(_remarks(found, options)))


def _remarks(found: _Found, options: Options) -> Iterator[str]:
    first = next((each for each in found.records if isinstance(each, Record)), None)
    if first:
        pairs = ", ".join(f"{a}={b}" for a, b in json.guessed(first.data, options).items())
        yield f"is read with {pairs} (--field OURS=THEIRS says otherwise)"
    if found.missing:
        count = f"{found.missing:,} formula{'s' * (found.missing > 1)}"
        yield f"has {count} and not what they come to; open it in a spreadsheet and save it"


def _filled(rows: Iterator[list[str]]) -> Iterator[_Row]:
    for number, cells in enumerate(rows, 1):
        if len(cells) > COLUMNS:
            raise UnreadableSource(f"has more than {COLUMNS:,} columns")
        if any(map(str.strip, cells)):
            yield _Row(number, cells)


def _readable(rows: Iterator[_Row], found: _Found) -> Iterator[_Row]:
    """The rows up to a damage, which is kept."""
    try:
        yield from rows
    except UnreadableSource as error:
        found.damage = found.damage or str(error)


def _take(sheet: "Sheet", found: _Found, options: Options) -> None:
    """The records of a sheet, if one of its first rows names a column for the text."""
    rows = _readable(_filled(sheet.rows), found)
    head = list(islice(rows, _HEAD))
    at, columns = _columns(head, found, options)
    place = f"{clean.line(sheet.name)}, row" if found.records else "row"
    for number, cells in chain(head[at:], rows):
        columns += (f"column {number}" for number in range(len(columns) + 1, len(cells) + 1))
        if at:
            found.records.append(_record(f"{place} {number}", columns, cells, found, options))


def _columns(head: Sequence[_Row], found: _Found, options: Options) -> tuple[int, list[str]]:
    """The names of the columns, and how many rows they and what stands above them are."""
    for at, row in enumerate(head, 1):
        try:
            return at, csv.named([cell.strip() for cell in row.cells], options)
        except UnreadableSource as error:
            told = str(error)
            is_known = not told.startswith(_TEXTLESS)  # it is a list of addresses
            found.reason = told if is_known else found.reason or told
    return 0, []


def _record(
    place: str, columns: Sequence[str], cells: Sequence[str], found: _Found, options: Options
) -> Record | BadRecord:
    from annotate.readers.spreadsheets import Missing

    missing = [cell for cell in cells if isinstance(cell, Missing)]
    found.missing += len(missing)
    written = dict(zip_longest(columns, cells, fillvalue=""))
    record = {
        name: "" if isinstance(cell, Missing) else _plain(cell) for name, cell in written.items()
    }
    if fields.find(record, "text", options):
        label = jsonl.label(record, place, options)
        label = place if label in found.labels else label  # sheets may count anew
        found.labels.add(label)
        return Record(label, objects.dump(record), "json")
    if missing and (text := fields.find(written, "text", options)):
        told = f"has the formula {text.value!r:.60} for its text, and not what it comes to"
        return BadRecord(place, told)
    return BadRecord(place, "has no text in it")


def _plain(cell: str) -> str:
    """A cell without the midnight that the library adds to a day."""
    return cell.removesuffix(_MIDNIGHT)


def textless(data: bytes, options: Options = DEFAULT) -> str | None:
    """Why a file found in a folder holds no articles, if no cell names a column for the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [
                name
                for name in archive.namelist()
                if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet"))
            ]
            for name in names[:_SHEETS]:
                with archive.open(name) as letters:
                    found = _STRING.findall(letters.read(_LOOKED_AT))
                said = dict.fromkeys(
                    (unescape(each.decode("utf-8", "replace")) for each in found), "x"
                )
                if fields.find(said, "text", options):
                    return None
    except DAMAGED:
        return None  # which is told when it is read
    return "none of its columns is a text"
