"""
Zip archives read safely: never more than was said, whatever sizes an archive tells.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType

from annotate.errors import UnreadableSource

__all__ = ["DAMAGED", "Zipped"]

MANY = 50_000  # files in an archive
_PIECE = 1_000_000  # bytes
_ENTRY = b"PK\x01\x02"  # stands before each file in the list of them

DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError, OverflowError,
)  # fmt: skip
"""What the library raises for archives that are none, damaged, encrypted or of another kind."""


class Zipped:
    """An open archive of which no more than `largest` bytes are unpacked, all in all."""

    def __init__(self, data: bytes, *, largest: int) -> None:
        """Raises one of `DAMAGED`, or UnreadableSource."""
        if data.count(_ENTRY) > MANY:  # before the list of them is read into memory
            raise UnreadableSource(f"is an archive of more than {MANY:,} files")
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._largest = self._room = largest
        self.names = tuple(dict.fromkeys(self._archive.namelist()))

    def __enter__(self) -> "Zipped":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def read(self, name: str) -> bytes:
        """The bytes of a file; raises one of `DAMAGED`, KeyError, or UnreadableSource."""
        return b"".join(self._unpacked(name))

    def measure(self, name: str) -> int:
        """The size of a file, which is unpacked but not kept; raises as `read` does."""
        return sum(map(len, self._unpacked(name)))

    def _unpacked(self, name: str) -> Iterator[bytes]:
        with self._archive.open(name) as file:
            while piece := file.read(_PIECE):
                self._room -= len(piece)
                if self._room < 0:
                    raise UnreadableSource(f"unpacks to more than {self._largest // 10**6} MB")
                yield piece
