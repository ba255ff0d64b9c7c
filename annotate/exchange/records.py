"""
The rows of a codebook's table, all at once: the first that is wrong ends it.
"""

import io
from typing import NamedTuple

from annotate.errors import BadInput
from annotate.readers import tables

__all__ = ["Record", "Records", "read"]


class Record(NamedTuple):
    """A row: where it stands, and its cells by the names of the columns; empty ones are not."""

    where: str
    cells: dict[str, str]


class Records(NamedTuple):
    """The names of the columns, the rows, and the encoding if it is a guess."""

    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    encoding: str | None = None


def read(data: bytes) -> Records:
    """The rows; raises BadInput that names the row that is none."""
    table = tables.table(io.BytesIO(data), pads=True)
    columns, found = dict.fromkeys(table.columns), []
    for line in table.lines:
        if line.wrong is not None:
            raise BadInput(f"{line.label} {line.wrong}")
        columns |= dict.fromkeys(line.cells)  # of JSON each line may have others
        cells = {name: cell for name, cell in line.cells.items() if name and cell.strip()}
        found.append(Record(line.label, cells))
    return Records(tuple(columns), tuple(found), table.encoding if table.is_guessed else None)
