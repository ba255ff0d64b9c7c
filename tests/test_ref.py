import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import ref
from annotate.errors import BadInput
from annotate.ref import Ref

PARSED = {
    "a number": ("mosul:12", ("mosul", None, (12,))),
    "several and a range": ("mosul:3,7,12-15", ("mosul", None, (3, 7, 12, 13, 14, 15))),
    "each once": ("mosul:3,2-4,3", ("mosul", None, (3, 2, 4))),
    "spaces": (" mosul:3, 7 ", ("mosul", None, (3, 7))),
    "a version": ("mosul@1:12", ("mosul", 1, (12,))),
    "a whole version": ("mosul@2", ("mosul", 2, ())),
    "an article": ("mosul", ("mosul", None, ())),
    "a row number": ("4:1", ("4", None, (1,))),
    "a key in an article": ("mosul:5v0hrh", ("mosul", None, ("5v0hrh",))),
    "a key": ("5v0hrh53djh9w", ("5v0hrh53djh9w", None, ())),
    "the second of a wording": ("mosul:5V0HRH53DJH9W~2", ("mosul", None, ("5v0hrh53djh9w~2",))),
    "six digits are a number": ("mosul:123456", ("mosul", None, (123456,))),
    "a colon in the article": ("a:b:3", ("a:b", None, (3,))),
}
REFUSED = {
    "nothing": ("", "names nothing"),
    "no article": (":3", "names nothing"),
    "no article but a version": ("@1:3", "names nothing"),
    "no paragraph": ("mosul:", "names nothing"),
    "a word": ("mosul:first", "say a number, 3-5, or a key"),
    "a key prefix too short": ("mosul:5v0hr", "say a number, 3-5, or a key"),
    "an empty item": ("mosul:3,,4", "say a number, 3-5, or a key"),
    "backwards": ("mosul:5-3", "say 3-5"),
    "too many": ("mosul:1-999999", "more than 100,000"),
    "too many together": ("mosul:1-99999,200000-299998", "more than 100,000"),
    "a negative number": ("mosul:-3", "say a number, 3-5, or a key"),
    "an occurrence no table holds": (f"mosul:5v0hrh~{'9' * 30}", "say a number"),
}


@pytest.mark.parametrize(("words", "parts"), PARSED.values(), ids=PARSED)
def test_a_ref_is_taken_apart(
    words: str, parts: tuple[str, int | None, tuple[int | str, ...]]
) -> None:
    assert ref.parse(words) == Ref(words, *parts)


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_ref_is_refused_with_what_would_be_one(words: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        ref.parse(words)


@given(st.text(st.characters()) | st.text("mosul:@,-~0123456789 "))
def test_any_text_is_a_ref_or_bad_input(words: str) -> None:
    try:
        parsed = ref.parse(words)
    except BadInput:
        return
    assert parsed.article
