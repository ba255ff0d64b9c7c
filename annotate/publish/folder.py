"""
The folder of a publication, made beside its place and put there whole.

Whatever happens on the way, a killed process or a full disk, at the place is what was
there before, or the new publication. What a killed process leaves has a name of its own
and goes with the next call.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate.corpus import publication, schema, withdrawing
from annotate.corpus.connecting import FROZEN, connect
from annotate.corpus.publication import Publication
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import BadInput, DatabaseTrouble

try:
    import fcntl
except ModuleNotFoundError:  # on Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["COPY", "leftovers", "making", "previous", "put"]

COPY = "corpus.db"
_NEW, _OLD = ".publishing", ".previous"
_AT, _EXCHANGE = -100, 2  # of Linux: AT_FDCWD, RENAME_EXCHANGE


def previous(place: Path, ours: Iterable[str], record: str = COPY) -> Publication | None:
    """
    The publication that the place holds; None where nothing is there.

    `ours` are the names of files that a publication has, and `record` is the one that says
    what it is. Raises BadInput for a place that holds anything else: it would be lost.
    """
    with _explained(place):
        if not os.path.lexists(place):
            return None
        if not place.is_dir():
            raise BadInput(f"{place} is a file; name a folder for the publication")
        there = sorted(entry.name for entry in place.iterdir())
    if not there:
        return None
    told = _told(place / record) if record in there else None
    if told is None:
        raise BadInput(f"{place} is not empty, and holds no publication; name another folder")
    if others := [name for name in there if name not in set(ours)]:
        shown = ", ".join(others[:3]) + (", …" if others[3:] else "")
        raise BadInput(
            f"{place} is replaced as a whole, and has what publish did not write: {shown};"
            " move it elsewhere"
        )
    return told


def _told(record: Path) -> Publication | None:
    try:
        with contextlib.closing(connect(os.fspath(record), FROZEN)) as db:
            told = publication.of(db)
            if told and record.name == COPY and not schema.is_corpus(db):
                raise sqlite3.DatabaseError("another annotate wrote it")
            if told:
                withdrawing.count(db)  # while it is known whose fault it is that it fails
            return told
    except SYMPTOMS as error:
        raise DatabaseTrouble(
            f"{record} cannot be read ({error}), so nobody knows which links it has; remove"
            f" {record.parent} to publish anew"
        ) from error


def leftovers(place: Path, ours: Iterable[str]) -> list[Path]:
    """
    Remove what killed calls left beside the place, and put back what one took from it.

    `ours` are the names of files that there may be.
    """
    new, old = _beside(place, _NEW), _beside(place, _OLD)
    with _explained(place):
        if old.exists() and not place.exists():
            old.rename(place)
        found = [path for path in (new, old) if path.exists()]
        for path in found:
            # SQLite has a journal beside what it writes
            there = {entry.name.removesuffix("-journal") for entry in path.iterdir()}
            if not there <= {*ours}:
                raise BadInput(
                    f"{path} is in the way, left by a call of another kind or not ours; remove it"
                )
            with _claimed(path):
                shutil.rmtree(path)
    return found


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}{ending}")


@contextmanager
def making(place: Path) -> Iterator[Path]:
    """An empty folder beside the place, to be filled and then `put`; gone in any other case."""
    new = _beside(place, _NEW)
    made = _made(place.parent)
    try:
        with _explained(place):
            new.mkdir()
            with _claimed(new):
                yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)
        for folder in made:  # as far as they are empty
            with contextlib.suppress(OSError):
                folder.rmdir()


@contextmanager
def _claimed(path: Path) -> Iterator[None]:
    """Keep a folder from other processes of ours; ends with this one, whatever ends it."""
    if fcntl is None:
        yield
        return
    at = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(at, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        place = path.with_name(path.name.removeprefix(".").rpartition(".")[0])
        raise BadInput(f"{place} is being published by another process; wait for it") from None
    else:
        yield
    finally:
        os.close(at)


def _made(folder: Path) -> list[Path]:
    """Make a folder and those above it; those that were not there, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return missing


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or error
        raise BadInput(f"{place} cannot be written: {full}") from error


def put(new: Path, place: Path) -> None:
    """Move a filled folder to its place, in one step where the system knows such a step."""
    with _explained(place):
        for path in (*(path for path in new.iterdir() if path.is_file()), new):
            _sync(path)  # pages in folders are too many, and are made again at any time
        if not place.exists() or not any(place.iterdir()):
            os.rename(new, place)  # over an empty folder, too
        elif _exchanged(new, place):
            shutil.rmtree(new)
        else:
            old = _beside(place, _OLD)
            os.rename(place, old)  # a kill between these two is mended by `leftovers`
            os.rename(new, place)
            shutil.rmtree(old)
        _sync(place.parent)


def _sync(path: Path) -> None:
    if os.name == "nt":  # which opens no folder
        return
    at = os.open(path, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders have changed places, in one step."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        failed = library.renameat2(_AT, names[0], _AT, names[1], _EXCHANGE)
    except AttributeError:  # an old C library
        return False
    if failed and ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return not failed
