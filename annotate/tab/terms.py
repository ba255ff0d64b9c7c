"""
What the last term of a query may become: `tag:act`, or the name of a field.
"""

import re
from collections.abc import Callable, Mapping

from annotate.tab.shell_line import Word

__all__ = ["words"]

_LAST = re.compile(r'(?:^|(?<=[\s(-]))([a-z]*)(?:(:)(?:"([^"]*)|([^\s()"]*)))?$')


def words(
    typed: str,
    fields: Mapping[str, str | list[str]],
    become: Callable[[str | list[str], str], list[Word]],
) -> list[Word]:
    """The query with its last term whole; `become` finds words of the kind that a field has."""
    match = _LAST.search(typed)
    if match is None or typed.count('"', 0, match.start()) % 2:  # in a phrase
        return []
    before, (name, has_value, quoted, value) = typed[: match.start()], match.groups()
    if not has_value:
        names = [each for each in fields if each.startswith(name)]
        return [Word(f"{before}{each}:", sort="open") for each in names]
    found = become(fields.get(name, []), quoted or value or "")
    return [
        each._replace(word=f"{before}{name}:{_written(each.word, always=quoted is not None)}")
        for each in found
        if '"' not in each.word
    ]


def _written(value: str, *, always: bool) -> str:
    return f'"{value}"' if always or re.search(r"[\s()]", value) else value
