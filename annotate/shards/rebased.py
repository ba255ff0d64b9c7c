"""
Sources of a shard as another corpus has them: paths are seen from its folder.
"""

import os
from collections.abc import Callable
from functools import lru_cache

from annotate.intake.sources import Source

__all__ = ["between"]


def between(before: str, after: str) -> Callable[[str], str]:
    """What makes of a source seen from one folder the same seen from another."""

    @lru_cache(1_000)
    def moved(folder: str) -> str:
        path = os.path.relpath(os.path.normpath(os.path.join(before, folder)), after)
        return "" if path == os.curdir else f"{path}/"

    def rebased(source: str) -> str:
        if Source(source).is_address or source == "-" or os.path.isabs(source):
            return source
        # what follows # names what is in the file, and may have any signs
        whole = source.partition("#")[0]
        folder, sign, _ = whole.rpartition("/")
        return moved(folder) + source[len(folder) + len(sign) :]

    return _same if before == after else rebased


def _same(source: str) -> str:
    return source
