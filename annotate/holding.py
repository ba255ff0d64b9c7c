"""
A corpus that a program holds open: by one connection, which reads until something is written.

Trouble with the file is told in our words, and what a command would say on stderr is a
warning to whoever called the method of `Corpus`.
"""

import os
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from threading import RLock

from annotate import arguments, calls
from annotate.corpus import coders
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import AnnotateError, BadQuery, NotFound

__all__ = ["Held", "if_said", "in_python", "warn", "warn_of_plugins"]


class Held:
    """The file at a path, for one coder; several threads may use it, one after another."""

    def __init__(self, path: str, coder: str) -> None:
        self.path = path
        self.coder = coder
        self._lock = RLock()
        self._db: sqlite3.Connection | None = None
        self._writes = False
        if os.path.exists(path):
            with self._explained():
                self._db = open_read(path, any_thread=True)

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db, self._writes = None, False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, opened if need be."""
        with self._lock, self._explained():
            if self._db is None:
                self._db = self._opened(open_read)
            yield self._db

    @contextmanager
    def writing(self, *words: str, **options: str) -> Iterator[Command]:
        """A command in the words one would have typed; warns of a coder who is nearly known."""
        with self._lock, self._explained():
            if self._db is None or not self._writes:
                db = self._opened(open_write)
                if self._db is not None:
                    self._db.close()
                self._db, self._writes = db, True
            said = [word for name, value in options.items() for word in (f"--{name}", value)]
            command = self._command(self._db, *words, *said)
            warn(self._new(command), deeper=2)
            yield command

    @contextmanager
    def adding(self, *words: str, create: bool) -> Iterator[Callable[[], Command]]:
        """What begins a command that adds, on a connection of its own, closed at the end."""
        heard = list[str]()
        with self._lock, self._explained(), ExitStack() as stack:

            def begin() -> Command:
                db = self._opened(open_write, create=create, durable=False)
                command = self._command(stack.enter_context(closing(db)), *words)
                heard.extend(self._new(command))
                return command

            yield begin
        warn(heard, deeper=2)

    def _opened(
        self, way: Callable[..., sqlite3.Connection], **options: bool
    ) -> sqlite3.Connection:
        try:
            return way(self.path, any_thread=True, **options)
        except NotFound as error:
            raise NotFound(f"no database at {self.path}; `add` makes one") from error

    def _command(self, db: sqlite3.Connection, *words: str) -> Command:
        coder = coders.called(db, self.coder)
        return Command(db, coder=coder, words=calls.words(words))

    def _new(self, command: Command) -> list[str]:
        """What is to be said of a coder who is new and whose name is near a known one."""
        near = coders.near(command.db, command.coder)
        return [f"{command.coder} is a new coder; known: {', '.join(near)}"] if near else []

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Trouble with the file in our words; a bug stays one."""
        with in_python():
            try:
                yield
            except SYMPTOMS as error:
                from annotate.corpus import damage

                if told := damage.found(error, self.path):
                    raise told from error
                raise


@contextmanager
def in_python() -> Iterator[None]:
    """Errors name arguments of Python, not options."""
    try:
        yield
    except AnnotateError as error:
        told = error.told if isinstance(error, BadQuery) else str(error)
        error.args = (arguments.in_python(told),)
        raise


def if_said(**options: str | int | None) -> dict[str, str]:
    """The options that were said, as one types them."""
    return {name: str(value) for name, value in options.items() if value is not None}


def warn(heard: Iterable[str], *, deeper: int = 0) -> None:
    """What the command line says on stderr, to whoever called the method."""
    for sentence in heard:
        warnings.warn(arguments.in_python(sentence), stacklevel=3 + deeper)


def warn_of_plugins() -> None:
    """What is wrong with plugins, if any were looked for: a file of theirs may be read as text."""
    if "annotate.plugins" in sys.modules:
        from annotate.plugins import problems

        for problem in problems():
            warnings.warn(problem, stacklevel=3)
