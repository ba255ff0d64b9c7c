"""What was said of a text's paragraphs, found again in a newer reading."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotate.text import corrected
from annotate.text.corrected import AROUND, Cut, Seam, around

TEXT = "One sentence here. Another follows.\n\nA second paragraph.\n\nA third one."
SPANS = [(0, 35), (37, 56), (58, 70)]


def applied(
    text: str, spans: list[tuple[int, int]], said: Sequence[Cut | Seam]
) -> list[tuple[int, int]]:
    return corrected.applied(text, spans, said)[0]


def cut(words: str) -> Cut:
    paragraph = TEXT[slice(*SPANS[0])]
    at = paragraph.index(words)
    return Cut(*around(paragraph, at, at))


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_a_cut_is_found_by_the_words_around_it() -> None:
    assert pieces(TEXT, applied(TEXT, SPANS, [cut("Another")])) == [
        "One sentence here.", "Another follows.", "A second paragraph.", "A third one.",
    ]  # fmt: skip


def test_a_cut_holds_where_white_space_differs() -> None:
    laid_out = "One   sentence\nhere.  Another\tfollows."
    assert pieces(laid_out, applied(laid_out, [(0, len(laid_out))], [cut("Another")])) == [
        "One   sentence\nhere.", "Another\tfollows.",
    ]  # fmt: skip


def test_a_cut_and_a_seam_hold_where_the_signs_of_notes_get_brackets_or_lose_them() -> None:
    for old, new in (("1788.1", "1788.[1]"), ("1788.[1]", "1788.1")):
        text = f"It was built in {new} It grew slowly."
        said = Cut(f"It was built in {old}", "It grew slowly.")
        spans = applied(text, [(0, len(text))], [said])
        assert pieces(text, spans) == [f"It was built in {new}", "It grew slowly."]
        assert applied(text, spans, [Seam(said.before, said.after)]) == [(0, len(text))]


def test_a_cut_whose_words_are_gone_or_stand_twice_changes_nothing() -> None:
    gone = "One sentence here. Something else follows."
    assert applied(gone, [(0, len(gone))], [cut("Another")]) == [(0, len(gone))]
    twice = "One sentence here. Another follows. " * 2
    said = [Cut("here.", "Another")]
    assert applied(twice, [(0, len(twice))], said) == [(0, len(twice))]


def test_a_seam_joins_two_paragraphs_that_follow_one_another() -> None:
    seam = Seam("A second paragraph.", "A third one.")
    assert pieces(TEXT, applied(TEXT, SPANS, [seam]))[1:] == ["A second paragraph.\n\nA third one."]
    apart = [SPANS[1], SPANS[0], SPANS[2]]
    assert len(applied(TEXT, apart, [seam])) == 3


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma.", "delta", "ε"]), min_size=4)


@given(WORDS, st.data())
def test_a_cut_and_a_seam_are_each_others_undoing(words: list[str], data: st.DataObject) -> None:
    text = " ".join(f"{word}{number}" for number, word in enumerate(words))
    at = text.index(" ", data.draw(st.integers(0, text.rindex(" ")))) + 1
    whole = [(0, len(text))]
    halves = applied(text, whole, [Cut(*around(text, at, at))])
    assert halves == [(0, at - 1), (at, len(text))]
    assert applied(text, halves, [Seam(*around(text, at, at))]) == whole


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_the_words_around_a_place_are_few(text: str, end: int, start: int) -> None:
    assert all(len(side) <= AROUND for side in around(text, end, start))
