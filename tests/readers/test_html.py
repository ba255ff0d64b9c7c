"""Reading saved web pages."""

import re
import time
from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import formats, html
from annotate.readers.markup.shown import UNSEEN as NEVER_SEEN
from annotate.readers.record import DEFAULT
from annotate.readers.web import tree
from annotate.text import split

WEB = Path(__file__).parents[1] / "data" / "web"
PAGES = sorted(WEB.glob("*.html"))
NEWS = ["gazette.html", "chromium.html", "wget.html"]
SAID = Metadata(
    "The last ferry to Harrow Island",
    "Ada Marlowe and Tom Quill",
    "The Harbour Gazette",
    "2024-03-09T06:30:00+00:00",
    "https://gazette.example.org/2024/03/the-last-ferry",
    "en-GB",
)
STARTS = [
    ("title", "The last ferry to Harrow Island"),
    ("byline", "By Ada Marlowe and Tom Quill"),
    ("dateline", "9 March 2024"),
    ("caption", "The “Margaret Rose” at her berth"),
    ("body", "For sixty-one years the Margaret Rose has carried post"),
    ("body", "“She was never fast, and she was never dry,” said"),
    ("heading", "A bridge that took its time"),
    ("body", "The bridge that replaces her was promised in 1974, surveyed"),
    ("body", "Nobody on the island will say that they did not want it."),
    ("quote", "We asked for a bridge because we were told"),
    ("body", "So wrote the island’s teacher, Ines Calder, in a letter"),
    ("heading", "What changes on Monday"),
    ("list_item", "The post comes by van, at half past nine instead of noon."),
    ("list_item", "The school bus starts at the shop and not at the pier."),
    ("list_item", "The pier stays open to fishing boats until the end of the year."),
    ("list_item", "Year\tPassengers\tSheep"),
    ("list_item", "1963\t11,204\t3,410"),
    ("list_item", "2023\t8,977\t212"),
    ("body", "Mr Pike has been offered a place in the bridge’s control room"),
    ("comment", "Rosa"),
    ("comment", "My grandmother met my grandfather on that boat."),
    ("comment", "H. Finch"),
    ("comment", "A fine piece, but the bridge was surveyed in 1987"),
]  # fmt: skip


def read(page: str | bytes) -> Draft:
    return html.read(page.encode() if isinstance(page, str) else page)


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, draft.text[block.start : block.end]) for block in draft.blocks]


def texts(page: str | bytes) -> list[str]:
    return [text for _, text in told(read(page))]


def visible(text: str) -> str:
    return "".join(re.sub(r"[\x00-\x20\x7f-\xa0\xad\ufeff\ufffe\uffff]", "", text).split())


def check(draft: Draft) -> None:
    """Blocks are trimmed, in order, not too long, and hold all that is visible."""
    end = 0
    for block in draft.blocks:
        assert end <= block.start < block.end <= block.start + split.LONGEST
        assert draft.text[end : block.start].strip() == ""
        text = draft.text[block.start : block.end]
        assert text == text.strip()
        end = block.end
    assert draft.text[end:].strip() == ""


@pytest.mark.parametrize("name", NEWS)
def test_an_article_is_told_from_the_page_around_it(name: str) -> None:
    draft = read((WEB / name).read_bytes())
    found = [one for one in told(draft) if one[0] != "boilerplate"]
    assert [(role, text[: len(start)]) for (role, text), (_, start) in
            zip(found, STARTS, strict=True)] == STARTS  # fmt: skip
    assert draft.metadata == SAID
    check(draft)


def test_what_stands_around_an_article_is_kept() -> None:
    aside = {text for role, text in told(read((WEB / "gazette.html").read_bytes()))
             if role == "boilerplate"}  # fmt: skip
    assert {"Harbour", "Share Tweet E-mail", "Get the Gazette by e-mail every Saturday.",
            "Why the lighthouse keeper keeps bees", "About us Privacy",
            "We use cookies to count our readers. That is all we count."} <= aside  # fmt: skip


def test_entities_soft_hyphens_and_q_read_as_a_browser_shows_them() -> None:
    body = "\n".join(texts((WEB / "gazette.html").read_bytes()))
    assert "1.4 kilometres long" in body
    assert "after some discussion, to sheep." in body
    assert "has said “not yet” to each" in body


@pytest.mark.parametrize("name", ["pandoc.html", "libreoffice.html"])
def test_a_document_saved_as_a_page_is_all_article(name: str) -> None:
    draft = read((WEB / name).read_bytes())
    found = [(role, text) for role, text in told(draft) if role != "boilerplate"]
    assert found[0] == ("title", "The last ferry to Harrow Island")
    assert found[1:3] == [("byline", "Ada Marlowe"), ("dateline", "9 March 2024")]
    assert ("heading", "A bridge that took its time") in found
    assert (
        "quote",
        "We asked for a bridge because we were told we could not have a hospital.",
    ) in found
    assert ("list_item", "The post comes by van.") in found
    assert ("list_item", "1963\t11,204") in found
    assert any("The surveyor remembers 1987." in text for _, text in found)
    assert (draft.metadata.byline, draft.metadata.published) == ("Ada Marlowe", "2024-03-09")


