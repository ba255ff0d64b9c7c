"""In which encoding a browser takes a page."""

from annotate.web.access import Request

__all__ = ["takes_gzip"]

MOST = 500  # characters of Accept-Encoding


def takes_gzip(request: Request) -> bool:
    """Whether the request says that it understands gzip."""
    words = (request.headers.get("accept-encoding") or "")[:MOST].lower()
    for part in words.split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
