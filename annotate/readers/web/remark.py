"""
What the program that saved or kept a page says in it: its address, and when it was so.
"""

import re

from annotate.readers import archived, says
from annotate.readers.archived import Capture

__all__ = ["BAR", "address", "instant", "kept"]

BAR = re.compile(
    r"(?:^|\s)(?:wm-ipp(?:-\w+)?|donato|(?:b\w*__)?google-cache-hdr|wb_\w*banner\w*|_wb_\w+)(?=$|\s)"
)
"""What the elements are called that an archive adds to a page."""

_LOOKED_AT = 20_000  # characters at the beginning, and as many at the end
_KEPT = (  # address and time
    r"""__wm\.wombat\(\s{0,9}["'](?P<url>[^"'\s]{1,2000})["'],\s{0,9}["'](?P<day>\d{14})["']""",
    r"""wbinfo\.timestamp\s{0,9}=\s{0,9}["'](?P<day>\d{14})["'];?.{0,2000}?"""
    r"""wbinfo\.url\s{0,9}=\s{0,9}["'](?P<url>[^"'\s]{1,2000})["']""",
    r"""wbinfo\.url\s{0,9}=\s{0,9}["'](?P<url>[^"'\s]{1,2000})["'];?.{0,2000}?"""
    r"""wbinfo\.timestamp\s{0,9}=\s{0,9}["'](?P<day>\d{14})["']""",
    r"Google(?:'|&#39;|’)s cache of (?:<[^<>]{1,2000}>)?(?P<url>https?://[^\s<>\"]{1,2000})"
    r".{0,400}?\bas it appeared on (?P<day>\d{1,2} \w{3} \d{4} [\d:]{8} GMT)",
    r"FILE ARCHIVED ON (?P<day>[\d:]{8} \w{3} \d{1,2}, \d{4}) AND RETRIEVED FROM THE(?P<url>)",
)
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


def kept(html: str, *addresses: str | None) -> Capture | None:
    """What an archive says of the page: in an address of it, a script, a bar or a comment."""
    told = next((capture for one in addresses if (capture := archived.of(one))), None)
    if told and told.captured:
        return told
    ends = html[:_LOOKED_AT], html[_LOOKED_AT:][-_LOOKED_AT:]
    matches = (re.search(pattern, end, re.DOTALL) for pattern in _KEPT for end in ends)
    found = next(filter(None, matches), None)
    if not found:
        return told
    url = says.url(found["url"].rstrip(".")) or (told.url if told else None)
    return Capture(url, _moment(found["day"]))


def _moment(said: str) -> str | None:
    """A time of `_KEPT` as UTC ISO 8601."""
    if said.isdecimal():
        return says.utc(f"{said[:8]}T{said[8:]}Z")
    if comment := re.fullmatch(r"([\d:]{8}) (\w{3}) (\d{1,2}), (\d{4})", said):
        clock, month, day, year = comment.groups()
        return says.utc(f"{day} {month} {year} {clock} GMT")
    return says.utc(said)


def _first(patterns: tuple[str, ...], html: str) -> str | None:
    found = (re.search(pattern, html[:_LOOKED_AT]) for pattern in patterns)
    return next((match[1] for match in found if match), None)
