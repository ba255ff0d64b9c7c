"""
`metadata.csv` in a folder: what its files are, and those of folders in it, for many at once.

A table with the column `file` and any of title, byline, published, url, site and
language, or what other tables call them; an empty cell says nothing. Paths begin at
the table, and may be written as on Windows. What it says wins over the source, and what is set
by `annotate edit` over it.
"""

import os
from collections.abc import Iterator

from annotate.errors import BadInput, UnreadableSource
from annotate.intake.beside import SILENT, Beside, normal
from annotate.model import DESCRIBED, Metadata
from annotate.readers import fields, says
from annotate.readers.table import BadRow, Rows
from annotate.text import clean

__all__ = ["NAME", "Sidecar"]

NAME = "metadata.csv"
LONGEST = 1_000_000  # bytes of a row


class Sidecar(Beside):
    """The table of one folder."""

    def __init__(self, folder: str) -> None:
        self._own = normal(os.path.basename(os.path.abspath(folder)))
        self._said: dict[str, Metadata] = {}
        self._asked: set[str] = set()
        self._problems: list[str] = []
        try:
            self._read(os.path.join(folder, NAME))
        except UnreadableSource as error:
            self._problems.append(f"cannot be read as a table: {error}")
        except OSError as error:
            self._problems.append(f"cannot be read: {error.strerror}")

    def _read(self, path: str) -> None:
        with open(path, "rb") as file:
            rows = Rows(file, LONGEST)
            self._take_rows(rows, _known([name.lower() for name in rows.columns()]))

    def _take_rows(self, rows: Rows, head: list[str]) -> None:
        if "file" not in head:
            raise UnreadableSource(f"no column is called file; known: file, {', '.join(DESCRIBED)}")
        strange = [name for name in head if name and name not in ("file", *DESCRIBED)]
        if strange:
            self._problems.append(
                f"has columns that mean nothing here: {', '.join(strange)};"
                f" known: file, {', '.join(DESCRIBED)}"
            )
        for row in rows:
            if isinstance(row, BadRow):
                self._problems.append(f"{rows.label} {row.reason}")
                continue
            cells = {name: clean.line(cell) for name, cell in zip(head, row, strict=False)}
            if cells.get("file"):
                self._take(cells.pop("file"), cells)

    def _take(self, file: str, cells: dict[str, str]) -> None:
        said: dict[str, str] = {}
        for name in DESCRIBED:
            try:
                said |= {name: says.by_hand(name, cells[name])} if cells.get(name) else {}
            except BadInput as wrong:
                self._problems.append(f"says of {file}: {wrong}")
        name = normal(file)
        if name in self._said:
            self._problems.append(f"names {file} twice; the last counts")
        self._said[name] = Metadata(**said)

    def of(self, path: str) -> Metadata:
        """What is said of a file, also where its path begins with the folder's own name."""
        names = (normal(path), f"{self._own}/{normal(path)}")
        name = next((each for each in names if each in self._said), None)
        if name is None:
            return SILENT
        self._asked.add(name)
        return self._said[name]

    def leaves_out(self, path: str) -> bool:
        """It is the table itself."""
        return path == NAME

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it, once all files have been asked for."""
        yield from ((NAME, problem) for problem in self._problems)
        missing = [name for name in self._said if name not in self._asked]
        if missing:
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            yield NAME, f"names files that are not there: {', '.join(missing[:3])}{more}"


def _known(head: list[str]) -> list[str]:
    """The names of columns, in our words where they mean one of those and no other column does."""
    ours: list[str] = []
    for name in head:
        said = fields.meant(name)
        is_free = said is not None and said not in (*head, *ours)
        ours.append(said if said and is_free else name)
    return ours
