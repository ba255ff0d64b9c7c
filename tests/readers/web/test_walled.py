"""Pages that show a part of their text, and have the whole of it in their data."""

import json
import time
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Draft
from annotate.readers import html

TITLE = "The miller sleeps at last"
PARAGRAPHS = [
    "The mill by the weir stood still on Wednesday evening, for the first time in forty years,"
    " and nobody in the valley could say why.",
    "The miller, it turned out, had fallen asleep behind the sacks; two of his daughters sat"
    " beside him and would let nobody in.",
    "“He has earned it,” said the elder. “We ask for the night that was promised to him in"
    " spring.”",
]
WALL = "<div class=paywall><h2>Subscribe to go on</h2><p>Articles for 4.99 a month.</p></div>"
SHOWN = f"<p>{PARAGRAPHS[0][:70]}…</p>"
WHOLE = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
OTHER = {"@type": "NewsArticle", "headline": "Another", "articleBody": "Of another mill. " * 40}


def article(text: str) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": TITLE, "articleBody": text}


def read(*things: Any, shown: str = SHOWN, head: str = "", wall: str = WALL) -> Draft:
    scripts = "".join(
        f"<script type=application/ld+json>{json.dumps(thing)}</script>" for thing in things
    )
    return html.read(
        f"<html><head><title>{TITLE}</title>{head}{scripts}</head><body><nav><a href=/>Home</a>"
        f"</nav><article><h1>{TITLE}</h1><p>By Ann Example</p>{shown}{wall}</article>"
        "<footer>© The Miller</footer></body></html>".encode()
    )


def citable(draft: Draft) -> list[str]:
    roles = ("body", "quote", "heading", "list_item")
    return [draft.text[b.start : b.end] for b in draft.blocks if b.role in roles]


BODIES: dict[str, tuple[Any, ...]] = {
    "empty lines": (article("\n\n".join(PARAGRAPHS)),),
    "lines": (article("\r\n".join(PARAGRAPHS)),),
    "markup": (article(WHOLE),),
    "escaped markup": (article(escape(WHOLE)),),
    "breaks": (article("<br><br>".join(PARAGRAPHS)),),
    "in a graph": ({"@graph": [{"@type": "WebSite"}, article("\n\n".join(PARAGRAPHS))]},),
    "of a page": ({"@type": "WebPage", "mainEntity": article("\n\n".join(PARAGRAPHS))},),
    "beside another's": (OTHER, article("\n\n".join(PARAGRAPHS))),
    "beside a shorter one": (article("Too short."), article("\n\n".join(PARAGRAPHS))),
}


@pytest.mark.parametrize("things", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("shown", [SHOWN, f"<p>{PARAGRAPHS[0]}</p>", ""],
                         ids=["a teaser", "a paragraph", "nothing"])  # fmt: skip
def test_behind_a_wall_the_text_is_that_of_the_data_and_it_is_said(
    things: tuple[Any, ...], shown: str
) -> None:
    draft = read(*things, shown=shown)
    assert citable(draft) == PARAGRAPHS
    [remark] = draft.remarks
    assert remark.endswith("words; the text is what it tells search engines (articleBody)")
    assert [block.role for block in draft.blocks if block.role in ("title", "byline")] == [
        "title", "byline",
    ]  # fmt: skip


def test_how_much_is_shown_is_said() -> None:
    draft = read(article("\n".join(PARAGRAPHS)), shown=f"<p>{PARAGRAPHS[0]}</p>")
    assert draft.remarks[0].startswith("shows 25 of 67 words; ")


def test_the_text_may_stand_in_a_property() -> None:
    told = escape("\n".join(PARAGRAPHS))
    assert citable(read(head=f'<meta itemprop="articleBody" content="{told}">')) == PARAGRAPHS


@pytest.mark.parametrize("thing", [article(PARAGRAPHS[0] + " The miller…"), OTHER,
                                   article("\n\n".join(PARAGRAPHS)), article("")],
                         ids=["cut off", "another's", "the same", "empty"])  # fmt: skip
def test_a_page_that_shows_its_text_is_read_as_it_is(thing: dict[str, Any]) -> None:
    draft = read(thing, shown=WHOLE, wall="")
    assert (citable(draft), draft.remarks) == (PARAGRAPHS, ())


def test_shown_paragraphs_that_the_data_have_are_of_the_article() -> None:
    apart = "".join(f"<aside><div class=comments>{words}</div></aside>" for words in PARAGRAPHS)
    draft = read(article("\n\n".join(PARAGRAPHS)), shown=apart, wall="")
    assert (citable(draft), draft.remarks) == (PARAGRAPHS, ())


def test_what_the_page_shows_of_the_text_keeps_its_markup() -> None:
    shown = f"<h2>The weir</h2><ul><li>{PARAGRAPHS[0]}</li></ul>"
    draft = read(article("\n\n".join(["The weir", *PARAGRAPHS])), shown=shown)
    assert [b.role for b in draft.blocks if b.role not in ("boilerplate", "title", "byline")] == [
        "heading", "list_item", "body", "body",
    ]  # fmt: skip


@given(st.text(), st.sampled_from(PARAGRAPHS))
def test_any_text_is_read(text: str, before: str) -> None:
    read(article(before + "\n" + text + "<p>" + text + "</p>" + "word " * 60), shown="")


def test_a_long_text_takes_no_time() -> None:
    start = time.process_time()
    read(article("\n".join(f"{words} {i}" for i in range(2000) for words in PARAGRAPHS)))
    assert time.process_time() - start < 6
