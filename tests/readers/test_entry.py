"""Articles whose parts came apart: whether their text is a page, and where their title goes."""

import json

import pytest

from annotate.readers.record import Record
from tests.readers.many import one, pieces

FIRST = "The ferry left at dawn, and nobody waved to it from the quay that morning."
SECOND = "It came back at noon with a cargo of lamps, which were sold before the evening."


def read(**fields: str) -> list[tuple[str, str]]:
    record = Record("", json.dumps(fields).encode(), "json")
    return pieces(one(record))


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{FIRST}</p>\n<p>{SECOND}</p>",
        f"{FIRST}<br><br>{SECOND}<br>",
        f"<div>{FIRST}</div><div>{SECOND}</div>",
        f"<!doctype html><html><body><p>{FIRST}<p>{SECOND}",
        f"<!-- by a program --> <body><p>{FIRST}</p><p>{SECOND}</p>",
    ],
    ids=["paragraphs", "breaks", "divisions", "a page", "a page below a remark"],
)
def test_text_with_tags_is_a_page(text: str) -> None:
    assert read(title="The Ferry", text=text) == [
        ("title", "The Ferry"), ("body", FIRST), ("body", SECOND),
    ]  # fmt: skip


def test_words_that_print_breaks_are_whole() -> None:
    text = "The ferry left at dawn, and no-\nbody waved to it from the quay that mor¬\nning."
    assert read(title="The Ferry", text=text) == [("title", "The Ferry"), ("body", FIRST)]


@pytest.mark.parametrize(
    "sign", ["2 < 3", "a <- b", "<3", "the tag <p> is for paragraphs", "<tag> and </tag>"]
)
def test_text_with_a_sign_or_a_single_tag_is_plain(sign: str) -> None:
    words = f"It was said that {sign}, and so it went on in the harbour that day."
    assert read(title="The Ferry", text=f"{words}\n\n{SECOND}")[1:] == [
        ("body", words), ("body", SECOND),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["The Ferry", "THE FERRY", "The  ferry"])
def test_a_title_that_the_text_begins_with_stands_once(head: str) -> None:
    found = read(title="The Ferry", text=f"<h1>{head}</h1><p>{FIRST}</p><p>{SECOND}</p>")
    assert [text.casefold().split() for _, text in found].count(["the", "ferry"]) == 1


def test_without_a_title_there_is_none_above_the_text() -> None:
    assert read(text=f"<p>{FIRST}</p><p>{SECOND}</p>") == [("body", FIRST), ("body", SECOND)]
