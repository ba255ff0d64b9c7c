"""
What goes out of a corpus by the door for programs, and comes in: citations, counts, tables.
"""

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from annotate import arguments
from annotate.cite import place
from annotate.holding import Held, if_said, warn

if TYPE_CHECKING:  # each is loaded by the first call that needs it
    import sqlite3

    from annotate.cite.citation import Citation
    from annotate.corpus.frequencies import Crossed, Frequencies, Scope
    from annotate.exchange.incoming import Brought
    from annotate.publish.publishing import Published, Wanted

__all__ = ["Handing"]

_Path = str | os.PathLike[str]
Counted = TypeVar("Counted")


class Handing:
    """The part of `Corpus` that hands things over."""

    _held: Held

    def cite(
        self, *refs: str,
        quote: str | None = None, occurrence: int | None = None, base_url: str = place.BASE_URL,
    ) -> "list[Citation]":  # fmt: skip
        """
        A citation of each paragraph that refs name, or of a quote in it (as `tag`).

        `base_url` is the site's address, http or https. `annotate.cite.forms` writes them.
        """
        from annotate.corpus import citing, quotes

        arguments.several(refs, "a ref")
        arguments.texts(base_url=base_url)
        arguments.optional(quote=quote)
        arguments.numbers(occurrence=occurrence)
        site = place.address(base_url)
        wanted, heard = quotes.wanted(quote, occurrence), list[str]()
        with self._held.reading() as db:
            done = [
                citation
                for ref in refs
                for citation in citing.by_ref(
                    db, ref, base_url=site, wanted=wanted, hear=heard.append
                )
            ]
        warn(heard)
        return done

    def export(
        self, thing: str, path: _Path, *,
        form: str | None = None, matching: str | None = None, private: bool = False,
        by: str = "paragraph", counts: bool = False,
    ) -> None:  # fmt: skip
        """
        Write paragraphs, taggings, … into a file, as `annotate export` does.

        The form is csv, xlsx, jsonl or json: what is said, else what the file's name ends with,
        else csv. `by` paragraph or article, and `counts`, are for a matrix. Warns of private
        notes that are left out.
        """
        from annotate.exchange import outgoing

        arguments.texts(thing=thing, by=by)
        arguments.optional(form=form, matching=matching)
        arguments.flags(private=private, counts=counts)
        wanted = outgoing.Wanted(thing, matching, private=private, by=by, counts=counts)
        place = arguments.path(path)
        with self._held.reading() as db, outgoing.into(place) as file:
            heard = outgoing.export(db, wanted, outgoing.form_of(place, form), file)
        warn(heard)

    def import_(self, path: _Path, *, thing: str | None = None, skip: bool = False) -> "Brought":
        """
        Store taggings or notes (`thing`) from a table, as `annotate import` does.

        All rows, or none, and RowsRefused is raised, with the first of those that cannot be
        placed; with `skip` those that can be. What it returns counts them.
        """
        from annotate.exchange import incoming

        arguments.optional(thing=thing)
        arguments.flags(skip=skip)
        place = arguments.path(path)
        said = if_said(**{"as": thing})
        with self._held.writing("import", place, **said) as command, incoming.opened(place) as file:
            done = incoming.bring(command, file, thing=thing, skip=skip)
        warn(done.said)
        return done

    def stats(
        self, *, tags: str | Iterable[str] = (), matching: str | None = None,
        depth: int | None = None,
    ) -> "Frequencies":  # fmt: skip
        """
        How often each tag stands, by itself and with those under it, and how much was read.

        Of all `tags`, or of some and those under them, on what a query finds; only so many
        parts (`depth`) of each name.
        """
        from annotate.corpus import frequencies

        return self._counted(tags, matching, depth, frequencies.of_tags)

    def stats_by(
        self, by: str, *, tags: str | Iterable[str] = (), matching: str | None = None,
        depth: int | None = None, articles: bool = False,
    ) -> "Crossed":  # fmt: skip
        """
        On how many paragraphs (or `articles`) each tag stands, by what is said.

        That is article, site, month or coder, or tag: how often two stand together. With a
        `depth` tags further down count as those above them.
        """
        from annotate.corpus import frequencies

        arguments.texts(by=by)
        arguments.flags(articles=articles)
        return self._counted(
            tags, matching, depth,
            lambda db, scope: frequencies.crossed(db, by, scope, articles=articles),
        )  # fmt: skip

    def _counted(
        self, tags: str | Iterable[str], matching: str | None, depth: int | None,
        count: "Callable[[sqlite3.Connection, Scope], Counted]",
    ) -> Counted:  # fmt: skip
        from annotate.corpus import indexing
        from annotate.corpus.frequencies import Scope

        arguments.optional(matching=matching)
        arguments.numbers(depth=depth)
        scope = Scope(matching, arguments.several(tags, "a tag"), depth)
        with self._held.reading() as db:
            if matching is not None and indexing.is_behind(db):
                with self._held.writing("stats") as command:
                    indexing.catch_up(db := command.db)
            return count(db, scope)

    def publish(
        self, directory: _Path, wanted: "Wanted | None" = None, *, yes: bool = False
    ) -> "Published":
        """
        Write a copy of what is public, and what a host needs to serve it, into a folder.

        All of it, under pseudonyms, if `wanted` does not say otherwise. Raises BadInput
        where citation links that are public would end, unless `yes`.
        """
        from annotate.publish import publishing

        arguments.flags(yes=yes)
        place = arguments.path(directory)
        with self._held.reading() as db:
            wanted = wanted or publishing.Wanted()
            return publishing.publish(db, place, wanted, agree=lambda _: yes)
