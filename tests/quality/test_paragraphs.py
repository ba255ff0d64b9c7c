"""The section about paragraphs and roles, and the figures in it."""

import pytest

from tests.quality import page, paragraphs

GOLD = [(0, 5, "title"), (6, 17, "body"), (18, 23, "boilerplate")]
TEXT = "Title A sentence. Share"

there = pytest.mark.skipif(not paragraphs.there(), reason="no labelled articles")


def test_what_is_as_labelled_has_full_marks() -> None:
    found = paragraphs.scores([(TEXT, GOLD)], lambda text: GOLD)
    assert (found.boundaries, found.accuracy, found.macro, found.boilerplate) == (1, 1, 1, 1)
    assert found.lost == 0


def test_a_role_is_that_of_most_of_its_characters_and_what_is_lost_is_counted() -> None:
    found = paragraphs.scores([(TEXT, GOLD)], lambda text: [(6, 23, "body")])
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.boundaries == 0
    assert found.lost == pytest.approx(5 / 20)
    assert found.by_role["body"][0] == pytest.approx(2 / 3)


@pytest.mark.parametrize("name", paragraphs.WAYS)
def test_no_way_loses_anything(name: str) -> None:
    text = "Title\n\nOne line.\nAnother line,\n and more.\n \nShare"
    labels = paragraphs.WAYS[name](text)
    assert "".join(text[a:b] for a, b, _ in labels).split() != []
    assert "".join("".join(text[a:b].split()) for a, b, _ in labels) == "".join(text.split())


@there
def test_the_page_holds_the_section_as_it_is_written_now() -> None:
    assert paragraphs.section() in page.PAGE.read_text(encoding="utf-8")
