"""
The whole job: a copy of what is chosen, a host's files beside it, and all put in its place.

The working database is only read.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from annotate.corpus import gathered, publication, published, trouble
from annotate.corpus.choosing import Choice
from annotate.corpus.connecting import FROZEN, connect
from annotate.corpus.database import path_of
from annotate.corpus.publication import Publication
from annotate.corpus.published import Contents
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import BadInput
from annotate.publish import configuration, folder, hosting, leaks, saying
from annotate.publish.configuration import Access
from annotate.publish.saying import Said

__all__ = ["OURS", "SERVED", "Kind", "Published", "Wanted", "counted", "ends", "look", "publish"]

OURS = (folder.COPY, *configuration.FILES, *hosting.FILES)
"""The files of a publication to serve."""

_BUILDING = "building.db"
_OF_WRITING = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC")
"""Errors that are the place's, as the working database is only read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published, how it may be looked at, and what is said of it."""

    choice: Choice = field(default_factory=Choice)
    access: Access = field(default_factory=Access)
    said: Said = field(default_factory=Said)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication that stands in its place."""

    place: Path
    told: Publication
    contents: Contents
    replaced: bool  # an earlier one
    cleaned: tuple[Path, ...]  # what a killed call had left
    alike: Counter[str]  # private strings that stand in public ones as well, by their kind


@dataclass(frozen=True, slots=True)
class Kind:
    """What is made of a copy for a host, by a function of its folder."""

    files: tuple[str, ...]  # and folders, at its top
    record: str  # the one by which it is known, and which links it has
    write: Callable[[Path, Publication, Wanted], None]
    suffixes: tuple[str, ...] = ()  # of files that are called by an article's slug


def _to_serve(new: Path, told: Publication, wanted: Wanted) -> None:
    configuration.write(new, told, wanted.access)
    hosting.write(new, told)


SERVED = Kind(OURS, folder.COPY, _to_serve)
"""The copy, for Datasette to serve, and what it is to know."""

Agree = Callable[[Sequence[Withdrawn]], bool]


def look(
    work: sqlite3.Connection, directory: str | os.PathLike[str], wanted: Wanted, kind: Kind = SERVED
) -> Contents:
    """What would be public, and which links would end; nothing is written."""
    place = _place(work, directory)
    before = folder.previous(place, kind.files, kind.record)
    with (
        _explained(work, place),
        published.choosing_from(
            work, wanted.choice, before=os.fspath(place / kind.record) if before else None
        ) as (db, left),
    ):  # fmt: skip
        return published.contents(db, left, after=before is not None)


def publish(
    work: sqlite3.Connection, directory: str | os.PathLike[str], wanted: Wanted, *, agree: Agree,
    kind: Kind = SERVED,
) -> Published:  # fmt: skip
    """
    Publish into a folder that is not there, is empty, or holds an earlier publication.

    `agree` is asked before citation links end. Raises BadInput, NotFound, DatabaseTrouble, or
    Leaking where something private stands in what was written; then the folder is as it was.
    """
    place = _place(work, directory)
    cleaned = folder.leftovers(place, (*kind.files, folder.COPY, _BUILDING))
    before = folder.previous(place, kind.files, kind.record)
    told = saying.told(wanted.said, path_of(work), before, text=wanted.choice.text)
    with folder.making(place) as new:
        told, contents = _copied(
            work, place, new, wanted, told,
            os.fspath(place / kind.record) if before else None, agree,
        )  # fmt: skip
        kind.write(new, told, wanted)
        alike = _proved(work, new, wanted.choice, kind.suffixes)
        if kind.record != folder.COPY and not wanted.access.download:
            (new / folder.COPY).unlink()
        folder.put(new, place)
    return Published(place, told, contents, before is not None, tuple(cleaned), alike)


def _place(work: sqlite3.Connection, directory: str | os.PathLike[str]) -> Path:
    if publication.of(work) is not None:
        raise BadInput(
            f"{trouble.named(work)} is a published copy; name the working database with --db"
        )
    if unfinished := gathered.told(work):
        raise BadInput(unfinished)
    place = Path(os.path.realpath(directory or "/"))  # of a link, where it leads
    if not place.name:
        raise BadInput("name a folder for the publication, like site")
    return place


def _copied(
    work: sqlite3.Connection, place: Path, new: Path, wanted: Wanted, told: Publication,
    before: str | None, agree: Agree,
) -> tuple[Publication, Contents]:  # fmt: skip
    building = new / _BUILDING
    with (
        _explained(work, place),
        published.choosing_from(work, wanted.choice, os.fspath(building), before) as (db, left),
    ):
        contents = published.contents(db, left, after=before is not None)
        ending = [link for link in contents.withdrawn if link.is_new]
        if ending and not agree(ending):
            raise BadInput(f"{place} stays as it is: {ends(ending)}")
        told = published.write(
            db, os.fspath(new / folder.COPY), told, contents.withdrawn,
            text=wanted.choice.text, options=repr(wanted.access),
        )  # fmt: skip
    building.unlink()
    return told, contents


def _proved(
    work: sqlite3.Connection, new: Path, choice: Choice, suffixes: tuple[str, ...]
) -> Counter[str]:
    """The leak test, over every file that others will see; raises Leaking."""
    with closing(connect(os.fspath(new / folder.COPY), FROZEN)) as copy:
        return leaks.check(
            new, work, copy, texts=choice.text, names=choice.names, suffixes=suffixes
        ).alike


def ends(links: Sequence[Withdrawn]) -> str:
    """How many citation links end, and some of them."""
    shown = ", ".join(f"/cite/{link.article}/{link.key}" for link in links[:3])
    more = ", …" if links[3:] else ""
    place = "their place" if links[1:] else "its place"
    return (
        f"{counted(links)} would end ({shown}{more}); --yes leaves a page in {place} that says so"
    )


def counted(links: Sequence[Withdrawn]) -> str:
    """How many citation links there are."""
    kind = "citation link that is" if len(links) == 1 else "citation links that are"
    return f"{len(links):,} {kind} public"


@contextmanager
def _explained(work: sqlite3.Connection, place: Path) -> Iterator[None]:
    """Trouble with either file in our words; what may be a bug stays one."""
    try:
        yield
    except trouble.BUGS:
        raise
    except sqlite3.DatabaseError as error:
        of_place = error.sqlite_errorname.startswith(_OF_WRITING)
        raise trouble.trouble(error, place if of_place else trouble.named(work)) from error
