"""
From a request to a response: permissions, the 304 that costs nothing, the page, its headers.

Pages are functions of a connection and an `Ask`, run in a worker thread. A page
is named (its ETag) by the revision of the corpus and all else that shapes it;
a reader who has that very page is told so before anything is read.
"""

import gzip
import hashlib
import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Forbidden, Response

from annotate.corpus import history, public, publication
from annotate.corpus.publication import Publication
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import Ambiguous, AnnotateError, NotFound
from annotate.web import access, asked, assets, encodings, hiding, kinds, rendering, roots
from annotate.web.access import Corpus, Datasette, Request
from annotate.web.site import Site

__all__ = ["Answer", "Ask", "Build", "as_html", "as_json", "as_text", "missing", "moved", "page"]
__all__ += ["SECURITY", "refused", "site", "trouble", "withdrawn"]

TIME_LIMIT = 5_000  # milliseconds of SQL for a page
KEPT_BYTES = 32_000_000
LEAST_ZIPPED = 1_000  # bytes that are worth it
MOST_ETAGS = 2_000  # characters of If-None-Match; whose name stands further on gets the page

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: the values in the path and in the query, decoded."""

    site: Site
    path: Mapping[str, str]
    query: Mapping[str, str]
    is_json: bool

    def page(self, last: int, name: str = "page") -> int:
        """The number of the page of a list, at most the last; 1 for what is no number."""
        words = self.query.get(name, "1")
        is_number = words.isascii() and words.isdecimal()
        return max(1, min(int(words[:7]), last)) if is_number else 1

    def id(self, name: str) -> int | None:
        """The row number that something of the list has, behind or before which it goes on."""
        words = self.query.get(name, "")
        return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent."""

    status: int
    body: bytes
    type: str = "text/html; charset=utf-8"
    etag: str | None = None
    location: str | None = None
    zipped: bytes | None = None

    @property
    def size(self) -> int:
        """The bytes that it is kept in."""
        return len(self.body) + len(self.zipped or b"")

    @property
    def is_to_zip(self) -> bool:
        """Whether it is kept, and large enough, and not compressed yet."""
        return self.etag is not None and self.zipped is None and len(self.body) >= LEAST_ZIPPED


_HEADINGS = {
    400: "That does not work", 403: "Not for everyone", 405: "Only to read",
    410: "Not here any more", 500: "Something went wrong", 503: "Not just now",
}  # fmt: skip

Build = Callable[[sqlite3.Connection, Ask], Answer]


def as_html(template: str, ask: Ask, *, status: int = 200, **values: object) -> Answer:
    """A page from a template."""
    return Answer(status, rendering.html(template, ask.site, **values))


def as_json(value: object, *, status: int = 200) -> Answer:
    """JSON, for machines; the words exactly as they are stored."""
    body = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
    return Answer(status, body, "application/json; charset=utf-8")


def as_text(text: str, media_type: str) -> Answer:
    """Text of some type, the words exactly as they are stored."""
    return Answer(200, text.encode("utf-8", "replace"), f"{media_type}; charset=utf-8")


def moved(location: str) -> Answer:
    """The page is over there."""
    return Answer(302, b"", location=location)


def missing(
    ask: Ask, told: str, *, nearest: Mapping[str, str] | None = None, status: int = 404
) -> Answer:
    """There is no such thing, but perhaps one of these: words and their addresses."""
    nearest = nearest or {}
    if ask.is_json:
        return as_json({"error": told, "nearest": list(nearest)}, status=status)
    return Answer(status, trouble(ask.site, told, status, nearest))


def trouble(site: Site, told: str, status: int, nearest: Mapping[str, str] | None = None) -> bytes:
    """The page that says why there is no other."""
    heading = _HEADINGS.get(status, "Not here")
    return rendering.html("error.html", site, heading=heading, told=told, nearest=nearest)


