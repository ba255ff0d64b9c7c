"""
The site as a page in a folder sees it: every address relative to the page, and that of a file.

Addresses are those of the served site, with a slash at the end of those of pages, as a file
server has them. What only a query asks for there, and tags whose names not every file system
takes, are under `more/`, which is nothing on the served site.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from urllib.parse import quote

from annotate.text import tag_names
from annotate.web import respond
from annotate.web.site import Site

__all__ = ["Names", "Relative", "of"]

MOST_BYTES = 200  # of a name; file systems have 255, and `@12` may follow

_REFUSED = frozenset('<>:"|?*\\#%')  # by some system or host
_DEVICES = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}

# frames cannot be forbidden by a page, only by a header
_POLICY = respond.SECURITY["Content-Security-Policy"].partition(" frame-ancestors")[0]
_SEARCHING = _POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


@dataclass(frozen=True, slots=True)
class Names:
    """The addresses that are not plain from what they name."""

    tags: Mapping[str, str] = field(default_factory=dict)  # of any spelling that is one with it
    lists: Mapping[tuple[str, int], int] = field(default_factory=dict)  # of articles: their pages

    def claim(self, tags: list[str]) -> "Names":
        """With an address for each of the tags, no two alike to any file system."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for name in tags:
            alike = unicodedata.normalize("NFC", name).casefold()
            if alike in taken or not all(map(_is_name, name.split("/"))):
                digest = blake2b(name.encode(), digest_size=8).hexdigest()
                address = f"more/tag/{digest}/"
            else:
                taken.add(alike)
                address = f"tags/{quote(name, safe='/')}/"
            found[name] = address
            found.setdefault(tag_names.folded(name), address)
        return replace(self, tags=found)

    def tag(self, name: str) -> str:
        """The address of the first page of a tag, from the top."""
        return self.tags.get(name) or self.tags[tag_names.folded(name)]


def _is_name(part: str) -> bool:
    """Whether every file system and host takes it for a folder that is no other's."""
    return (
        part.isprintable()
        and not _REFUSED & set(part)
        and part.strip(". ") == part
        and len(part.encode()) <= MOST_BYTES
        and part.casefold().partition(".")[0] not in _DEVICES
        and part.casefold() != "index.html"
    )


@dataclass(frozen=True, slots=True)
class Relative(Site):
    """The site from a folder: `base` leads to the top."""

    names: Names = field(default_factory=Names, repr=False)
    colour: str = ""  # the version of the colours
    is_searched: bool = False
    searches: bool = False  # it is the search page

    @property
    def answers(self) -> bool:
        """Files do not."""
        return False

    @property
    def policy(self) -> str:
        """As the headers of the served site have it."""
        return _SEARCHING if self.searches else _POLICY

    @property
    def base_url(self) -> str:
        """The address of the home page, for citations; nothing of it where nobody said it."""
        return self.root or "/"

    def absolute(self, address: str) -> str:
        """An address of ours as the world knows it; relative where it does not."""
        return self.root + address.removeprefix(self.base) if self.root else address

    def linked(self, url: str) -> str:
        """The link of a citation, as a page leads there."""
        return url if self.root else f"{self.base}{url[1:]}/"

    @property
    def articles(self) -> str:
        """The list of articles."""
        return f"{self.base}read/"

    @property
    def codebook(self) -> str:
        """All tags."""
        return f"{self.base}tags/"

    @property
    def searching(self) -> str:
        """The search page, if there is one."""
        return f"{self.base}search/" if self.is_searched else ""

    def read(
        self, slug: str, version: int | None = None, place: object = None, format: str = ""
    ) -> str:
        """An article, in an earlier version, at a paragraph's number or key; or in a format."""
        address, sign, fragment = Site.read(self, slug, version, place, format).partition("#")
        return f"{address}{'' if format else '/'}{sign}{fragment}"

    def diff(
        self, slug: str, old: int | None = None, new: int | None = None, format: str = ""
    ) -> str:
        """What changed between two versions, or without them between the last two."""
        return Site.diff(self, slug, old, new, format) + ("" if format else "/")

    def cite(self, key: str, slug: str | None = None, format: str = "") -> str:
        """A citation page, or the same in another format (`.json`)."""
        return Site.cite(self, key, slug, format) + ("" if format else "/")

    def tag(self, name: str, **at: int) -> str:
        """Everything under a tag, by pages; all the tags under it are on each page of it."""
        page = at.get("page", 1)
        more = f"more/{page}/" if page > 1 else ""
        return f"{self.base}{more}{self.names.tag(name)}"

    def listing(self, **values: object) -> str:
        """A page of the list of articles."""
        [(name, id)] = values.items()
        page = self.names.lists[name, int(str(id))]
        return f"{self.base}more/{page}/read/" if page > 1 else self.articles

    def colours(self, digits: frozenset[str] | set[str]) -> str:
        """The stylesheet with all colours of tags."""
        return f"{self.base}-/annotate/colours.css?v={self.colour}"


def of(top: Relative, address: str) -> Relative:
    """The site as the page at an address, from the top, sees it."""
    return replace(top, base="../" * address.count("/") or "./")
