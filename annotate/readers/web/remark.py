"""
What the program that saved a page says in a comment: its address, and when it was so.
"""

import re

from annotate.readers import says

__all__ = ["address", "instant"]

_LOOKED_AT = 20_000  # characters
_ADDRESSES = (
    r"<!--\s{0,9}saved from url=\(\d{4}\)(\S{1,2000})",
    r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s(\S{1,2000})",
)
_TIMES = (
    r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s\S{1,2000}\s{1,9}saved date:"
    r" \w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})",
    r"<!-- Mirrored from [^>]{1,2000} by HTTrack[^>]{0,100}?,"
    r" (\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT)",
)


def address(html: str) -> str | None:
    """The address that a page was saved from."""
    return says.url(_first(_ADDRESSES, html))


def instant(html: str) -> str | None:
    """When a page was saved, as UTC ISO 8601."""
    return says.utc(_first(_TIMES, html))


def _first(patterns: tuple[str, ...], html: str) -> str | None:
    found = (re.search(pattern, html[:_LOOKED_AT]) for pattern in patterns)
    return next((match[1] for match in found if match), None)
