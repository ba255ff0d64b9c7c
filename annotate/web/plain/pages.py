"""
Every page of a published copy, made by what makes it on request, and put in a file.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from annotate.corpus import codebook as tags
from annotate.corpus import enumerating
from annotate.model import Article
from annotate.web import assets, codebook, differing, handed_on, home, margin, reading
from annotate.web.plain import relative
from annotate.web.plain.leaves import Leaves
from annotate.web.plain.relative import Names, Relative
from annotate.web.respond import Answer, Ask, Build

__all__ = ["Pages", "redirect", "top"]


def top(db: sqlite3.Connection, site: Relative) -> Relative:
    """The site as its home page sees it, with the addresses of all its pages."""
    nodes = tags.tree(db)
    names = Names(lists=_lists(enumerating.ids(db))).claim([node.name for node in nodes])
    return replace(site, base="./", names=names)


def _lists(ids: list[int]) -> dict[tuple[str, int], int]:
    """The page of the list behind an article, and that before it."""
    pages = [ids[at : at + home.PAGE] for at in range(0, len(ids), home.PAGE)]
    found = {("after", page[-1]): n for n, page in enumerate(pages[:-1], 2)}
    return found | {("before", page[0]): n for n, page in enumerate(pages)}


def redirect(to: str) -> bytes:
    """A page that is elsewhere: a relative address."""
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Moved</title>'
        f'<meta http-equiv="refresh" content="0;url={to}"><link rel="canonical" href="{to}">'
        f'<meta name="robots" content="noindex"><p><a href="{to}">This page is over here</a></p>\n'
    ).encode()


class Pages:
    """The pages of a copy, written one after the other."""

    def __init__(self, db: sqlite3.Connection, site: Relative, leaves: Leaves) -> None:
        self.db, self.leaves = db, leaves
        self._top = top(db, site)
        self._seen: dict[int, Relative] = {}

    def site(self, address: str) -> Relative:
        """The site as the page at an address sees it."""
        depth = address.count("/")
        if depth not in self._seen:
            self._seen[depth] = relative.of(self._top, address)
        return self._seen[depth]

    def made(
        self, address: str, build: Build, path: dict[str, str] | None = None, **query: object
    ) -> Answer:
        """The page for an address."""
        ask = Ask(
            self.site(address), path or {}, {n: str(v) for n, v in query.items()},
            is_json=address.endswith(".json"),
        )  # fmt: skip
        return build(self.db, ask)

    def put(
        self, address: str, build: Build, path: dict[str, str] | None = None, **query: object
    ) -> None:
        """Write the page for an address."""
        answer = self.made(address, build, path, **query)
        if answer.status != 200:
            raise AssertionError(f"{address} is answered by {answer.status}")
        self.leaves.put(address, answer.body)

    def lists(self) -> None:
        """The home page and the lists of articles."""
        self.put("", home.page)
        self.put("read/", home.page)
        for (side, id), page in self._top.names.lists.items():
            if side == "after":
                self.put(f"more/{page}/read/", home.page, after=id)

    def codebook(self) -> None:
        """All tags, and what stands under each."""
        self.put("tags/", codebook.every)
        for node in tags.tree(self.db):
            name = node.name
            passages, _ = tags.spread(self.db, name)
            for page in range(1, max(1, -(-passages // codebook.PAGE)) + 1):
                address = self._top.tag(name, page=page).removeprefix("./")
                self.put(address, codebook.one, {"name": name}, page=page)

    def article(self, article: Article) -> None:
        """An article in all its versions, what changed between them, and its former addresses."""
        slug = article.slug
        at = f"read/{quote(slug, safe='')}"
        for version in ("", *(f"@{number}" for number in range(1, article.version))):
            path = {"name": slug + version}
            self.put(f"{at}{version}/", reading.page, path)
            for suffix in handed_on.FORMS:
                self.put(f"{at}{version}{suffix}", reading.page, {**path, "suffix": suffix})
        if article.version > 1:
            for suffix in ("/", ".json"):
                self.put(f"{at}/diff{suffix}", differing.page, {"name": slug})
            for old, new in _pairs(article.version):
                path = {"name": slug, "old": str(old), "new": str(new)}
                for suffix in ("/", ".json"):
                    self.put(f"{at}/diff/{old}/{new}{suffix}", differing.page, path)
        for old_slug in enumerating.old_slugs(self.db, article.id):
            self.leaves.put(
                f"read/{quote(old_slug, safe='')}/", redirect(f"../{quote(slug, safe='')}/")
            )

    def addresses(self) -> Iterator[str]:
        """The pages of lists, articles and tags, each first one, from the top."""
        yield from ("", "read/", "tags/")
        for article in enumerating.articles(self.db):
            yield f"read/{quote(article.slug, safe='')}/"
        yield from dict.fromkeys(self._top.names.tags.values())

    def assets(self) -> None:
        """Our stylesheet, script and icon, and the colours of tags."""
        for name, body in assets.FILES.items():
            self.leaves.put(f"-/annotate/{name}", body)
        colours = sorted(margin.digits(node.coloured for node in tags.tree(self.db)))
        self.leaves.put("-/annotate/colours.css", assets.rules(colours))


def _pairs(last: int) -> Iterator[tuple[int, int]]:
    """The versions that pages compare: of any two in a row, and of each with the last."""
    for old in range(1, last):
        yield old, old + 1
        if old + 1 < last:
            yield old, last
