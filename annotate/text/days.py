"""
Days as people read and type them.
"""

import re
from datetime import date, datetime

from annotate.errors import BadInput

__all__ = ["in_words", "period"]


def in_words(time: str) -> str | None:
    """A time (ISO 8601) as a day, `21 November 2026`; None for what is no time."""
    try:
        when = datetime.fromisoformat(time)
    except ValueError:
        return None
    return f"{when.day} {when:%B} {when.year}"


def period(words: str) -> tuple[str, str]:
    """
    A day, a month, a year or all from one to another (`2016-10..2016-12`, either end open).

    Dates in ISO 8601 are in it that are, as text, not before the first of what is returned
    and before the second; empty where it is open. Raises BadInput.
    """
    first, to, last = words.partition("..")
    low, high = _within(first, words), _within(last if to else first, words)
    if low == high == ("", ""):
        raise BadInput(_NO_PERIOD.format(words=words))
    if low[0] and high[1] and low[0] >= high[1]:
        raise BadInput(f"{first} is after {last}; say date:{last}..{first}")
    return low[0], high[1]


_NO_PERIOD = "no date {words!r}; say date:2016, date:2016-10, date:2016-10-17 or date:2016-10..2017"


def _within(words: str, whole: str) -> tuple[str, str]:
    """Where a day, month or year begins, and what comes after it; empty for nothing."""
    if not words:
        return "", ""
    if not (found := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", words)):
        raise BadInput(_NO_PERIOD.format(words=whole))
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise BadInput(_NO_PERIOD.format(words=whole)) from error
    return words, _after(first, is_day=bool(day), is_month=bool(month))


def _after(first: date, *, is_day: bool, is_month: bool) -> str:
    """What comes after the day, month or year that begins so, in the order of text."""
    if is_day:
        return f"{first.isoformat()}~"  # times of the day come before it
    return f"{first:%Y-%m}~" if is_month else f"{first.year:04}~"
