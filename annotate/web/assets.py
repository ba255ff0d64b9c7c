"""
Our stylesheet, script and icon, and the colours of tags.

Served here rather than by Datasette, for headers: what is asked for with the
version it has may be kept for ever.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from datasette.utils.asgi import Response

from annotate.web import asked
from annotate.web.access import Request

__all__ = ["BUILD", "FILES", "colours", "file", "rules"]

_HERE = Path(__file__).parent
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FILES = {path.name: path.read_bytes() for path in sorted((_HERE / "static").iterdir())}
_COLOUR = re.compile(r"[0-9a-f]{6}", re.ASCII)


def _build() -> str:
    """A name for this state of the package's pages."""
    digest = hashlib.sha256()
    for path in sorted((*_HERE.glob("*.py"), *_HERE.rglob("*.html"), *_HERE.glob("static/*"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


BUILD = _build()


async def file(request: Request) -> Response:
    """A file of ours; needs no permission, as it tells nothing of the corpus."""
    name = request.url_vars["file"]
    if name not in FILES:
        return Response.text("no such file\n", status=404)
    return _response(
        FILES[name], _TYPES[Path(name).suffix], for_ever=asked.values(request).get("v") == BUILD
    )


async def colours(request: Request) -> Response:
    """Classes for colours, which are all in the address: nothing of the corpus is needed."""
    colours = asked.values(request).get("c", "").split(",")[:200]
    return _response(rules(colours), _TYPES[".css"], for_ever=True)


def rules(colours: Iterable[str]) -> bytes:
    """The classes of these colours, of which nothing else is taken."""
    found = (f".c-{digits}{{--tag:#{digits}}}\n" for digits in colours if _COLOUR.fullmatch(digits))
    return "".join(found).encode()


def _response(body: bytes, type: str, *, for_ever: bool) -> Response:
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if for_ever else "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'self'",
    }
    return Response(body, headers=headers, content_type=type)
