"""
The sheets of a spreadsheet of any kind as articles: a row each, named by the first row that can.

A record's bytes are the row as a JSON object in UTF-8, as those of a table in CSV are. Sheets
without a column for the text are passed over, and so is what stands above the columns' names.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import csv, fields, json, objects, pieces
from annotate.readers.pieces import Piece
from annotate.readers.record import BadRecord, Options, Record, Several
from annotate.readers.table import COLUMNS
from annotate.text import clean

__all__ = ["TEXTLESS", "Missing", "Sheet", "read", "records", "rows", "textless"]

TEXTLESS = "none of its columns is a text"
"""Why a spreadsheet that was found in a folder is left out."""

_HEAD = 30  # rows in which the columns' names are looked for
_TEXTLESS = "has no text"  # how what is no row of names is told
_MIDNIGHT = "T00:00:00"


class Missing(str):
    """A formula of which is not said what it comes to."""

    __slots__ = ()


class Sheet(NamedTuple):
    """A sheet of a spreadsheet, and its rows, which are read as they are asked for."""

    name: str
    rows: Iterator[list[str]]


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


def read(sheets: Iterator[Sheet], media_type: str, options: Options) -> Draft | Several:
    """The rows as records, or all of them as one text; raises UnreadableSource."""
    if options.split is False:
        filled = (row for sheet in sheets for row in _filled(sheet.rows))
        lines = (Piece("\t".join(map(_plain, row.cells)).rstrip(), "list_item") for row in filled)
        return pieces.draft(lines, Metadata(), media_type)
    found = _found(sheets, options)
    if not found.records:
        raise UnreadableSource(found.damage or found.reason or "has nothing in it")
    return Several(tuple(found.records), tuple(_remarks(found, options)))


def records(sheets: Iterator[Sheet], options: Options) -> Several | None:
    """The rows as records; None where no sheet has a column for the text."""
    found = _found(sheets, options)
    return Several(tuple(found.records), tuple(_remarks(found, options))) if found.records else None


def textless(cells: Iterable[bytes], options: Options) -> str | None:
    """Why a file found in a folder holds no articles, if no cell of XML names a text's column."""
    said = dict.fromkeys((unescape(cell.decode("utf-8", "replace")) for cell in cells), "x")
    return None if fields.find(said, "text", options) else TEXTLESS


def _found(sheets: Iterator[Sheet], options: Options) -> _Found:
    found = _Found()
    for sheet in sheets:
        _take(sheet, found, options)
    if found.records and found.damage:
        found.records.append(BadRecord("the rest", found.damage))
    return found


def rows(sheets: Iterable[Sheet]) -> Iterator[tuple[int, list[str]]]:
    """
    The rows of the first sheet in which something is, with their numbers; empty ones left out.

    Raises UnreadableSource for a formula that has no value, as programs write them that do not
    compute.
    """
    for sheet in sheets:
        found = False
        for number, row in enumerate(sheet.rows, 1):
            if missing := next((cell for cell in row if isinstance(cell, Missing)), None):
                raise UnreadableSource(
                    f"has in row {number} the formula {str(missing)!r:.40}, and not what it comes"
                    " to; open it in a spreadsheet and save it, or save it as CSV"
                )
            if any(row):
                found = True
                yield number, row
        if found:
            return


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


def _take(sheet: Sheet, found: _Found, options: Options) -> None:
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
    missing = [cell for cell in cells if isinstance(cell, Missing)]
    found.missing += len(missing)
    written = dict(zip_longest(columns, cells, fillvalue=""))
    record = {
        name: "" if isinstance(cell, Missing) else _plain(cell) for name, cell in written.items()
    }
    if fields.find(record, "text", options):
        label = fields.label(record, place, options)
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
