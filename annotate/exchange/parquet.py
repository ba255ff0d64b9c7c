"""
A corpus as a folder of Parquet files, for counting over all of it with DuckDB, Dask or pandas.

A folder for each thing, in parts of some rows: programs read them side by side.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from annotate.corpus import exporting
from annotate.errors import BadInput
from annotate.exchange.outgoing import Left, Wanted, table
from annotate.exchange.written import Row

__all__ = ["BATCH", "PART", "THINGS", "export"]

THINGS = ("paragraphs", "taggings", "codebook")
"""The folders."""

PART = 500_000  # rows of a file
BATCH = 20_000  # rows that are held at once, and make a row group

_NUMBERS = frozenset({
    "position", "number", "page", "seconds", "start", "gone", "removed", "taggings",
    "paragraphs", "total",
})  # fmt: skip


def export(db: sqlite3.Connection, folder: str, matching: str | None = None) -> list[str]:
    """
    Write all THINGS as they are at one moment, and say what a reader of them should know.

    What a query does not find is left out, but of the codebook. The folder is there wholly or
    not at all, and may take the place of one that was written so; raises BadInput for any other
    that has something in it, and where it cannot be written.
    """
    left = Left()
    with _into(folder) as made, exporting.chosen(db, matching) as narrowed:
        db.execute("begin")
        try:
            for thing in THINGS:
                wanted = Wanted(thing, matching)
                about = narrowed and thing != "codebook"
                columns, rows = table(db, wanted, left, about)
                with closing(rows):
                    _write(made / thing, columns, rows, part=PART)
        finally:
            db.execute("rollback")
    return left.said("annotate export taggings --private takes them, too")


def _write(folder: Path, columns: Sequence[str], rows: Iterable[Row], *, part: int) -> None:
    """Files of so many rows; without any row one file that says the columns."""
    folder.mkdir()
    types = (pa.int64() if name in _NUMBERS else pa.string() for name in columns)
    schema = pa.schema(list(zip(columns, types, strict=True)))
    for number, first in enumerate(_parts(iter(rows), part)):
        with ParquetWriter(
            folder / f"part-{number:05}.parquet", schema, compression="zstd"
        ) as file:
            while batch := list(islice(first, BATCH)):
                values = zip(*batch, strict=True)
                arrays = [pa.array(column, each.type)
                          for column, each in zip(values, schema, strict=True)]  # fmt: skip
                file.write_batch(pa.record_batch(arrays, schema))


def _parts(rows: Iterator[Row], size: int) -> Iterator[Iterator[Row]]:
    """The rows in runs of this size, the first of which may be empty."""
    yield islice(rows, size)
    for first in rows:
        yield chain([first], islice(rows, size - 1))


@contextmanager
def _into(folder: str) -> Iterator[Path]:
    """A folder to be filled, which then is at this path."""
    path = Path(os.path.realpath(folder))
    if path.exists():
        _require_ours(path, folder)
    try:
        made = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}") from error
    try:
        new = made / "new"
        new.mkdir()
        yield new
        if path.exists():
            path.rename(made / "old")
        new.rename(path)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _require_ours(path: Path, folder: str) -> None:
    if not path.is_dir():
        raise BadInput(f"{folder} is a file; Parquet goes into a folder: -o {folder}-parquet")
    if not set(os.listdir(path)) <= set(THINGS):
        raise BadInput(f"{folder} has other files in it; name a new folder")
