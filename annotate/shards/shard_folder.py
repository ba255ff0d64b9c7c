"""
A folder of shards: on a file system that all see, or in object storage, by an address of fsspec.

What is written is there wholly or not at all. Who works in it holds a lock, so that two do
not at once.
"""

import json
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from annotate.errors import BadInput

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from io import BufferedRandom

__all__ = ["LOCK", "ShardFolder"]

LOCK = "lock.json"
"""Who works in the folder; empty, or not there, when nobody does."""

_HALF = ".part"  # how names of what is being written end


class ShardFolder:
    """
    The folder at a path or an address; files in it go by their names.

    Raises BadInput where an address needs a package that is missing, and OSError.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.is_local = "://" not in place or place.startswith("file://")
        self._path = os.path.abspath(place.removeprefix("file://")) if self.is_local else place
        self._system: Any = None if self.is_local else _system(place)

    def told(self, name: str = "") -> str:
        """The place of a file, for people."""
        place = self.place.rstrip("/")
        return f"{place}/{name}" if name else self.place

    @property
    def path(self) -> str:
        """The folder from the root of the file system; its address where it is on none."""
        return self._path

    def make(self) -> None:
        """Have the folder there."""
        if self.is_local:
            os.makedirs(self._path, exist_ok=True)

    def names(self) -> set[str]:
        """Of all files in it."""
        if self.is_local:
            return set(os.listdir(self._path))
        with suppress(FileNotFoundError):
            self._system.invalidate_cache()
            listed = self._system.ls(self._at(""), detail=False)
            return {each.rstrip("/").rpartition("/")[2] for each in listed}
        return set()

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        try:
            if self.is_local:
                with open(self._at(name), "rb") as file:
                    return file.read()
            return cast(bytes, self._system.cat_file(self._at(name)))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Have the bytes in a file."""
        if not self.is_local:  # an object is there when all of it is
            self._system.pipe_file(self._at(name), data)
            return
        half = self.half(name)
        with open(self._at(half), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self.rename(half, name)

    def half(self, name: str) -> str:
        """A name for what will be a file, that nobody else has."""
        return f".{name}.{uuid4().hex[:12]}{_HALF}"

    def rename(self, half: str, name: str) -> None:
        """Give what was written its name; what had that name is gone."""
        if self.is_local:
            os.replace(self._at(half), self._at(name))
        else:
            self._system.mv(self._at(half), self._at(name))

    def remove(self, name: str) -> None:
        """Have no file of that name."""
        with suppress(FileNotFoundError):
            if self.is_local:
                os.unlink(self._at(name))
            else:
                self._system.rm_file(self._at(name))

    def clear(self) -> None:
        """Remove what was never written to its end, if that can be; call it when held."""
        with suppress(OSError):
            for name in self.names():
                if _HALF in name and name.startswith("."):
                    self.remove(name)

    @contextmanager
    def made(self, half: str) -> Iterator[str]:
        """A path to make the file `half` at, which is in the folder at the end of the `with`."""
        if self.is_local:
            yield self._at(half)
            return
        with tempfile.TemporaryDirectory(prefix="annotate-") as folder:
            path = os.path.join(folder, half)
            yield path
            self._system.put_file(path, self._at(half))

    @contextmanager
    def fetched(self, name: str) -> Iterator[str]:
        """A path to read a file at, for as long as the `with`; raises FileNotFoundError."""
        if self.is_local:
            yield self._at(name)
            return
        with tempfile.TemporaryDirectory(prefix="annotate-") as folder:
            path = os.path.join(folder, name)
            self._system.get_file(self._at(name), path)
            yield path

    @contextmanager
    def held(self, doing: str) -> Iterator[None]:
        """
        Be the only one who works in it; raises BadInput, which says who else does.

        What a process that is dead left behind on this machine is taken over.
        """
        owner = {"host": socket.gethostname(), "pid": os.getpid(), "doing": doing}
        words = json.dumps({**owner, "since": time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime())})
        if not self.is_local or fcntl is None:
            yield from self._held_by_name(words)
            return
        with open(self._at(LOCK), "a+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BadInput(self._is_held(_text(file))) from error
            if (left := _owner(_text(file))) and left.get("host") != owner["host"]:
                raise BadInput(self._is_held(_text(file)))
            file.truncate(0)
            file.write(words.encode())
            file.flush()
            try:
                yield
            finally:
                file.truncate(0)

    def _held_by_name(self, words: str) -> Iterator[None]:
        """Where no file can be locked: it is there, or it is not."""
        if (left := self.read(LOCK)) and not _is_dead(_owner(left.decode())):
            raise BadInput(self._is_held(left.decode()))
        self.write(LOCK, words.encode())
        try:
            yield
        finally:
            self.remove(LOCK)

    def _is_held(self, words: str) -> str:
        owner = _owner(words)
        who = f"process {owner.get('pid', '?')} on {owner.get('host', '?')}"
        return (
            f"{self.place} is in use: {owner.get('doing', '?')} by {who} since"
            f" {owner.get('since', '?')}; if that is over, remove {self.told(LOCK)}"
        )

    def _at(self, name: str) -> str:
        return os.path.join(self._path, name) if self.is_local else self.told(name)


def _text(file: "BufferedRandom") -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _owner(words: str) -> dict[str, Any]:
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _is_dead(owner: dict[str, Any]) -> bool:
    """Whether it was a process of this machine that is no more."""
    if owner.get("host") != socket.gethostname() or not isinstance(owner.get("pid"), int):
        return not owner
    try:
        os.kill(owner["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class _Storage:
    """A file system of fsspec, whose errors are OSError whatever packages raise them."""

    def __init__(self, system: Any) -> None:
        self._system = system

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._system, name)

        def asked(*given: Any, **named: Any) -> Any:
            try:
                return function(*given, **named)
            except OSError:
                raise
            except Exception as error:  # each package has a tree of its own
                raise OSError(" ".join(str(error).split())) from error

        return asked


def _system(place: str) -> Any:
    try:
        from fsspec.core import url_to_fs

        return _Storage(url_to_fs(place)[0])
    except (ImportError, ValueError) as error:
        told = f"{place} cannot be reached: {error}"
        raise BadInput(f'{told}; pip install "annotate-corpus[dask]" and what it names') from error
