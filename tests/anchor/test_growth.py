"""Work grows with the length of versions, not with its square."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from annotate.anchor import Quote, align, changes, find_quote
from annotate.anchor.alignment import Alignment
from tests.anchor.shapes import FEW, SHAPES, WORDS, Pair, texts


class Work:
    """Calls of functions, and pairs that rapidfuzz compares, 64 at a time."""

    def __init__(self) -> None:
        self.done = 0

    def called(self, _frame: FrameType, event: str, _what: object) -> None:
        """What `sys.setprofile` tells."""
        self.done += event in ("call", "c_call")


@contextmanager
def counted() -> Iterator[Work]:
    """The work that is done meanwhile."""
    work = Work()
    with pytest.MonkeyPatch.context() as patch:
        for module in (Indel, LCSseq, Levenshtein):
            for name in ("similarity", "normalized_similarity", "opcodes"):
                patch.setattr(module, name, _counting(getattr(module, name), work))
        sys.setprofile(work.called)
        try:
            yield work
        finally:
            sys.setprofile(None)


def _counting(function: Callable[..., object], work: Work) -> Callable[..., object]:
    def counting(one: str, other: str) -> object:
        work.done += len(one) * len(other) // 64
        return function(one, other)

    return counting


def _work(old: list[str], new: list[str], quotes: int = 20) -> int:
    with counted() as work:
        found: Alignment = align(old, new)
        for index in range(0, len(old), max(1, len(old) // quotes)):
            found.place(index, 0, min(30, len(old[index])))
    return work.done


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_paragraphs_are_about_twice_the_work(shape: Callable[[int], Pair]) -> None:
    few, some, many = (_work(*shape(count)) for count in (300, 600, 1_200))
    assert some < 2.6 * few
    assert many < 2.6 * some


@pytest.mark.parametrize("words", [WORDS, FEW], ids=["many words", "few words"])
def test_twice_as_long_a_paragraph_is_about_twice_the_work(words: list[str]) -> None:
    def paragraph(count: int) -> Pair:
        text = texts(1, words, count)[0]
        new = ["other" if at % 40 == 20 else word for at, word in enumerate(text.split())]
        return [text, "Another one."], [" ".join(new), "Another two."]

    few, many = (_work(*paragraph(count)) for count in (20_000, 40_000))
    assert many < 2.6 * few


def test_the_words_of_a_long_paragraph_are_compared_with_as_little_work() -> None:
    def compared(count: int) -> int:
        words = [f"w{at:06}" for at in range(count)]
        others = [word if at % 2 else "changed" for at, word in enumerate(words)]
        with counted() as work:
            changes.words(" ".join(words), " ".join(others))
        return work.done

    assert compared(40_000) < 2.6 * compared(20_000)


def test_a_word_is_looked_up_once_in_a_long_paragraph_for_all_quotes() -> None:
    words = texts(1, WORDS[:400], 20_000)[0].split()
    text = " ".join(words)
    looked: Counter[str] = Counter()

    def called(_frame: FrameType, event: str, what: object) -> None:
        if event == "c_call" and getattr(what, "__self__", None) == text:
            looked[getattr(what, "__name__", "")] += 1

    sys.setprofile(called)
    try:
        for at in range(0, 10_000, 100):
            changed = " ".join([*words[at : at + 6], "other", *words[at + 7 : at + 12]])
            find_quote(text, Quote(changed, "", "", at))
    finally:
        sys.setprofile(None)
    assert 100 < looked["count"] <= 401
