"""
Files read for private strings: long ones wherever they stand, short ones as words.

Of a database the bytes are read as those of any file; what they do not show by
themselves (`corpus.inside`) is asked of SQLite. Words are looked for in the values of its
rows, in its indexes and in its free room: among the integers of an index they come about
by chance.
"""

import gzip
import os
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import IO, cast

from annotate.corpus import inside
from annotate.corpus.connecting import FROZEN, connect
from annotate.corpus.secrets import Secret
from annotate.publish import unused
from annotate.publish.needles import LEAST, Needles
from annotate.publish.phrases import SURE, Phrases, Within
from annotate.publish.shreds import canonical, forms, pieces, words
from annotate.publish.ways import undone

__all__ = ["CHUNK", "Hunt", "Leak", "Outcome"]

CHUNK = 1 << 22  # bytes read at once; whole pages of any database
OVERLAP = 1 << 12  # bytes read again with the next chunk: longer than any piece, however escaped
SHOWN = 40  # characters of a private string that a message has
SHORTEST = 4  # bytes; a shorter string says nothing
_CERTAIN = 8  # bytes that do not come about by chance where no text was
_COLUMNS = {
    "coder": "name of a coder",
    "changed_by": "name of a coder",
    "by_hand": "what was set by hand",
}
"""Columns with nothing else in them, where it is private however common a word it is."""
_SOMEWHERE = 1 << 62  # behind every byte that is known
_GZIP = b"\x1f\x8b"
_BATCH = 1 << 20  # characters of public text read at once

