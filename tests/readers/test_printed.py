"""Text of printed pages, whose lines break their words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from annotate.readers import plain, printed

PAGES = """                    THE MILLER                    12

THE MILLER SLEEPS
AT LAST.

The mill by the weir stood still on Wednes-
day evening, for the first time in for¬
ty years, and nobody in the valley could
say why. The miller, it turned out, had
fallen asleep behind the sacks.
  Two of his daughters sat beside him and
would let nobody in. He has earned it, said
the elder, a well-
known singer. The co-
\f                    THE MILLER                    13

operation of the valley is needed, and the
help of all the others with their self-
government. He lived in Stratford-upon-
Avon, and in twenty-
five other towns; five of twenty.

CHAPTER 1
The mill-wheel turned again in the morn⸗
ing; the miller slept on. Nobody knows
what he dreamt of then, nor why.
CHAPTER 2
"""


def test_lines_are_paragraphs_again_and_broken_words_whole() -> None:
    found = printed.paragraphs(PAGES) or []
    assert [piece.text for piece in found if not piece.mark] == [
        "THE MILLER SLEEPS AT LAST.",
        "The mill by the weir stood still on Wednesday evening, for the first time in forty years,"
        " and nobody in the valley could say why. The miller, it turned out, had fallen asleep"
        " behind the sacks.",
        "Two of his daughters sat beside him and would let nobody in. He has earned it, said the"
        " elder, a well-known singer. The cooperation of the valley is needed, and the help of all"
        " the others with their self-government. He lived in Stratford-upon-Avon, and in"
        " twenty-five other towns; five of twenty.",
        "CHAPTER 1",
        "The mill-wheel turned again in the morning; the miller slept on. Nobody knows what he"
        " dreamt of then, nor why.",
        "CHAPTER 2",
    ]


def test_heads_of_pages_are_put_aside() -> None:
    draft = plain.read(PAGES.encode())
    aside = [draft.text[b.start : b.end] for b in draft.blocks if b.role == "boilerplate"]
    assert [" ".join(line.split()) for line in aside] == ["THE MILLER 12", "THE MILLER 13"]


def test_a_word_that_stands_whole_elsewhere_is_joined_and_one_with_its_hyphen_keeps_it() -> None:
    text = "The wheel-\nwright\nmade a wheelwright's mill-\nwheel of a mill-wheel.\n" * 2
    [piece] = printed.paragraphs(text) or []
    assert "The wheelwright made a wheelwright's mill-wheel of a mill-wheel." in piece.text


def test_one_broken_word_is_enough_if_it_stands_whole_elsewhere() -> None:
    text = "The mill-\nwright slept.\nNobody woke the {}.\n"
    [piece] = printed.paragraphs(text.format("millwright")) or []
    assert piece.text == "The millwright slept. Nobody woke the millwright."
    assert printed.paragraphs(text.format("mill-wright")) is None


def test_text_whose_words_are_whole_is_read_as_it_is() -> None:
    for text in (
        "The mill turns.\n- It turns\n- it does\n",
        "It is a well-\nknown mill, and that is all.\n",  # one hyphen, and its own
        "Wide -\nand high -\nand deep.\n",
        "all-\n\ncompany and so-\n\ncalled lines, double spaced\n",
        "2010-\n2016 and 1990-\n2000 were years\n",
    ):
        assert printed.paragraphs(text) is None
        assert plain.read(text.encode()).text == text


@given(st.text(alphabet="aB -¬\xad⸗.\n\f1", max_size=300))
def test_any_lines_are_read_and_nothing_visible_but_hyphens_is_lost(text: str) -> None:
    found = printed.paragraphs(text)
    signs = "¬\xad⸗-"
    if found is not None:
        read = "".join(piece.text for piece in found)
        kept = [sign for sign in text if not sign.isspace() and sign not in signs]
        assert sorted(sign for sign in read if not sign.isspace() and sign not in signs) == sorted(
            kept
        )


def test_a_long_text_takes_no_time() -> None:
    start = time.process_time()
    printed.paragraphs(PAGES * 500)
    printed.paragraphs("a-\n" * 100_000)
    printed.paragraphs("1 " * 300_000 + "-\n")
    assert time.process_time() - start < 6
