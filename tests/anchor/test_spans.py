"""Where a span stands in a later wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import align
from annotate.anchor.spans import carried
from tests.anchor.made_up import FERRY, articles

OLD = "The harbour master counted 214 passengers twice on Tuesday."
CARRIED = {
    "nothing changed": (OLD, "214 passengers", "214 passengers"),
    "words before": (f"Officials say: {OLD}", "214 passengers", "214 passengers"),
    "a word changed inside": (OLD.replace("214", "215"), "master counted 214 passengers",
                              "master counted 215 passengers"),
    "a misread word": (OLD.replace("passengers", "passcngers"), "passengers", "passcngers"),
    "a part of a word": (OLD.replace("The", "A"), "arbour mast", "arbour mast"),
    "typography": (OLD.replace(" ", "\u00a0"), "counted 214", "counted\u00a0214"),
    "soft hyphens": (OLD.replace("passengers", "passen\u00adgers"), "passengers",
                     "passen\u00adgers"),
    "case": (OLD.upper(), "harbour master", "HARBOUR MASTER"),
    "gone": ("Nobody was there on Tuesday.", "214 passengers", None),
    "nothing left": ("", "214 passengers", None),
}  # fmt: skip


@pytest.mark.parametrize(("new", "words", "expected"), CARRIED.values(), ids=CARRIED)
def test_words_are_carried(new: str, words: str, expected: str | None) -> None:
    start = OLD.index(words)
    found = carried(OLD, start, start + len(words), new)
    assert (found and new[slice(*found)]) == expected


def test_far_parts_are_not_joined() -> None:
    new = f"The harbour master {'said nothing of interest ' * 20}counted."
    found = carried(OLD, 0, len("The harbour master counted"), new)
    assert found is not None
    assert new[slice(*found)] == "The harbour master"


def test_a_span_of_a_split_paragraph_is_found_in_its_part() -> None:
    old = "The master counted 214 passengers twice. He wrote down one more than there were lamps."
    new = ["The master counted 214 passengers twice.", "He wrote down one more than there were"
           " lamps."]  # fmt: skip
    start = old.index("one more")
    place = align([FERRY[0], old, FERRY[2]], [FERRY[0], *new, FERRY[2]]).place(1, start, len(old))
    assert place is not None
    assert (place[0], new[1][place[1] : place[2]]) == (2, "one more than there were lamps.")


def test_a_span_of_a_paragraph_that_is_gone_has_no_place() -> None:
    assert align(FERRY, FERRY[:3]).place(4, 0, 5) is None


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 1_000)])
def test_a_span_outside_the_text_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="is not in a text of"):
        align(FERRY, FERRY).place(0, *span)


@given(st.permutations(FERRY), st.data())
def test_a_span_of_an_unchanged_paragraph_is_exact(new: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(FERRY) - 1))
    start = data.draw(st.integers(0, len(FERRY[index])))
    end = data.draw(st.integers(start, len(FERRY[index])))
    place = align(FERRY, new).place(index, start, end)
    assert place == (new.index(FERRY[index]), start, end)


@given(articles(6), articles(6), st.data())
def test_a_place_is_inside_the_new_text(
    before: list[list[str]], after: list[list[str]], data: st.DataObject
) -> None:
    old = [" ".join(words) for words in before]
    new = data.draw(st.permutations(old[:3] + [" ".join(words) for words in after]))
    alignment = align(old, new)
    for index, text in enumerate(old):
        start = data.draw(st.integers(0, len(text)))
        place = alignment.place(index, start, data.draw(st.integers(start, len(text))))
        assert place is None or 0 <= place[1] <= place[2] <= len(new[place[0]])


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_span_of_any_text_stays_inside(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    found = carried(old, start, data.draw(st.integers(start, len(old))), new)
    assert found is None or 0 <= found[0] <= found[1] <= len(new)
