"""
One article to add: a whole file, or a record in a file of many.
"""

from dataclasses import dataclass

from annotate.model import Metadata
from annotate.readers.record import Record

__all__ = ["Item"]

_SILENT = Metadata()


@dataclass(frozen=True, slots=True)
class Item:
    """One article to add, or why there is none; `name` as the user knows it."""

    name: str
    source: str  # as the database will know it
    record: Record | None = None
    error: str | None = None
    said: Metadata = _SILENT  # by the user
    table: Metadata = _SILENT  # in the table beside its file
    size: int = 0  # bytes of its file that it took

    @property
    def is_lasting(self) -> bool:
        """Whether what comes from its source later is the same article."""
        return self.record is not None and self.record.is_lasting and self.source[:1] != "-"
