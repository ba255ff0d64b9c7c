"""What many articles of one site have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import ROLES
from annotate.text import repetition

PITCH = "Our reporting is free for everyone, because readers like you give what they can."

CASES = [
    pytest.param(PITCH, "body", 40, 50, True, id="a pitch in most articles"),
    pytest.param(PITCH, "body", 4, 5, True, id="a pitch in most of a few articles"),
    pytest.param(PITCH, "body", 2, 3, False, id="a quotation in two of three articles"),
    pytest.param(PITCH, "quote", 3, 3, False, id="a quotation in three of three articles"),
    pytest.param(PITCH, "quote", 5, 100, False, id="a quotation in a twentieth"),
    pytest.param(PITCH, "body", 30, 1000, False, id="a paragraph reprinted now and then"),
    pytest.param("It was over.", "body", 40, 50, False, id="a short sentence"),
    pytest.param("Latest podcasts", "heading", 40, 300, True, id="a label"),
    pytest.param("Background", "heading", 5, 300, False, id="a heading used now and then"),
    pytest.param("Letters to the editor", "title", 300, 300, False, id="a headline every week"),
    pytest.param("By Jane Doe", "byline", 300, 300, False, id="an author"),
    pytest.param("Share", "boilerplate", 300, 300, False, id="what is boilerplate already"),
]


@pytest.mark.parametrize(("text", "role", "articles", "of", "expected"), CASES)
def test_furniture_is_what_nearly_every_article_holds(
    text: str, role: str, articles: int, of: int, expected: bool
) -> None:
    assert repetition.furniture(text, role, articles, of) is expected


@given(st.text(), st.sampled_from(ROLES), st.integers(1, 1000), st.integers(0, 1000))
def test_more_articles_never_make_a_line_less_furniture(
    text: str, role: str, articles: int, more: int
) -> None:
    if repetition.furniture(text, role, articles, 1000):
        assert repetition.furniture(text, role, articles + more, 1000)