def withdrawn(ask: Ask, what: str, gone: Withdrawn) -> Answer:
    """What was here is not published any more, in the form that was asked for."""
    of = f" of “{gone.title}”" if gone.title else ""
    verb = "were" if what == "words" else "was"
    told = f"The {what} that this link names{of} {verb} published here once, and withdrawn since."
    suffix = ask.path.get("suffix", "")
    if suffix and not ask.is_json:
        return replace(as_text(f"{told}\n", "text/plain"), status=410)
    nearest = {gone.title: ask.site.read(gone.article)} if gone.title else {}
    return missing(ask, told, nearest=nearest, status=410)


async def page(
    datasette: Datasette, request: Request, build: Build, *, needs_tags: bool = False,
    needs_reviews: bool = False,
) -> Response:  # fmt: skip
    """The response to a request for a page; raises Datasette's Forbidden and NotFound."""
    if asked.is_too_long(request):
        return refused("this address is too long", 414)
    corpus = await access.corpus(datasette, request.actor)
    if (needs_tags and not corpus.tags) or (needs_reviews and not corpus.reviews):
        raise Forbidden("view-table")
    if request.method not in ("GET", "HEAD"):
        return refused("this site is read-only", 405)
    ask = _ask(datasette, request, corpus)
    try:
        answer = await _answered(request, ask, corpus, build)
    except (sqlite3.Error, OSError) as error:
        answer = missing(ask, _trouble(error), status=503)
    return _response(answer, request, datasette, ask.site)


def refused(told: str, status: int) -> Response:
    """A line instead of a page."""
    headers = SECURITY | {"Cache-Control": "no-store"}
    headers |= {"Allow": "GET, HEAD"} if status == 405 else {}
    return Response.text(f"{told}\n", status=status, headers=headers)


def site(datasette: Datasette, request: Request, corpus: Corpus | None) -> Site:
    """The site as the request may see it; of a corpus that it may not see nothing but addresses."""
    base = str(datasette.urls.path("/"))
    publication = corpus.publication if corpus else None
    root = roots.root(datasette, request, publication)
    if corpus is None:
        return Site(base, root, "Not here", "", f"{base}-/", tags=False, notes=False)
    return Site(
        base, root, corpus.title, corpus.description,
        hiding.link(datasette, corpus.database.name), corpus.tags, corpus.notes,
        corpus.examples, corpus.reviews, corpus.owner, corpus.owner or publication is not None,
        publication.licence if publication else "", publication.cite_as if publication else "",
    )  # fmt: skip


def _ask(datasette: Datasette, request: Request, corpus: Corpus) -> Ask:
    given = {name: value for name, value in request.url_vars.items() if value}
    path = {name: unquote(value, errors="replace") for name, value in given.items()}
    return Ask(
        site(datasette, request, corpus), path, asked.values(request),
        is_json=path.get("suffix", "").endswith("json"),
    )  # fmt: skip


async def _answered(request: Request, ask: Ask, corpus: Corpus, build: Build) -> Answer:
    """The page, made or kept, or that the reader has it."""
    database, copy = corpus.database, corpus.publication
    state = kinds.file(database)
    name = repr((assets.BUILD, *_state(database, state, copy), ask.site, request.path,
                 sorted(ask.query.items())))  # fmt: skip
    wanted, zipped = _etags(request), encodings.takes_gzip(request)
    revision = copy.revision if copy else kinds.revision(database, state)
    found = _had(_etag(name, revision), wanted) if revision is not None else None
    if found is not None and not (zipped and found.is_to_zip):
        return found

    def answer(db: sqlite3.Connection) -> Answer:
        if copy is None:
            return _answer(db, ask, build, name, wanted)
        fresh, now = kinds.connection(database, db)
        return _answer(
            fresh, ask, build, name if now == state else f"{name}{now}", wanted, is_copy=True
        )

    made: Answer = await database.execute_fn(answer)
    if zipped and made.is_to_zip:
        made = await database.execute_fn(lambda _: _kept.zip(made))
    return made


def _state(database: Any, state: kinds.File | None, copy: Publication | None) -> tuple[object, ...]:
    if state is None:
        return (id(database),)
    return (database.path, state) if copy or not database.is_mutable else (database.path, state[1])


