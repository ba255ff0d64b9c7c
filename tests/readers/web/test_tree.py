"""The tree of a page, with what its frames show."""

import time
from html import escape

import pytest

from annotate.readers.web import tree

SENTENCE = "<p>A sentence of four.</p>"


def framed(page: str) -> str:
    return f'<p>one</p><iframe srcdoc="{escape(page)}"></iframe>'


def count(page: str) -> int:
    root = tree.parsed(page)
    return 0 if root is None else sum(1 for _ in root.iter("p"))


@pytest.mark.parametrize("before", ["", "<div>" * 3000], ids=["long", "deep"])
def test_a_page_in_a_frame_is_there_however_long_or_deep_it_is(before: str) -> None:
    assert count(framed(before + SENTENCE * 2000)) >= 2001


def test_frames_in_frames_are_there_until_they_are_too_deep() -> None:
    page = SENTENCE
    for _ in range(8):
        page = framed(page)
    assert count(page) == 6


ATTRIBUTES = {
    "many": " ".join(f"a{i}=1" for i in range(100_000)),
    "quoted": " ".join(f"a{i}='x'" for i in range(100_000)),
    "a quote in a value": 'a=b"c ' + "d " * 100_000 + '"',
}


@pytest.mark.parametrize("attributes", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_many_attributes_are_not_parsed(attributes: str) -> None:
    started = time.process_time()
    assert count(f"<p {attributes}>one</p>") == 1
    assert time.process_time() - started < 2
