"""
What stands in the pages of a database but in none of its rows.

Free pages, and the room between the cells of others, keep what was deleted until it is
written over. The layout is that of https://sqlite.org/fileformat2.html.
"""

from collections.abc import Iterator
from typing import IO

__all__ = ["HEAD", "free_pages", "page_size", "unused"]

HEAD = b"SQLite format 3\0"
_TREES = {2: 12, 5: 12, 10: 8, 13: 8}  # kind of a page of a tree → bytes of its head


def page_size(head: bytes) -> int:
    """Bytes of a page, by the first bytes of the file."""
    size = int.from_bytes(head[16:18], "big")
    return 65536 if size == 1 else size


def free_pages(file: IO[bytes]) -> set[int]:
    """The numbers of the pages, from 0, that no row and no index uses."""
    file.seek(0)
    head = file.read(100)
    size, trunk = page_size(head), int.from_bytes(head[32:36], "big")
    free: set[int] = set()
    while trunk and trunk - 1 not in free:
        free.add(trunk - 1)
        file.seek((trunk - 1) * size)
        page = file.read(size)
        count = min(int.from_bytes(page[4:8], "big"), size // 4 - 2)
        free |= {int.from_bytes(page[8 + 4 * i : 12 + 4 * i], "big") - 1 for i in range(count)}
        trunk = int.from_bytes(page[:4], "big")
    return free


def unused(data: bytes, first: int, size: int, free: set[int]) -> Iterator[bytes]:
    """Of pages from number `first` on, what no cell has."""
    for at in range(0, len(data), size):
        number = first + at // size
        if number in free:
            yield data[at : at + size]
            continue
        head = at + (100 if number == 0 else 0)
        kind = _TREES.get(data[head])
        if kind:
            cells = int.from_bytes(data[head + 3 : head + 5], "big")
            content = int.from_bytes(data[head + 5 : head + 7], "big") or 65536
            gap = data[head + kind + 2 * cells : at + min(content, size)].strip(b"\0")
            if gap:
                yield gap
            if data[head + 1] or data[head + 2]:
                yield from _blocks(data[at : at + size], head - at + 1)


def _blocks(page: bytes, at: int) -> Iterator[bytes]:
    """The freed blocks among the cells, a chain."""
    block, before = int.from_bytes(page[at : at + 2], "big"), 0
    while before < block < len(page) - 4:
        yield page[block + 4 : block + int.from_bytes(page[block + 2 : block + 4], "big")]
        before, block = block, int.from_bytes(page[block : block + 2], "big")
