"""
The words that dates are made of, in several languages.
"""

import re

from annotate.text.vocabulary import phrases, words_of

__all__ = ["DATE_WORDS", "MONTHS", "is_iso"]

MONTHS = {
    name: number + 1
    for number, names in enumerate(
        phrases(
            """january يناير januar janvier enero января|
            february فبراير februar février febrero февраля|march مارس märz mars marzo марта|
            april أبريل avril abril апреля|may مايو mai mayo мая|
            june يونيو juni juin junio июня|july يوليو juli juillet julio июля|
            august أغسطس août agosto августа|
            september سبتمبر septembre septiembre sept сентября|
            october أكتوبر oktober octobre octubre октября|
            november نوفمبر novembre noviembre ноября|
            december ديسمبر dezember décembre diciembre декабря"""
        )
    )
    for name in (*names.split(), names[:3])
}
"""Names of months, and English abbreviations, to their numbers."""

DATE_WORDS = frozenset(MONTHS) | words_of(
    """mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
    domingo am pm a m p gmt utc est edt cet cest bst pst pdt ist et uhr h th st nd rd published
    updated posted modified last first created date on at of de den der vom um stand le à el
    publié mis jour veröffentlicht aktualisiert publicado actualizado опубликовано обновлено г
    minutes minute hours hour days day weeks week ago min mins read time today yesterday t z
    kst jst eastern يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    年 月 日 时 時 分 发布 更新"""
)
"""A short line with a number and nothing but these words is a date."""


def is_iso(words: str) -> bool:
    """Whether it is a year, a month, a day or a time as ISO 8601 writes them, and there is one."""
    from datetime import date, datetime

    try:
        if len(words) > 10:
            datetime.fromisoformat(words)
        else:
            year, month, day = (int(part) for part in (words + "-01-01").split("-")[:3])
            date(year, month, day)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ].+)?)?)?", words) is not None
