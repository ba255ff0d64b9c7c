"""
What a search finds, for machines: JSON, CSV or an Atom feed, a page of it.

And what they are told of a paragraph's annotations.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from annotate import as_json
from annotate.exchange.written import CsvLines
from annotate.model import Article, Note, Paragraph
from annotate.web import markup, respond
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["FORMS", "PAGE", "Hit", "Page", "annotated", "notes", "written"]

PAGE = 50
COLUMNS = ("ref", "key", "article", "title", "date", "site", "number", "role", "text", "url")
EPOCH = "1970-01-01"  # of what has no date

Hit = tuple[Paragraph, Article]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits, how many there are (`is_more`: at least), its address, and the next."""

    hits: Sequence[Hit]
    count: int
    is_more: bool
    told: tuple[str, ...]
    here: str
    next: str | None


def written(ask: Ask, words: str, page: Page) -> Answer:
    """The page in the form that the address ends with."""
    return FORMS[ask.path["suffix"]](ask, words, page)


def _json(ask: Ask, words: str, page: Page) -> Answer:
    hits = [
        {
            **as_json.article(article),
            **as_json.words(paragraph),
            "ref": paragraph.ref,
            "tags": as_json.names(paragraph) if ask.site.tags else [],
            "url": _url(ask, paragraph),
        }
        for paragraph, article in page.hits
    ]
    return respond.as_json({
        "query": words, "count": page.count, "is_more": page.is_more, "told": page.told,
        "hits": hits, "next": page.next,
    })  # fmt: skip


def _csv(ask: Ask, _: str, page: Page) -> Answer:
    text = io.StringIO()
    lines = CsvLines(text)
    lines.add([COLUMNS])
    lines.add(
        (p.ref, p.key, p.article, a.title, a.published, a.site, p.number, p.role, p.text,
         _url(ask, p))
        for p, a in page.hits
    )  # fmt: skip
    return respond.as_text(text.getvalue(), "text/csv")


def _atom(ask: Ask, words: str, page: Page) -> Answer:
    entries = "".join(_entry(ask, *hit) for hit in page.hits)
    updated = max((_day(article) for _, article in page.hits), default=EPOCH)
    following = f'<link rel="next" href={quoteattr(page.next)}/>\n' if page.next else ""
    return respond.as_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_said(page.here)}</id>\n"
        f"<title>{_said(words)} · {_said(ask.site.title)}</title>\n"
        f"<updated>{updated}T00:00:00Z</updated>\n"
        f"<link rel=\"self\" href={quoteattr(page.here)}/>\n{following}"
        f"{entries}</feed>\n",
        "application/atom+xml",
    )  # fmt: skip


def _entry(ask: Ask, paragraph: Paragraph, article: Article) -> str:
    url, place = _url(ask, paragraph), f", {paragraph.number}" if paragraph.number else ""
    return (
        "<entry>\n"
        f"<id>{_said(url)}</id>\n"
        f"<title>{_said(article.title)}{place}</title>\n"
        f"<updated>{_day(article)}T00:00:00Z</updated>\n"
        f"<author><name>{_said(article.byline or article.site or ask.site.title)}</name></author>\n"
        f"<link href={quoteattr(url)}/>\n"
        f'<content type="text">{_said(paragraph.text)}</content>\n'
        "</entry>\n"
    )


FORMS = {".json": _json, ".csv": _csv, ".atom": _atom}


def _url(ask: Ask, paragraph: Paragraph) -> str:
    return ask.site.absolute(ask.site.cite(paragraph.key, paragraph.article))


def _said(words: str) -> str:
    return escape(markup.folded(words))


def _day(article: Article) -> str:
    """The day of publication; the first of all where that is no whole day."""
    try:
        return date.fromisoformat((article.published or "")[:10]).isoformat()
    except ValueError:
        return EPOCH


_OF_PEOPLE = frozenset({"id", "coder", "created", "updated", "changed_by", "rule"})


def annotated(site: Site, paragraph: Paragraph) -> as_json.Fields:
    """What may be seen of the annotations of a paragraph."""
    return {
        "tags": as_json.names(paragraph) if site.tags else [],
        "taggings": [_told(site, as_json.tagging(t)) for t in paragraph.taggings if site.tags],
        "notes": notes(site, paragraph.notes),
    }


def notes(site: Site, found: Sequence[Note]) -> list[as_json.Fields]:
    """What may be seen of notes."""
    return [_told(site, as_json.note(note)) for note in found if site.notes]


def _told(site: Site, annotation: as_json.Fields) -> as_json.Fields:
    """Of an annotation what may be told of who made it, and when."""
    hidden = frozenset() if site.people else _OF_PEOPLE
    return {name: value for name, value in annotation.items() if name not in hidden}
