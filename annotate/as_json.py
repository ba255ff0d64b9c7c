"""
Values as JSON objects: the fields that programs may rely on.
"""

import dataclasses
from dataclasses import asdict
from typing import TYPE_CHECKING

from annotate.cite.citation import Citation
from annotate.cite.fate import Current, sentence
from annotate.model import Address, Article, Note, Paragraph, Quote, Reading, Tagging, Version
from annotate.text.source_names import told
from annotate.text.tag_names import sorting

if TYPE_CHECKING:  # each of one command or two
    from annotate.anchor.comparison import Difference, Entry
    from annotate.prepared import Placed

__all__ = ["Fields", "article", "change", "citation", "difference", "names", "note", "paragraph"]
__all__ += ["drafted", "reading", "tagging", "words"]

Fields = dict[str, object]


def reading(value: Reading) -> Fields:
    """An article with its paragraphs, as `show -f json`."""
    version = value.version
    return {
        "article": {
            **article(value.article),
            "version": version.number,
            "versions": len(value.versions),
            "source": told(version.source),
            "media_type": version.media_type,
            "retrieved": version.retrieved,
            "sha256": version.sha256,
            "notes": [note(n) for n in value.notes],
            **_if_any("addresses", [_address(address) for address in value.addresses]),
        },
        "paragraphs": [paragraph(p) for p in value.paragraphs],
    }


def _address(value: Address) -> Fields:
    return {**asdict(value), "source": told(value.source)}


def article(value: Article) -> Fields:
    """An article by itself."""
    return {
        "slug": value.slug,
        "title": value.title,
        "byline": value.byline,
        "site": value.site,
        "published": value.published,
        "url": value.url,
        "language": value.language,
        "version": value.version,
    }


def paragraph(value: Paragraph) -> Fields:
    """A paragraph; `tags` has each name once, `taggings` who put it on what."""
    return {
        **words(value),
        "tags": names(value),
        "taggings": [tagging(t) for t in value.taggings],
        "notes": [note(n) for n in value.notes],
        **_if_any("page", value.page),
        **_if_said("seconds", value.seconds),
    }


def drafted(value: "Placed") -> Fields:
    """A paragraph that is not stored yet, on which nobody can have put anything."""
    return {
        **words(value),
        "key": value.shown_key,
        "tags": [],
        "notes": [],
        **_if_any("page", value.page),
        **_if_said("seconds", value.seconds),
    }


def words(value: "Paragraph | Placed") -> Fields:
    """The words of a paragraph and where they stand, without what is on them."""
    return {
        "key": value.key,
        "number": value.number,
        "role": value.role,
        "text": value.text,
        "start": value.start,
        "end": value.end,
    }


def _if_any(name: str, value: object) -> Fields:
    return {name: value} if value else {}


def _if_said(name: str, value: object) -> Fields:
    return {} if value is None else {name: value}


def names(value: Paragraph) -> list[str]:
    """The names of a paragraph's tags, each once, sorted."""
    return sorted({t.tag for t in value.taggings}, key=sorting)


def tagging(value: Tagging) -> Fields:
    """A tagging; `quote` is null on the whole paragraph; `gone`: no version from that on has it."""
    return {
        "id": value.id,
        "tag": value.tag,
        "coder": value.coder,
        "created": value.created,
        "origin": value.origin,
        "quote": _quote(value.quote),
        "gone": value.gone,
        **_if_any("rule", value.rule),
    }


def note(value: Note) -> Fields:
    """A note; `on` is the ref it stands on, or tag:NAME."""
    return {
        "id": value.id,
        "on": value.on,
        "text": value.text,
        "private": value.private,
        "coder": value.coder,
        "created": value.created,
        "updated": value.updated,
        "quote": _quote(value.quote),
        "gone": value.gone,
        **_if_any("changed_by", value.changed_by),
    }


def _quote(value: Quote | None) -> Fields | None:
    return {**asdict(value), "end": value.end} if value else None


_NOT_OF_CITATIONS = {"fate", "base_url", "page", "seconds", "language"}
_NOT_OF_CITATIONS |= {"byline_by_hand", "first_slug", "by_article"}


def citation(value: Citation) -> Fields:
    """A citation: the words as cited, what became of them, and where they are now."""
    fate = value.fate
    names = [
        field.name for field in dataclasses.fields(value) if field.name not in _NOT_OF_CITATIONS
    ]
    return {
        **{name: getattr(value, name) for name in names},
        **_if_any("page", value.page),
        **_if_said("seconds", value.seconds),
        "status": fate.status,
        "said": sentence(fate),
        "since": fate.since,
        "versions": list(fate.versions),
        "similarity": fate.similarity,
        "cited": {
            "text": value.text,
            "number": value.number,
            "version": value.version,
            "retrieved": value.retrieved,
        },
        "current": _current(value, fate.current) if fate.current else None,
        "parts": [_current(value, part) for part in fate.others],
    }


def _current(value: Citation, current: Current) -> Fields:
    return {
        "ref": current.ref,
        "key": current.key,
        "number": current.number,
        "version": current.version,
        "text": current.text,
        "url": current.url(value.base_url, value.article),
    }


def difference(value: "Difference", *, everything: bool = False, tags: bool = True) -> Fields:
    """What changed between two versions; with `everything` also what stayed the same."""
    entries = value.entries if everything else value.changes
    return {
        "article": value.article.slug,
        "title": value.article.title,
        "versions": value.versions,
        "old": _version(value.old),
        "new": _version(value.new),
        "counts": value.counts,
        "changes": [change(entry, tags=tags) for entry in entries],
    }


def _version(value: Version) -> Fields:
    return {"version": value.number, "retrieved": value.retrieved, "sha256": value.sha256}


def change(value: "Entry", *, tags: bool = True) -> Fields:
    """What became of paragraphs; `pieces` has their words, white space folded."""
    return {
        "move": value.kind,
        "has_moved": value.has_moved,
        "score": value.score,
        "old": [_side(p, tags=tags) for p in value.old],
        "new": [_side(p, tags=tags) for p in value.new],
        "pieces": [asdict(piece) for piece in value.pieces],
    }


def _side(value: Paragraph, *, tags: bool) -> Fields:
    return {
        "key": value.key,
        "number": value.number,
        "role": value.role,
        "text": value.text,
        "tags": names(value) if tags else [],
    }
