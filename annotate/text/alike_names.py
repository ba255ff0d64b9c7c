"""
Which names of many are nearly one: singular and plural, accents and signs, a letter or two.

Those with other digits are other names. Names are looked at in groups of like length, so that
five thousand take a second.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotate.text import mistyping

__all__ = ["pairs"]

Pair = tuple[int, int]


def pairs(names: Sequence[str]) -> list[Pair]:
    """The pairs of these names (by their places in the list) that are nearly one, each once."""
    parts = [mistyping.parts(name) for name in names]
    found = {*_of_one_stem(parts), *_with_letters_wrong(names, parts)}
    return sorted((min(pair), max(pair)) for pair in found)


def _of_one_stem(parts: Sequence[tuple[str, ...]]) -> Iterator[Pair]:
    """Equal but for an ending; a name that is no path is compared with the last part of others."""
    wholes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    leaves: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(parts):
        stems = tuple(map(_singular, each))
        for other in wholes[stems]:
            yield other, at
        wholes[stems].append(at)
        if len(each) > 1:
            leaves[stems[-1]].append(at)
    for stems, ones in wholes.items():
        for other in leaves[stems[0]] if len(stems) == 1 else ():
            yield from (_ordered(one, other) for one in ones)


def _ordered(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _singular(word: str) -> str:
    """A word without the ending of an English plural, or of what looks like one."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]


def _with_letters_wrong(names: Sequence[str], parts: Sequence[tuple[str, ...]]) -> Iterator[Pair]:
    groups: defaultdict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for at, each in enumerate(parts):
        for depth, words in {(len(each), "/".join(each)), (1, each[-1])}:
            groups[depth, "".join(filter(str.isdigit, words))].append((words, at))
    for (depth, _), group in groups.items():
        for one, other in _alike(group):
            is_leaf_of_both = depth == 1 and len(parts[one]) > 1 and len(parts[other]) > 1
            if not is_leaf_of_both and mistyping.distance(names[one], names[other]) is not None:
                yield _ordered(one, other)


def _alike(group: list[tuple[str, int]]) -> Iterator[Pair]:
    """Those that differ by no more letters than may be wrong in them; few are not meant."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    group.sort(key=lambda each: len(each[0]))
    words = [each for each, _ in group]
    lengths = list(map(len, words))
    for i, word in enumerate(words):
        most = sum(map(mistyping.free, word.split("/")))
        end = bisect_right(lengths, len(word) + most)
        others = words[i + 1 : end]
        for _, _, j in process.extract(
            word, others, scorer=OSA.distance, score_cutoff=most, limit=None
        ):
            yield group[i][1], group[i + 1 + j][1]
