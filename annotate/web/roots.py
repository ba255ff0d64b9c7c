"""
Where the world finds the site: what links in citations begin with.

What the published copy says, else what who serves it says (`annotate serve --base-url`, or
ANNOTATE_BASE_URL); whatever host a request names counts for nothing then. If nobody has said,
a request that names this very machine is believed, as whoever asks sits at it; any other could
have us write its name into every citation, so addresses are without a host then.
"""

import os
import re

from annotate.corpus.publication import Publication
from annotate.web.kinds import Database

__all__ = ["BASE_URL", "is_loopback", "root", "said"]

BASE_URL = "ANNOTATE_BASE_URL"
_WEB = re.compile(r"https?://[^\s/?#\"'<>\\]+(/[^\s?#\"'<>\\]*)?", re.IGNORECASE)
_LOOPBACK = re.compile(
    r"(localhost|[a-z0-9-]+\.localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?",
    re.ASCII | re.IGNORECASE,
)


def is_loopback(host: str) -> bool:
    """Whether a Host header names the machine that asks."""
    return _LOOPBACK.fullmatch(host) is not None


def said(publication: Publication | None) -> str:
    """The home page as someone said it, with its last slash; empty when nobody did."""
    for words in ((publication.base_url if publication else ""), os.environ.get(BASE_URL, "")):
        if _WEB.fullmatch(words.strip()):
            return words.strip().rstrip("/") + "/"
    return ""


def root(datasette: Database, request: Database, publication: Publication | None) -> str:
    """The absolute address of the home page; empty when it is not known."""
    known = said(publication)
    if known or not is_loopback(request.host):
        return known
    return str(datasette.absolute_url(request, str(datasette.urls.path("/"))))