FRAME = "<p>two</p><iframe srcdoc='<p>three'></iframe>"
CUT = {
    "line breaks": ("<p>one<br>two<br><br>three</p>", ["one", "two", "three"]),
    "a line break in a heading": ("<h1>one<br>two</h1>", ["one two"]),
    "elements in a line": ("<p>o<b>n</b>e<i> two</i></p>", ["one two"]),
    "paragraphs not closed": ("<p>one<p>two<ul><li>a<ul><li>b</ul></ul>", ["one", "two", "a", "b"]),
    "text beside paragraphs": ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
    "a block in a link": ("<a href=x><div>one</div><div>two</div></a>", ["one", "two"]),
    "links side by side": ("<a>one</a><a>two</a>", ["one two"]),
    "buttons": ("<button>one</button><button>two</button>", ["one two"]),
    "a definition list": ("<dl><dt>one<dd>two<dd>three</dl>", ["one", "two", "three"]),
    "rows": ("<table><tr><th>a<th>b<tr><td>c<td><p>d</p></table>", ["a\tb", "c\td"]),
    "cells of paragraphs": ("<table><tr><td><p>a<p>b<td>c</table>", ["a", "b", "c"]),
    "text as typed": ("<pre>one\n  two\n\nthree</pre>", ["one\n  two", "three"]),
    "ruby": ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", ["漢（かん）"]),
    "ruby without parentheses": ("<p><ruby>漢<rt>かん</ruby>字</p>", ["漢（かん）字"]),
    "signs of footnotes": (
        "<p>In 1999<sup><a href=#n>2</a></sup> or 2000<a href=#m><sup>[b]</sup></a>, as<a href=#o"
        " role=doc-noteref>3</a> x<sup>2</sup> <sup><a href=#p>see there</a></sup></p>"
        "<p><a class=sdfootnotesym href=#q>4</a>By hand.",
        ["In 1999[2] or 2000[b], as[3] x2 see there", "[4]By hand."],
    ),
    "what a part of the page shows": (
        "<p>one</p><x-a><template shadowmode=open><p>two</p></template>three</x-a>"
        "<x-b>a<template shadowrootmode=open>b</template>c</x-b>",
        ["one", "two", "threea b c"],
    ),
    "a page in a frame": (
        "<p>one</p><iframe srcdoc='&lt;p>two&lt;p>three &amp;amp; four'>no</iframe><p>five</p>",
        ["one", "two", "three & four", "five"],
    ),
    "a page in a frame in a frame": (
        f"<p>one</p><iframe srcdoc='{escape(FRAME)}'></iframe>", ["one", "two", "three"],
    ),
    "a formula that nothing closes": (
        "<p>one <math><mi>x</mi><p>two<p>three", ["one x", "two", "three"],
    ),
    "after the end": ("<body>one</body></html>two<p>three", ["onetwo", "three"]),
    "two bodies": ("<body><p>one</body><body><p>two</body>", ["one", "two"]),
    "no tags for the page": ("one <b>two</b>", ["one two"]),
    "a comment within": ("<p>on<!-- x -->e</p>", ["one"]),
    "words in a section": ("<?xml version='1.0'?><p>a<![CDATA[ < b]]></p>", ["a < b"]),
    "right to left": ("<html dir=rtl><p>شلون <b>الحال</b>؟</p>", ["شلون الحال؟"]),
    "a zero and controls": ("<p>one\x00&#1;&#x85; two</p>", ["one\ufffd… two"]),
    "a drawing": ("<svg><title>t</title><text>one</text><text>two</text></svg>", ["one two"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "parts"), CUT.values(), ids=CUT)
def test_blocks_end_where_markup_ends_them(page: str, parts: list[str]) -> None:
    assert texts(page) == parts


UNSEEN = [
    "<script>x</script>", "<style>x</style>", "<template><p>x</p></template>",
    "<noscript><img src=y>x</noscript>", "<iframe>x</iframe>", "<video>x</video>",
    "<select><option>x</select>", "<title>x</title>", "<img alt=x>", "<!-- x -->",
    "<object>x</object>", "<input value=x>",
]  # fmt: skip


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_no_reader_sees_is_left_out(unseen: str) -> None:
    assert texts(f"<body><p>one</p>{unseen}<p>two</p>") == ["one", "two"]


def test_what_a_style_hides_is_kept() -> None:
    assert texts("<p hidden>one</p><p style='display: none'>two</p>") == ["one", "two"]


def test_where_a_page_has_nothing_but_what_stands_in_for_scripts_that_is_read() -> None:
    assert texts("<body><noscript><p>All of the text.</p></noscript>") == ["All of the text."]


def test_a_page_of_a_few_words_is_an_article() -> None:
    assert told(read("<p>Hello</p>")) == [("body", "Hello")]


REFUSED = {
    "empty": (b"", "is empty"),
    "nothing visible": (b"<html><body><script>x</script></body></html>", "without any text"),
    "frames": (b"<html><frameset><frame src=a></frameset></html>", "add the pages in its frames"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        read(data)


DEEP = {
    "blocks": "<div>" * 300_000 + "deep" + "</div>" * 300_000 + "<p>after",
    "inline": "<b>" * 300_000 + "deep<p>after",
    "lists": "<ul><li>" * 100_000 + "deep<p>after",
}


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP)
def test_however_deep_a_page_is_it_is_read_to_its_end(page: str) -> None:
    start = time.process_time()
    assert texts(page) == ["deep", "after"]
    assert time.process_time() - start < 10


def test_a_large_page_is_read_in_time_that_grows_with_it() -> None:
    start = time.process_time()
    draft = read("<p>Some text, and this is a sentence.</p>" * 30_000 + "<nav>Home</nav>")
    assert [block.role for block in draft.blocks] == ["body"] * 30_000 + ["boilerplate"]
    assert time.process_time() - start < 10


SLOW = {
    "attributes": "<div " + " ".join(f"a{i}=b" for i in range(100_000)) + ">text",
    "a row of many cells": "<table><tr>" + "<td>x" * 50_000 + "</table>text",
    "line breaks": "x<br>" * 50_000 + "text",
    "rows in rows": "<table><tr><td>" * 20_000 + "text",
    "class names": "<p class='" + "ad-_ " * 100_000 + "'>text",
    "tags that do not end": "<a " * 500_000,
    "comments that do not end": "<!-- " * 500_000,
    "deep JSON": '<script type="application/ld+json">' + "[" * 100_000 + "</script>text",
    "headings": "<h1>text</h1>" * 20_000,
}


@pytest.mark.parametrize("page", SLOW.values(), ids=SLOW)
def test_a_page_made_to_be_slow_is_read_or_refused_soon(page: str) -> None:
    start = time.process_time()
    with suppress(UnreadableSource):
        check(read(page))
    assert time.process_time() - start < 8


def test_a_paragraph_that_is_too_long_is_cut() -> None:
    draft = read("<p>" + "One sentence more. " * 5_000)
    check(draft)
    assert len(draft.blocks) > 4


TAGS = ("p", "div", "b", "a", "br", "li", "ul", "h1", "h2", "table", "tr", "td", "span", "button",
        "nav", "blockquote", "pre", "form", "label", "figure", "figcaption", "section")  # fmt: skip
markup = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.text("abc é<&>\"'. \n\t\xad\u200f漢", max_size=12),
        st.sampled_from(["&amp;", "&nbsp;", "&shy;", "&#0;", "<!-- x -->", "<script>x</script>"]),
    ),
    max_size=40,
).map(lambda parts: "".join(parts) + "</html>")  # what has no end may be refused as cut off


