"""
An article for machines: JSON with all that stands on it, Markdown to read, its words alone.

Nothing private is in any, as they are handed on; nor what its bytes were and where they lay.
"""

from dataclasses import replace

from annotate import as_json
from annotate.cite import written_out
from annotate.model import Paragraph, Reading
from annotate.web import for_machines, respond
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["FORMS", "written"]


def written(ask: Ask, read: Reading) -> Answer:
    """The article in the form that the address ends with."""
    return FORMS[ask.path["suffix"]](ask, read)


def _json(ask: Ask, read: Reading) -> Answer:
    """As `show -f json`, all paragraphs; each with its link."""
    site, version = ask.site, read.version
    article = {
        **as_json.article(read.article),
        "version": version.number,
        "versions": len(read.versions),
        "retrieved": version.retrieved,
        "notes": for_machines.notes(site, read.notes),
        "link": _address(site, read),
    }
    paragraphs = [
        {**as_json.paragraph(p), **for_machines.annotated(site, p), "link": _link(site, p)}
        for p in read.paragraphs
    ]
    return respond.as_json({"article": article, "paragraphs": paragraphs})


def _markdown(ask: Ask, read: Reading) -> Answer:
    site = ask.site
    text = written_out.markdown(
        _seen(site, read), _address(site, read), lambda p: _link(site, p),
        everything="all" in ask.query,
    )  # fmt: skip
    return respond.as_text(text, "text/markdown")


def _text(ask: Ask, read: Reading) -> Answer:
    text = written_out.text(read, _address(ask.site, read), everything="all" in ask.query)
    return respond.as_text(text, "text/plain")


FORMS = {".json": _json, ".md": _markdown, ".txt": _text}


def _address(site: Site, read: Reading) -> str:
    number, article = read.version.number, read.article
    return site.absolute(site.read(article.slug, None if number == article.version else number))


def _link(site: Site, paragraph: Paragraph) -> str:
    return site.absolute(site.cite(paragraph.key, paragraph.article))


def _seen(site: Site, read: Reading) -> Reading:
    """The article with what may be seen of its annotations."""
    paragraphs = tuple(
        replace(p, taggings=p.taggings if site.tags else (), notes=p.notes if site.notes else ())
        for p in read.paragraphs
    )
    return replace(read, paragraphs=paragraphs, notes=read.notes if site.notes else ())
