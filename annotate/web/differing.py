"""
What changed between two versions of an article, with insertions and deletions marked.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from datasette.utils.asgi import Response
from markupsafe import Markup

from annotate import as_json
from annotate.anchor.comparison import Difference, Entry, compare, folded
from annotate.corpus import annotations, catalogue, citing, codebook, diff
from annotate.corpus.diff import Sides
from annotate.corpus.hues import Colour
from annotate.model import Article, Paragraph
from annotate.text import direction
from annotate.web import margin, markup, rendering, respond
from annotate.web.access import Datasette, Request
from annotate.web.margin import Chip
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["PATH", "Block", "Changed", "Place", "difference", "page"]

PATH = r"/read/(?P<name>[^/]+)/diff(?:/(?P<old>[0-9]{1,8})/(?P<new>[0-9]{1,8}))?(?P<suffix>\.json)?"
LOOKED_AT = 50  # paragraphs, for the direction of a page that says no language
AROUND = 1  # unchanged paragraphs that are shown before and after a change


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in one of the versions: its number, or what it is."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry as the page shows it."""

    kind: str
    role: str
    has_moved: bool
    sure: int  # per cent
    text: Markup
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    cites: tuple[str, ...]
    number: int | None
    key: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Entries to show; or, when there are none, how many unchanged ones are passed over."""

    entries: tuple[Changed, ...]
    passed: int
    place: Place | None  # of the first one passed over


async def difference(datasette: Datasette, request: Request) -> Response:
    """The page of `/read/SLUG/diff` (the last two versions) or `/read/SLUG/diff/1/2`, or JSON."""
    return await respond.page(datasette, request, page)


def page(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The difference, as a page or as JSON, or that there is none."""
    slug = ask.path["name"]
    article = catalogue.find_article(db, slug)
    if article is None:
        near = catalogue.like_slug(db, slug)
        told = f"There is no article “{markup.plain(slug)}” here."
        nearest = {markup.folded(a.title): ask.site.read(a.slug) for a in near}
        return respond.missing(ask, told, nearest=nearest)
    numbers = [int(ask.path[side]) for side in ("old", "new") if side in ask.path]
    old, new = numbers or (article.version - 1, article.version)
    if not 0 < old < new <= article.version:
        return _no_versions(ask, article, old, new)
    sides = diff.sides(db, slug, old, new)
    if ask.is_json:
        return respond.as_json(as_json.difference(compare(*sides), tags=ask.site.tags))
    return _shown(db, ask, sides)


def _no_versions(ask: Ask, article: Article, old: int, new: int) -> Answer:
    title = f"“{markup.plain(article.title)}”"
    if article.version == 1:
        told = f"{title} has only one version: there is nothing to compare it with."
        return respond.missing(ask, told, nearest={"the article": ask.site.read(article.slug)})
    low, high = sorted((old, new))
    pair = (low, high) if 0 < low < high <= article.version else (1, article.version)
    told = f"{title} has versions 1 to {article.version}; say the earlier one first."
    words = f"from version {pair[0]} to version {pair[1]}"
    return respond.missing(ask, told, nearest={words: ask.site.diff(article.slug, *pair)})


def _shown(db: sqlite3.Connection, ask: Ask, sides: Sides) -> Answer:
    site, paragraphs = ask.site, [*sides.old.paragraphs, *sides.new.paragraphs]
    colours = codebook.colours(db, margin.tag_names(paragraphs)) if site.tags else {}
    shared = citing.shared_keys(db, paragraphs)
    several = annotations.are_by_several(db)
    # all that is asked of the database was asked: its time is limited
    found = compare(*sides)
    view = _View(site, found, shared, colours)
    slug, old, new = found.article.slug, found.old.number, found.new.number
    return respond.as_html(
        "diff.html",
        ask,
        article=found.article,
        old=found.old,
        new=found.new,
        counts=found.counts,
        side=direction.of_language(found.article.language)
        or direction.of_texts(p.text for p in paragraphs[:LOOKED_AT]),
        several=several,
        blocks=[view.block(run.entries, run.is_folded)
                for run in folded(found.entries, around=AROUND)],
        before=site.diff(slug, old - 1, old) if old > 1 else None,
        after=site.diff(slug, new, new + 1) if new < found.versions else None,
        whole=site.diff(slug, 1, found.versions) if new - old < found.versions - 1 else None,
        json=site.diff(slug, old, new, ".json"),
        digits=margin.digits(colours.values()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _View:
    """What entries are shown with."""

    site: Site
    found: Difference
    shared: set[str]  # keys that other articles have, too
    colours: dict[str, Colour]

    def block(self, entries: Sequence[Entry], is_folded: bool) -> Block:
        if is_folded:
            return Block((), len(entries), self._place(entries[0].new[0], self.found.new.number))
        return Block(tuple(map(self._changed, entries)), 0, None)

    def _changed(self, entry: Entry) -> Changed:
        first = entry.standing[0]
        old, new = self.found.old.number, self.found.new.number
        return Changed(
            entry.kind,
            first.role,
            entry.has_moved and entry.kind != "moved",
            int(100 * entry.score),
            markup.changed(entry.pieces),
            tuple(self._place(p, old) for p in entry.old),
            tuple(self._place(p, new) for p in entry.new),
            tuple(self._cite(p) for p in entry.new or entry.old),
            first.number,
            first.key,
            self._chips(entry),
        )

    def _place(self, paragraph: Paragraph, version: int) -> Place:
        number, role = paragraph.number, paragraph.role
        current = version == self.found.article.version
        at = self.site.read(
            paragraph.article, None if current else version, number or paragraph.key
        )
        return Place(str(number) if number else f"the {rendering.role(role)}", at)

    def _cite(self, paragraph: Paragraph) -> str:
        shared = paragraph.article if paragraph.key in self.shared else None
        return self.site.cite(paragraph.key, shared)

    def _chips(self, entry: Entry) -> tuple[Chip, ...]:
        if not self.site.tags:
            return ()
        besides = (margin.beside(p, self.site, self.colours) for p in entry.standing if p.taggings)
        return tuple(chip for beside in besides for chip in beside.chips)
