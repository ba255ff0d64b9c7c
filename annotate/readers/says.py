"""
What a source says of itself, wherever it says it: checked here, and nowhere else.

A reader finds the words; these say what they are: a date is ISO 8601 with the
source's own precision and zone, a language is a BCP 47 tag. What is not surely one
is None, never a guess. A person's words are read in the same way, but refused in a
line instead of passed over; only the titles and names that programs fill in are taken.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from annotate.errors import BadInput
from annotate.model import Metadata
from annotate.text import clean

__all__ = ["by_hand", "byline", "day", "described", "joining", "language", "name", "site"]
__all__ += ["stated", "title", "url", "utc"]

LONGEST = 1000  # characters of a title, a site
LONGEST_BYLINE = 500
LONGEST_TITLE_BY_PROGRAM = 300
_LONGEST_DATE = 100
_LONGEST_URL = 2000

_NO_TITLE = (
    r"(?i)(?:untitled|unbenannt|sans titre|sin título|无标题)(?:[ _-]?\d+)?(?:\.\w{2,4})?"
    r"|(?:document|dokument|doc|presentation|scan|slide)[ _-]?\d*|(?:powerpoint|word) .*"
    r"|microsoft (?:word|powerpoint|excel)(?: -.*)?|\(?anonymous\)?|title|print|about:blank"
    r"|\S+\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|txt|html?|pptx?|xlsx?|wpd|md|ps|pages)"
    r"|\S+\.(?:exe|dll|tmp|bak|ps|eps|cdr|ai|p65|fm|book|wps|dat|prn|out|log|hwp|sxw|lwp|mcd|pm\d)"
    r"|(?:https?|file):\S+|[\W\d_]+"
)
_MACHINE = "(?:printer|scanner|copier|workstation|computer|terminal|laptop|pc)"
_NO_NAME = (
    r"(?is)(?:python-docx|(?:microsoft )?office user|windows user|user\d*|admin(?:istrator)?"
    rf"|.*\b{_MACHINE}[ _#-]*\d+"
    rf"|(?:library|office|lab|school|public|front|staff|home)\b.*\b{_MACHINE}"
    r"|(?:desktop|laptop|win|pc)-\w+"
    r"|unknown(?: author)?|un-?named|author|anonymous|owner|root|apache poi|default|none|[\W\d_]+"
    r"|\S*@\S*|.*(?:://|\{).*)"  # an address, a template
)
_BY = r"(?i)\A(?:by\s+)+"
_AND = {"de": "und", "fr": "et"}
_LANGUAGE = r"([a-z]{2,3})((?:-[a-z0-9]{1,8}){0,8})"
_NO_LANGUAGE = ("und", "zxx", "mul")  # undetermined, no words, several
_URL = r"(?i)https?://(?:[^\s/?#\[\]]+|\[[0-9a-f:.]+\](?::\d+)?)(?:[/?#]\S*)?"

_MONTH = r"\d{4}(?:-\d\d)?"
_MOMENT = (
    r"(\d{4})([-/.]?)(\d\d)\2(\d\d)"  # with slashes in metadata for Google Scholar
    r"(?:[T ]\s?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d)(?:[.,](\d{1,9}))?)?"
    r"\s?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_NO_CLOCK = r"(?<![0-9:])(?:2[4-9]|[3-9][0-9]):[0-9]{2}|:[6-9][0-9]"
_EARLIEST = 100_000_000  # seconds: March 1973; smaller numbers are no times, or mean nothing
_MILLISECONDS = 100_000_000_000  # from here on a number counts these
_LATEST = 10_000_000_000_000  # milliseconds: the year 2286


def by_hand(what: str, words: str) -> str:
    """What a person says of an article (`what` is of `DESCRIBED`); raises BadInput for none."""
    said = _BY_HAND[what](words)
    if said is None:
        raise BadInput(f"{clean.line(words)[:100]!r} {_INSTEAD[what]}")
    return said


def described(given: Mapping[str, str]) -> Metadata:
    """What a person says that an article is, in the usual form; an empty text takes it back."""
    stripped = {what: words.strip() for what, words in given.items()}
    return Metadata(**{what: words and by_hand(what, words) for what, words in stripped.items()})


def title(said: str | None, *, by_program: bool = False) -> str | None:
    """A title; `by_program`: where one fills it in if its user says nothing ("Document1")."""
    words = _line(said, LONGEST_TITLE_BY_PROGRAM if by_program else LONGEST)
    return None if by_program and words and re.fullmatch(_NO_TITLE, words) else words


def site(said: str | None) -> str | None:
    """The name of where it was published."""
    return _line(said, LONGEST)


def byline(said: Iterable[str | None], last: str | None = None) -> str | None:
    """
    The names of the authors, each once, as many as are not too long together.

    `last` is the word before the last of them; None: a comma.
    """
    names = list(dict.fromkeys(filter(None, map(name, said))))
    # with commas between them, Family, Given could not be told
    between = "; " if any("," in each for each in names) else ", "
    if last and len(names) > 1 and not any(re.search(r"[,;&]| and ", each) for each in names):
        words = f"{', '.join(names[:-1])} {last} {names[-1]}"
        if len(words) <= LONGEST_BYLINE:
            return words
    words = ""
    for known in names:
        longer = f"{words}{between}{known}" if words else known
        if len(longer) > LONGEST_BYLINE:
            break
        words = longer
    return words or None


def joining(language: str | None) -> str:
    """The word before the last of several names, in their language where citations know it."""
    return _AND.get((language or "")[:2], "and")


def name(said: str | None) -> str | None:
    """A name, or several as the source joins them; no address, and nobody made up by programs."""
    words = _author(said)
    return None if words and re.fullmatch(_NO_NAME, words) else words


def stated(said: str | None) -> str | None:
    """A name where a label says that it is one, be it Anonymous."""
    return _author(said)


def _author(said: str | None) -> str | None:
    return _line(re.sub(_BY, "", clean.line(said or "")), LONGEST_BYLINE)


def _byline(said: str) -> str | None:
    """As a person sets it; raises BadInput for no name, and for braces without the other one."""
    outside = re.sub(r"\{[^{}]*\}", "", said)
    if not any(map(str.isalnum, said)) or set("{}") & set(outside):
        told = "is no byline; say it like 'Jane Doe' or 'Doe, Jane; {Red Cross}'"
        raise BadInput(f"{clean.line(said)[:100]!r} {told}")
    return _author(said)


def _line(said: str | None, longest: int) -> str | None:
    words = clean.line(said or "")
    return words if 0 < len(words) <= longest else None


def url(said: str | None) -> str | None:
    """An address of the web."""
    words = (said or "").strip()
    is_one = len(words) <= _LONGEST_URL and words.isprintable() and re.fullmatch(_URL, words)
    return words if is_one else None


def language(said: str | None) -> str | None:
    """A BCP 47 tag in its usual case: `pt-BR`, `zh-Hant`."""
    found = re.fullmatch(_LANGUAGE, (said or "").strip().replace("_", "-").lower(), re.ASCII)
    if not found or found[1] in _NO_LANGUAGE:
        return None
    parts, single = [found[1]], False
    for part in found[2].split("-")[1:]:
        single = single or len(part) == 1  # from here on nothing is a country or a script
        parts.append(part if single else _cased(part))
    return "-".join(parts)


def _cased(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part


def utc(said: object) -> str | None:
    """A time with its zone as UTC, to the second; None if it is no such time."""
    found = day(said)
    if not found or "T" not in found:
        return None
    moment = datetime.fromisoformat(found)
    try:
        return _in_utc(moment.astimezone(UTC)) if moment.tzinfo else None
    except OverflowError:  # in the first or last hours of the calendar
        return None


def day(said: object) -> str | None:
    """
    A day, as ISO 8601, with the time or as a month or year where the source says so.

    Read are ISO 8601, dates as in mails and in words, and Unix times.
    """
    if isinstance(said, int | float) and not isinstance(said, bool):
        return _from_number(said)
    if not isinstance(said, str) or len(said) > _LONGEST_DATE:
        return None
    words = " ".join(said.split())
    if re.search(_NO_CLOCK, words):  # what is partly impossible is not partly true
        return None
    readings: tuple[Callable[[str], str | None], ...] = (_from_iso, _digits, _from_mail, _words)
    return next((found for read in readings if (found := read(words))), None)


def _from_number(value: float) -> str | None:
    """Unix seconds or milliseconds; eight digits are a day if there is such a day."""
    if not _EARLIEST <= value < _LATEST:
        return _from_iso(str(int(value))) if 10_000_000 <= value < _EARLIEST else None
    seconds = value / 1000 if value >= _MILLISECONDS else value
    return _in_utc(datetime.fromtimestamp(int(seconds), UTC))


def _in_utc(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _from_iso(words: str) -> str | None:
    if re.fullmatch(_MONTH, words, re.ASCII):
        return words if _there_is(f"{words}-01-01"[:10]) else None
    found = re.fullmatch(_MOMENT, words, re.ASCII)
    if not found:
        return None
    year, _, month, of_month, hour, minute, second, fraction, zone = found.groups()
    moment = f"{year}-{month}-{of_month}"
    if hour:
        moment += f"T{hour}:{minute}" + (f":{second}" if second else "")
        moment += f".{fraction}" if fraction else ""
        moment += _zone(zone or "")
    return moment if _there_is(moment) else None


def _zone(said: str) -> str:
    """`Z`, `+02:00`."""
    if not said.startswith(("+", "-")):
        return said and "Z"
    digits = said[1:].replace(":", "").ljust(4, "0")
    return f"{said[0]}{digits[:2]}:{digits[2:]}"


def _there_is(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True


def _digits(words: str) -> str | None:
    """A number, written as text; years and days are read before."""
    return _from_number(int(words)) if re.fullmatch(r"[0-9]{9,13}", words) else None


def _from_mail(words: str) -> str | None:
    """As mails, RSS and browsers have it: Tue, 10 Jun 2003 04:00:00 GMT."""
    if ":" not in words:  # without a time, the zone would be made up, too
        return None
    from email.utils import parsedate_to_datetime  # takes longer than all the rest, and few need it

    try:
        moment = parsedate_to_datetime(re.sub(r"\bGMT(?=[+-][0-9]{4}\b)", "", words))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _words(words: str) -> str | None:
    """A day in words: 10 June 2003, June 10, 2003, 10. Juni 2003."""
    from annotate.text import dates  # the words of many languages

    return dates.day_in(words)


_BY_HAND: dict[str, Callable[[str], str | None]] = {
    "title": title,
    "byline": _byline,
    "site": site,
    "published": day,
    "url": url,
    "language": language,
}
_INSTEAD = {
    "title": f"is no title; say it in {LONGEST:,} characters at most",
    "byline": f"is no byline; say it in {LONGEST_BYLINE} characters at most",
    "site": f"is no site; say it in {LONGEST:,} characters at most",
    "published": "is no date; say it like 2016, 2016-10 or 2016-10-20",
    "url": "is no address; it begins with http:// or https://",
    "language": "is no language; say it like en, ar or pt-BR",
}
