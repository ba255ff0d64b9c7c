"""
Values as JSON objects: the fields that programs may rely on.
"""

from dataclasses import asdict

from annotate.cite.record import Citation
from annotate.model import Article, Note, Paragraph, Quote, Reading, Tagging

__all__ = ["article", "citation", "names", "note", "paragraph", "reading", "tagging"]

Fields = dict[str, object]


def reading(value: Reading) -> Fields:
    """An article with its paragraphs, as `show -f json`."""
    version = value.version
    return {
        "article": {
            **article(value.article),
            "version": version.number,
            "versions": len(value.versions),
            "source": version.source,
            "media_type": version.media_type,
            "retrieved": version.retrieved,
            "sha256": version.sha256,
            "notes": [note(n) for n in value.notes],
        },
        "paragraphs": [paragraph(p) for p in value.paragraphs],
    }


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
        "key": value.key,
        "number": value.number,
        "role": value.role,
        "text": value.text,
        "start": value.start,
        "end": value.end,
        "tags": names(value),
        "taggings": [tagging(t) for t in value.taggings],
        "notes": [note(n) for n in value.notes],
    }


def names(value: Paragraph) -> list[str]:
    """The names of a paragraph's tags, each once, sorted."""
    return sorted({t.tag for t in value.taggings})


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
    }


def _quote(value: Quote | None) -> Fields | None:
    return {**asdict(value), "end": value.end} if value else None


def citation(value: Citation) -> Fields:
    """A citation."""
    return asdict(value)
