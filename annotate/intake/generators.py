"""
Folders of programs that make blogs of Markdown: of Jekyll and Hugo.

Beside what was written they have templates, and often the pages made of both, which are
the same articles again.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.errors import UnreadableSource
from annotate.intake.beside import SILENT, Beside
from annotate.model import Metadata
from annotate.readers import says

__all__ = ["KINDS", "Hugo", "Jekyll"]

_LARGEST = 40_000  # bytes of settings
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_OF_THEME = ("theme.toml",)
_AUTHORS = ("_data/authors.yml", "_data/authors.yaml", "_data/authors.json")
_WRITTEN = (".md", ".markdown", ".html")
_OLD_HUGO = ("config.toml", "config.yaml", "config.yml", "config.json")


def _text(path: str) -> str | None:
    """The beginning of a file, if it can be read."""
    from annotate.readers import plain

    try:
        with open(path, "rb") as file:
            return plain.decode(file.read(_LARGEST))
    except (OSError, UnreadableSource):
        return None


def _head(path: str) -> Metadata:
    """What the front matter of a file says."""
    from annotate.readers import front_matter

    return front_matter.read(_text(path) or "")[0]


def _people(path: str) -> dict[str, str]:
    """Names by what front matter calls those who have them."""
    from annotate.readers import front_matter

    if not (text := _text(path)):
        return {}
    found = front_matter.loaded(text)
    return {
        key: name
        for key, value in found.items()
        if isinstance(value, dict) and isinstance(name := value.get("name"), str) and name.strip()
    }


def _called(path: str) -> str | None:
    """The title that settings give a blog."""
    from annotate.readers import front_matter

    if (text := _text(path)) is None:
        return None
    fence = "+++" if path.endswith(".toml") else "---"
    is_json = path.endswith(".json")
    said, _ = front_matter.read(text if is_json else f"{fence}\n{text}\n{fence}\n")
    return said.title


class _Generator(Beside):
    """A folder of a program: which of its folders hold nothing that was written to be read."""

    called = ""
    others: frozenset[str] = frozenset()

    settings: tuple[str, ...] = ()  # files that say what the blog is called

    def __init__(self, top: str) -> None:
        self._left_out: list[str] = []
        told = (_called(os.path.join(top, name)) for name in self.settings)
        site = next(filter(None, told), None)
        self._said = Metadata(site=site) if site else SILENT

    def of(self, path: str) -> Metadata:
        """What the blog is called."""
        return self._said

    def leaves_out(self, path: str) -> bool:
        """Whether it is such a folder, or a file that says how the site is made."""
        name = path.rstrip("/")
        if path.endswith("/") and name in self.others:
            self._left_out.append(name)
            return True
        return name in (*_HUGO, *_OLD_HUGO, "package.json", "package-lock.json", "Gemfile.lock")

    def remarks(self) -> Iterator[str]:
        """What is left out."""
        if self._left_out:
            told = ", ".join(f"{name}/" for name in sorted(self._left_out))
            yield f"is a blog made with {self.called}: {told} left out, as no articles of it"


class Jekyll(_Generator):
    """A blog of Jekyll, or its source folder."""

    called = "Jekyll"
    settings = ("_config.yml",)
    others = frozenset(
        ("_layouts", "_includes", "_sass", "_plugins", "_site", "_data", "node_modules", "vendor")
    )

    def __init__(self, top: str) -> None:
        super().__init__(top)
        self._top = top
        self._people = next(filter(None, (_people(os.path.join(top, x)) for x in _AUTHORS)), {})

    def of(self, path: str) -> Metadata:
        """What the blog is called, and who wrote, where the blog's data name those of the file."""
        if not self._people or not path.lower().endswith(_WRITTEN):
            return self._said
        said = _head(os.path.join(self._top, path))
        names = said.byline.split(", ") if said.byline else []
        if not any(name in self._people for name in names):
            return self._said
        people = (self._people.get(name, name) for name in names)
        return replace(self._said, byline=says.byline(people, says.joining(said.language)))

    @staticmethod
    def is_here(top: str, folders: Sequence[str], files: Sequence[str]) -> bool:
        """Whether a folder is one, by its names."""
        known = {"_layouts", "_includes", "_posts", "_drafts"} & set(folders)
        return bool(known) or ("_config.yml" in files and "_site" in folders)


class Hugo(_Generator):
    """A blog of Hugo."""

    called = "Hugo"
    settings = (*_HUGO, *_OLD_HUGO)
    others = frozenset(
        ("layouts", "themes", "archetypes", "public", "resources", "data", "i18n", "node_modules")
    )

    @staticmethod
    def is_here(top: str, folders: Sequence[str], files: Sequence[str]) -> bool:
        """Whether a folder is one, by its names."""
        if any(name in files for name in (*_HUGO, *_OF_THEME)):
            return True
        beside = {"layouts", "archetypes", "config"} & set(folders)
        is_configured = bool(beside) or any(name in files for name in _OLD_HUGO)
        return "content" in folders and is_configured


KINDS: tuple[type[Jekyll] | type[Hugo], ...] = (Jekyll, Hugo)
"""The programs that are known."""
