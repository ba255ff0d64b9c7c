"""
Where a run measures: the sizes, the cache of made things, the command and its environment.
"""

import hashlib
import os
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from annotate.corpus import database

from . import building, corpus
from .building import CODER

__all__ = ["CODER", "ROOT", "SMALL", "Place"]

ROOT = Path(__file__).resolve().parents[2]
SMALL = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to work in, a cache to keep, and whether to be quick."""

    work: Path
    cache: Path
    quick: bool

    @property
    def middle(self) -> int:
        """How many articles are added at once."""
        return SMALL if self.quick else 10_000

    @property
    def large(self) -> int:
        """How many articles the large database has."""
        return SMALL if self.quick else 100_000

    def rounds(self, full: int, quick: int) -> int:
        """How often to measure."""
        return quick if self.quick else full

    def env(self, **more: str) -> dict[str, str]:
        """The environment of a measured process: with bytecode, without settings of ours."""
        ours = ("ANNOTATE_", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
        return {k: v for k, v in os.environ.items() if not k.startswith(ours)} | more

    def annotate(self, db: Path, *words: str) -> list[str]:
        """The console script of this virtual environment, called on a database."""
        script = Path(sysconfig.get_path("scripts")) / "annotate"
        return [str(script), "--db", str(db), *words]

    def python(self, *words: str) -> list[str]:
        """This interpreter."""
        return [sys.executable, *words]

    def files(self, first: int, count: int) -> Path:
        """A folder with articles as files; kept."""
        folder = self.cache / f"articles-{first}-{count}-{_stamp(Path(corpus.__file__))}"
        for older in self.cache.glob(f"articles-{first}-{count}-*"):
            if older != folder:
                shutil.rmtree(older)
        corpus.write(folder, first, count)
        return folder

    def database(self, count: int) -> Path:
        """A database of `count` articles with some tags; kept, so not to be changed much."""
        path = self.cache / f"corpus-{count}-{_stamp(*_SOURCES)}.db"
        if not path.exists():
            _forget_older(path, count)
            unfinished = path.with_suffix(".unfinished")
            _remove(unfinished)
            building.build(unfinished, count)
            unfinished.rename(path)
        return path

    def copy(self, path: Path, name: str) -> Path:
        """A copy of a database to write to."""
        copied = self.work / name
        _remove(copied)
        shutil.copyfile(path, copied)
        return copied

    def empty(self, name: str) -> Path:
        """A database with the tables and nothing in them."""
        path = self.work / name
        _remove(path)
        database.open_write(path, create=True).close()
        return path


_SOURCES = (Path(corpus.__file__), ROOT / "db" / "schema.sql", Path(building.__file__))


def _stamp(*paths: Path) -> str:
    """What the files say, so that what was made by other code is made anew."""
    return hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()[:8]


def _forget_older(path: Path, count: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for older in path.parent.glob(f"corpus-{count}-*.db"):
        _remove(older)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
