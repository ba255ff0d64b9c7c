"""
What a plain text says of itself: title, author, site and date.

Nothing is guessed: a name is one where the words around it say so ("By Jane Doe",
"Jane Doe is a writer"), a date is a full date, and all else is None.
Patterns are compiled when first needed, by `re`, as most texts need few.
"""

import re
from collections.abc import Iterable, Sequence

from annotate.model import Block, Metadata
from annotate.text import dates, signed

__all__ = ["of"]

LONGEST_NAME = 80  # characters
LONGEST_TITLE = 300
_LONGEST_LINE = 120

_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_TITLE = (
    rf"(?:[Tt]he )?{_CAPITAL}[\w.'’&-]*"
    rf"(?: (?:(?:of|the|and|de|for|du|la|le|&) ){{0,2}}{_CAPITAL}[\w.'’&-]*){{0,5}}"
)
_AFTER_BY = rf"{signed.BY}({signed.NAME})(?=$|[,|;:(•·–—]| [-/|•·–—] |\.$| (?:for|on|in|at|is|in) )"
_DATED = (
    rf"{_TITLE}(?:,| [|·•–—-])? "
    r"(?:[\w.,]{2,12} [\w.,]{1,12} [12]\d{3}|\d{4}-\d\d-\d\d)"
)
_LABELLED = (
    r"(?:作者|记者|記者|文|著者|نویسنده|الكاتب|المؤلف|بقلم)\s?[:：/／]\s?"
    r"([^\s,，|/。.][^,，|/。.\d]{1,40})$"
)
_LIFE = rf"({signed.NAME})(?:,[^.!?]{{2,200}},)? (?:is|was) (?:currently |also )?(?:an?|the) "
_ORIGIN = (
    r"(?i:originally|first|previously) (?:published|appeared|posted|ran) (?:at|in|on|by)\s+"
    rf"({_TITLE})"
)
_STAFF = rf"\bstaff (?:writer|reporter) (?:at|for|with) ({_TITLE})"
_ADDRESS = r"(?i:(?:permalink|url|original url|source url|canonical)\s?:\s?(https?://[^\s<>\"]+))$"


def of(text: str, blocks: Sequence[Block]) -> Metadata:
    """The title, author, site, date and address, each only where the text says it plainly."""
    told: dict[str, list[str]] = {"title": [], "byline": [], "dateline": [], "boilerplate": []}
    for block in blocks:
        if block.role in told:
            told[block.role].append(" ".join(text[block.start : block.end].split()))
    return Metadata(
        title=_title(told["title"]),
        byline=_author(told["byline"]) or _author(told["dateline"]),
        site=_site(told["byline"]),
        published=_published(told["dateline"])
        or _signed(told["byline"])
        or _beside_name(told["byline"]),
        url=_found(_ADDRESS, (line for line in told["boilerplate"] if "://" in line)),
    )


def _title(lines: list[str]) -> str | None:
    title = lines[0].strip("#").strip() if lines else ""
    return title if 0 < len(title) <= LONGEST_TITLE else None


def _author(lines: list[str]) -> str | None:
    for before, line in zip(["", *lines], lines, strict=False):
        stamp = signed.who_and_when(line)
        name = (
            (stamp and stamp[0])
            or _matched(_AFTER_BY, line)
            or _matched(_LABELLED, line)
            or _matched(_LIFE, line)
        )
        if (
            not name
            and before.lower().rstrip(":").endswith(" by")
            and re.fullmatch(signed.NAME, line)
        ):
            name = line
        if name and len(name) <= LONGEST_NAME:
            return name
    return None


def _site(lines: list[str]) -> str | None:
    site = _found(_ORIGIN, lines) or _found(_STAFF, lines)
    return site.rstrip(".") if site and len(site) <= LONGEST_NAME else None


def _matched(pattern: str, line: str) -> str | None:
    match = re.match(pattern, line)
    return match[1] if match else None


def _found(pattern: str, lines: Iterable[str]) -> str | None:
    matches = (re.search(pattern, line) for line in lines if len(line) <= 1000)
    return next((match[1] for match in matches if match), None)


def _published(lines: list[str]) -> str | None:
    return next((day for line in lines if (day := dates.day_in(line))), None)


def _signed(lines: list[str]) -> str | None:
    """The day beside who wrote it."""
    both = (signed.who_and_when(line) for line in lines)
    return next((stamp[1] for stamp in both if stamp and stamp[1]), None) or _published(
        _after_names(lines)
    )


def _beside_name(lines: list[str]) -> str | None:
    """The one day that stands behind a name, whosever it is: a paper's, a place's."""
    dated = (line for line in lines if len(line) <= _LONGEST_LINE and re.fullmatch(_DATED, line))
    days = {day for line in dated if (day := dates.day_in(line))}
    return days.pop() if len(days) == 1 else None


def _after_names(lines: list[str]) -> list[str]:
    """What stands after the authors in lines that say both who and when."""
    named = ((line, re.match(_AFTER_BY, line)) for line in lines if len(line) <= _LONGEST_LINE)
    return [line[found.end() :] for line, found in named if found]
