"""HTML cut into tags and text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.readers.markup import tokens
from annotate.readers.markup.tokens import Tag, Text

CASES = {
    "a tag and its text": (
        '<p class="a>b">x &amp; y</P>',
        [Tag("p", ' class="a>b"', False, 1), Text("x & y", 1), Tag("p", "", True, 1)],
    ),
    "a sign that opens no tag": ("1 < 2", [Text("1 ", 1), Text("< 2", 1)]),
    "a comment": ("a<!-- b -->c", [Text("a", 1), Tag("!", " b ", False, 1), Text("c", 1)]),
    "an unclosed comment": ("a<!-- b", [Text("a", 1), Tag("!", "", False, 1)]),
    "lines": ("\n<b\n>x", [Text("\n", 1), Tag("b", "\n", False, 2), Text("x", 3)]),
    "a script": (
        "<script>“no”</script>a",
        [Tag("script", "", False, 1), Tag("script", "", True, 1), Text("a", 1)],
    ),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_html_in_tags_and_texts(html: str, expected: list[Tag | Text]) -> None:
    assert list(tokens.parts(html)) == expected


def test_attributes_are_quoted_in_three_ways() -> None:
    [tag] = [
        p for p in tokens.parts("<a HREF='x&amp;y' id=z title=\"t\" hidden>") if isinstance(p, Tag)
    ]
    assert tokens.attributes(tag) == {"href": "x&y", "id": "z", "title": "t"}


@given(st.text(alphabet="<>/ab!-\"'= \n"))
def test_anything_can_be_cut(html: str) -> None:
    assert all(isinstance(part, Tag | Text) for part in tokens.parts(html))


@pytest.mark.parametrize("piece", ["<", "<a ", '<a href="', "<a '\"", "<!--", "<?", "<script>"])
def test_hostile_pages_take_time_that_grows_with_their_length(piece: str) -> None:
    start = time.process_time()
    list(tokens.parts(piece * 100_000))
    assert time.process_time() - start < 5  # 0.4 s by itself
