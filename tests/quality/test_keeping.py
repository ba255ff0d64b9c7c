"""How much of the author's text is kept: how it is counted, and that the figures hold."""

import pytest

from annotate.model import Block, Draft, Metadata
from tests.quality import keeping, page
from tests.quality.keeping import Kept, of

TEXT = "Menu\n\nOne two three.\n\nFour five. Six.\n\nOne two three."


def draft(*roles: str) -> Draft:
    blocks = []
    at = 0
    for part, role in zip(TEXT.split("\n\n"), roles, strict=True):
        blocks.append(Block(at, at + len(part), role))
        at += len(part) + 2
    return Draft(TEXT, tuple(blocks), Metadata(), "text/plain")


def test_what_has_a_number_is_kept_and_all_else_is_not() -> None:
    found = draft("boilerplate", "body", "boilerplate", "comment")
    assert of(found, ["One two three.", "Four five. Six."]) == Kept(11, 22)
    assert of(found, ["One two three."]).share == 1.0


def test_of_several_places_the_best_counts() -> None:
    found = draft("boilerplate", "boilerplate", "boilerplate", "quote")
    assert of(found, ["One two three."]) == Kept(11, 11)


def test_where_paragraphs_are_cut_does_not_matter() -> None:
    found = draft("title", "body", "list_item", "heading")
    assert of(found, ["One two three. Four five. Six."]) == Kept(22, 22)
    assert of(found, ["Four", "five. Six. One two"]) == Kept(11, 17)


def test_what_stands_nowhere_is_not_kept_and_costs_its_sentence_alone() -> None:
    found = draft("title", "body", "body", "heading")
    assert of(found, ["Four five. Seven. Six."]) == Kept(11, 16)


def test_a_document_without_words_has_lost_none() -> None:
    assert of(draft("title", "body", "body", "heading"), []).share == 1.0


@pytest.mark.parametrize("name", keeping.MADE)
def test_of_our_own_documents_nearly_all_is_kept(name: str) -> None:
    read, documents, _ = keeping.MADE[name]
    assert keeping.total(of(read(data), written) for data, written in documents()).share >= 0.97


@pytest.mark.skipif(not keeping.there(), reason="no labelled articles")
def test_the_page_holds_the_section_as_it_is_written_now() -> None:
    assert keeping.section() in page.PAGE.read_text(encoding="utf-8")
