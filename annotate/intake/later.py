"""
The corpus that is added to: made when first an article is ready to go in, not before.

So what cannot be read leaves no empty file, nor a folder for it.
"""

import os
from collections.abc import Callable

from annotate.corpus.database import Command, path_of

__all__ = ["Later"]


class Later:
    """The command that adds, as `begin` gives it: at once where the database is there already."""

    def __init__(
        self, path: str | os.PathLike[str], begin: Callable[[], Command], *, folder: str = ""
    ) -> None:
        self._path = path
        self._begin = begin
        self._folder = folder
        self.command = begin() if os.path.exists(path) else None

    @property
    def folder(self) -> str:
        """Where the database is, or will be: sources are seen from there."""
        if self._folder:
            return self._folder
        path = path_of(self.command.db) if self.command else os.path.realpath(self._path)
        return os.path.dirname(path)

    def begun(self) -> Command:
        """The command, its database made if need be."""
        if self.command is None:
            self.command = self._begin()
        return self.command
