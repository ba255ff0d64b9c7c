"""A page that ends amid something is refused; one without its end is read, and said so."""

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import html
from annotate.readers.web import cut_off

WORDS = "The ferry left at nine, and the ice closed behind it before anybody was ashore again."
PAGE = f"<!doctype html><html><body><h1>Ice</h1><p>{WORDS}</p>"


@pytest.mark.parametrize(
    ("rest", "what"),
    [
        ('<p class="after', "tag"), ("<p", "tag"), ("</di", "tag"), ("<a href='x", "tag"),
        ("<!doc", "tag"), ("<!-- <p>More of it</p> -", "comment"),
        ("<script>if (a > b) { more(); }", "script"), ("<style>p > b {", "style"),
        ("<p>One <textarea rows=2>two", "textarea"),
    ],
)  # fmt: skip
def test_what_ends_amid_something_is_refused(rest: str, what: str) -> None:
    for page in (PAGE + rest, f"<p>{WORDS}</p>{rest}"):
        with pytest.raises(UnreadableSource, match=f"cut off: it ends amid a {what}"):
            html.read(page.encode())


@pytest.mark.parametrize(
    "rest",
    [
        "</body></html>", "</BODY >", "</html>\n<script>if (a<b) { late();", "</html><!-- 3 ms",
    ],
)  # fmt: skip
def test_a_page_with_its_end_is_whole_whatever_comes_after(rest: str) -> None:
    assert html.read((PAGE + rest).encode()).remarks == ()


def test_a_page_that_began_and_has_no_end_is_told() -> None:
    for rest in ("", "<p>The second paragraph ends ami", "<p>One < two, or 2 >1", "<script/>"):
        assert html.read((PAGE + rest).encode()).remarks == (cut_off.WITHOUT,)


def test_a_piece_of_html_needs_no_end() -> None:
    for page in (f"<p>{WORDS}", f"<!doctype html><title>Ice</title><p>{WORDS}", "<p>I <3 you"):
        assert html.read(page.encode()).remarks == ()
