"""Lines that say who wrote and when in one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import signed

DAY = "2016-10-20"
BOTH = [
    ("By Ann Example October 20, 2016 3:46 PM", "Ann Example", DAY),
    ("By Ann Example | 20 October 2016", "Ann Example", DAY),
    ("by Ann Example  Oct. 20, 2016 10:20 am ET", "Ann Example", DAY),
    ("BY ANN EXAMPLE, OCT. 20, 2016", "ANN EXAMPLE", DAY),
    ("By Ann Example and Bob Example on October 20, 2016", "Ann Example and Bob Example", DAY),
    ("By Ann Example, Bob Example and Cy Lee · 20 Oct 2016",
     "Ann Example, Bob Example and Cy Lee", DAY),
    ("By Ann Example, The Miller, Thursday, October 20, 2016", "Ann Example", DAY),
    ("By Ann May, 20 October 2016", "Ann May", DAY),
    ("By Ann Example Updated 10:20 a.m. Oct. 20, 2016", "Ann Example", None),
    ("By Ann Example March 18 at 12:22 PM Follow @ann", "Ann Example", None),
    ("Posted on October 20, 2016 by Ann Example", "Ann Example", DAY),
    ("Posted on October 20, 2016 by Ann Example in News", "Ann Example", DAY),
    ("Thursday 20 October 2016 By Ann Example in Northport", "Ann Example", DAY),
    ("10/20/2016 by Ann Example", "Ann Example", DAY),
    ("Ann Example, 20 Oct 2016, 10:20", "Ann Example", DAY),
    ("Ann Example - Oct 20, 2016 8:02 pm UTC", "Ann Example", DAY),
    ("Von Ann Example, 20. Oktober 2016, 10:20 Uhr", "Ann Example", DAY),
    ("VON ANN EXAMPLE AM 20. OKTOBER 2016", "ANN EXAMPLE", DAY),
    ("Von Ann Example | 20.10.2016", "Ann Example", DAY),
    ("Par Ann Example, le 20 octobre 2016 à 10h20", "Ann Example", DAY),
    ("Par Ann Example Publié le 20/10/2016 à 10h20", "Ann Example", DAY),
    ("Publié le 20 octobre 2016 par Ann Example", "Ann Example", DAY),
    ("Por Ann Example | Madrid | 20 de octubre de 2016", "Ann Example", DAY),
    ("di Ann Example 20 ottobre 2016", "Ann Example", DAY),
]  # fmt: skip


@pytest.mark.parametrize(("line", "name", "day"), BOTH, ids=[line for line, _, _ in BOTH])
def test_a_line_says_who_and_when(line: str, name: str, day: str | None) -> None:
    assert signed.who_and_when(line) == (name, day)


NEITHER = [
    "",
    "20 October 2016",
    "New York, 20 October 2016, 10:20",
    "Northport, 20 October 2016",
    "The Miller, 20 October 2016, 10:20",
    "Valley News | 20 October 2016 | 10:20",
    "Ann Example | 20 October 2016",  # or a place, or a paper
    "Ann Example is a writer, born on 3 March 1961 in Erbil.",
    "By the end of October 20, 2016 was forgotten.",
    "By Ann Example",
    "Last updated 20 October 2016, 10:20",
]


@pytest.mark.parametrize("line", NEITHER)
def test_a_line_that_may_say_something_else_says_nothing(line: str) -> None:
    assert signed.who_and_when(line) is None


AUTHORS = [
    ("Ann Example | 20 October 2016", "Ann Example"),
    ("Ann Example", "Ann Example"),
    ("By Ann Example and Bob Example", "Ann Example and Bob Example"),
    ("Ann Example Games Editor", None),
    ("Valley News", None),
    ("Read More", None),
    ("Ida von der Mühle", "Ida von der Mühle"),
    ("20 October 2016", None),
]


@pytest.mark.parametrize(("line", "name"), AUTHORS, ids=[line for line, _ in AUTHORS])
def test_where_an_author_stands_a_name_is_enough(line: str, name: str | None) -> None:
    assert signed.author(line) == name


@given(st.text(max_size=300))
def test_any_line_is_read(line: str) -> None:
    signed.author(line)
    signed.who_and_when(line)


@pytest.mark.parametrize("line", ["By A" + " B" * 70, "1 " * 80, "By " * 50, "By Ann" + " and" * 40,
                                  "A, " * 50 + "1.1.2016"])  # fmt: skip
def test_a_hostile_line_takes_no_time(line: str) -> None:
    start = time.process_time()
    for _ in range(100):
        signed.author(line)
    assert time.process_time() - start < 1


def test_a_name_may_stand_behind_the_day_where_an_author_is_known_to_stand() -> None:
    assert signed.who_and_when("20 October 2016 • Ann Example", is_author=True) == (
        "Ann Example", DAY,
    )  # fmt: skip
    assert signed.who_and_when("20 October 2016 • Ann Example") is None
