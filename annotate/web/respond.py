"""
From a request to a response: permissions, the 304 that costs nothing, the page, its headers.

Pages are functions of a connection and an `Ask`, run in a worker thread. A page
is named (its ETag) by the revision of the corpus and all else that shapes it;
a reader who has that very page is told so before anything is read.
"""

import hashlib
import json
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Forbidden, Response

from annotate.corpus import history
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import Ambiguous, AnnotateError, NotFound
from annotate.web import access, asked, assets, hiding, rendering
from annotate.web.access import Corpus, Datasette, Request
from annotate.web.site import Site

__all__ = ["Answer", "Ask", "Build", "as_html", "as_json", "as_text", "missing", "moved", "page"]
__all__ += ["withdrawn"]

TIME_LIMIT = 5_000  # milliseconds of SQL for a page
KEPT_BYTES = 32_000_000
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

    def page(self, last: int) -> int:
        """The number of the page of a list, at most the last; 1 for what is no number."""
        words = self.query.get("page", "1")
        is_number = words.isascii() and words.isdecimal() and len(words) < 7
        return max(1, min(int(words), last)) if is_number else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent."""

    status: int
    body: bytes
    type: str = "text/html; charset=utf-8"
    etag: str | None = None
    location: str | None = None


_HEADINGS = {400: "That does not work", 410: "Not here any more", 503: "Not just now"}

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
    heading = _HEADINGS.get(status, "Not here")
    return as_html("error.html", ask, status=status, heading=heading, told=told, nearest=nearest)


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
        return Response.text("this address is too long\n", status=414, headers=SECURITY)
    corpus = await access.corpus(datasette, request.actor)
    if (needs_tags and not corpus.tags) or (needs_reviews and not corpus.reviews):
        raise Forbidden("view-table")
    if request.method not in ("GET", "HEAD"):
        return Response.text("this site is read-only\n", status=405, headers={"Allow": "GET, HEAD"})
    ask = _ask(datasette, request, corpus)
    wanted = _etags(request)
    try:
        name = _named(request, ask, corpus)
        answer = await corpus.database.execute_fn(lambda db: _answer(db, ask, build, name, wanted))
    except (sqlite3.Error, OSError) as error:
        answer = missing(ask, _trouble(error), status=503)
    return _response(answer, request, datasette)


def _ask(datasette: Datasette, request: Request, corpus: Corpus) -> Ask:
    base = str(datasette.urls.path("/"))
    origin = datasette.absolute_url(request, "/").rstrip("/")
    site = Site(
        base, origin, corpus.title, corpus.description,
        hiding.link(datasette, corpus.database.name), corpus.tags, corpus.notes,
        corpus.reviews,
    )  # fmt: skip
    given = {name: value for name, value in request.url_vars.items() if value}
    path = {name: unquote(value, errors="replace") for name, value in given.items()}
    return Ask(site, path, asked.values(request), is_json=path.get("suffix", "").endswith("json"))


def _named(request: Request, ask: Ask, corpus: Corpus) -> str:
    """All that shapes a page but the revision of the corpus."""
    database = corpus.database
    file: tuple[object, ...] = (id(database),)
    if database.path:
        stat = os.stat(database.path)
        file = (database.path, stat.st_ino)
        if not database.is_mutable:
            file += (stat.st_mtime_ns, stat.st_size)
    return repr((assets.BUILD, file, ask.site, request.path, sorted(ask.query.items())))


def _etags(request: Request) -> set[str]:
    words = request.headers.get("if-none-match") or ""
    return {word.strip().removeprefix("W/") for word in words[:MOST_ETAGS].split(",")}


def _answer(db: sqlite3.Connection, ask: Ask, build: Build, name: str, wanted: set[str]) -> Answer:
    with sqlite_timelimit(db, TIME_LIMIT):
        db.execute("begin")  # one state of the corpus for the whole page
        try:
            etag = _etag(name, history.revision(db))
            if etag in wanted:
                return Answer(304, b"", etag=etag)
            return _kept.get(etag) or _kept.put(etag, _built(db, ask, build))
        finally:
            db.rollback()


def _etag(name: str, revision: tuple[int | str | None, int | None]) -> str:
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


def _response(answer: Answer, request: Request, datasette: Datasette) -> Response:
    headers = dict(SECURITY)
    if answer.etag:
        headers["ETag"] = f"W/{answer.etag}"
    if answer.status >= 400:
        headers["Cache-Control"] = "no-store"
    elif request.actor is None:
        headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    else:
        headers["Cache-Control"] = "private, no-cache"
    if answer.status == 503:
        headers["Retry-After"] = "5"
    if answer.location:
        headers["Location"] = answer.location
    if datasette.cors and not answer.type.startswith("text/html"):
        headers["Access-Control-Allow-Origin"] = "*"
    body = b"" if request.method == "HEAD" else answer.body
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
        with self._lock:
            if etag not in self._pages:
                self._pages[etag] = answer
                self._bytes += len(answer.body)
            while self._bytes > KEPT_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)
        return answer


_kept = _Kept()
