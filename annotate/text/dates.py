"""
Dates: the words that they are made of, in several languages, and lines that are nothing else.
"""

import re
from collections.abc import Iterator, Sequence

from annotate.text.wordlists import phrases, words_of

__all__ = ["DATE_WORDS", "MONTHS", "day_in", "days", "is_date", "is_of_change"]

_DIGIT = re.compile(r"\d")
_AGE = re.compile(
    r"(?:hace|il y a|vor|há) (?:\d+|un[ao]?|une|um|uma|einer?|einem) \w+"
    r"|(?:\d+|an?|one|un[ao]?|um|uma|één|en) \w+ (?:ago|назад|temu|fa|atrás|geleden|sedan)"
)
_DATE = (
    r"(?<!\d)(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de| of)? (?P<m2>[^\W\d_]{3,12})\.?,?"
    r"(?: de)? (?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\. ?(?P<m3>\d{1,2})\. ?(?P<y3>\d{4})"
    r"|(?P<d6>\d{1,2})(?P<s6>/)(?P<m6>\d{1,2})/(?P<y6>\d{4})(?!\d)"
    r"|(?P<y4>\d{4})年(?P<m4>\d{1,2})月(?P<d4>\d{1,2})日)"
    r"|(?P<m5>[^\W\d_]{3,12})\.? (?P<d5>\d{1,2})(?:st|nd|rd|th)?,? (?P<y5>\d{4})"
)
_CHANGED = (
    r"(?i:updated|modified|aktualisiert|mis à jour|actualizado|обновлено|更新"
    r"|archived|archiviert|archivée?|archivado)[^\d.]*"
    r"(?:\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\b\.?)?[^\d.]*)?$"  # the time of day before the day
)
_NUMBERS = r"\d[./年-] ?\d\d?[./月-] ?\d|\d[:.h]\d\d|\d ?[ap]\.?m|月"

MONTHS = {
    name: number + 1
    for number, names in enumerate(
        phrases(
            """january يناير januar janvier enero января janeiro gennaio januari ocak|
            february فبراير februar février febrero февраля fevereiro febbraio februari şubat|
            march مارس märz mars marzo марта março maart mart|
            april أبريل avril abril апреля aprile nisan|
            may مايو mai mayo мая maio maggio mei mayıs|
            june يونيو juni juin junio июня junho giugno haziran|
            july يوليو juli juillet julio июля julho luglio temmuz|
            august أغسطس août agosto августа augustus ağustos|
            september سبتمبر septembre septiembre sept сентября setembro settembre eylül|
            october أكتوبر oktober octobre octubre октября outubro ottobre ekim|
            november نوفمبر novembre noviembre ноября novembro kasım|
            december ديسمبر dezember décembre diciembre декабря dezembro dicembre aralık"""
        )
    )
    for name in (*names.split(), names[:3])
}
"""Names of months, and English abbreviations, to their numbers."""

DATE_WORDS = frozenset(MONTHS) | words_of(
    """mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
    domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira às lunedì martedì
    mercoledì giovedì venerdì sabato domenica понедельник вторник среда четверг пятница
    суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi pazar amt am pm a m p
    gmt utc est edt cet cest bst pst pdt ist et uhr h th st nd rd published updated posted
    modified last first created date on at of de den der vom um stand le à el publié mis jour
    veröffentlicht aktualisiert publicado actualizado опубликовано обновлено г minutes minute
    hours hour days day weeks week ago min mins read time today yesterday t z kst jst eastern
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    年 月 日 时 時 分 发布 更新"""
)
"""A short line with a number and nothing but these words is a date."""


def is_date(low: str, tokens: Sequence[str]) -> bool:
    """Whether it is a date, a time or an age and hardly anything else."""
    if _AGE.fullmatch(low):
        return True
    if low[-1] in ":：)%" or not _DIGIT.search(low) or "by" in tokens:
        return False
    if not tokens or max(map(len, tokens)) < 3:
        return re.search(_NUMBERS, low) is not None
    if DATE_WORDS.issuperset(tokens):
        return True
    known = sum(map(DATE_WORDS.__contains__, tokens))
    return known * 2 >= len(tokens) and len(low) <= 80 and sum(map(str.isdigit, low)) >= 5


def day_in(line: str) -> str | None:
    """The first full date that a line has, as ISO 8601; none of a change or of an archive."""
    return next((day for start, _, day in days(line) if not is_of_change(line[:start])), None)


def days(line: str) -> Iterator[tuple[int, int, str]]:
    """The full dates in a line: where each begins and ends, and the day as ISO 8601."""
    for match in re.finditer(_DATE, line):
        if day := _iso(match.groupdict()):
            yield match.start(), match.end(), day


def is_of_change(before: str) -> bool:
    """Whether the date behind these words is one on which something was changed or archived."""
    return re.search(_CHANGED, before) is not None


def _iso(found: dict[str, str | None]) -> str | None:
    """The date as ISO 8601, None if there is no such day."""
    from datetime import date  # most texts state none, and need not wait for the import

    parts = {name[0]: value for name, value in found.items() if value}
    month = MONTHS.get(parts["m"].lower(), 0) if parts["m"].isalpha() else int(parts["m"])
    day = int(parts["d"])
    if "s" in parts:  # 3/4/2016 may be a day in March or in April
        day, month = max(day, month), min(day, month) if max(day, month) > 12 else 0
    try:
        return date(int(parts["y"]), month, day).isoformat()
    except ValueError:
        return None
