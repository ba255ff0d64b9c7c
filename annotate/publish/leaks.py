"""
The leak test: nothing private stands in the bytes of what is to be published.

Each file is read once, and every private string looked for in it, in all the ways of
writing that `ways` undoes. What is found is then compared with what is rightly public: a
string that stands there too cannot be told apart, and is counted.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from sqlite3 import Connection

from annotate.corpus import secrets
from annotate.corpus.secrets import Secret
from annotate.errors import Leaking
from annotate.publish.hunting import Hunt, Outcome

__all__ = ["check", "counted", "search"]

_SAMPLES, _SAMPLE = 32, 1 << 13  # pieces of the largest file, and bytes of each
_OURS = {".py", ".html", ".css", ".js", ".svg", ".yaml", ".json"}


def check(
    directory: Path,
    working: Connection,
    published: Connection,
    *,
    texts: bool = True,
    names: bool = False,
    suffixes: Collection[str] = (),
) -> Outcome:
    """
    Look for everything private in what was written; raises Leaking, a line a string.

    Without `texts` those of the articles are private but for what is quoted; with `names`
    the coders' are public; with `suffixes` there are files of articles that end so.
    """
    outcome = search(
        directory,
        secrets.of(working, published, texts=texts, names=names),
        lambda: secrets.public(working, published, texts=texts, names=names, suffixes=suffixes),
        lambda words: secrets.unheard(working, published, words),
    )
    if outcome.leaks:
        raise Leaking("\n".join(map(str, outcome.leaks)))
    return outcome


def search(
    directory: Path,
    private: Iterable[Secret],
    public: Callable[[], Iterable[str]] = tuple,
    unheard: Callable[[Collection[str]], Collection[str]] = tuple,
) -> Outcome:
    """
    Look for private strings in every file under a directory.

    `public` gives what is rightly there; it is asked only as far as what was found wants to
    be explained. `unheard` says which of some words stand in no public text.
    """
    files = [Path(folder, name) for folder, _, names in os.walk(directory) for name in names]
    hunt = Hunt(private, unheard, _sample(files))
    for path in sorted(files):
        hunt.read(path, os.fspath(path.relative_to(directory)))
    return hunt.outcome(lambda: chain(_own(), public()))


def counted(alike: Counter[str]) -> str:
    """How many strings cannot be told apart, of what kind."""
    return ", ".join(f"{count:,} {what}" for what, count in sorted(alike.items()))


def _sample(files: Iterable[Path]) -> bytes:
    """Some bytes of the largest file, by which is judged what is rare."""
    largest = max(files, key=lambda path: path.stat().st_size, default=None)
    if largest is None:
        return b""
    parts, step = [], max(largest.stat().st_size // _SAMPLES, _SAMPLE)
    with largest.open("rb") as file:
        for place in range(0, largest.stat().st_size, step):
            file.seek(place)
            parts.append(file.read(_SAMPLE).lower())
    return b"".join(parts)


@cache  # read twice, where something is not found at once
def _own() -> list[str]:
    """The package's own words, which stand on pages and in settings."""
    return [
        path.read_text(encoding="utf-8")
        for path in sorted(Path(__file__).parents[1].rglob("*"))
        if path.is_file() and (path.suffix in _OURS or path.parent.name == "files")
    ]