def _had(etag: str, wanted: set[str]) -> Answer | None:
    return Answer(304, b"", etag=etag) if etag in wanted else _kept.get(etag)


def _etags(request: Request) -> set[str]:
    words = request.headers.get("if-none-match") or ""
    return {word.strip().removeprefix("W/") for word in words[:MOST_ETAGS].split(",")}


def _answer(
    db: sqlite3.Connection, ask: Ask, build: Build, name: str, wanted: set[str], *,
    is_copy: bool = False,
) -> Answer:  # fmt: skip
    with public.as_pages(), sqlite_timelimit(db, TIME_LIMIT):
        db.execute("begin")  # one state of the corpus for the whole page
        try:
            copy = publication.of(db) if is_copy else None
            etag = _etag(name, copy.revision if copy else history.revision(db))
            return _had(etag, wanted) or _kept.put(etag, _built(db, ask, build))
        finally:
            db.rollback()


def _etag(name: str, revision: object) -> str:
    digest = hashlib.blake2b(repr((name, revision)).encode("utf-8", "replace"), digest_size=12)
    return f'"{digest.hexdigest()}"'


def _built(db: sqlite3.Connection, ask: Ask, build: Build) -> Answer:
    try:
        return build(db, ask)
    except (NotFound, Ambiguous) as error:
        return missing(ask, str(error))
    except AnnotateError as error:
        return missing(ask, str(error), status=400)


def _trouble(error: Exception) -> str:
    """What a reader can do about it; the details are for the log of the server."""
    if "locked" in str(error) or "busy" in str(error):
        return "The corpus is being written to. Please try again in a moment."
    if "interrupted" in str(error):
        return "This took too long. Please ask for something narrower."
    return "The corpus cannot be read just now. Please try again later."


def _response(answer: Answer, request: Request, datasette: Datasette, site: Site) -> Response:
    headers = SECURITY | {"Vary": "Accept-Encoding"}
    if answer.etag:
        headers["ETag"] = f"W/{answer.etag}"
    if answer.status >= 400:
        headers["Cache-Control"] = "no-store"
    elif request.actor is None and not site.owner:
        headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    else:
        headers["Cache-Control"] = "private, no-cache"
    if answer.status == 503:
        headers["Retry-After"] = "5"
    if answer.location:
        headers["Location"] = answer.location
    if datasette.cors and not answer.type.startswith("text/html"):
        headers["Access-Control-Allow-Origin"] = "*"
    body = answer.body
    if answer.zipped is not None and encodings.takes_gzip(request):
        headers["Content-Encoding"], body = "gzip", answer.zipped
    if answer.status != 304:
        headers["Content-Length"] = str(len(body))
    body = b"" if request.method == "HEAD" else body
    return Response(body, status=answer.status, headers=headers, content_type=answer.type)


class _Kept:
    """The pages made last, by their names, up to a number of bytes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()  # every page is made in some worker thread

    def get(self, etag: str) -> Answer | None:
        with self._lock:
            if etag in self._pages:
                self._pages.move_to_end(etag)
            return self._pages.get(etag)

    def put(self, etag: str, answer: Answer) -> Answer:
        """The answer with its name; kept when it is a page."""
        if answer.status != 200:
            return answer
        answer = replace(answer, etag=etag)
        self._keep(etag, answer)
        return answer

    def zip(self, answer: Answer) -> Answer:
        """The page with its compressed form, which is made once."""
        answer = replace(answer, zipped=gzip.compress(answer.body, 6, mtime=0))
        self._keep(answer.etag, answer)
        return answer

    def _keep(self, etag: str | None, answer: Answer) -> None:
        with self._lock:
            before = self._pages.pop(str(etag), None)
            self._pages[str(etag)] = answer
            self._bytes += answer.size - (before.size if before else 0)
            while self._bytes > KEPT_BYTES:
                self._bytes -= self._pages.popitem(last=False)[1].size


_kept = _Kept()
