"""
The values in a request's query, read once, in one pass, and no more of them than pages know.

Datasette's `request.args` parses the whole query each time it is looked at.
"""

from urllib.parse import unquote_plus

from annotate.web.access import Request

__all__ = ["KNOWN", "MOST", "are_too_many", "is_too_long", "values"]

MOST_VALUES = 200  # of a query: Datasette reads all of them again for each that it looks for
MOST_OF_OWNER = 65_536
MOST = 8_192  # bytes of a path, and of a query: no address that our pages make has as many
KNOWN = frozenset(
    ("after", "all", "article", "before", "below", "c", "gone", "page", "q", "role", "tag", "v")
)
"""The names that some page asks for; all others change nothing, and name no other page."""


def is_too_long(request: Request, *, of_owner: bool = False) -> bool:
    """Whether the address is longer than any of ours; the owner may ask for much SQL."""
    longest = MOST_OF_OWNER if of_owner else MOST
    return len(request.query_string) > longest or len(request.path) > MOST


def are_too_many(request: Request) -> bool:
    """Whether the values are more than a page of Datasette's tables takes in half a second."""
    return bool(request.query_string.count("&") > MOST_VALUES)


def values(request: Request) -> dict[str, str]:
    """The first value of every name that pages know; nothing of a query that is too long."""
    found: dict[str, str] = {}
    for part in () if is_too_long(request) else request.query_string.split("&"):
        name, _, value = part.partition("=")
        if name in KNOWN and name not in found:
            found[name] = unquote_plus(value, errors="replace")
    return found
