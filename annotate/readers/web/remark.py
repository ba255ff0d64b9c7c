"""
What the program that saved a page says in a comment: its address, and when it was so.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["address", "instant", "utc"]

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
_FORMS = ("%b %d %Y %H:%M:%S GMT%z",)


def address(html: str) -> str | None:
    """The address that a page was saved from."""
    found = _first(_ADDRESSES, html)
    return found if found and found.lower().startswith(("http://", "https://")) else None


def instant(html: str) -> str | None:
    """When a page was saved, as UTC ISO 8601."""
    found = _first(_TIMES, html)
    return utc(found) if found else None


def utc(told: str) -> str | None:
    """A time as mail and browsers write it, as UTC ISO 8601."""
    try:
        if told[0].isalpha() and told[3] == " ":
            moment = datetime.strptime(told, _FORMS[0])
        else:
            moment = parsedate_to_datetime(told)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else None
    except (ValueError, OverflowError, IndexError):
        return None


def _first(patterns: tuple[str, ...], html: str) -> str | None:
    found = (re.search(pattern, html[:_LOOKED_AT]) for pattern in patterns)
    return next((match[1] for match in found if match), None)
