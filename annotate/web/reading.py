"""
An article to read: its paragraphs numbered, and beside each what people put on it.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from datasette.utils.asgi import Response
from markupsafe import Markup

from annotate.cite import fragment, prose, quoting, written_out
from annotate.corpus import (
    annotations,
    catalogue,
    citing,
    codebook,
    reading,
    readings,
    withdrawing,
)
from annotate.corpus.hues import Colour
from annotate.model import Article, Paragraph, Prose, Reading
from annotate.text import aside, direction
from annotate.web import also, handed_on, margin, markup, respond, reviewing
from annotate.web.access import Datasette, Request
from annotate.web.also import Also
from annotate.web.margin import Beside
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["PATH", "Entry", "Removed", "Run", "article", "page"]

PATH = rf"/read/(?P<name>[^/]+?)(?P<suffix>{'|'.join(map(re.escape, handed_on.FORMS))})?"
MOST_REMOVED = 12  # paragraphs that are led to
LOOKED_AT = 50  # paragraphs, for the direction of a page that says no language


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph on the page."""

    beside: Beside
    cite: str
    dir: Markup  # where its words run another way than the page
    also: Also | None  # other articles with these very words

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph itself."""
        return self.beside.paragraph


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs that stand together: a list, boilerplate to fold, or just text."""

    kind: str
    entries: tuple[Entry, ...]

    @property
    def is_annotated(self) -> bool:
        """Whether anything stands beside one of them."""
        return any(entry.beside.is_annotated for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Removed:
    """What stands on removed paragraphs, and where some of them stood last: words, address."""

    notes: int
    tags: int
    paragraphs: int
    links: tuple[tuple[str, str], ...]


async def article(datasette: Datasette, request: Request) -> Response:
    """The page of an article, `SLUG` or `SLUG@2`; with a suffix the same for machines."""
    return await respond.page(datasette, request, page)


def page(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The article, or where it is, or that there is none."""
    slug, _, version = ask.path["name"].partition("@")
    found = catalogue.find_article(db, slug)
    if found is None:
        return _not_found(db, ask, slug)
    number = _version(version, found)
    if number is None:
        told = f"“{markup.plain(found.title)}” has no version {markup.plain(version)}."
        return respond.missing(ask, told, nearest=_versions(ask.site, found))
    suffix = ask.path.get("suffix", "")
    if found.slug != slug:  # which it had before
        return _moved(ask, found.slug, number if version else None)
    # what is for machines is handed on: nothing private is in it
    private = ask.site.owner and not suffix
    read = reading.whole(db, found, version=number, private=private)
    return handed_on.written(ask, read) if suffix else _shown(db, ask.site, read, ask)


def _seen(db: sqlite3.Connection, site: Site, article: Article) -> int:
    """How many of its paragraphs were read, for the owner alone."""
    return readings.counts_of(db, [article.id]).get(article.id, 0) if site.owner else 0


def _version(words: str, article: Article) -> int | None:
    """The version asked for, the current one for none; None when there is no such."""
    if not words:
        return article.version
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0
    return number if 0 < number <= article.version else None


def _not_found(db: sqlite3.Connection, ask: Ask, slug: str) -> Answer:
    if gone := withdrawing.of_article(db, slug):
        return respond.withdrawn(ask, "article", gone)
    near = catalogue.like_slug(db, slug)
    if len(near) == 1 and (near[0].slug.startswith(slug) or slug == str(near[0].id)):
        return _moved(ask, near[0].slug)
    return respond.missing(
        ask,
        f"There is no article “{markup.plain(slug)}” here.",
        nearest={markup.folded(a.title): ask.site.read(a.slug) for a in near},
    )


def _moved(ask: Ask, slug: str, version: int | None = None) -> Answer:
    """That it is there, in the same form and with as much of it as was asked for."""
    address = ask.site.read(slug, version, format=ask.path.get("suffix", ""))
    return respond.moved(f"{address}?all=1" if "all" in ask.query else address)


def _versions(site: Site, found: Article) -> dict[str, str]:
    numbers = range(found.version, max(0, found.version - 5), -1)
    return {f"version {number}": site.read(found.slug, number) for number in numbers}


def _shown(db: sqlite3.Connection, site: Site, read: Reading, ask: Ask) -> Answer:
    is_current = read.version.number == read.article.version
    colours = codebook.colours(db, margin.tag_names(read.paragraphs)) if site.tags else {}
    by_hand = read.article.by_hand
    headline = written_out.headline(read)
    title = markup.folded(headline.text if headline else read.article.title)
    entries = list(_entries(db, site, read, headline, colours))
    before, after = catalogue.neighbours(db, read.article)
    return respond.as_html(
        "article.html",
        ask,
        article=read.article,
        version=read.version,
        side=_side(read),
        source=prose.source(read.article),
        marks=quoting.marks(read.article.language),
        is_current=is_current,
        latest=read.versions[-1],
        versions=read.versions,
        title=title,
        title_dir=_turned(title, direction.of_language(read.article.language)),
        headline=margin.beside(headline, site, colours) if headline else None,
        headline_cite=site.cite(headline.key, read.article.slug) if headline else None,
        has_byline="byline" not in by_hand and any(p.role == "byline" for p in read.paragraphs),
        notes=[margin.note_beside(n, site) for n in read.notes] if site.notes else [],
        reviews=reviewing.open_ones(db, site, read.article.slug) if is_current else 0,
        removed=_removed(db, site, read.article) if is_current else None,
        runs=list(_runs(entries)),
        several=annotations.are_by_several(db),
        elsewhere=list(_elsewhere(read)),
        seen=_seen(db, site, read.article) if is_current else 0,
        paragraphs=sum(p.number is not None for p in read.paragraphs),
        set_aside=sum(p.role in aside.ROLES for p in read.paragraphs),
        is_unfolded="all" in ask.query,
        kept=kept if aside.is_mostly(kept := _prose(read.paragraphs)) else None,
        before=before,
        after=after,
        digits=margin.digits(colours.values()),
    )


def _elsewhere(read: Reading) -> Iterator[tuple[str, str | None]]:
    """Where the same words stood too, each once: in which outlet, and its address if it has one."""
    found = ((address.site, fragment.web(address.url)) for address in read.addresses)
    for site, url in dict.fromkeys(found):
        if url or (site and site != read.article.site):
            yield site or "", url


def _removed(db: sqlite3.Connection, site: Site, article: Article) -> Removed | None:
    found = [
        left._replace(tags=left.tags if site.tags else 0, notes=left.notes if site.notes else 0)
        for left in annotations.on_removed(db, article.id, private=site.owner)
    ]
    found = [left for left in found if left.tags or left.notes]
    links = [
        (
            f"{f'paragraph {left.number}' if left.number else 'it'} in version {left.removed - 1}",
            site.read(article.slug, left.removed - 1, left.key),
        )
        for left in found
    ]
    notes, tags = sum(left.notes for left in found), sum(left.tags for left in found)
    return Removed(notes, tags, len(found), tuple(links[:MOST_REMOVED])) if found else None


def _prose(paragraphs: Iterable[Paragraph]) -> Prose:
    return aside.counted((p.role, p.text) for p in paragraphs)


def _entries(
    db: sqlite3.Connection, site: Site, read: Reading, headline: Paragraph | None,
    colours: dict[str, Colour],
) -> Iterator[Entry]:  # fmt: skip
    shared = citing.shared_keys(db, read.paragraphs)
    others = also.beside(db, site, read.paragraphs, shared)
    for paragraph in read.paragraphs:
        if paragraph is headline:
            continue
        key = paragraph.key
        cite = site.cite(key, read.article.slug if key in shared else None)
        turned = _turned(paragraph.text, direction.of_language(read.article.language))
        yield Entry(margin.beside(paragraph, site, colours), cite, turned, others.get(key))


_AUTO, _SAME = Markup(' dir="auto"'), Markup("")
_TURNED = {"ltr": Markup(' dir="ltr"'), "rtl": Markup(' dir="rtl"')}


def _turned(text: str, side: direction.Side | None) -> Markup:
    """The attribute of words that run another way than the language of their article."""
    found = direction.of_text(text, side) if side else None
    return _AUTO if found is None else _SAME if found == side else _TURNED[found]


def _side(read: Reading) -> direction.Side:
    """Which way the page runs: as its language says, else as most of its texts do."""
    side = direction.of_language(read.article.language)
    return side or direction.of_texts(p.text for p in read.paragraphs[:LOOKED_AT])


_KINDS = {"list_item": "list", "boilerplate": "boilerplate"}
_kind: Callable[[Entry], str] = lambda entry: _KINDS.get(entry.paragraph.role, "text")  # noqa: E731


def _runs(entries: list[Entry]) -> Iterator[Run]:
    for kind, run in groupby(entries, _kind):
        yield Run(kind, tuple(run))
