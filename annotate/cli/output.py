"""
Writing what a command found: a table for people, JSON, JSON lines or CSV for programs.

Data goes to stdout, talk to stderr.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice

import click

from annotate.errors import BadInput
from annotate.text.clean import APART, for_terminal

__all__ = [
    "SHEETS",
    "bold",
    "columns_of",
    "confirm",
    "cut",
    "cyan",
    "echo",
    "echo_exact",
    "echo_wrapped",
    "emit",
    "emit_object",
    "green",
    "red",
    "say",
    "say_more",
    "screen_width",
    "show_table",
    "working",
]

Record = Mapping[str, object]

SHEETS = ("csv", "xlsx")  # forms with a row a record, more columns than fit a terminal

_LEAST = 20  # columns that the last one of a table has, however narrow the terminal
_WHITE = r"[\t\n\r\v\f\x85\u2028\u2029]+"
# letters that take a column each in every terminal, as those of most articles
_ONE_COLUMN = "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203a\ufdd0-\ufdd4]*"
# how our own colours travel until all else that could steer a terminal is made visible:
# as noncharacters, which texts do not contain, and which do nothing worse when one does
_BOLD, _CYAN, _PLAIN, _RED, _GREEN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_CODES = str.maketrans(
    {
        _BOLD: "\x1b[1m",
        _CYAN: "\x1b[36m",
        _PLAIN: "\x1b[0m",
        _RED: "\x1b[31m",
        _GREEN: "\x1b[32m",
    }
)


def emit(records: Iterable[Record], form: str, *, columns: Sequence[str]) -> None:
    """Write records; `columns` are those of a table and of CSV, JSON has every field."""
    if form == "json":
        _json_array(records)
    elif form == "nl":
        for record in records:
            click.echo(_json(record))
    elif form == "csv":
        _csv(records, columns)
    elif form == "xlsx":
        _xlsx(records, columns)
    else:
        show_table(records, columns)


def _json_array(records: Iterable[Record]) -> None:
    """A JSON array, an element a line, written as it comes."""
    separator = "["
    for record in records:
        click.echo(separator + _json(record), nl=False)
        separator = ",\n "
    click.echo("[]" if separator == "[" else "]")


def emit_object(record: Record) -> None:
    """One JSON object, indented."""
    click.echo(_json(record, indent=1))


def _json(record: Record, indent: int | None = None) -> str:
    import json

    return _exact(json.dumps(record, ensure_ascii=False, indent=indent))


def echo_exact(text: str) -> None:
    """Text in a form for programs, line breaks and all."""
    click.echo(_exact(text), nl=False)


def _exact(text: str) -> str:
    """Data for a program as it is; only a terminal is spared what would steer it."""
    return for_terminal(text) if sys.stdout.isatty() else text


def _csv(records: Iterable[Record], columns: Sequence[str]) -> None:
    from annotate.exchange.written import CsvLines

    lines = CsvLines(sys.stdout)
    lines.add([columns])
    lines.add(
        [_exact(_cell(record.get(column), APART)) for column in columns] for record in records
    )


def _xlsx(records: Iterable[Record], columns: Sequence[str]) -> None:
    from annotate.exchange import sheet  # openpyxl takes longer to import than all else here

    if sys.stdout.isatty():
        raise click.UsageError("a spreadsheet goes into a file: … -f xlsx > table.xlsx")
    rows = ([_simple(record.get(column)) for column in columns] for record in records)
    if cut := sheet.write(sys.stdout.buffer, columns, rows):
        say(f"{cut} cells are cut: a spreadsheet's hold {sheet.LONGEST:,} characters; csv has all")


def _simple(value: object) -> str | float | None:
    """A value as a cell that a program can count with."""
    return value if isinstance(value, int | float | None) else _cell(value, APART)


def _cell(value: object, apart: str) -> str:
    """A value as text, those of a list parted."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        # names of older corpora may have the sign
        return apart.join(_cell(item, apart).replace(APART, f"\\{APART}") for item in value)
    if isinstance(value, dict):
        return _json(value)
    return str(value)


def show_table(records: Iterable[Record], columns: Sequence[str], *, head: bool = True) -> None:
    """
    Aligned columns under their names, cut so that a row is a line of the terminal.

    In a pipe only the last column is cut, to 100 in all: the others are for programs.
    """
    records = iter(records)
    # widths are measured on the first rows, so that a long list streams
    rows = [_row(record, columns) for record in islice(records, 1000)]
    if rows and head:
        rows.insert(0, list(columns))
    widths = [max((columns_of(row[i]) for row in rows), default=0) for i in range(len(columns))]
    width, is_cut = screen_width(), sys.stdout.isatty()
    if is_cut:
        widths = _fitted(widths, width)
    for row in chain(rows, (_row(record, columns) for record in records)):
        click.echo(_aligned(row, widths, width, is_cut=is_cut))


