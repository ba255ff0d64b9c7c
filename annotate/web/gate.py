"""
What holds for every request and every answer, whichever page is asked for.

Methods that nobody here answers are refused rather than broken on; a host is believed only
where nothing better is known; what is nowhere is said so at once; and Datasette's own pages
get headers that keep a browser from running anything of others in them.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from annotate.corpus import public
from annotate.corpus.public import Kind
from annotate.web import access, asked, failing, guarding, hiding, kinds, respond, roots
from annotate.web.access import Datasette

__all__ = ["App", "before"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

READS = ("GET", "HEAD")
METHODS = (*READS, "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
STOCK = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
"""For Datasette's own pages, which have scripts and styles in them."""

_FILES = ("/-/annotate/", "/-/static/", "/-/static-plugins/", "/favicon.ico")
_HIDDEN = re.compile(r"/-/(databases|threads)(\.json)?")  # these tell folders of the machine
_TABLE = re.compile(r"/[^/.]+/([^/.]+)")
_FIRST = re.compile(r"/([^/.]+)(\.db|\.\w+)?(?:/|$)")
_HOST = re.compile(r"([\w.-]+|\[[0-9a-f:.]+\])?(:\d*)?", re.ASCII | re.IGNORECASE)


def before(app: App, datasette: Datasette) -> App:
    """The application behind the gate."""
    routes: list[tuple[re.Pattern[str], object]] = []

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if not routes:
            routes.extend(datasette._routes())
        scope = _tidied(scope)
        known = await kinds.named(datasette)
        guarded = _Guarded(scope["method"], send)
        answer = await _refusal(datasette, scope, known, routes)
        if answer is not None:
            if scope["method"] == "HEAD":
                answer.body = b""
            await answer.asgi_send(guarded)
            return
        with guarding.searching(_sought(datasette, scope)):
            try:
                await app(_addressed(scope, await _said(datasette, known)), receive, guarded)
            except UnicodeDecodeError:  # of a form, which 0.65 reads before all else
                if scope["method"] in READS:
                    raise
                answer = respond.refused("this form cannot be read: it is not UTF-8", 400)
                await answer.asgi_send(guarded)

    return gate


def _tidied(scope: Scope) -> Scope:
    """The request without bytes that Datasette falls over: these are in no address of its."""
    headers = [(n, v) if v.isascii() else (n, _ascii(n, v)) for n, v in scope["headers"]]
    raw = scope.get("raw_path")
    if raw and not raw.isascii():
        raw = b"".join(b"%%%02X" % byte if byte > 127 else bytes([byte]) for byte in raw)
    return {**scope, "headers": headers, "raw_path": raw}


def _ascii(name: bytes, value: bytes) -> bytes:
    if name.lower() == b"cookie":  # a cookie of ours has none; those of others are not read
        return b";".join(part for part in value.split(b";") if part.isascii())
    return value.decode("latin-1").encode("ascii", "replace")


async def _refusal(
    datasette: Datasette, scope: Scope, known: dict[str, Kind], routes: Any
) -> Response | None:
    """What is answered in place of Datasette."""
    method, path = scope["method"], _path(datasette, scope)
    is_read = method in READS
    if method not in METHODS or (not is_read and path.startswith(_FILES)):
        return respond.refused("this site is read-only", 405)
    owner = public.is_owner() and any(kind.is_working for kind in known.values())
    request = Request(scope, None)
    if owner and not roots.is_loopback(request.host):
        return respond.refused("this is for its owner, and answers on this machine alone", 421)
    if known and not _HOST.fullmatch(request.host):
        return respond.refused("there is no host of this name", 400)
    is_greedy = asked.are_too_many(request) and _database(datasette, path) is not None
    if known and (is_greedy or asked.is_too_long(request, of_owner=owner)):
        return respond.refused("this address is too long", 414)
    if known and is_read and _is_nowhere(datasette, path, routes):
        return await failing.missing(datasette, request)
    is_change = not is_read and method != "OPTIONS" and _is_ours(datasette, path, known)
    if is_change and not (owner and method == "POST"):  # with which 1.0 writes
        return respond.refused("this site is read-only", 405)
    if hiding.hides(datasette, path):
        return await failing.missing(datasette, request)
    if owner or not known:
        return None
    if _HIDDEN.fullmatch(path):
        return await failing.refusal(datasette, request, "")
    return None


