"""Which blocks of a page are the article, where its markup is not that of news."""

from functools import partial

import pytest

from annotate.model import CITABLE, Draft
from annotate.readers import html
from annotate.readers.web import blocks, content, tree
from annotate.readers.web.blocks import Page
from tests.quality import keeping
from tests.quality.shapes import BARE, SHAPES

TEASERS = ("Ferry late again", "Ten gardens to see", "Mayor opens fair", "More stories", "Sport")


def texts(draft: Draft) -> list[str]:
    return [draft.text[b.start : b.end] for b in draft.blocks if b.role in CITABLE]


@pytest.mark.parametrize("is_bare", [False, True], ids=["in a site", "by itself"])
@pytest.mark.parametrize("name", SHAPES)
def test_all_that_an_author_wrote_has_a_number(name: str, is_bare: bool) -> None:
    shape = SHAPES[name]
    draft = html.read(shape.page(BARE) if is_bare else shape.page())
    assert keeping.of(draft, shape.written).share == 1.0
    assert not set(TEASERS).intersection(texts(draft))


@pytest.mark.parametrize("name", SHAPES)
def test_each_paragraph_of_the_author_is_one(name: str) -> None:
    shape = SHAPES[name]
    found = "\n".join(texts(html.read(shape.page())))
    assert all(paragraph in found for paragraph in shape.written)


def page(body: str) -> Page:
    root = tree.parsed(f"<html><body>{body}</body></html>")
    assert root is not None
    return blocks.page(root)


LONG = "Whoever borrows a lamp brings it back filled, trimmed and wiped, and says so aloud."


def test_prose_between_parts_of_the_article_is_of_it_where_it_is_most_but_no_menu() -> None:
    made = page(f"<p>{LONG}</p><div>{LONG}</div><nav>{LONG}</nav><div>{LONG}</div><p>{LONG}</p>")
    assert content.whole(made, [True, False, False, False, True]) == [True, True, False, True, True]
    assert content.whole(made, [False, True, False, True, False]) == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_prose_goes_on_in_the_markup_of_the_article_over_a_few_labels() -> None:
    whole = partial(content.whole, page("".join(
        f"<p class='a'>{LONG}</p>{'<b>Label</b><hr>' * labels}" for labels in (0, 8, 9, 0)
    )))  # fmt: skip
    first, *others = [True] + [False] * 20
    assert [i for i, is_of in enumerate(whole([first, *others])) if is_of] == [0, 1, 10]


def test_items_between_are_of_the_article_unless_they_are_links() -> None:
    made = page(
        f"<p>{LONG}</p><ul><li>3 eggs</li><li><a href='/'>Home</a></li></ul>"
        f"<h3>Butter</h3><p>{LONG}</p>"
    )
    assert content.whole(made, [True, False, False, False, True]) == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_marks_are_doubted_where_they_cover_little_of_the_prose() -> None:
    made = page("".join(f"<div>{LONG}</div>" for _ in range(10)))
    assert content.is_doubtful(made, [True] + [False] * 9)
    assert not content.is_doubtful(made, [True, True] + [False] * 8)
    assert content.wider([0.1, 0.8], [0.3, 0.2]) == [0.3, 0.8]
