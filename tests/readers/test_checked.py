"""Drafts by readers of plugins."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Block, Draft, Metadata
from annotate.readers import checked, plain

TEXT = "One two.\n\nThree."


SEVEN: Any = (7,)


def made(*blocks: Any, text: Any = TEXT, said: Any = None, media_type: Any = "text/x") -> Draft:
    return Draft(text, blocks, said or Metadata(), media_type)


def block(start: Any, end: Any, role: str = "body", page: int | None = None) -> Block:
    return Block(start, end, role, page)


ONE, TWO = block(0, 8), block(10, 16, "quote", 3)

WRONG: dict[str, tuple[object, str]] = {
    "nothing": (None, "it returns a NoneType"),
    "no blocks": (made(), "has no text"),
    "no text": (made(ONE, text=b"x"), "is no text"),
    "a surrogate": (made(block(0, 1), text="\ud800"), "lone surrogates"),
    "no block": (made((0, 8, "body")), "block 1 is a tuple"),
    "no number": (made(block("0", 8)), "does not begin and end at a number"),
    "beyond the end": (made(ONE, block(10, 99)), "block 2 runs from 10 to 99 of 16"),
    "before the start": (made(block(-8, 8), TWO), "block 1 runs from -8"),
    "backwards": (made(block(8, 0), TWO), "block 1 runs from 8 to 0"),
    "empty": (made(block(0, 0), ONE, TWO), "block 1 runs from 0 to 0"),
    "over each other": (made(ONE, block(5, 16)), "block 2 runs from 5"),
    "out of order": (made(TWO, ONE), "there is text before its block 1"),
    "with a gap": (made(block(0, 3), TWO), "there is text before its block 2"),
    "not to the end": (made(ONE), "there is text after its last block"),
    "not trimmed": (made(block(0, 10), TWO), "block 1 begins or ends with white space"),
    "another role": (made(block(0, 8, "villain"), TWO), "has the role 'villain'; roles are title"),
    "no page": (made(block(0, 8, "body", 0), TWO), "is on no page 0"),
    "no remark": (replace(made(ONE, TWO), remarks=SEVEN), "what it remarks is no text"),
    "no metadata": (made(ONE, TWO, said={"title": "T"}), "no annotate.model.Metadata"),
}


@pytest.mark.parametrize(("draft", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_stored_is_refused_in_a_line(draft: object, told: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        checked.draft(draft)
    assert told in str(caught.value)


def test_what_it_says_of_itself_is_checked_as_from_any_source() -> None:
    odd: Any = 5
    said = Metadata("T \udcff", odd, "x" * 5000, "January 9, 2017", "javascript:x", "en_US")
    assert checked.draft(made(ONE, TWO, said=said)).metadata == Metadata(
        title="T ?", published="2017-01-09", language="en-US"
    )


def test_a_good_draft_stays_as_it_is() -> None:
    draft = made(ONE, TWO, said=Metadata("T", "Ida Holm", published="2017"))
    assert checked.draft(draft) == draft


@given(st.text())
def test_drafts_of_ours_pass(text: str) -> None:
    try:
        draft = plain.read(text.encode("utf-8", "replace"))
    except UnreadableSource:
        return
    assert checked.draft(draft).blocks == draft.blocks


def test_what_a_reader_remarks_is_a_line() -> None:
    draft = checked.draft(replace(made(ONE, TWO), remarks=("has\x1b[2J\nno end",)))
    assert [line.splitlines() for line in draft.remarks] == [list(draft.remarks)]
    assert "\x1b" not in draft.remarks[0]
