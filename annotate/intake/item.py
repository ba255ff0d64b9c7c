"""
One article to add: a whole file, or a record in a file of many.
"""

from dataclasses import dataclass, replace

from annotate.model import Added, Metadata
from annotate.readers.record import BadRecord, Record

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
    is_listed: bool = False  # in a list of addresses
    known: Added | None = None  # what is there of its address, which is not fetched again

    @property
    def is_lasting(self) -> bool:
        """Whether what comes from its source later is the same article."""
        return self.record is not None and self.record.is_lasting and self.source[:1] != "-"

    def part(self, found: Record | BadRecord) -> "Item":
        """One of the articles that it turned out to hold; its label begins with this one's."""
        within = len(self.record.label) if self.record else 0
        end = found.label[within:] if within else f"#{found.label}"
        name, source = self.name + end, self.source + end
        if isinstance(found, BadRecord):
            return replace(self, name=name, source=source, record=None, error=found.reason, size=0)
        return replace(self, name=name, source=source, record=found, size=0)