def _path(datasette: Datasette, scope: Scope) -> str:
    raw = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    path: str = raw.decode("latin-1").partition("?")[0]
    base = str(datasette.setting("base_url"))
    return "/" + path[len(base) :] if base != "/" and path.startswith(base) else path


def _database(datasette: Datasette, path: str) -> str | None:
    """The name of the database whose page the path is; None for any other path."""
    found = _FIRST.match(path)
    if found is None:
        return None
    route = tilde_decode(found[1])
    names = (name for name, one in datasette.databases.items() if (one.route or name) == route)
    return next(names, None)


def _is_ours(datasette: Datasette, path: str, known: dict[str, Kind]) -> bool:
    return path in ("/", "/-/", "/-") or _database(datasette, path) in known


def _sought(datasette: Datasette, scope: Scope) -> str | None:
    """The table that is searched by its index."""
    found = _TABLE.match(_path(datasette, scope)) if b"_search" in scope["query_string"] else None
    table = str(tilde_decode(found[1])) if found is not None else None
    return None if table is None or public.is_bookkeeping(table) else table


def _is_nowhere(datasette: Datasette, path: str, routes: Any) -> bool:
    """Whether no route leads there, or only one of databases, of which there is none so called."""
    if path.startswith("//"):  # Datasette would lead from it to nowhere, or elsewhere
        return True
    if "%" in path or path.endswith("/") or datasette.template_dir:
        return False  # Datasette tries another spelling, or pages of the folder's
    for pattern, _ in routes:
        found = pattern.match(path)
        if found is not None:
            named = found.groupdict().get("database")
            return named is not None and tilde_decode(named) not in _routes(datasette)
    return True


def _routes(datasette: Datasette) -> set[str]:
    return {one.route or name for name, one in datasette.databases.items()}


async def _said(datasette: Datasette, known: dict[str, Kind]) -> str:
    corpus = await access.database(datasette)
    kind = known.get(corpus.name) if corpus is not None else None
    return roots.said(kind.publication if kind else None) if known else ""


def _addressed(scope: Scope, root: str) -> Scope:
    """The request as if to the host that is known, whatever it names; not one that may write."""
    if not root or scope["method"] not in READS:
        return scope
    parts = urlsplit(root)
    headers = [(n, v) for n, v in scope["headers"] if n.lower() != b"host"]
    headers.append(
        (b"host", parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii"))
    )
    return {**scope, "scheme": parts.scheme, "headers": headers}


class _Guarded:
    """Sends an answer on, with headers that it lacks; a method that broke something as refused."""

    def __init__(self, method: str, send: Send) -> None:
        self.method, self.send = method, send
        self.start: Message | None = None  # held back until there is more: it may break yet
        self.is_begun = self.is_replaced = False

    async def __call__(self, message: Message) -> None:
        if self.is_replaced:
            return
        if message["type"] != "http.response.start":
            await self._begin()
            await self.send(message)
        elif self.is_begun:  # Datasette broke in the middle of an answer, and begins another
            self.is_replaced = True
            await self.send({"type": "http.response.body", "body": b""})
        elif message["status"] >= 500 and self.method not in READS:
            self.is_replaced = True
            await respond.refused("this site is read-only", 405).asgi_send(self.send)
        else:
            self.start = {**message, "headers": _with_security(message)}

    async def _begin(self) -> None:
        if self.start is not None and not self.is_begun:
            self.is_begun = True
            await self.send(self.start)


def _with_security(message: Message) -> list[tuple[bytes, bytes]]:
    headers = list(message.get("headers") or [])
    have = {name.lower() for name, _ in headers}
    wanted = respond.SECURITY | {"Content-Security-Policy": STOCK}
    if message["status"] == 405:
        wanted["Allow"] = "GET, HEAD"
    return headers + [
        (name.lower().encode(), value.encode())
        for name, value in wanted.items()
        if name.lower().encode() not in have
    ]
