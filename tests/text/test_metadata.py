"""What a plain text says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import ROLES, Block, Metadata
from annotate.text import metadata


def of(*lines: tuple[str, str]) -> Metadata:
    text = ""
    blocks = []
    for role, line in lines:
        blocks.append(Block(len(text), len(text) + len(line), role))
        text += line + "\n"
    return metadata.of(text, blocks)


def test_the_title_is_the_title_block_with_its_white_space_folded() -> None:
    assert of(("title", "# The\nBattle\xa0of Mosul")).title == "The Battle of Mosul"


def test_a_text_that_says_nothing_has_no_metadata() -> None:
    assert of(("body", "By Jane Doe"), ("comment", "By John Doe, 2016-10-17")) == Metadata()


LINES = [
    ("By Jane Doe, 3 March 2021", "2021-03-03"),
    ("By Jane Doe | March 3, 2021 10:22 am", "2021-03-03"),
    ("By Jane Doe Updated March 3, 2021", None),
    ("Jane Doe is a writer, born on 3 March 1961 in Erbil.", None),
]


@pytest.mark.parametrize(("line", "day"), LINES, ids=[line for line, _ in LINES])
def test_the_line_of_the_author_may_say_when(line: str, day: str | None) -> None:
    assert of(("byline", line)).published == day
    assert of(("byline", line), ("dateline", "2020-01-01")).published == "2020-01-01"


BYLINES = [
    ("By Jane Doe", "Jane Doe"),
    ("BY JANE DOE", "JANE DOE"),
    ("by Madeleine Gregory", "Madeleine Gregory"),
    ("By Tess Bonn - 11/19/19 06:56 AM EST", "Tess Bonn"),
    ("By Jane Doe and John Smith, Reuters", "Jane Doe and John Smith"),
    ("Written by Ludwig van Beethoven | 3 comments", "Ludwig van Beethoven"),
    ("Von Hans Müller, Erbil", "Hans Müller"),
    ("Автор: Иван Петров", "Иван Петров"),
    ("作者：张三", "张三"),
    (
        "Tori Keller, a senior studying international relations, is a staff writer at a journal.",
        "Tori Keller",
    ),
    ("Jane Doe is a freelance journalist based in Erbil.", "Jane Doe"),
    ("By Jane Doe Share with new partner: 384", None),
    ("By the sea", None),
    ("media activist from the city of Raqqa, student at a university", None),
    ("This piece was originally published at The Washington Examiner.", None),
    ("By " + "Jane " * 40, None),
]


@pytest.mark.parametrize(("line", "name"), BYLINES, ids=[line[:30] for line, _ in BYLINES])
def test_the_byline_is_the_name_that_a_byline_states(line: str, name: str | None) -> None:
    assert of(("byline", line)).byline == name


def test_a_name_below_a_byline_without_one_is_the_author() -> None:
    assert of(("byline", "Published by"), ("byline", "Daniel Lemire")).byline == "Daniel Lemire"


def test_a_date_line_may_say_who_wrote() -> None:
    both = of(("dateline", "Publié le 20 octobre 2016 par Ann Example"))
    assert (both.byline, both.published) == ("Ann Example", "2016-10-20")


SITES = [
    ("Originally published at\xa0The Washington Examiner.", "The Washington Examiner"),
    ("This article originally appeared on VICE US.", "VICE US"),
    ("She is a staff writer at Stanford Political Journal.", "Stanford Political Journal"),
    ("She is a writer who has lived in Paris.", None),
    ("This article has been adapted from its original source.", None),
]


@pytest.mark.parametrize(("line", "site"), SITES, ids=[line[:30] for line, _ in SITES])
def test_the_site_is_where_the_text_says_it_was_published(line: str, site: str | None) -> None:
    assert of(("byline", line)).site == site


DATES = [
    ("2016-10-17", "2016-10-17"),
    ("October 17, 2016", "2016-10-17"),
    ("Published November 20th, 2019 - 07:50 GMT", "2019-11-20"),
    ("Tuesday 18 October 2016 07.00 BST", "2016-10-18"),
    ("Published: 28 Apr, 2020 CET. Updated: Tue 29 Apr 2020 08:11 CET", "2020-04-28"),
    ("17.10.2016, 12:30 Uhr", "2016-10-17"),
    ("17. Oktober 2016", "2016-10-17"),
    ("17 de octubre de 2016", "2016-10-17"),
    ("17 октября 2016", "2016-10-17"),
    ("17 أكتوبر 2016", "2016-10-17"),
    ("2016年10月17日", "2016-10-17"),
    ("06 PM | 18 Mai", None),
    ("11/12/19", None),
    ("11/12/2016", None),  # in November, or in December
    ("17/10/2016, 12h30", "2016-10-17"),
    ("10/17/2016", "2016-10-17"),
    ("February 30, 2016", None),
    ("Last modified on Wednesday 19 October 2016", None),
]


@pytest.mark.parametrize(("line", "day"), DATES, ids=[line[:30] for line, _ in DATES])
def test_the_date_is_a_full_date_that_a_dateline_states(line: str, day: str | None) -> None:
    assert of(("dateline", line)).published == day


BESIDE = [
    ("The Northport Courier, October 20, 2016", "2016-10-20"),
    ("Ann Example | 20 October 2016", "2016-10-20"),
    ("The Miller 2016-10-20", "2016-10-20"),
    ("The Miller, Updated October 20, 2016", None),
    ("The Miller, October 2016", None),
    ("Of all that was told of it in the town on October 20, 2016", None),
]


@pytest.mark.parametrize(("line", "day"), BESIDE, ids=[line[:30] for line, _ in BESIDE])
def test_a_day_behind_a_name_where_a_byline_stands_is_that_of_publication(
    line: str, day: str | None
) -> None:
    assert of(("byline", line)).published == day


def test_two_days_behind_names_tell_nothing() -> None:
    lines = ("The Miller, October 3, 2014", "The Miller, October 4, 2014")
    assert of(*(("byline", line) for line in lines)).published is None


def test_the_address_is_the_one_the_text_gives_for_itself() -> None:
    line = "Permalink: https://example.org/2016/mosul"
    assert of(("boilerplate", line)).url == "https://example.org/2016/mosul"


@given(st.lists(st.tuples(st.sampled_from(ROLES), st.text(min_size=1)), max_size=6))
def test_any_text_has_metadata_and_no_name_is_long(lines: list[tuple[str, str]]) -> None:
    found = of(*lines)
    assert len(found.byline or "") <= 80
    assert len(found.site or "") <= 80