def screen_width() -> int:
    """How many columns the terminal has; 100 in a pipe."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _row(record: Record, columns: Sequence[str]) -> list[str]:
    # leading spaces stay: they indent trees
    cells = (_cell(record.get(column), f" {APART} ") for column in columns)
    return [for_terminal(re.sub(_WHITE, " ", cell.rstrip())) for cell in cells]


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widths of all but the last column, the widest made narrower until the last has room."""
    *first, last = widths
    room = max(width - 2 * len(first) - min(last, _LEAST), len(first))
    caps = range(max(first, default=0), 1, -1)
    cap = next((cap for cap in caps if sum(min(wide, cap) for wide in first) <= room), 1)
    return [*(min(wide, cap) for wide in first), last]


def _aligned(row: Sequence[str], widths: Sequence[int], width: int, *, is_cut: bool) -> str:
    """A row as a line, the last cell cut to the width; with `is_cut` the others to theirs."""
    *first, last = row
    if is_cut:
        first = [cut(cell, wide) for cell, wide in zip(first, widths, strict=False)]
    left = "".join(
        cell + " " * (wide - columns_of(cell) + 2)
        for cell, wide in zip(first, widths, strict=False)
    )
    return (left + cut(last, max(_LEAST, width - columns_of(left)))).rstrip()


def cut(text: str, room: int) -> str:
    """Text in so many columns, … where it was longer."""
    if columns_of(text) <= room:
        return text
    from wcwidth import clip

    return clip(text, 0, room - 1).rstrip() + "…"


def columns_of(text: str) -> int:
    """How many columns a terminal needs; wide letters take two."""
    if text.isascii():
        return len(text)
    from wcwidth import width

    return width(text, control_codes="ignore")


def say(message: str) -> None:
    """A line of talk, to stderr."""
    click.echo(for_terminal(message), err=True)


def say_more(shown: int, count: Callable[[int], int]) -> None:
    """That there are more than were shown, if so; `count` counts them all, up to a number."""
    from annotate.text import limits

    if sentence := limits.cut(shown, count):
        say(sentence)


def confirm(question: str, otherwise: str) -> bool:
    """A question on the terminal, no by itself; without one BadInput, which says what else."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput(otherwise)
    return click.confirm(question, err=True)


@contextmanager
def working(on: str) -> Iterator[Callable[[int, int], None]]:
    """
    Say what is being done, on a terminal, for as long as it takes.

    What is yielded may be told how much is done, and of how much.
    """
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    shown = f"{on} …"

    def told(done: int, of: int) -> None:
        nonlocal shown
        far = f"{on} … {100 * done // max(1, of)} %"
        if far != shown:
            click.echo(f"\r{far}", err=True, nl=False)
            shown = far

    click.echo(shown, err=True, nl=False)
    try:
        yield told
    finally:
        click.echo("\r" + " " * len(shown) + "\r", err=True, nl=False)


def echo(text: str) -> None:
    """A line of data; colours only on a terminal, control characters never."""
    click.echo(for_terminal(text).translate(_CODES))


def bold(text: str) -> str:
    """Text that `echo` shows bold on a terminal."""
    return f"{_BOLD}{text}{_PLAIN}"


def cyan(text: str) -> str:
    """Text that `echo` shows in another colour on a terminal."""
    return f"{_CYAN}{text}{_PLAIN}"


def red(text: str) -> str:
    """Text that `echo` shows red on a terminal."""
    return f"{_RED}{text}{_PLAIN}"


def green(text: str) -> str:
    """Text that `echo` shows green on a terminal."""
    return f"{_GREEN}{text}{_PLAIN}"


def echo_wrapped(text: str, *, indent: str) -> None:
    """Text filled to the terminal's width (100 in a pipe), the first line after `indent`."""
    text = for_terminal(" ".join(text.split()))
    for line in _filled(text, max(min(screen_width(), 100), 40), indent):
        click.echo(line.translate(_CODES))


def _filled(text: str, width: int, indent: str) -> list[str]:
    if re.fullmatch(_ONE_COLUMN, text):
        from textwrap import wrap
    else:
        from wcwidth import wrap  # the same, slower, for letters that are wide or none
    return wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_on_hyphens=False,
    )
