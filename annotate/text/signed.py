"""
Lines that say in one who wrote and when: `By Jane Doe March 11, 2015 3:46 PM`.

A name is one where a word says so ("by", "von", "par"). Without such a word a line may as
well say where (`New York, 20 October 2016`), in what paper or in what part of it; there it
is a name only beside a time of day and with none of their words, or where it is known that
an author stands there.
"""

import re

from annotate.text import dates

__all__ = ["BY", "NAME", "author", "who_and_when"]

_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_SMALL = r"(?:(?:de|van|von|der|den|bin|al|el|la|di|da|dos|du|le|ibn|and|&|und|et|y) ){0,2}"
NAME = rf"{_CAPITAL}[\w.'’-]*(?: {_SMALL}{_CAPITAL}[\w.'’-]*){{1,7}}"
"""A name of two words or more, or two of them with "and" between."""

BY = (
    r"(?i:(?:(?:written|posted|published|story|words|text|report|reported|article|edited) )?by:? "
    r"|(?:author|writer|reporter|autora?|auteur|autore|von|par|por|автор|текст)s?:? )"
)
"""The words before a name that say that it is an author's."""

_LONGEST = 160  # characters of such a line
_BETWEEN = " \t\xa0,;|/·•∙⋅‧–—-()[]:"
_DAY_WORDS = dates.DATE_WORDS - frozenset(dates.MONTHS) - {"a", "p", "m", "sun", "mon", "den"}
_LAST = r"[\s,;|/·•–—()-]([^\s,;|/·•–—()-]+?)[.:]?\Z"
_FIRST = r"(?:\d{1,2}(?:[:.h]\d{2}){0,2}h?|[^\W\d_]+)(?=\W|\Z)"
_CLOCK = r"(?i)(?<!\d)\d{1,2}(?:[:h]\d\d|\s?[ap]\.?m\b|\s?Uhr\b)"
_TIME = r"\d{1,2}[:.h]\d\d|[ap]\.?m"
_SEVERAL = rf"{NAME}(?:(?:, {NAME})+,? (?:and|&|und|et|y|e) {NAME})?"
_BEHIND = r"$|[,|;:(•·–—]| [-/|•·–—] | (?i:in|for|en|à|para|für) "
_DAY = r"\b(?:([^\W\d_]{3,12})\.? \d{1,2}|\d{1,2}\.? ([^\W\d_]{3,12}))\b"
_MOST = 4  # words of a name that no word says to be one
_NO_AUTHOR = (  # places, papers and parts of them, labels
    r"(?i)^(?:the|el|la|le|les|los|las|der|die|das)\b|\b(?:new|san|santa|saint|st|city|county|north"
    r"|south|east|west|times|post|news|press|guardian|courier|herald|tribune|gazette|journal|daily"
    r"|weekly|zeitung|nachrichten|tagblatt|presse|monde|figaro|diario|mundo|país|online|magazine"
    r"|radio|tv|agency|agencies|staff|desk|redaktion|rédaction|redacción|world|politics|business"
    r"|sports?|opinion|culture|media|international|europe|hong|kong|rio|tel|abu|sri|puerto|buenos"
    r"|são|united|kingdom|states|republic|last|updated|published|comments?|by|editor|writer"
    r"|reporter|correspondent|contributor|columnist|author|read|more|share|follow|view|about|all"
    r"|articles|posts|profile|contact|email|twitter|facebook|subscribe|sign|our|guest|admin)\b"
)


def who_and_when(line: str, *, is_author: bool = False) -> tuple[str, str | None] | None:
    """
    The author and the day (ISO 8601) of a line that says both and hardly more.

    None for the day where it is one of a change or has no year. `is_author`: it is known that
    who stands there is the author.
    """
    if not re.search(r"\d", line):  # as most names stand alone
        return None
    line = " ".join(line[: _LONGEST + 1].split())
    if len(line) > _LONGEST or (found := _day(line)) is None:
        return None
    start, end, day = found
    before, after = _until(line[:start]), _since(line[end:])
    for piece in (before, after):
        if named := re.match(rf"(?:{BY}|(?i:di|door) )({_SEVERAL})(?={_BEHIND})", piece):
            return named[1], day
    is_alone = is_author or (not after and re.search(_CLOCK, line[end:]) is not None)
    if is_alone and re.fullmatch(NAME, before) and (is_author or _may_be_author(before)):
        return before, day
    if is_author and not before and re.fullmatch(NAME, after):
        return after, day
    return None


def author(line: str) -> str | None:
    """The name in a line where an author is known to stand, with or without a day beside it."""
    line = " ".join(line[: _LONGEST + 1].split())
    if stamp := who_and_when(line, is_author=True):
        return stamp[0]
    if named := re.fullmatch(rf"{BY}({_SEVERAL})", line):
        return named[1]
    return line if re.fullmatch(NAME, line) and _may_be_author(line) else None


def _day(line: str) -> tuple[int, int, str | None] | None:
    """Where the first day begins and ends, and which it is, if it says that in full."""
    for start, end, day in dates.days(line):
        return start, end, None if dates.is_of_change(line[:start]) else day
    for found in re.finditer(_DAY, line):
        if (found[1] or found[2]).lower() in dates.MONTHS:
            return found.start(), found.end(), None
    return None


def _may_be_author(words: str) -> bool:
    return words.count(" ") < _MOST and re.search(_NO_AUTHOR, words) is None


def _until(before: str) -> str:
    """What stands before a day, without the words that belong to the day."""
    shorter = before.strip(_BETWEEN)
    while (last := re.search(_LAST, shorter)) and _is_before_day(last[1].lower()):
        shorter = shorter[: last.start()].strip(_BETWEEN)
    return shorter


def _is_before_day(word: str) -> bool:
    return word in _DAY_WORDS or re.fullmatch(_TIME, word) is not None


def _since(after: str) -> str:
    """What stands behind a day, without its time and the words that belong to it."""
    shorter = after.strip(_BETWEEN + ".")
    while (first := re.match(_FIRST, shorter)) and _is_of_day(first[0].lower()):
        shorter = shorter[first.end() :].strip(_BETWEEN + ".")
    return shorter


def _is_of_day(word: str) -> bool:
    return word[0].isdigit() or word in dates.DATE_WORDS
