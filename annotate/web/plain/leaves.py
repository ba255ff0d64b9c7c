"""
Files by their addresses: a page is `index.html` in the folder that its address names.
"""

import os
from pathlib import Path
from urllib.parse import unquote

__all__ = ["Leaves", "file"]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# each twice is a mistake of ours, which would lose a page: it is refused


def file(address: str) -> str:
    """The name of the file that an address from the top leads to."""
    name = unquote(address)
    return f"{name}index.html" if name.endswith("/") or not name else name


class Leaves:
    """The files of a folder; how many there are, and their bytes."""

    def __init__(self, top: Path) -> None:
        self._top = f"{os.fspath(top)}{os.sep}"
        self.count = 0
        self.bytes = 0

    def put(self, address: str, body: bytes) -> None:
        """Write what is at an address, which nothing else may be."""
        path = self._top + file(address)
        try:
            at = os.open(path, _NEW, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            at = os.open(path, _NEW, 0o644)
        try:
            rest = memoryview(body)
            while rest:
                rest = rest[os.write(at, rest) :]
        finally:
            os.close(at)
        self.count += 1
        self.bytes += len(body)
