"""
The codebook, and all annotations, for machines: lists in parts, each of which leads to the next.
"""

import hashlib
import json
import sqlite3
from dataclasses import asdict

from datasette.utils.asgi import Response

from annotate.corpus import branches, collected
from annotate.corpus.collected import Collected
from annotate.exchange import web_annotation
from annotate.web import respond
from annotate.web.access import Datasette, Request
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["annotations", "tags"]

TAGS = 200
ANNOTATIONS = 100


async def tags(datasette: Datasette, request: Request) -> Response:
    """The tags in the order in which they were made, with their counts."""
    return await respond.page(datasette, request, _tags, needs_tags=True)


def _tags(db: sqlite3.Connection, ask: Ask) -> Answer:
    after = ask.id("after") or 0
    found = branches.listed(db, after=after, limit=TAGS + 1)
    shown = found[:TAGS]
    told = [{**asdict(tag), "url": ask.site.absolute(ask.site.tag(tag.name))} for _, tag in shown]
    behind = shown[-1][0] if len(found) > TAGS else None
    more = ask.site.absolute(f"{ask.site.codebook}.json?after={behind}") if behind else None
    return respond.as_json({"tags": told, "next": more})


async def annotations(datasette: Datasette, request: Request) -> Response:
    """A W3C annotation collection, and with `?after=` a page of it."""
    return await respond.page(datasette, request, _annotations)


def _annotations(db: sqlite3.Connection, ask: Ask) -> Answer:
    whole, may = ask.site.absolute(ask.site.annotations), _may(ask.site)
    collection: dict[str, object] = {
        "id": whole, "type": "AnnotationCollection", "label": ask.site.title,
        "total": collected.total(db, **may),
    }  # fmt: skip
    after = ask.id("after")
    if after is None:
        return _written({**collection, "first": f"{whole}?after=0"})
    found, ends = collected.page(db, after, limit=ANNOTATIONS, **may)
    items = [_annotation(ask.site, whole, each) for each in found]
    page = {"id": f"{whole}?after={after}", "type": "AnnotationPage", "partOf": collection}
    more = {"next": f"{whole}?after={ends}"} if ends else {}
    return _written({**page, **more, "items": items})


def _may(site: Site) -> dict[str, bool]:
    return {"tags": site.tags, "notes": site.notes}


def _annotation(site: Site, whole: str, one: Collected) -> dict[str, object]:
    # an annotation's own id tells when it was made
    name = hashlib.blake2b(one.annotation.id.encode(), digest_size=8).hexdigest()
    on = site.absolute(_address(site, one))
    return web_annotation.annotation(one.annotation, f"{whole}#{name}", on, people=site.people)


def _address(site: Site, one: Collected) -> str:
    if one.tag is not None:
        return site.tag(one.tag)
    slug = str(one.article)
    return site.cite(one.key, slug) if one.key else site.read(slug)


def _written(value: dict[str, object]) -> Answer:
    body = json.dumps({"@context": web_annotation.CONTEXT, **value}, ensure_ascii=False, indent=2)
    return Answer(200, body.encode("utf-8", "replace") + b"\n", web_annotation.MEDIA_TYPE)
