"""
What a file says of itself, made fit to be shown - or None where it is no answer.

Programs fill in a title or an author where their user said nothing ("Microsoft
Word - draft.doc", "Administrator"); that is none.
"""

import re
from collections.abc import Iterable
from datetime import date

from annotate.text import clean

__all__ = ["byline", "day", "language", "title"]

LONGEST_TITLE = 300  # characters
LONGEST_BYLINE = 500

_NO_TITLE = re.compile(
    r"(?i)(?:untitled|unbenannt|sans titre|sin título|无标题)(?:[ _-]?\d+)?(?:\.\w{2,4})?"
    r"|(?:document|dokument|doc|presentation|scan|slide)[ _-]?\d*|(?:powerpoint|word) .*"
    r"|microsoft (?:word|powerpoint|excel)(?: -.*)?|\(?anonymous\)?|title|print|about:blank"
    r"|\S+\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|txt|html?|pptx?|xlsx?|wpd|md|ps|pages)"
    r"|(?:https?|file):\S+|[\W\d_]+"
)
_NO_ONE = re.compile(
    r"(?i)(?:python-docx|(?:microsoft )?office user|windows user|user\d*|admin(?:istrator)?"
    r"|unknown(?: author)?|un-?named|author|anonymous|owner|root|apache poi|default|none|[\W\d_]+)"
)
_DAY = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8}){0,4})")


def title(said: str | None) -> str | None:
    """A title that someone gave."""
    words = clean.line(said or "")
    return words if 0 < len(words) <= LONGEST_TITLE and not _NO_TITLE.fullmatch(words) else None


def byline(said: Iterable[str | None]) -> str | None:
    """The names of the authors."""
    names = [clean.line(name) for name in said if name]
    known = dict.fromkeys(name for name in names if name and not _NO_ONE.fullmatch(name))
    words = ", ".join(known)
    return words if 0 < len(words) <= LONGEST_BYLINE else None


def day(said: str | None) -> str | None:
    """A date, or date and time, in ISO 8601; also a year, or a year and month."""
    found = _DAY.fullmatch((said or "").strip())
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    time, away = found[4], found[5] or ""
    if len(away) == 5:
        away = f"{away[:3]}:{away[3:]}"
    return f"{found[0][:10]}T{time}{away}" if time else found[0]


def language(said: str | None) -> str | None:
    """A BCP 47 tag."""
    found = _LANGUAGE.fullmatch((said or "").strip().replace("_", "-"))
    if not found or found[1].lower() in ("und", "zxx", "mul"):
        return None
    return found[1].lower() + found[2]
