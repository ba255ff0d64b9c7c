"""
Whether a name may be another one, mistyped.

Names are compared part by part, without accents and signs; letters of full width are as
others. Where one of them is no path, it is compared with the last part of the other. Letters
may differ in one place for every six or so; names that differ in a number alone (`week-1`,
`week-2`) are two names.
"""

from itertools import pairwise
from unicodedata import normalize

from annotate.text.tag_names import sorting

__all__ = ["distance", "fragments", "free", "parts"]

_FREE = (4, 8, 20)  # characters from which on one, two, three letters may be wrong

_Parts = tuple[str, ...]


def distance(name: str, other: str) -> int | None:
    """How many letters must be wrong for `other` to be meant; None for too many."""
    ours, theirs = parts(name), parts(other)
    if len(ours) != len(theirs):
        if min(len(ours), len(theirs)) > 1:
            return None
        ours, theirs = ours[-1:], theirs[-1:]
    steps = 0
    for part, known in zip(reversed(ours), reversed(theirs), strict=True):  # leaves differ most
        step = _step(part, known)
        if step is None:
            return None
        steps += step
    return steps


def fragments(name: str) -> list[str]:
    """Pieces of the last part of a name, one of which stands in all names at a distance."""
    last = parts(name)[-1]
    count = 2 * free(last) + 1  # two letters changed about may spoil two of them
    cuts = [len(last) * i // count for i in range(count + 1)]
    return [last[start:end] for start, end in pairwise(cuts)]


def parts(name: str) -> _Parts:
    """The parts of a name as they are compared."""
    return tuple(_bare(plain) for plain, _ in sorting(normalize("NFKC", name)))


def _bare(plain: str) -> str:
    """Letters and digits alone, if there are any."""
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain)) or plain


def free(part: str) -> int:
    """How many letters of a part may be wrong."""
    return sum(len(part) >= length for length in _FREE)


def _step(part: str, known: str) -> int | None:
    if part == known:
        return 0
    most = min(free(part), free(known))
    if abs(len(part) - len(known)) > most or _without_digits(part) == _without_digits(known):
        return None
    steps = _edits(part, known, most)
    return steps if steps <= most else None


def _without_digits(part: str) -> str:
    return part if part.isalpha() else "".join(c for c in part if not c.isdigit())


def _edits(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed, or two changed about; `most` + 1 stands for more."""
    far = most + 1
    before: list[int] = []
    row = [min(i, far) for i in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [min(i, far), *[far] * len(other)]
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            b = other[j - 1]
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b), far)
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return far
    return row[-1]