_SHAPES = {  # each begins with a letter that is looked for first
    "time of day": re.compile(rb":[0-5]\d(?<=\d\d\d\d-\d\d-\d\d[t ]\d\d:\d\d)(?::\d\d(?:\.\d+)?)?"),
    "id that tells a time": re.compile(
        rb"-7[0-9a-f]{3}(?<=[0-9a-f]{8}-[0-9a-f]{4}-....)-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    ),
}
"""What is private by its form."""
_BEFORE = 13  # bytes of both before what is found


@dataclass(frozen=True, slots=True)
class Leak:
    """A private string, or a part of it, and the file and place where it was found."""

    secret: Secret
    file: str
    place: str

    def __str__(self) -> str:
        text = self.secret.text
        shown = " ".join(text.split()) if isinstance(text, str) else "bytes"
        shown = shown[:SHOWN] + ("…" if len(shown) > SHOWN else "")
        where = f" ({self.secret.table} {self.secret.row})" if self.secret.table else ""
        return f"{self.file}, {self.place}: {self.secret.what} “{shown}”{where}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, and how many strings of each kind stand in what is public as well."""

    leaks: list[Leak]
    alike: Counter[str]
    sought: int  # private strings
    read: int  # bytes


class Hunt:
    """Private strings that are looked for in one file after another."""

    def __init__(
        self,
        private: Iterable[Secret],
        unheard: Callable[[Collection[str]], Collection[str]],
        sample: bytes,
    ) -> None:
        self._secrets: list[Secret] = []
        self._parts: Counter[int] = Counter()  # secret → pieces looked for
        self._owners: dict[bytes, int] = {}  # needle → secret
        self._canonical: dict[bytes, bytes] = {}
        self._phrases, self._within = Phrases(), Within()
        self._columns: dict[str, dict[str, int]] = {what: {} for what in _COLUMNS.values()}
        self._found: dict[bytes, tuple[str, int, str]] = {}  # needle → file, byte, place
        self._leaks: dict[int, Leak] = {}
        self._sought = self._read = 0
        rare: dict[str, int] = {}
        for secret in private:
            self._take(secret, rare)
        for word in unheard(rare):
            self._add(word, rare[word])
        self._needles = Needles([each for each in self._owners if len(each) >= LEAST], sample)

    def _take(self, secret: Secret, rare: dict[str, int]) -> None:
        self._sought += 1
        number = len(self._secrets)
        text = secret.text
        # of the texts of articles, which may be many, only what a message shows is kept
        self._secrets.append(Secret(text[: 4 * SHOWN], secret.what, secret.table, secret.row))
        for piece in pieces(text, sampled=secret.sampled):
            self._parts[number] += self._add(piece, number)
        if isinstance(text, str) and not secret.sampled:
            for word in words(text):
                rare.setdefault(word, number)
            if secret.what in self._columns:
                self._columns[secret.what][text] = number

    def _add(self, piece: str | bytes, number: int) -> bool:
        """Look for a piece in all its forms; whether it is a new one."""
        is_new = False
        for needle in forms(piece):
            if len(needle) < SHORTEST or needle in self._owners:
                continue
            is_new = True
            self._owners[needle] = number
            if isinstance(piece, str) and not piece.isascii():
                self._canonical[needle] = canonical(piece)
            if len(needle) < LEAST:
                self._phrases.add(needle)
                self._within.add(needle)
        return is_new

    def read(self, path: Path, name: str) -> None:
        """Look through a file."""
        with path.open("rb") as file:
            head = file.read(100)
            if head.startswith(unused.HEAD):
                self._read_pages(file, name, head)
            else:
                self._read_file(file, name)
        if head.startswith(unused.HEAD):
            with closing(connect(os.fspath(path), FROZEN)) as db:
                self._read_rows(db, name)
        if head.startswith(_GZIP):  # what can be unpacked is read
            with suppress(OSError, EOFError, zlib.error), gzip.open(path) as unpacked:
                self._read_file(cast(IO[bytes], unpacked), name)

    def _read_file(self, file: IO[bytes], name: str) -> None:
        for start, data in _chunks(file):
            self._look(data, name, start, SURE)
            self._look_for_words(data.lower(), name, f"byte {start} or after")

    def _read_pages(self, file: IO[bytes], name: str, head: bytes) -> None:
        size, free = unused.page_size(head), unused.free_pages(file)
        for start, data in _chunks(file):
            self._look(data, name, start, _CERTAIN)
            left = b"\0".join(unused.unused(data[:CHUNK], start // size, size, free))
            if left:
                place = f"free room at byte {start} or after"
                # in a row no sign parts a short string from the next value
                for needle in self._within.found(left.lower()):
                    self._note(needle, name, place)

    def _read_rows(self, db: Connection, name: str) -> None:
        for table, column, value in inside.long_values(db):
            self._look_for_pieces(_lowered(value), name, _column(table, column))
        for table, column, values in inside.short_values(db):
            where = _column(table, column)
            known = self._columns.get(_COLUMNS.get(column, ""), {})
            for number in map(known.__getitem__, known.keys() & set(values)):
                self._leaks.setdefault(number, Leak(self._secrets[number], name, where))
            self._look_for_words(_lowered("\0".join(values)), name, where)
        for index, term in inside.terms(db):
            if term in self._phrases:
                self._note(term, name, f"index {index}")

    def _look(self, data: bytes, name: str, start: int, certain: int) -> None:
        """As it is, and in other ways of writing."""
        self._read += len(data)
        self._look_for_pieces(data.lower(), name, start)
        other = undone(data).lower()
        if other:
            place = f"byte {start} or after, in another way of writing"
            self._look_for_pieces(other, name, place)
            self._look_for_words(other, name, place, certain)

    def _look_for_pieces(self, data: bytes, name: str, place: str | int) -> None:
        """Long strings and what is private by its form; the place in words or the first byte's."""
        for needle, at in self._needles.found(data):
            self._note(needle, name, place, at)
        for what, shape in _SHAPES.items():
            for match in shape.finditer(data):
                text = data[match.start() - _BEFORE : match.end()]
                if text not in self._owners:
                    self._owners[text] = len(self._secrets)
                    self._secrets.append(Secret(text.decode("utf-8", "replace"), what, "", 0))
                self._note(text, name, place, match.start() - _BEFORE)

    def _look_for_words(self, data: bytes, name: str, place: str, least: int = 0) -> None:
        for needle in self._phrases.found(data, least):
            self._note(needle, name, place)

    def _note(self, needle: bytes, file: str, place: str | int, at: int = 0) -> None:
        if needle in self._found:
            return
        if isinstance(place, int):
            self._found[needle] = file, place + at, f"byte {place + at}"
        else:
            self._found[needle] = file, _SOMEWHERE, place

    def outcome(self, public: Callable[[], Iterable[str]]) -> Outcome:
        """What was found and is not public; asks for the public texts as far as need be."""
        found: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for needle in self._found:
            found[self._canonical.get(needle, needle)].add(needle)
        alike: Counter[int] = Counter()
        for each in _standing(set(found), public):
            alike.update({self._owners[needle] for needle in found.pop(each)})
        left = {needle for needles in found.values() for needle in needles}
        for needle in sorted(left, key=self._found.__getitem__):
            number, (file, _, place) = self._owners[needle], self._found[needle]
            self._leaks.setdefault(number, Leak(self._secrets[number], file, place))
        whole = [
            n for n, count in alike.items() if count >= self._parts[n] and n not in self._leaks
        ]
        kinds = Counter(self._secrets[number].what for number in whole)
        return Outcome(list(self._leaks.values()), kinds, self._sought, self._read)


def _lowered(value: str) -> bytes:
    return value.encode("utf-8", "ignore").lower()


def _column(table: str, column: str) -> str:
    return f"table {table}, column {column}"


def _chunks(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Where a chunk begins, and its bytes with some of the next."""
    file.seek(0)
    start, data = 0, file.read(CHUNK + OVERLAP)
    while data:
        yield start, data
        if len(data) <= CHUNK:
            return
        start, data = start + CHUNK, data[CHUNK:] + file.read(CHUNK)


def _standing(sought: set[bytes], public: Callable[[], Iterable[str]]) -> Iterator[bytes]:
    """Those of some strings that stand in texts, which are read until all are found."""
    needles, phrases, count = Needles(()), Phrases(), sys.maxsize
    for data in _batches(public()) if sought else ():
        if len(sought) < count / 4:  # fewer are found sooner
            needles = Needles(each for each in sought if len(each) >= LEAST)
            phrases = Phrases(each for each in sought if len(each) < LEAST)
            count = len(sought)
        found = {needle for needle, _ in needles.found(data)} | {*phrases.found(data)}
        yield from found & sought
        sought -= found
        if not sought:
            return
    # what stood in no text by itself may stand in longer words
    sought = {each for each in sought if SURE <= len(each) < LEAST}
    within = Within(sought)
    for data in _batches(public()) if sought else ():
        found = {*within.found(data)} & sought
        yield from found
        sought -= found


def _batches(texts: Iterable[str]) -> Iterator[bytes]:
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size > _BATCH:
            yield canonical("\n".join(batch))
            batch, size = [], 0
    yield canonical("\n".join(batch))
