"""
A zip archive as a folder: unpacked into one that is gone again when its articles are read.

No more comes out of it than is said here, whatever sizes it tells, and nothing outside the
folder, whatever its names are.
"""

import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from annotate.errors import UnreadableSource

__all__ = ["DEEPEST", "MANY", "unpacked"]

DEEPEST = 3
"""Archives in one another."""

MANY = 50_000
"""Files in an archive."""

SMALL = 200_000_000
"""Bytes that any archive may unpack to; a larger one to `RATIO` times its own."""

RATIO = 100

_BLOCK = 1 << 18
_ENCRYPTED = 1  # flag
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[tuple[str, list[str]]]:
    """
    A folder with the files of an archive, and what cannot be unpacked of it, in words.

    Raises UnreadableSource.
    """
    with tempfile.TemporaryDirectory(prefix="annotate-") as folder:
        try:
            with zipfile.ZipFile(file) as archive:
                problems = list(_unpack(archive, folder, _room(file)))
        except _DAMAGED as error:
            raise UnreadableSource(f"is no zip archive, or a damaged one ({error})") from error
        except OSError as error:
            raise UnreadableSource(f"cannot be unpacked: {error.strerror or error}") from error
        yield folder, problems


def _room(file: BinaryIO) -> int:
    return max(SMALL, RATIO * file.seek(0, os.SEEK_END))


def _unpack(archive: zipfile.ZipFile, folder: str, room: int) -> Iterator[str]:
    files = [each for each in archive.infolist() if not each.is_dir()]
    if len(files) > MANY:
        raise UnreadableSource(f"is an archive of more than {MANY:,} files")
    if files and all(each.flag_bits & _ENCRYPTED for each in files):
        raise UnreadableSource("is protected by a password; unpack it, and add the folder")
    for each in files:
        if each.flag_bits & _ENCRYPTED:
            yield f"{each.filename}: is protected by a password"
            continue
        path = _path(folder, each.filename)
        if path is None:
            continue
        try:
            with archive.open(each) as packed, open(path, "wb") as out:
                while block := packed.read(_BLOCK):
                    room -= len(block)
                    if room < 0:
                        raise UnreadableSource(
                            "unpacks to far more than it has; unpack it, and add the folder"
                        )
                    out.write(block)
        except _DAMAGED as error:
            os.unlink(path)
            yield f"{each.filename}: is damaged: {' '.join(str(error).split())[:100]}"


def _path(folder: str, name: str) -> str | None:
    """Where a file goes, its folders made; None for what is no file of the user's."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or "__MACOSX" in parts or "\0" in name:
        return None
    try:
        os.makedirs(os.path.join(folder, *parts[:-1]), exist_ok=True)
    except (FileExistsError, NotADirectoryError):  # a file is called like the folder
        return None
    path = os.path.join(folder, *parts)
    return None if os.path.isdir(path) else path
