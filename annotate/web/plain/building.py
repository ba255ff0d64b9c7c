"""
`annotate publish --static`: all pages of a published copy in a folder, and what hosts look for.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from annotate.corpus import enumerating, public, withdrawing
from annotate.corpus.publication import Publication
from annotate.publish import folder, hosting
from annotate.publish.publishing import Kind, Wanted
from annotate.web import handed_on, respond
from annotate.web.plain import cited, pagefind
from annotate.web.plain.leaves import Leaves
from annotate.web.plain.pages import Pages
from annotate.web.plain.relative import Relative

__all__ = ["LINKS", "Tell", "kind"]

LINKS = "links.db"
"""The record of which links there are and were."""

_TOP = (
    "-",
    "cite",
    "more",
    "read",
    "search",
    "tags",
    "404.html",
    "index.html",
    "robots.txt",
    "sitemap.xml",
)
_SITEMAPS = "sitemaps"
MOST_ADDRESSES = 50_000  # of a sitemap, as sitemaps.org has it

Tell = Callable[[int, int], None]
"""Hears how many articles are done, of how many."""


def kind(tell: Tell, *, search: bool = True) -> Kind:
    """The publication as plain files; raises BadInput where search is wanted and cannot be had."""
    finder = pagefind.program() if search else None

    def write(new: Path, told: Publication, _wanted: Wanted) -> None:
        copy = new / folder.COPY
        _build(copy, new, told, tell, is_searched=finder is not None)
        if finder:
            pagefind.index(new, finder)
        hosting.write_citation(new, told)
        withdrawing.record(str(copy), str(new / LINKS))

    return Kind(
        (*_TOP, _SITEMAPS, pagefind.FOLDER, hosting.CITATION, LINKS, folder.COPY), LINKS, write,
        suffixes=tuple(handed_on.FORMS),
    )  # fmt: skip


def _build(copy: Path, new: Path, told: Publication, tell: Tell, *, is_searched: bool) -> None:
    with closing(public.connect(str(copy), is_mutable=False)) as db:
        pages = Pages(db, _site(told, is_searched=is_searched), Leaves(new))
        pages.assets()
        pages.lists()
        pages.codebook()
        count = len(enumerating.ids(db))
        for done, article in enumerate(enumerating.articles(db), 1):
            pages.article(article)
            cited.article(pages, article)
            tell(done, count)
        cited.withdrawn(pages)
        _nowhere(pages, told.base_url)
        if is_searched:
            site = replace(pages.site("search/"), searches=True)
            pages.leaves.put("search/", pagefind.page(site))
        if told.base_url:
            _for_robots(pages, told.base_url)


def _site(told: Publication, *, is_searched: bool) -> Relative:
    return Relative(
        "./", told.base_url, told.title, told.description, "", tags=True, notes=True,
        is_searched=is_searched, licence=told.licence, cite_as=told.cite_as,
        colour=blake2b(told.revision.encode(), digest_size=6).hexdigest(),
    )  # fmt: skip


def _nowhere(pages: Pages, base_url: str) -> None:
    """The page that hosts show for addresses that are none, at whatever depth these are."""
    site = pages.site("")
    if base_url:
        site = replace(site, base=urlsplit(base_url).path)
    pages.leaves.put("404.html", respond.trouble(site, "There is no such page here.", 404))


def _for_robots(pages: Pages, base_url: str) -> None:
    """Maps of the articles and tags, and where they are."""
    maps = []
    for number, addresses in enumerate(_parted(pages.addresses()), 1):
        maps.append(f"{_SITEMAPS}/{number}.xml")
        pages.leaves.put(maps[-1], _map("urlset", "url", base_url, addresses))
    pages.leaves.put("sitemap.xml", _map("sitemapindex", "sitemap", base_url, maps))
    pages.leaves.put("robots.txt", f"User-agent: *\nSitemap: {base_url}sitemap.xml\n".encode())


def _parted(addresses: Iterator[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for address in addresses:
        part.append(address)
        if len(part) == MOST_ADDRESSES:
            yield part
            part = []
    if part:
        yield part


def _map(all_of: str, one: str, base_url: str, addresses: list[str]) -> bytes:
    lines = "".join(f"<{one}><loc>{escape(base_url + a)}</loc></{one}>\n" for a in addresses)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{all_of} xmlns="{schema}">\n{lines}</{all_of}>\n'.encode()
