"""
The door for programs: a corpus as one object, `annotate.open(path)`.

Each method does what the command with its name does, by the same functions. What is
changed is in the history in the coder's name and in the words that one would have typed;
`undo` takes it back, and `redo` puts it back. Other than on the site, private notes are
there: it is the owner's own door.
"""

import os
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

from annotate import arguments, calls
from annotate.cite.place import BASE_URL
from annotate.corpus import coders
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import BadInput, NotFound, UnreadableSource

if TYPE_CHECKING:  # each is loaded by the first call that needs it
    from annotate.cite.citation import Citation
    from annotate.corpus.history import Redone, Undone
    from annotate.corpus.search import Hit
    from annotate.corpus.tags import Tagged
    from annotate.intake.notices import Watcher
    from annotate.intake.settings import Settings
    from annotate.intake.storing import Outcome
    from annotate.model import Metadata, Note, Reading

__all__ = ["Corpus"]

_Path = str | os.PathLike[str]


class Corpus:
    """
    A corpus in one file, for one coder; `add` makes it when it is not there.

    Raises DatabaseTrouble for a file that is no database of ours, or a newer one.
    Several threads may use one object: their calls follow one another. Every method
    raises the errors of `annotate.errors`, whose text is a sentence for the user.
    """

    def __init__(self, path: _Path, *, coder: str | None = None) -> None:
        arguments.optional(coder=coder)
        self.path = arguments.path(path)
        self.coder = calls.coder(coder)
        self._lock = RLock()
        self._db: sqlite3.Connection | None = None
        self._writes = False
        if os.path.exists(self.path):
            with self._explained():
                self._db = open_read(self.path, any_thread=True)

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db, self._writes = None, False

    def add(
        self,
        paths: _Path | Iterable[_Path],
        *,
        said: "Metadata | None" = None,
        slug: str | None = None,
        force: bool = False,
        settings: "Settings | None" = None,
        watcher: "Watcher | None" = None,
        strict: bool = True,
    ) -> "list[Outcome]":
        """
        Add articles: files, folders and addresses; what became of each, in order.

        `said` of one article by hand wins over what it says of itself. With `slug` the
        one file is the next version of that article, with `force` also when they share
        nothing. A `watcher` is told what there is to tell besides. What cannot be read has
        an `error`; if `strict`, UnreadableSource is raised once all else is stored.
        """
        from annotate.intake import adding, notices, sources  # fmt: skip
        from annotate.intake import settings as ways
        from annotate.intake.later import Later
        from annotate.intake.storing import Target
        from annotate.readers import says

        watcher = watcher or notices.Watcher()
        arguments.optional(slug=slug)
        arguments.flags(force=force, strict=strict)
        named = arguments.paths(paths)
        if "-" in named:
            raise BadInput("a program has no stdin to add from; write a file and name it")
        found = sources.find(named, watcher)
        arguments.metadata(said=said)
        if said:
            found = sources.described(found, says.described(said.given()))
        found = sources.only(found, "a slug is said of one file") if slug else found
        heard = list[str]()
        with self._lock, self._explained(), ExitStack() as stack:

            def begin() -> Command:
                way = self._opened(open_write, create=not slug, durable=False)
                command = self._command(stack.enter_context(closing(way)), "add", *named)
                heard.extend(self._new(command))
                return command

            with adding.adding(
                Later(self.path, begin), found, target=Target(slug, force),
                settings=settings or ways.DEFAULT, watcher=watcher,
            ) as outcomes:  # fmt: skip
                done = list(outcomes)
        _warn(heard)
        _warn_of_plugins()
        failed = [outcome.error for outcome in done if outcome.error]
        if failed and strict:
            more = f" (and {len(failed) - 1:,} more)" if failed[1:] else ""
            raise UnreadableSource(f"{failed[0]}{more}")
        return done

    def tag(
        self, ref: str, *names: str, quote: str | None = None, occurrence: int | None = None
    ) -> "Tagged":
        """
        Put tags on paragraphs, or on a quote in one: the place, the tag, whether it is new.

        `made` of what it returns are the tags that nobody knew, and which each may be a
        mistyping of. Of words that stand several times there, the first, with a warning,
        or the `occurrence` (from 1).
        """
        from annotate.corpus import tags

        arguments.texts(ref=ref)
        arguments.several(names, "a tag")  # a list is none
        arguments.optional(quote=quote)
        arguments.numbers(occurrence=occurrence)
        if not names:
            raise BadInput(f"say which tag is put on {ref}, like actor/isis")
        said, heard = _if_said(quote=quote, occurrence=occurrence), list[str]()
        with self._writing("tag", ref, *names, **said) as command:
            request = tags.Request(ref, names, quote, occurrence=occurrence)
            done = tags.add(command, [request], heard.append)
        _warn(heard)
        return done

    def note(
        self, on: str, text: str, *,
        quote: str | None = None, occurrence: int | None = None, private: bool = False,
    ) -> "list[Note]":  # fmt: skip
        """Write a note on paragraphs, a quote in one (as `tag`), an article, or `tag:NAME`."""
        from annotate.corpus import notes

        arguments.texts(on=on, text=text)
        arguments.optional(quote=quote)
        arguments.numbers(occurrence=occurrence)
        arguments.flags(private=private)
        said, heard = _if_said(quote=quote, occurrence=occurrence), list[str]()
        with self._writing("note", on, text, **said) as command:
            done = notes.add(
                command, on, text, quote=quote, occurrence=occurrence, private=private,
                hear=heard.append,
            )  # fmt: skip
        _warn(heard)
        return done

    def find(
        self,
        query: str | None = None,
        *,
        tags: str | Iterable[str] = (),
        not_tags: str | Iterable[str] = (),
        article: str | Iterable[str] | None = None,
        role: str | None = None,
        coder: str | None = None,
        removed: bool = False,
        limit: int | None = 20,
    ) -> "list[Hit]":
        """
        The best `limit` paragraphs with these words; without any all that pass the filters.

        With `limit=None` every one. The filters are those of `annotate find`: with all of
        the `tags` (or tags under them) and none of `not_tags`, in one of some articles, of
        a role, tagged by a coder, or (`removed`) whose words are gone. Warns of what of the
        query is not looked for as it may be meant, and of a coder whom nobody knows.
        """
        from annotate.corpus import indexing, narrowing, search
        from annotate.text import sought

        arguments.optional(query=query, role=role, coder=coder)
        arguments.numbers(limit=limit)
        arguments.flags(removed=removed)
        if limit is not None and limit < 1:
            raise BadInput(f"a limit of {limit} shows nothing; it is 1 or more, or None for all")
        filters = narrowing.Filters(
            arguments.several(tags, "a tag"),
            arguments.several(not_tags, "a tag"),
            arguments.several(article, "an article"),
            role,
            coder,
            removed,
        )
        with self._reading() as db:
            if indexing.is_behind(db):
                with self._writing("find") as command:
                    indexing.catch_up(command.db)
            found = search.paragraphs(self._db or db, query, filters, limit=limit, private=True)
            heard = [query and sought.not_as_meant(query)]
            heard += [] if found else [coders.unknown(self._db or db, coder)]
        _warn(filter(None, heard))
        return found

    def show(self, ref: str) -> "Reading":
        """An article, one of its versions, or some paragraphs, with all that was put on them."""
        from annotate.corpus import named

        arguments.texts(ref=ref)
        with self._reading() as db:
            return named.of(db, ref, private=True)

    def cite(
        self, *refs: str,
        quote: str | None = None, occurrence: int | None = None, base_url: str = BASE_URL,
    ) -> "list[Citation]":  # fmt: skip
        """
        A citation of each paragraph that refs name, or of a quote in it (as `tag`).

        `annotate.cite.forms` writes them.
        """
        from annotate.corpus import citing, quotes

        arguments.several(refs, "a ref")
        arguments.texts(base_url=base_url)
        arguments.optional(quote=quote)
        arguments.numbers(occurrence=occurrence)
        wanted, heard = quotes.wanted(quote, occurrence), list[str]()
        with self._reading() as db:
            done = [
                citation
                for ref in refs
                for citation in citing.by_ref(
                    db, ref, base_url=base_url, wanted=wanted, hear=heard.append
                )
            ]
        _warn(heard)
        return done

    def undo(self, *, by: str | None = None) -> "Undone":
        """Take the last command back, whatever it was (`by`: the last of this coder)."""
        from annotate.corpus import history

        arguments.optional(by=by)
        with self._writing("undo", **_if_said(by=by)) as command:
            return history.undo(command, coder=by)

    def redo(self, *, by: str | None = None) -> "Redone":
        """
        Put back what the last undo took back (`by`: the last of this coder's), exactly.

        Raises BadInput where something was done since that does not go with it.
        """
        from annotate.corpus import history

        arguments.optional(by=by)
        with self._writing("redo", **_if_said(by=by)) as command:
            return history.redo(command, coder=by)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._explained():
            if self._db is None:
                self._db = self._opened(open_read)
            yield self._db

    @contextmanager
    def _writing(self, *words: str, **options: str) -> Iterator[Command]:
        with self._lock, self._explained():
            if self._db is None or not self._writes:
                db = self._opened(open_write)
                if self._db is not None:
                    self._db.close()
                self._db, self._writes = db, True
            said = [word for name, value in options.items() for word in (f"--{name}", value)]
            command = self._command(self._db, *words, *said)
            _warn(self._new(command), deeper=2)
            yield command

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
        try:
            yield
        except SYMPTOMS as error:
            from annotate.corpus import damage

            if told := damage.found(error, self.path):
                raise told from error
            raise


def _warn_of_plugins() -> None:
    """What is wrong with plugins, if any were looked for: a file of theirs may be read as text."""
    if "annotate.plugins" in sys.modules:
        from annotate.plugins import problems

        for problem in problems():
            warnings.warn(problem, stacklevel=3)


def _if_said(**options: str | int | None) -> dict[str, str]:
    return {name: str(value) for name, value in options.items() if value is not None}


def _warn(heard: Iterable[str], *, deeper: int = 0) -> None:
    """What the command line says on stderr, to whoever called the method."""
    for sentence in heard:
        warnings.warn(sentence, stacklevel=3 + deeper)
