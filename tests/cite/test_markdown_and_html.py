"""Markdown and HTML, as people paste them: read back by pandoc, and by a CommonMark parser."""

import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotate.cite import html, markdown
from annotate.cite.citation import Citation
from annotate.text.clean import line
from annotate.text.direction import has_rtl, isolated
from tests.cite.made_up import ANY, BARE, HOSTILE, PLAIN, pandoc, unmarked

TAGS = ["figure", "blockquote", "p", "figcaption", "cite", "a", "a"]


def test_markdown_is_a_block_quotation_with_links() -> None:
    assert markdown.write([PLAIN, BARE]) == (
        "> “We used them,” he said.\n"
        ">\n"
        "> — Ida Holm, [Harbour](https://example.org/cite/5v0hrh53djh9w), Lindow Post, 2017-01-09,"
        " para. 2, version 1 of 2, accessed 2026-11-20."
        " [Original](https://post.example/harbour).\n"
        "\n<!-- -->\n\n"
        "> “We used them,” he said.\n"
        ">\n"
        "> — [Harbour](https://example.org/cite/5v0hrh53djh9w), accessed 2026-11-20.\n"
    )


def test_html_is_a_figure() -> None:
    assert html.write([PLAIN]) == (
        "<figure>\n"
        '<blockquote cite="https://example.org/cite/5v0hrh53djh9w" dir="auto">'
        "<p>“We used them,” he said.</p></blockquote>\n"
        "<figcaption>— <bdi>Ida Holm</bdi>, "
        '<cite><a href="https://example.org/cite/5v0hrh53djh9w"><bdi>Harbour</bdi></a></cite>,'
        " <bdi>Lindow Post</bdi>, <bdi>2017-01-09</bdi>, <bdi>para. 2</bdi>,"
        " <bdi>version 1 of 2</bdi>, <bdi>accessed 2026-11-20</bdi>."
        ' <a href="https://post.example/harbour#:~:text=We%20used%20them">Original</a>.'
        "</figcaption>\n"
        "</figure>\n"
    )
    assert "Original" not in html.write([BARE])


class Reader(HTMLParser):
    """The tags, the links, and the words of each paragraph and item."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += [tag] if tag != "bdi" else []
        self.links += [value for name, value in attrs if name == "href"]
        if tag in ("p", "figcaption"):
            self.words.append("")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.words:
            self.words[-1] += data


def shown(citation: Citation) -> list[str]:
    """The two paragraphs a reader sees."""
    said = [citation.byline, citation.title or "", citation.site, citation.published]
    said += [f"para. {citation.number}" if citation.number else None]
    told = [line(s or "") for i, s in enumerate(said) if s or i == 1]
    return [line(citation.quote), "— " + ", ".join([*told, "version 1 of 2, accessed 2026-11-20"])]


def apart(citation: Citation) -> list[str]:
    """The same as plain text has it: where a value runs from right to left, each is kept apart."""
    said = shown(citation)
    if not any(map(has_rtl, said)):
        return said
    values = [citation.byline, citation.title or "", citation.site, citation.published]
    values += [f"para. {citation.number}" if citation.number else None]
    told = [line(s or "") for i, s in enumerate(values) if s or i == 1]
    told += ["version 1 of 2", "accessed 2026-11-20"]
    return [isolated(line(citation.quote)), "— " + ", ".join(isolated(s) if s else s for s in told)]


def nfc(words: str) -> str:
    """As pandoc's CommonMark has it."""
    return unicodedata.normalize("NFC", words)


WORDED = ANY.filter(lambda c: all(map(line, (c.quote, c.title, c.site or "x", c.published or "x"))))
WORDED = WORDED.filter(lambda c: c.byline is None or bool(line(c.byline)))


@given(WORDED)
def test_html_shows_the_very_words(citation: Citation) -> None:
    read = Reader(html.write([citation]))
    assert read.tags == TAGS
    assert read.words == [shown(citation)[0], shown(citation)[1] + ". Original."]
    assert read.links == [citation.url, citation.source_link]


@given(WORDED)
def test_markdown_shows_the_very_words(citation: Citation) -> None:
    read = Reader(MarkdownIt("commonmark").render(markdown.write([citation])))
    assert read.tags == ["blockquote", "p", "p", "a", "a"]
    assert read.words == [apart(citation)[0], apart(citation)[1] + ". Original."]


@pytest.mark.parametrize("form", ["markdown", "gfm", "commonmark_x"])
def test_pandoc_reads_hostile_words_unchanged(form: str) -> None:
    citations = [replace(PLAIN, title=w, quote=w, site=w, byline=w) for w in HOSTILE if line(w)]
    read = Reader(pandoc(markdown.write(citations), "-f", form, "-t", "html", "--wrap=none"))
    expected = [w for c in citations for w in (apart(c)[0], apart(c)[1] + ". Original.")]
    assert list(map(nfc, read.words)) == list(map(nfc, expected))


@given(st.lists(WORDED, min_size=20, max_size=40))
@settings(max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_pandoc_reads_any_words_unchanged(citations: list[Citation]) -> None:
    options = ("-t", "html", "--wrap=none")
    expected = [w for c in citations for w in (apart(c)[0], apart(c)[1] + ". Original.")]
    from_markdown = Reader(pandoc(markdown.write(citations), "-f", "markdown", *options))
    assert list(map(unmarked, from_markdown.words)) == list(map(unmarked, expected))
    from_html = Reader(pandoc(html.write(citations), "-f", "html", *options))
    expected = [w for c in citations for w in (shown(c)[0], shown(c)[1] + ". Original.")]
    assert [w for w in from_html.words if w] == expected