@given(markup)
def test_all_that_is_visible_on_a_page_is_in_its_text_once(page: str) -> None:
    root = tree.parsed(page)
    try:
        draft = html.read_page(page)
    except UnreadableSource:
        assert root is None or not visible(shown(root))
        return
    assert root is not None
    assert visible(draft.text) == visible(shown(root))
    check(draft)


def shown(root: etree._Element) -> str:
    """The text of a page outside the elements that no reader sees."""
    pieces: list[str] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start" and element.tag in NEVER_SEEN:
            events.skip_subtree()
        else:
            pieces.append((element.text if event == "start" else element.tail) or "")
    return "".join(pieces)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_nothing_of_a_real_page_is_lost(file: Path) -> None:
    page = file.read_text(encoding="utf-8")
    root = tree.parsed(page)
    assert root is not None
    added = dict.fromkeys(map(ord, "“”[]"))  # around quotations, and signs of footnotes
    found = visible(html.read_page(page).text).translate(added)
    assert found == visible(shown(root)).translate(added)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableSource):
        check(read(data))


@given(st.sampled_from(PAGES), st.data())
def test_a_damaged_page_is_read_or_refused(file: Path, draw: st.DataObject) -> None:
    data = bytearray(file.read_bytes())
    del data[draw.draw(st.integers(100, len(data))) :]
    for at in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=8)):
        data[at] = draw.draw(st.integers(0, 255))
    at = draw.draw(st.integers(0, len(data)))
    data[at:at] = data[: draw.draw(st.integers(0, 600))]
    with suppress(UnreadableSource):
        check(read(bytes(data)))


def test_a_page_is_read_through_the_table() -> None:
    data = (WEB / "gazette.html").read_bytes()
    assert formats.read(data, "html", DEFAULT).metadata == SAID


def test_a_file_that_is_a_page_by_name_alone_is_read_as_text() -> None:
    assert texts("First paragraph of it.\n\nSecond paragraph of it.") == [
        "First paragraph of it.",
        "Second paragraph of it.",
    ]
