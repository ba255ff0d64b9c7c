"""
What records say of dates and times, as ISO 8601.

A source's own precision and zone stay: a date gets no time, a time no zone. What
reads as no date for sure is None.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from annotate.model import Block
from annotate.text import metadata

__all__ = ["iso", "utc"]

_LONGEST = 100  # characters
_ISO = (
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]\s?(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_EARLIEST = 100_000_000  # seconds: March 1973; smaller numbers are no times, or mean nothing
_MILLISECONDS = 100_000_000_000  # from here on a number counts these
_LATEST = 10_000_000_000_000  # milliseconds: the year 2286


def iso(value: object) -> str | None:
    """A date, or a date and time: ISO 8601, as in mails, in words, or a Unix time."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(value.split())
    readings: tuple[Callable[[str], str | None], ...] = (_from_iso, _digits, _from_mail, _words)
    return next((found for read in readings if (found := read(text))), None)


def utc(value: str | None) -> str | None:
    """A time with its zone as UTC, to the second; None if it is no such time."""
    found = iso(value)
    if not found or "T" not in found:
        return None
    moment = datetime.fromisoformat(found)
    try:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment.tzinfo else None
    except OverflowError:  # in the first or last hours of the calendar
        return None


def _from_number(value: float) -> str | None:
    """Unix seconds or milliseconds; eight digits are a day if there is such a day."""
    if not _EARLIEST <= value < _LATEST:
        return _day(int(value)) if 18_000_101 <= value < _EARLIEST else None
    seconds = value / 1000 if value >= _MILLISECONDS else value
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}"


def _day(digits: int) -> str | None:
    try:
        return date(digits // 10_000, digits // 100 % 100, digits % 100).isoformat()
    except ValueError:
        return None


def _from_iso(text: str) -> str | None:
    if re.fullmatch(r"\d{4}(?:-\d\d)?", text, re.ASCII):
        return text  # a year, a month
    match = re.fullmatch(_ISO, text, re.ASCII)
    if match is None:
        return None
    day, time, zone = match.groups()
    zone = "Z" if zone in ("z", "UTC", "GMT") else zone or ""
    found = f"{day}T{time}{zone}" if time else day
    try:
        datetime.fromisoformat(found)
    except ValueError:
        return None
    return found


def _digits(text: str) -> str | None:
    """A number, written as text; bare years are read before."""
    return _from_number(int(text)) if re.fullmatch(r"[0-9]{8,13}", text) else None


def _from_mail(text: str) -> str | None:
    """As mails and RSS have it: Tue, 10 Jun 2003 04:00:00 GMT."""
    if ":" not in text:  # without a time, the zone would be made up, too
        return None
    try:
        return parsedate_to_datetime(text).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    """A day in words: 10 June 2003, June 10, 2003, 10. Juni 2003."""
    return metadata.of(text, [Block(0, len(text), "dateline")]).published
