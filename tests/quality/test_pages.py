"""How the reading of web pages is scored, and that the figures hold for a sample."""

import pytest

from annotate.readers.web import blocks, tree
from annotate.readers.web.blocks import Page
from tests.quality import labelled, pages
from tests.quality.pages import Found, Labelled

there = pytest.mark.skipif(not pages.there(), reason=f"no labelled pages in {labelled.DATA}")

MARKUP = """
<nav><ul><li>A heading</li><li>Home</li></ul></nav>
<h2>A heading</h2><p>One two three four five.</p>
<blockquote><p>“Six seven eight.”</p></blockquote><ul><li>Nine ten</li></ul><p>Home</p>
"""
TRUTH = ("A heading", "One two three four five.", "Six seven eight.", "Nine ten")
PAGE = Labelled("made up", MARKUP.encode(), TRUTH, "example.org")


def cut() -> Page:
    root = tree.parsed(MARKUP)
    assert root is not None
    return blocks.page(root)


def test_what_is_found_whole_and_nothing_else_scores_one() -> None:
    told = pages.summary([(PAGE, Found(TRUTH))])
    assert (told.text, told.paragraphs) == (1.0, 1.0)


def test_a_paragraph_in_two_parts_is_not_found_whole() -> None:
    told = pages.summary([(PAGE, Found(["A heading", "One two", "three four five", *TRUTH[2:]]))])
    assert told.text == 1.0
    assert told.paragraphs == pytest.approx(2 * 3 / (4 + 5))


def test_what_is_missed_and_what_is_too_much_count_in_runs_of_words() -> None:
    page = Labelled("", b"", ("a b c d e",), "")
    told = pages.summary([(page, Found(["a b c d x"])), (page, Found([]))])
    assert (told.precision, told.recall) == (0.5, 0.25)


def test_a_page_where_nothing_is_found_counts_as_missed_alone() -> None:
    other = Labelled("", b"", ("a b c d",), "")
    told = pages.summary([(PAGE, Found([])), (other, Found(["a b c d"]))])
    assert (told.precision, told.recall) == (1.0, 0.5)


def test_the_blocks_of_the_article_are_labelled_in_order() -> None:
    assert pages.labels(PAGE, cut().blocks) == [False, False, True, True, True, True, False]


def test_structure_is_what_markup_says_of_paragraphs_of_the_article() -> None:
    told = pages.structure(PAGE, cut().blocks)
    kept = pages.summary([(PAGE, Found(TRUTH, ["heading", "body", "body", "list_item"]))], [told])
    assert [told[kind].total() for kind in pages.KINDS] == [1, 1, 1]
    assert kept.kept == (1.0, 0.0, 1.0)


@there
def test_the_labelled_pages_are_read_as_well_as_the_figures_say() -> None:
    from annotate.readers import html

    some = pages.pages()[::12]
    drafts = [html.read(page.data) for page in some]
    told = pages.summary(
        (page, pages.found(draft.text, draft.blocks))
        for page, draft in zip(some, drafts, strict=True)
    )
    assert told.text > 0.95
    assert told.paragraphs > 0.93
