"""
Pages that a web archive keeps: the address and the day that its own address says.

Wayback machines, whoever runs them, have both in it: `…/web/20161021093012/https://…`, with
two letters behind the time for the page as it came. So has archive.today, which may write
the time as `2016.10.21-093012`.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from annotate.model import Metadata
from annotate.readers import says

__all__ = ["Capture", "earliest", "is_archive", "of", "original"]

_WHEN = r"(\d{14}|\d{4}\.\d\d\.\d\d-\d{6})"
_KEPT = rf"https?://[^/\s?#]+/(?:[\w.-]{{1,40}}/){{0,3}}?{_WHEN}(?:[a-z]{{2}}_|\*)?/(https?:/{{1,2}}\S+)"
_SOMETIME = (  # at the Internet Archive the time may be cut short or left out
    r"https?://(?:web|wayback|www)\.archive\.org/web/(?:(\d{1,14})(?:[a-z]{2}_|\*)?/|\*/)?"
    r"((?:https?:/{1,2})?[^\s/?#]+\.[^\s]+)"
)
_SCHEME = r"(https?):/{1,2}"
_ARCHIVES = (
    r"(?:^|\.)(?:archive\.(?:today|ph|is|li|md|fo|vn|org)|perma\.cc|arquivo\.pt|archive-it\.org"
    r"|webarchive\.[\w.-]+|webcache\.googleusercontent\.com|(?:www\.)?ghostarchive\.org)$"
)


@dataclass(frozen=True, slots=True)
class Capture:
    """The address of a page that is kept in an archive, and when it was so (UTC ISO 8601)."""

    url: str | None
    captured: str | None


def of(address: str | None) -> Capture | None:
    """What an archive's address says; None for another address."""
    words = (address or "").strip()
    found = re.fullmatch(_KEPT, words) or re.fullmatch(_SOMETIME, words)
    if not found:
        return None
    digits = re.sub(r"\D", "", found[1] or "")
    captured = _instant(digits)
    if len(digits) == len("20161021093012") and not captured:
        return None  # a number, but no time
    return Capture(says.url(_whole(found[2])), captured)


def original(said: Metadata, captured: str | None) -> tuple[Metadata, str | None]:
    """What is said and when it was so, of the page itself instead of its copy in an archive."""
    if not (kept := of(said.url)):
        return said, captured
    return replace(said, url=kept.url or said.url), earliest(kept.captured, captured)


def earliest(*instants: str | None) -> str | None:
    """Of times at which a page was as it is, the first: the later ones only copied it."""
    return min(filter(None, instants), default=None)


def is_archive(address: str | None) -> bool:
    """Whether an address is one of a known archive."""
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return False
    return re.search(_ARCHIVES, host) is not None


def _whole(address: str) -> str:
    """The address within another, whose two strokes may have become one, or gone."""
    if scheme := re.match(_SCHEME, address):
        return f"{scheme[1]}://{address[scheme.end() :]}"
    return f"http://{address}"


def _instant(digits: str) -> str | None:
    d = digits
    if len(d) != len("20161021093012"):
        return None
    return says.utc(f"{d[:4]}-{d[4:6]}-{d[6:8]}T{d[8:10]}:{d[10:12]}:{d[12:]}Z")
