"""Text that people wrote, as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.marking import MARK, UNMARK
from annotate.web import markup
from annotate.web.markup import Span
from annotate.web.site import Site

SITE = Site("/", "http://x", "t", "", "/db", True, True)


class Marks(HTMLParser):
    """The text, and which of it is in marks, which may not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.text, self.marked = False, "", ""
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "mark" or self.inside:
            self.others.append(tag)
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        assert self.inside
        self.inside = False

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self.inside else ""


def read(html: str) -> Marks:
    parser = Marks()
    parser.feed(str(html))  # the methods of Markup would escape again
    parser.close()
    assert not parser.inside
    assert parser.others == []
    return parser


def squeezed(text: str) -> str:
    return "".join(markup.cleaned(text).split())


spans = st.lists(
    st.builds(
        Span,
        st.integers(-3, 60),
        st.integers(-3, 60),
        st.sampled_from(["hue-1", None]),
        st.just("t1"),
    ),
    max_size=5,
)


@given(st.text(max_size=50), spans)
def test_highlighting_keeps_every_visible_character(text: str, marked: list[Span]) -> None:
    assert "".join(read(markup.highlighted(text, marked)).text.split()) == squeezed(text)


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=40), spans)
def test_what_a_span_covers_is_marked(text: str, marked: list[Span]) -> None:
    covered = {
        i for s in marked if 0 <= s.start < s.end <= len(text) for i in range(s.start, s.end)
    }
    expected = "".join(c for i, c in enumerate(text) if i in covered)
    assert read(markup.highlighted(text, marked)).marked == expected


@given(st.text(st.sampled_from(["<", "a", MARK, UNMARK, "&", " "]), max_size=30))
def test_a_snippet_is_balanced_whatever_is_in_it(snippet: str) -> None:
    found = read(markup.found(snippet))
    assert squeezed(found.text) == squeezed(snippet.replace(MARK, "").replace(UNMARK, ""))


@given(st.text())
def test_nothing_shown_has_control_characters(text: str) -> None:
    for shown in (markup.folded(text), str(markup.note(text)), str(markup.highlighted(text, ()))):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x0bb", "a b"),
        ("a\x00b", "ab"),
        ("a \n\t b", "a b"),
        ("10\u00a0km", "10\u00a0km"),
        ("to\u00a0counter", "to counter"),
        ("a\u2028b", "a b"),
    ],
)
def test_folding(text: str, shown: str) -> None:
    assert markup.folded(text) == shown


def test_a_title_sets_no_direction() -> None:
    assert markup.plain("a\u202eb\u2066c") == "abc"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](java\x01script:alert(1))",
        "[x](data:text/html,<script>)",
        "<a href=x onclick=alert(1)>x</a>",
        "![x](https://spy.example/x.png)",
        '[x](https://e.example/"onmouseover="alert(1))',
        "<iframe src=//e.example>",
        "<style>*{}</style>",
    ],
)
def test_no_note_does_anything(source: str) -> None:
    html = str(markup.note(source))
    assert not re.search(r"<(script|img|iframe|style)|<[^>]*\son\w+=|href=.(java|data)", html)


def test_a_note_has_markdown_but_no_title_of_its_own() -> None:
    assert str(markup.note("**b** `c`\n\n- x")) == (
        "<p><strong>b</strong> <code>c</code></p>\n<ul>\n<li>x</li>\n</ul>\n"
    )
    assert "<h1" not in str(markup.note("# h"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("actor/isis", "/tags/actor/isis"),
        ("a b?#%", "/tags/a%20b%3F%23%25"),
        ("a/../b", "/tags?tag=a%2F..%2Fb"),
        (".", "/tags?tag=."),
        ("ü", "/tags/%C3%BC"),
    ],
)
def test_the_address_of_a_tag(name: str, path: str) -> None:
    assert SITE.tag(name) == path


def test_the_addresses_of_an_article() -> None:
    assert SITE.read("a") == "/read/a"
    assert SITE.read("a", 2, 12) == "/read/a@2#p12"
    assert SITE.read("ü", None, "key~2") == "/read/%C3%BC#key~2"
    assert SITE.cite("key~2", "a", ".json") == "/cite/a/key~2.json"
