"""
Exports of blogs and reading lists: folders in which tables say what the files are.

Substack has `posts.csv` beside `posts/ID.html`, Omnivore `metadata_0_to_20.json` beside
`content/SLUG.html`; the posts of Medium say themselves what they are, but lie among lists
of what its user read.
"""

import os
import re
from collections.abc import Iterator, Sequence

from annotate.errors import UnreadableSource
from annotate.intake.beside import SILENT, Beside, normal
from annotate.model import DESCRIBED, Metadata
from annotate.readers import says
from annotate.readers.record import DEFAULT
from annotate.readers.table import BadRow, Rows

__all__ = ["KINDS", "Medium", "Omnivore", "Substack"]

_LARGEST = 50_000_000  # bytes of a table
_LONGEST = 1_000_000  # bytes of a row


class _Export(Beside):
    """An export: what its tables say, by the files they say it of, without their suffixes."""

    called = ""
    folder = ""  # that has the texts

    def __init__(self, top: str) -> None:
        self._top = top
        self._said: dict[str, Metadata] = {}
        self._asked: set[str] = set()
        self._others = 0  # files of the export that are no articles
        self._problems: list[tuple[str, str]] = []
        for name in sorted(filter(self._is_table, os.listdir(top))):
            try:
                self._read(name)
            except UnreadableSource as error:
                self._problems.append((name, f"cannot be read as a table: {error}"))
            except OSError as error:
                self._problems.append((name, f"cannot be read: {error.strerror}"))

    def _is_table(self, name: str) -> bool:
        return False

    def _read(self, name: str) -> None:
        """Take what a table says."""

    def of(self, path: str) -> Metadata:
        """What is said of a file."""
        stem, _ = os.path.splitext(normal(path))
        self._asked.add(stem)
        return self._said.get(stem, SILENT)

    def leaves_out(self, path: str) -> bool:
        """Whether it is no text."""
        is_left_out = not path.startswith(f"{self.folder}/")
        self._others += is_left_out
        return is_left_out

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the tables."""
        yield from self._problems

    def remarks(self) -> Iterator[str]:
        """What is left out, and what has no text."""
        if self._others:
            yield f"is an export of {self.called}: of it only {self.folder}/ holds articles"
        missing = [stem for stem in self._said if stem not in self._asked]
        if missing:
            more = f" and {len(missing) - 3:,} more" if len(missing) > 3 else ""
            yield f"has no text of {', '.join(missing[:3])}{more}, which its table names"


class Substack(_Export):
    """What people who write on Substack get: `posts.csv`, `posts/ID.html`, lists of readers."""

    called, folder = "Substack", "posts"

    def __init__(self, top: str) -> None:
        self._drafts: set[str] = set()
        super().__init__(top)

    def remarks(self) -> Iterator[str]:
        """The same, and which are drafts: with a text they are read, without they are none."""
        empty = self._drafts - self._asked
        for stem in empty:
            del self._said[stem]
        yield from super().remarks()
        if there := len(self._drafts) - len(empty):
            yield f"has {there:,} draft{'s' * (there != 1)} among its posts, without a date"
        if empty:
            yield f"leaves out {len(empty):,} draft{'s' * (len(empty) != 1)} without a text"

    @staticmethod
    def is_here(top: str, folders: Sequence[str], files: Sequence[str]) -> bool:
        """Whether a folder is one, by its names and the columns of its table."""
        if "posts.csv" not in files or "posts" not in folders:
            return False
        try:
            with open(os.path.join(top, "posts.csv"), "rb") as file:
                return file.read(1000).lstrip(b"\xef\xbb\xbf").startswith(b"post_id,")
        except OSError:
            return False

    def _is_table(self, name: str) -> bool:
        return name == "posts.csv"

    def _read(self, name: str) -> None:
        with open(os.path.join(self._top, name), "rb") as file:
            rows = Rows(file, _LONGEST)
            head = rows.columns()
            for row in rows:
                if isinstance(row, BadRow):
                    self._problems.append((name, f"{rows.label} {row.reason}"))
                else:
                    self._take(dict(zip(head, row, strict=False)))

    def _take(self, cells: dict[str, str]) -> None:
        if stem := cells.get("post_id"):
            if cells.get("is_published", "").lower() == "false":
                self._drafts.add(normal(f"posts/{stem}"))
            self._said[normal(f"posts/{stem}")] = Metadata(
                title=says.title(cells.get("title")), published=says.day(cells.get("post_date"))
            )

    def leaves_out(self, path: str) -> bool:
        """Whether it is no post: tables of who got one lie beside it."""
        return super().leaves_out(path) or path.endswith(".csv")


class Omnivore(_Export):
    """What people who read with Omnivore got: `content/SLUG.html`, tables in JSON, highlights."""

    called, folder = "Omnivore", "content"

    @staticmethod
    def is_here(top: str, folders: Sequence[str], files: Sequence[str]) -> bool:
        """Whether a folder is one, by its names."""
        return "content" in folders and any(map(_is_omnivore, files))

    def _is_table(self, name: str) -> bool:
        return _is_omnivore(name)

    def _read(self, name: str) -> None:
        from annotate.readers import fields, objects, values

        with open(os.path.join(self._top, name), "rb") as file:
            for _, data in values.objects(file, _LARGEST):
                record = objects.load(data) if data else {}
                slug = record.get("slug")
                if isinstance(slug, str):
                    found = {each: fields.find(record, each, DEFAULT) for each in DESCRIBED}
                    said = {each: one.value for each, one in found.items() if one}
                    self._said[normal(f"content/{slug}")] = Metadata(**said)


class Medium(_Export):
    """What people who write on Medium get: `posts/` among pages of what they read and follow."""

    called, folder = "Medium", "posts"

    @staticmethod
    def is_here(top: str, folders: Sequence[str], files: Sequence[str]) -> bool:
        """Whether a folder is one, by its names."""
        lists = {"bookmarks", "claps", "ips", "lists", "sessions", "users-following"}
        return {"posts", "profile"} <= set(folders) and len(lists & set(folders)) > 1


def _is_omnivore(name: str) -> bool:
    return re.fullmatch(r"metadata_\d+_to_\d+\.json", name) is not None


KINDS: tuple[type[Substack] | type[Omnivore] | type[Medium], ...] = (Substack, Omnivore, Medium)
"""The exports that are known."""
