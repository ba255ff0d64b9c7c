"""Splitting plain text into paragraphs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import split


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split.paragraphs(text)]


def visible(text: str) -> str:
    return "".join(text.split())


CASES = [
    pytest.param("", [], id="nothing"),
    pytest.param(" \n\t\r\n\u3000 ", [], id="white space only"),
    pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank lines"),
    pytest.param("One.\nTwo.", ["One.", "Two."], id="single newlines"),
    pytest.param("One.\r\n\r\nTwo.\rThree.", ["One.", "Two.", "Three."], id="carriage returns"),
    pytest.param("One.\fTwo.", ["One.", "Two."], id="form feed"),
    pytest.param("1.\u20282.\u20293.\x854.", ["1.", "2.", "3.", "4."], id="Unicode separators"),
    pytest.param("  One. \n \xa0 \n\tTwo.\xa0\n", ["One.", "Two."], id="trimmed"),
    pytest.param("\u200b", ["\u200b"], id="zero width is not white space"),
    pytest.param("Title\n\nText one.\nText two.", ["Title", "Text one.", "Text two."], id="mixed"),
    pytest.param("مرحبا بكم.\n\nأهلا؟", ["مرحبا بكم.", "أهلا؟"], id="Arabic"),
    pytest.param("開始。\n終わり。", ["開始。", "終わり。"], id="Japanese"),
    pytest.param("การรบ\n\nสิ้นสุด", ["การรบ", "สิ้นสุด"], id="Thai"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_is_a_paragraph_unless_the_text_is_wrapped(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


FIRST = """\
The army moved slowly through the city on Monday, and the people
who had stayed behind watched from their windows as the soldiers
passed by them."""
SECOND = """\
No one could say how long the fighting would last, although the
generals had promised that it would all be over within a matter of
a few weeks."""
THIRD = """\
The government says it has the means to rebuild the city, but few
of those who live there believe that it will ever happen while the
war goes on."""
WRAPPED = [FIRST, SECOND, THIRD]


def test_hard_wrapped_lines_are_joined_up_to_the_blank_line() -> None:
    assert pieces("\n\n".join(WRAPPED)) == WRAPPED


def test_a_wrapped_paragraph_ends_where_the_next_word_would_have_fitted() -> None:
    assert pieces("\n".join(WRAPPED)) == WRAPPED


def test_an_indented_line_starts_a_wrapped_paragraph() -> None:
    assert pieces("".join(f"    {text}\n" for text in WRAPPED)) == WRAPPED


def test_windows_line_ends_make_no_difference_to_wrapping() -> None:
    windows = [text.replace("\n", "\r\n") for text in WRAPPED]
    assert pieces("\r\n\r\n".join(windows)) == windows


def test_blank_lines_between_all_lines_are_double_spacing() -> None:
    spaced = [text.replace("\n", "\n\n") for text in WRAPPED]
    assert pieces("\n\n".join(spaced)) == spaced


def test_quoted_mail_is_measured_without_its_marks() -> None:
    quoted = ["> " + text.replace("\n", "\n> ") for text in WRAPPED]
    assert pieces("\n>\n".join(quoted)) == quoted


@pytest.mark.parametrize("mark", [">", "> ", ">>", "> >", "   >\t"])
def test_a_quotation_mark_alone_is_an_empty_line(mark: str) -> None:
    text = f"Dear all,\n> On Monday we said\n{mark}\n> that it was over.\n\nIt is not."
    found = ["Dear all,", "> On Monday we said", "> that it was over.", "It is not."]
    assert pieces(text) == found


@pytest.mark.parametrize("text", [">", "A sign:\n>\n<"])
def test_a_quotation_mark_where_nothing_is_quoted_is_itself(text: str) -> None:
    assert pieces(text) == text.split("\n")


def test_in_short_wrapped_paragraphs_a_sentence_that_fills_its_line_ends_one() -> None:
    news = [
        "The army said on Monday that it had taken the bridge, in a tweet.",
        "It was not possible to verify the claim from where we stood, and the\n"
        "other side said nothing.",
        "Roughly thirteen thousand troops are still in the country, eighteen\n"
        "years after the war began.",
        "Nobody could say how long the fighting would last, although the two\n"
        "generals had promised it.",
    ]
    assert pieces("\n".join(news)) == news


def test_list_items_of_a_wrapped_text_stay_apart() -> None:
    listed = ["- the soldiers and all of those who had come with them from afar,", "- the people."]
    assert pieces("\n\n".join([*WRAPPED, "\n".join(listed)])) == [*WRAPPED, *listed]


def test_chinese_wrapped_at_a_width_is_joined() -> None:
    line = "摩苏尔战役于二〇一六年十月开始伊拉克军队缓慢地向城市推进居民"
    text = f"{line}\n{line}\n{line}\n离开。\n{line}\n{line}\n走了。"
    assert pieces(text) == [f"{line}\n{line}\n{line}\n离开。", f"{line}\n{line}\n走了。"]


def test_lines_of_one_sentence_each_are_joined_between_blank_lines() -> None:
    groups = ["Why is that?\nBecause it pays.", "He left.\nShe stayed.", "It rained.\nWe went in."]
    assert pieces("\n\n".join([*groups, "The end."])) == [*groups, "The end."]


def test_links_on_lines_of_their_own_are_joined_to_their_sentence() -> None:
    first = "One of the best things to listen to is\nAcquired\n. The two hosts do a good job."
    assert pieces(f"{first}\nThe next one is as good.") == [first, "The next one is as good."]


def test_short_lines_without_full_stops_are_not_taken_for_wrapped() -> None:
    menu = ["Home", "News", "Sport", "Weather", "World", "Culture", "Opinion"]
    assert pieces("\n".join(menu)) == menu


def test_a_poem_keeps_its_lines() -> None:
    poem = [
        "Tiger tiger burning bright",
        "In the forests of the night",
        "What immortal hand or eye",
    ]
    assert pieces("\n".join(poem)) == poem


def test_a_paragraph_that_is_too_long_is_cut_at_a_sentence_end() -> None:
    text = "This is a sentence of some length. " * 1000
    cut = pieces(text)
    assert max(map(len, cut)) <= split.LONGEST
    assert all(piece.endswith("length.") for piece in cut)


@pytest.mark.parametrize(
    ("text", "ending"),
    [("word " * 9000, "word"), ("x" * 45_000, "x"), ("这是一个句子。" * 6000, "。")],
    ids=["at white space", "anywhere", "at a Chinese full stop"],
)
def test_a_paragraph_without_sentences_is_cut_all_the_same(text: str, ending: str) -> None:
    cut = pieces(text)
    assert [len(piece) <= split.LONGEST for piece in cut] == [True] * len(cut)
    assert all(piece.endswith(ending) for piece in cut)
    assert visible("".join(cut)) == visible(text)


@given(st.text(max_size=30), st.text(max_size=30), st.integers(1, 3000))
def test_a_span_is_cut_into_trimmed_pieces_of_all_its_visible_characters(
    before: str, repeated: str, times: int
) -> None:
    text = before + repeated * times
    cut = [text[a:b] for a, b in split.pieces(text, len(before), len(text))]
    assert visible("".join(cut)) == visible(repeated * times)
    assert all(piece == piece.strip() and 0 < len(piece) <= split.LONGEST for piece in cut)


HOSTILE = {
    "one line": "a" * 200_000,
    "one very long line of sentences": "This is a sentence of some length. " * 600_000,
    "one very long line of full stops": "." * 1_000_000,
    "one line of words": "ab " * 100_000,
    "empty lines": "\n" * 1_000_000,
    "short lines": "ab\n" * 50_000,
    "quotation marks": ">" * 200_000,
    "quoted blank lines": ">\n" * 50_000,
    "lone commas": ",\n" * 50_000,
    "closing marks": "a)\"'" * 50_000,
    "wrapped": f"{FIRST}\n" * 1000,
    "spaces": "a" + " " * 200_000 + "b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_is_linear_in_the_text(name: str) -> None:
    start = time.process_time()
    split.paragraphs(HOSTILE[name])
    assert time.process_time() - start < 2


LAYOUTS = st.lists(
    st.sampled_from(
        [*FIRST.split("\n"), "> a", ">", "- b", "", "    c", "d\r", ", e", "。", "x" * 90]
    ),
    max_size=30,
).map("\n".join)


@given(st.text() | LAYOUTS)
def test_every_visible_character_is_in_exactly_one_paragraph(text: str) -> None:
    words = visible("".join(pieces(text)))
    if words == visible(text):
        return
    quotes = [line for line in text.splitlines() if line.strip("> \t") or ">" not in line]
    assert words == visible("".join(quotes))  # the rest are empty lines of what is quoted
    assert any(line.lstrip().startswith(">") for line in quotes)


@given(st.text() | LAYOUTS)
def test_paragraphs_are_ordered_disjoint_and_trimmed(text: str) -> None:
    position = 0
    for start, end in split.paragraphs(text):
        assert position <= start < end
        assert text[start:end] == text[start:end].strip()
        position = end


@given(st.text(min_size=1, max_size=20), st.integers(1, 4000))
def test_no_paragraph_is_longer_than_the_longest(text: str, times: int) -> None:
    long = text * times
    assert all(end - start <= split.LONGEST for start, end in split.paragraphs(long))
