"""
A paragraph as cited: the words first, then where they stand, and whether they still do.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from annotate import as_json
from annotate.anchor import changes, moved
from annotate.anchor.comparison import BREAK
from annotate.cite import forms, prose, quoting
from annotate.cite.citation import Citation
from annotate.cite.fate import sentence
from annotate.corpus import citing, codebook, reading, withdrawing
from annotate.corpus.reading import Standing
from annotate.model import Paragraph
from annotate.text.normalise import normalise
from annotate.web import also, for_machines, margin, markup, respond
from annotate.web.access import Datasette, Request
from annotate.web.margin import Beside
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["FORMS", "SUFFIX", "Cited", "citation", "shown"]

_LOOKALIKES = str.maketrans("oil", "011")  # letters that keys do without
FORMS = forms.on_the_site()
SUFFIX = rf"(?P<suffix>{'|'.join(map(re.escape, ['.json', *FORMS]))})?"
MOST = 20  # articles with one wording that a page shows


@dataclass(frozen=True, slots=True)
class Cited:
    """The words in one article, and how to cite them there."""

    citation: Citation
    beside: Beside
    place: str
    page: str
    prose: str
    said: str  # what became of the words
    now: tuple[tuple[str, str], ...]  # the paragraphs that have them now: name and address
    parts: tuple[tuple[str, str], ...]  # of these the others than the first
    changes: Markup | None  # from the words as cited to the current ones
    diff: str | None

    @property
    def removed(self) -> int | None:
        """The version since which the paragraph does not have these words."""
        return self.beside.paragraph.removed


async def citation(datasette: Datasette, request: Request) -> Response:
    """The page of a key, or of a key in one article, as HTML, JSON or a form to paste."""
    return await respond.page(datasette, request, _page)


def _page(db: sqlite3.Connection, ask: Ask) -> Answer:
    key, slug = ask.path["key"], ask.path.get("slug")
    suffix = ask.path.get("suffix", "")
    # what is for machines is handed on: nothing private is in it
    private = ask.site.owner and not suffix
    found, is_more = reading.with_key(db, key, slug=slug, most=MOST, private=private)
    if not found:
        return _not_found(db, ask, key, slug)
    return shown(db, ask, found, citing.of(db, found, base_url=ask.site.base_url), is_more=is_more)


def shown(
    db: sqlite3.Connection, ask: Ask, found: Sequence[Standing], citations: Sequence[Citation], *,
    is_more: bool = False,
) -> Answer:  # fmt: skip
    """The words that were found, and their citations, in the form that is asked for."""
    key, slug, suffix = ask.path["key"], ask.path.get("slug"), ask.path.get("suffix", "")
    if suffix in FORMS:
        return respond.as_text(FORMS[suffix].write(citations), FORMS[suffix].media_type)
    if ask.is_json:
        return respond.as_json(_json(ask.site, [one.paragraph for one in found], citations))
    paragraphs = [one.paragraph for one in found]
    colours = codebook.colours(db, margin.tag_names(paragraphs)) if ask.site.tags else {}
    cited = [
        _cited(ask.site, c, margin.beside(p, ask.site, colours))
        for c, p in zip(citations, paragraphs, strict=True)
    ]
    return respond.as_html(
        "cite.html",
        ask,
        key=key,
        cited=cited,
        first=cited[0],
        is_more=is_more,
        elsewhere=also.elsewhere(
            db, ask.site, paragraphs[0], became=_became(citations[0]), with_exact=slug is not None
        ),
        source=prose.place(citations[0]),
        marks=quoting.marks(citations[0].language),
        json=ask.site.cite(key, slug, ".json"),
        forms=[(form, ask.site.cite(key, slug, suffix)) for suffix, form in FORMS.items()],
        digits=margin.digits(colours.values()),
    )


def _not_found(db: sqlite3.Connection, ask: Ask, key: str, slug: str | None) -> Answer:
    spelled = key.casefold().translate(_LOOKALIKES)
    if spelled != key and reading.with_key(db, spelled, slug=slug, most=1)[0]:
        return respond.moved(ask.site.cite(spelled, slug, ask.path.get("suffix", "")))
    shown = markup.plain(key)
    if gone := withdrawing.with_key(db, spelled, slug):
        return respond.withdrawn(ask, "words", gone)
    if slug is not None and reading.with_key(db, key, most=1)[0]:
        told = f"The words with the key {shown} stand elsewhere, but not in that article."
        return respond.missing(ask, told, nearest={key: ask.site.cite(key)})
    near = citing.nearest_keys(db, spelled)
    told = f"No paragraph here has the key {shown}, in any version of any article."
    return respond.missing(ask, told, nearest={key: ask.site.cite(key) for key in near})


def _cited(site: Site, citation: Citation, beside: Beside) -> Cited:
    paragraph, fate = beside.paragraph, citation.fate
    last = citation.version if paragraph.removed else None
    now = tuple(_now(site, citation))
    in_place = paragraph.key if last or not paragraph.number else paragraph.number
    return Cited(
        citation,
        beside,
        place=site.read(citation.article, last, in_place),
        page=site.cite(citation.key, citation.article),
        prose=markup.cleaned(prose.text(citation)),
        said=sentence(fate),
        now=now if last else (),
        parts=now[1:],
        changes=_changes(citation),
        diff=site.diff(citation.article, fate.since - 1, fate.since) if fate.since else None,
    )


def _became(citation: Citation) -> list[str]:
    here = citation.fate.current
    return [one.ref for one in (here, *citation.fate.others) if here and one]


def _now(site: Site, citation: Citation) -> Iterator[tuple[str, str]]:
    here = citation.fate.current
    for one in (here, *citation.fate.others) if here else ():
        yield one.name, site.read(citation.article, None, one.number or one.key)


def _changes(citation: Citation) -> Markup | None:
    """The difference of the words as cited and the current ones, for reading."""
    here = citation.fate.current
    if here is None or here.key.partition("~")[0] == citation.key.partition("~")[0]:
        return None
    if citation.fate.status == "split":
        parts = BREAK.join(normalise(part.text) for part in citation.fate.whole)
        return markup.changed(changes.words(normalise(citation.text), parts))
    others = [one.text for one in citation.fate.others]
    return markup.changed([*moved.marked(changes.words(citation.text, here.text), others)])


def _json(site: Site, found: list[Paragraph], citations: Sequence[Citation]) -> dict[str, Any]:
    told = [_record(site, c, p) for c, p in zip(citations, found, strict=True)]
    first = told[0] if len(told) == 1 else {"key": citations[0].key}
    return {**first, "citations": told}


def _record(site: Site, citation: Citation, paragraph: Paragraph) -> dict[str, Any]:
    removed = {"removed_in": paragraph.removed} if paragraph.removed else {}
    return {
        **as_json.citation(citation),
        **removed,
        "citation": prose.text(citation),
        **for_machines.annotated(site, paragraph),
    }
