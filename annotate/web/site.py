"""
The site as one request sees it: its name, what may be shown, and the addresses of its pages.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

__all__ = ["Site"]

_path = lru_cache(maxsize=4_096)(quote)


@dataclass(frozen=True, slots=True)
class Site:
    """
    Addresses begin with `base` (Datasette's base_url), absolute ones with `root`.

    That is the home page as the world knows it; empty where nobody has said, so that
    addresses are without a host.
    """

    base: str
    root: str
    title: str
    description: str
    database: str  # the path of its page
    tags: bool  # whether tags may be seen
    notes: bool
    examples: bool = True
    reviews: bool = False
    owner: bool = False  # private notes and commands are shown
    people: bool = True  # it is told who put tags and notes there, and when
    licence: str = ""
    cite_as: str = ""

    @property
    def answers(self) -> bool:
        """Whether pages can be asked for with values in a query; plain files cannot."""
        return True

    @property
    def policy(self) -> str:
        """What the page itself says of what it may load; empty where headers say it."""
        return ""

    @property
    def base_url(self) -> str:
        """The address of the home page, for citations."""
        return self.root or self.base

    def absolute(self, address: str) -> str:
        """An address of ours as the world knows it."""
        return self.base_url + address.removeprefix(self.base)

    def linked(self, url: str) -> str:
        """The link of a citation, as a page leads there."""
        return url

    @property
    def home(self) -> str:
        """The home page, also where Datasette's index takes its place."""
        return self.base

    @property
    def articles(self) -> str:
        """The list of articles."""
        return f"{self.base}read"

    @property
    def codebook(self) -> str:
        """All tags."""
        return f"{self.base}tags"

    @property
    def searching(self) -> str:
        """The search page."""
        return f"{self.base}search"

    @property
    def index(self) -> str:
        """Datasette's own index of databases."""
        return f"{self.base}-/"

    def read(
        self, slug: str, version: int | None = None, place: object = None, format: str = ""
    ) -> str:
        """An article, in an earlier version, at a paragraph's number or key; or in a format."""
        at = f"@{version}" if version else ""
        fragment = f"#{'p' if isinstance(place, int) else ''}{place}" if place else ""
        return f"{self.base}read/{quote(slug, safe='')}{at}{format}{fragment}"

    def diff(
        self, slug: str, old: int | None = None, new: int | None = None, format: str = ""
    ) -> str:
        """What changed between two versions, or without them between the last two."""
        between = f"/{old}/{new}" if old and new else ""
        return f"{self.base}read/{quote(slug, safe='')}/diff{between}{format}"

    def cite(self, key: str, slug: str | None = None, format: str = "") -> str:
        """A citation page, or the same in another format (`.json`)."""
        within = f"{quote(slug, safe='')}/" if slug else ""
        return f"{self.base}cite/{within}{quote(key, safe='~')}{format}"

    def roots(self, below: int = 1) -> str:
        """All tags, a page of the roots where there are many."""
        return f"{self.codebook}?below={below}" if below > 1 else self.codebook

    def tag(self, name: str, **at: int) -> str:
        """Everything under a tag; of many those after or before one, a page of tags under it."""
        values = {n: v for n, v in at.items() if v and (n, v) != ("below", 1)} if at else {}
        # browsers resolve these in paths, encoded or not
        if "." in name and {".", ".."} & set(name.split("/")):
            return f"{self.base}tags?{urlencode({'tag': name, **values})}"
        query = f"?{urlencode(values)}" if values else ""
        return f"{self.base}tags/{_path(name)}{query}"

    def search(self, form: str = "", **values: object) -> str:
        """The search page (or a form of it, `.json`) with values; empty ones are left out."""
        given = {name: value for name, value in values.items() if value}
        return self.searching + form + (f"?{urlencode(given)}" if given else "")

    @property
    def annotations(self) -> str:
        """All annotations, as a collection for machines."""
        return f"{self.base}annotations/"

    def review(self, **values: object) -> str:
        """The open reviews, of an article, on a page; values that are empty are left out."""
        given = {name: value for name, value in values.items() if value}
        return f"{self.base}review" + (f"?{urlencode(given)}" if given else "")

    def listing(self, **values: object) -> str:
        """A page of the list of articles."""
        return f"{self.articles}?{urlencode(values)}"

    def asset(self, file: str, version: str) -> str:
        """A file of ours."""
        return f"{self.base}-/annotate/{file}?v={version}"

    def colours(self, digits: frozenset[str] | set[str]) -> str:
        """A stylesheet with these colours of tags."""
        return f"{self.base}-/annotate/colours.css?c={','.join(sorted(digits)[:200])}"
