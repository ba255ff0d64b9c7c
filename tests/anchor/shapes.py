"""Two versions of so many paragraphs, made up in the shapes that are dear to compare."""

from collections.abc import Callable
from random import Random

__all__ = ["FEW", "SHAPES", "WORDS", "Pair", "texts"]

CHANCE = Random(1)
WORDS = [f"w{number}" for number in range(5_000)]
FEW = ["the", "battle", "of", "mosul", "began", "in", "october", "when", "forces", "moved"]


def texts(count: int, words: list[str], size: int = 20) -> list[str]:
    """So many paragraphs of some of the words."""
    return [" ".join(CHANCE.choices(words, k=size)) for _ in range(count)]


def _edited(old: list[str]) -> list[str]:
    return [" ".join("other" if at == 7 else w for at, w in enumerate(text.split()))
            for text in old]  # fmt: skip


def _shuffled(old: list[str]) -> list[str]:
    return CHANCE.sample(old, len(old))


def _in_pairs(old: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in zip(old[::2], old[1::2], strict=True)]


Pair = tuple[list[str], list[str]]


def _of_one_shape(count: int) -> Pair:
    old = [f"Case {n} of the ferry court was adjourned to day {n % 31}." for n in range(count)]
    return old, [text.replace("to day", "until day") for text in old]


def _made(change: Callable[[list[str]], list[str]], words: list[str]) -> Callable[[int], Pair]:
    def made(count: int) -> Pair:
        old = texts(count, words)
        return old, change(old)

    return made


SHAPES: dict[str, Callable[[int], Pair]] = {
    "a little reworded": _made(_edited, WORDS),
    "a little reworded, of few words": _made(_edited, FEW),
    "all equal, one more": lambda n: (["The same again."] * n, ["The same again."] * (n + 1)),
    "of one shape": _of_one_shape,
    "all different": _made(lambda old: texts(len(old), WORDS), WORDS),
    "shuffled and reworded": _made(lambda old: _shuffled(_edited(old)), WORDS),
    "joined into one": _made(lambda old: [" ".join(old)], WORDS),
    "joined into one, of few words": _made(lambda old: [" ".join(old)], FEW),
    "joined into one and reworded": _made(lambda old: [" ".join(_edited(old))], WORDS),
    "joined in pairs": _made(_in_pairs, WORDS),
    "one split into all": lambda n: _made(lambda old: [" ".join(old)], WORDS)(n)[::-1],
}
"""What gives two versions for a number of paragraphs, by the name of what happened between."""
