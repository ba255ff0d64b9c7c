"""
What a cell of a table says: a place, a time, a number, who or what made something.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache

from annotate.corpus.placing import Where
from annotate.errors import BadInput

__all__ = ["id_of", "is_private", "origin", "time_of", "units", "where"]

_ORIGINS = ("hand", "rule", "model", "import")
_TRUE, _FALSE = ("1", "true", "yes"), ("", "0", "false", "no")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def units(text: str) -> int:
    """The length of a text as spreadsheets count it."""
    return len(text.encode("utf-16-le", "replace")) // 2


def where(cells: dict[str, str], ref: str) -> Where:
    """The place that a row says; raises BadInput."""
    get = cells.get
    ref, number = ref.strip(), get("number", "")
    article = get("article", "").strip()
    if not ref and article and number:
        ref = f"{article}:{number.strip()}"
    key, removed = get("key", "").strip(), _number("removed", get("removed", ""))
    if not (quote := get("quote", "")):
        return Where(key, article, ref, removed=removed)
    start, occurrence, gone = (_number(name, get(name, "")) for name in _NUMBERS)
    around = get("prefix", ""), get("suffix", "")
    return Where(key, article, ref, quote, *around, start, occurrence, gone, removed)


_NUMBERS = ("start", "occurrence", "gone")


def id_of(said: str) -> str:
    """An id as ours are; others, like the numbers of rows, are none."""
    return said if _UUID.fullmatch(said) else ""


def _number(name: str, said: str) -> int | None:
    if not said:
        return None
    said = said.strip().removesuffix(".0")  # as pandas has them beside cells without any
    if not (said.isascii() and said.isdecimal() and len(said) < 16):
        told = '; R says so of nothing, but for write.csv(…, na = "")' if said == "NA" else ""
        raise BadInput(f"{name} must be a whole number, not {said!r:.40}{told}")
    return int(said)


def origin(said: str) -> str:
    """What made a tagging; raises BadInput."""
    name = said.strip().lower() or "import"
    if name not in _ORIGINS:
        raise BadInput(f"the origin {said!r:.40} is none of {', '.join(_ORIGINS)}")
    return name


def is_private(said: str) -> bool:
    """Whether a note is; raises BadInput."""
    word = said.strip().lower()
    if word not in _TRUE and word not in _FALSE:
        raise BadInput(f"private must be 1 or 0, not {said!r:.40}")
    return word in _TRUE


@lru_cache(maxsize=64)  # what was made at once stands together
def time_of(said: str, otherwise: str) -> str:
    """A time as UTC ISO 8601 text; without a zone it is UTC, a day is its first moment."""
    if not said:
        return otherwise
    try:
        when = datetime.fromisoformat(said.strip())
        if _TIME.fullmatch(said):
            return said
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{said!r:.40} is no time; say it like 2025-02-01T10:30:00Z") from error
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"
