"""Whether a text has the words that someone quotes from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import quoted
from annotate.anchor.passage import passage

TEXT = (
    "The army’s men – “heroes”, they said – took the  old town… and its ﬁve bridges, "
    "but the commander of the forces (a major) did not stay in it for long; he left in May."
)

QUOTED = {
    "as it stands": "took the old town",
    "other marks": "The army's men -- 'heroes', they said",
    "no inner marks": "men – heroes, they said",
    "a ligature": "its five bridges",
    "an ellipsis": "took the old town […] he left in May",
    "an ellipsis of dots": "The army’s men ... did not stay",
    "spaced dots": "The army’s men . . . did not stay",
    "a word left out at its end": "took the old…",
    "a bracketed capital": "[T]he commander of the forces",
    "words in brackets": "did not stay in [the old town] for long",
    "something inserted": "took the [sic] old town",
    "brackets for many words": "the commander [of them all] did not stay",
    "a mark at the end": "did not stay in it for long.",
    "a capital at the beginning": "Did not stay in it",
    "a small letter at the beginning": "the army’s men",
    "a soft hyphen": "did not st\xaday",
}


@pytest.mark.parametrize("words", QUOTED.values(), ids=QUOTED)
def test_words_stand_in_a_text(words: str) -> None:
    assert quoted.find(passage(TEXT), quoted.sought(words)) is not None


NOT_QUOTED = {
    "another word": "took the new town",
    "a word more": "took the very old town",
    "a word less": "took the town",
    "another order": "he left in May […] took the old town",
    "half a word": "did not sta",
    "a capital inside": "took the Old town",
    "a bracket that stands for too much": "The army’s men [x] he left in May",
    "nothing": "…",
}


@pytest.mark.parametrize("words", NOT_QUOTED.values(), ids=NOT_QUOTED)
def test_words_do_not_stand_in_a_text(words: str) -> None:
    assert quoted.find(passage(TEXT), quoted.sought(words)) is None


def test_the_place_is_that_of_the_words() -> None:
    start, end = quoted.find(passage(TEXT), quoted.sought("old town")) or (0, 0)
    assert TEXT[start:end] == "old town"


def test_only_a_place_that_touches_counts() -> None:
    text = passage("one two, one two")
    assert quoted.find(text, quoted.sought("one two"), touching=(8, 16)) == (9, 16)
    assert quoted.find(text, quoted.sought("one"), touching=(3, 8)) is None


def marked(text: str, words: str) -> str:
    found = quoted.likeness(passage(text), quoted.sought(words))
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[c.kind].format(c.text) for c in found.changes) if found else ""


ALIKE = {
    "a word": ("took the new town", "took the  [-old-]{+new+} town"),
    "a word more": ("took the very old town", "took the  {+very  +}old town"),
    "the first word": ("gave the old town", "[-took-]{+gave+} the  old town"),
    "the last word": ("for long; he left in June", "for long; he left in [-May-]{+June+}"),
    "beside brackets": (
        "[The] commander of our forces (a major) did [never] stay",
        "commander of [-the-]{+our+} forces (a major) did not stay",
    ),
    "after an ellipsis": (
        "took the old town … he left in June",
        "took the  old town […] he left in [-May-]{+June+}",
    ),
    "other marks are no change": (
        "The army's men - heroes, we said", "The army’s men – “heroes”, [-they-]{+we+} said",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), ALIKE.values(), ids=ALIKE)
def test_what_differs_is_told(words: str, expected: str) -> None:
    assert marked(TEXT, words) == expected


PIER = "the office of the pier said that the first boat of the day left as the day began to wane"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the first ship of the day", "the first [-boat-]{+ship+} of the day"),
        ("the first ship left as the day", "the first [-boat of the day-]{+ship+} left as the day"),
        ("that a first boat of the day", "that [-the-]{+a+} first boat of the day"),
    ],
)
def test_words_that_stand_twice_are_those_beside_the_others(words: str, expected: str) -> None:
    assert marked(PIER, words) == expected


def test_likeness_is_measured() -> None:
    text = passage(TEXT)
    scores = [
        found.score if (found := quoted.likeness(text, quoted.sought(words))) else 0.0
        for words in ("took the old town", "took the new town", "took all of my hats", "hats")
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


some_text = st.text(alphabet="ab c.’[]…(“-", max_size=40)


@given(some_text)
def test_a_text_quotes_itself(text: str) -> None:
    sought = quoted.sought(text)
    assert not sought.parts or quoted.find(passage(text), sought) is not None


@given(some_text, some_text)
def test_anything_can_be_compared(text: str, words: str) -> None:
    found = quoted.likeness(passage(text), quoted.sought(words))
    assert found is None or 0 <= found.score <= 1


def test_hostile_brackets_are_compared_in_bounded_time() -> None:
    text, words = passage("a " * 2_000), quoted.sought("a [x] " * 200 + "b")
    assert quoted.find(text, words) is None
