"""
Our page where there is none: also for paths that are Datasette's, and for its errors.

What it says of bad SQL stays its own. What went wrong in the server is for its log.
"""

import sys
import traceback

from datasette import forbidden, handle_exception
from datasette.utils.asgi import Forbidden, NotFound, Response

from annotate.web import access, respond
from annotate.web.access import Corpus, Datasette, Request

__all__ = ["missing", "page", "refusal"]

# where rich is installed, as with our extra `tui`, Datasette would write every variable of every
# function into its log, for each page that is not there: seconds of work, and private words
handle_exception.rich = None

_MISSING = "There is no page at this address."
_BROKEN = "This page cannot be made. What went wrong is in the log of the server."
_PRIVATE = "This is not shown here."


async def page(datasette: Datasette, request: Request, exception: Exception) -> Response | None:
    """The answer to an exception; None leaves it to Datasette."""
    status = getattr(exception, "status", 500)
    if status < 500 and status != 404:
        return None
    if status < 500:
        told = str(exception) if str(exception) not in ("", "404") else _MISSING
        return await _shown(datasette, request, told, 404)
    if not hasattr(exception, "status"):  # not something that Datasette says, but a fault
        print("".join(traceback.format_exception(exception)), file=sys.stderr)
    return await _shown(datasette, request, _BROKEN, status)


async def refusal(datasette: Datasette, request: Request, message: str) -> Response:
    """The answer to who may not see something; where there is no corpus, Datasette's."""
    ours = await _shown(datasette, request, _PRIVATE, 403)
    return ours or await forbidden.forbidden(datasette, request, message)()


async def missing(datasette: Datasette, request: Request) -> Response:
    """The answer where nothing is, asked before Datasette looks for it."""
    return await _shown(datasette, request, _MISSING, 404) or respond.refused(_MISSING, 404)


async def _shown(datasette: Datasette, request: Request, told: str, status: int) -> Response | None:
    if await access.database(datasette) is None:
        return None
    path = request.path
    if path.endswith(".json") or "application/json" in (request.headers.get("accept") or ""):
        body = {"ok": False, "error": told, "status": status, "title": None}
        return Response.json(body, status=status, headers=_headers(datasette))
    if path.endswith(".csv"):
        return Response.text(f"{told}\n", status=status, headers=_headers(datasette))
    site = respond.site(datasette, request, await _corpus(datasette, request))
    body_of = respond.trouble(site, told, status)
    return Response(
        body_of, status=status, headers=_headers(datasette) | {"Content-Length": str(len(body_of))},
        content_type="text/html; charset=utf-8",
    )  # fmt: skip


def _headers(datasette: Datasette) -> dict[str, str]:
    cors = {"Access-Control-Allow-Origin": "*"} if datasette.cors else {}
    return respond.SECURITY | {"Cache-Control": "no-store"} | cors


async def _corpus(datasette: Datasette, request: Request) -> Corpus | None:
    try:
        return await access.corpus(datasette, request.actor)
    except (Forbidden, NotFound):
        return None
