"""
The door for programs: a corpus as one object, `annotate.open(path)`.

Each method does what the command with its name does, by the same functions. What is
changed is in the history in the coder's name and in the words that one would have typed;
`undo` takes it back, and `redo` puts it back. Other than on the site, private notes are
there: it is the owner's own door.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING

from annotate import arguments, calls
from annotate.answers import Answers
from annotate.codebook import Codebook
from annotate.corpus import coders
from annotate.errors import BadInput, UnreadableSource
from annotate.handing import Handing
from annotate.holding import Held, if_said, in_python, warn, warn_of_plugins

if TYPE_CHECKING:  # each is loaded by the first call that needs it
    from annotate.coding.autocoding import Autocoded
    from annotate.corpus.forgetting import Going
    from annotate.corpus.history import Redone, Undone
    from annotate.corpus.search import Hit
    from annotate.corpus.tags import Tagged
    from annotate.intake.notices import Watcher
    from annotate.intake.settings import Settings
    from annotate.intake.storing import Outcome
    from annotate.model import Metadata, Note, Reading

__all__ = ["Corpus"]

USUAL = 20  # hits of a search, if no other limit is said

_Path = str | os.PathLike[str]


class Corpus(Answers, Handing):
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
        self._held = Held(self.path, self.coder)
        self.codebook = Codebook(self._held)

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
        self._held.close()

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
            with in_python():
                found = sources.described(found, says.described(said.given()))
        found = sources.only(found, "a slug is said of one file") if slug else found
        with (
            self._held.adding("add", *named, create=not slug) as begin,
            adding.adding(
                Later(self.path, begin), found, target=Target(slug, force),
                settings=settings or ways.DEFAULT, watcher=watcher,
            ) as outcomes,
        ):  # fmt: skip
            done = [one if one.added else _told(one) for one in outcomes]
        warn_of_plugins()
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
        said, heard = if_said(quote=quote, occurrence=occurrence), list[str]()
        with self._held.writing("tag", ref, *names, **said) as command:
            request = tags.Request(ref, names, quote, occurrence=occurrence)
            done = tags.add(command, [request], heard.append)
        warn(heard)
        return done

    def tag_matching(self, query: str, *names: str) -> "Tagged":
        """
        Put tags on all that a query finds, as one command.

        Raises BadQuery, which points at the place, and NotFound where nothing is found. Warns
        of what of the query is not looked for as it may be meant.
        """
        from annotate.corpus import indexing, tagging
        from annotate.text import sought

        arguments.texts(query=query)
        arguments.several(names, "a tag")
        if not names:
            raise BadInput(f"say which tag is put on what {query!r} finds, like actor/isis")
        with self._held.writing("tag", *names, matching=query) as command:
            if indexing.is_behind(command.db):
                indexing.catch_up(command.db)
            done = tagging.matching(command, query, names)
        warn(filter(None, [sought.not_as_meant(query)]))
        return done

    def autocode(self, rules: _Path | None = None, *, apply: bool = False) -> "Autocoded":
        """
        What a file of rules would tag; with `apply` it is put, and the rules are kept.

        Without a file the rules that are kept are asked again. Raises BadInput, which names the
        rule, for what cannot be, and for a pattern that does not end.
        """
        from annotate.coding import autocoding
        from annotate.corpus import indexing
        from annotate.exchange import rule_file

        arguments.flags(apply=apply)
        path = None if rules is None else arguments.path(rules)
        said = None if path is None else rule_file.opened(path)
        typed = [*([path] if path else []), *(["--apply"] if apply else [])]
        with self._held.reading() as db:
            if apply or indexing.is_behind(db):
                with self._held.writing("autocode", *typed) as command:
                    indexing.catch_up(db := command.db)
                    if apply:
                        asked = autocoding.known(db) if said is None else said
                        return autocoding.apply(command, asked)
            return autocoding.preview(db, autocoding.known(db) if said is None else said)

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
        said, heard = if_said(quote=quote, occurrence=occurrence), list[str]()
        with self._held.writing("note", on, text, **said) as command:
            done = notes.add(
                command, on, text, quote=quote, occurrence=occurrence, private=private,
                hear=heard.append,
            )  # fmt: skip
        warn(heard)
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
        The best `limit` paragraphs for a query; without one all that pass the filters.

        With `limit=None` every one. Raises BadQuery, which points at the place. The filters
        are those of `annotate find`: with all of the `tags` (or tags under them) and none of
        `not_tags`, in one of some articles, of a role, tagged by a coder, or (`removed`) whose
        words are gone. Warns of what of the query is not looked for as it may be meant, of
        hits that the usual limit cut, and of a coder whom nobody knows.
        """
        from annotate.corpus import indexing, narrowing, search
        from annotate.text import limits, sought

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
        with self._held.reading() as db:
            if indexing.is_behind(db):
                with self._held.writing("find") as command:
                    indexing.catch_up(db := command.db)
            found = search.paragraphs(db, query, filters, limit=limit, private=True)
            heard = [query and sought.not_as_meant(query)]
            heard += [] if found else [coders.unknown(db, coder)]
            if len(found) == limit == USUAL:  # a program that says another one wants no more
                heard.append(
                    limits.cut(
                        limit,
                        lambda most: search.count(db, query, filters, most=most, private=True),
                    )
                )
        warn(filter(None, heard))
        return found

    def show(self, ref: str) -> "Reading":
        """An article, one of its versions, or some paragraphs, with all that was put on them."""
        from annotate.corpus import named

        arguments.texts(ref=ref)
        with self._held.reading() as db:
            return named.of(db, ref, private=True)

    def undo(self, *, by: str | None = None) -> "Undone":
        """Take the last command back, whatever it was (`by`: the last of this coder)."""
        from annotate.corpus import history

        arguments.optional(by=by)
        with self._held.writing("undo", **if_said(by=by)) as command:
            return history.undo(command, coder=by)

    def redo(self, *, by: str | None = None, of: int | None = None) -> "Redone":
        """
        Put back what the last undo took back, exactly.

        `by`: the last of this coder's; `of`: the one with this number in the history.
        Raises BadInput where something was done since that does not go with it.
        """
        from annotate.corpus import history

        arguments.optional(by=by)
        arguments.numbers(of=of)
        with self._held.writing("redo", **if_said(by=by, of=of)) as command:
            return history.redo(command, coder=by, id=of)

    def forget(self, kind: str, what: str) -> "Going":
        """
        Take a note, tag, article or coder's name out for good; `undo` cannot bring it back.

        Nothing of it stays in the file, which is written anew. Raises DatabaseTrouble where
        others read it for so long that this cannot be: `annotate forget` by itself ends it.
        """
        from annotate.corpus import forgetting

        arguments.texts(kind=kind, what=what)
        if kind not in forgetting.KINDS:
            raise BadInput(f"{kind!r} is nothing to forget; known: {', '.join(forgetting.KINDS)}")
        with self._held.writing("forget", kind) as command:
            going = forgetting.foresee(command.db, kind, what)
            forgetting.forget(command, going)
            forgetting.clear(command.db)
        return going


def _told(failed: "Outcome") -> "Outcome":
    return replace(failed, error=failed.error and arguments.in_python(failed.error))
