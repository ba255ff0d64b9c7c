"""Whether most of what a page says at length was put aside."""

import pytest

from annotate.model import Draft
from annotate.readers import html
from annotate.readers.web import blocks, content, put_aside, tree
from annotate.readers.web.blocks import Page

SENTENCES = [
    "The mill by the weir stood still on Wednesday evening, for the first time in forty years,"
    f" and nobody in the valley could say why, though {name} had heard of it first."
    for name in ("Ann", "Bob", "Cy", "Dora", "Eve", "Finn", "Gil", "Hedy", "Ian")
]


def page(body: str) -> Page:
    root = tree.parsed(f"<html><body>{body}</body></html>")
    assert root is not None
    return blocks.page(root)


def paragraphs(some: list[str]) -> str:
    return "".join(f"<p>{words}</p>" for words in some)


def taken(made: Page, is_of: list[bool], told: list[bool] | None) -> tuple[list[bool], str | None]:
    return put_aside.taken_back(made, is_of, [False] * len(is_of), lambda: told)


def test_what_is_left_aside_is_taken_back_where_trafilatura_would_and_it_is_said() -> None:
    made = page(paragraphs(SENTENCES))
    only = [True, *[False] * 8]
    told = [*[True] * 8, False]
    assert taken(made, only, told) == (told, put_aside.MORE)


def test_where_nothing_is_taken_all_sentences_are_and_it_is_said() -> None:
    made = page(paragraphs(["A label", *SENTENCES]))
    assert taken(made, [True, *[False] * 9], None) == ([True] * 10, put_aside.ALL)


@pytest.mark.parametrize("body", [
    paragraphs(SENTENCES[:1]) + f"<div class=comments>{paragraphs(SENTENCES[1:])}</div>",
    paragraphs(SENTENCES[:1] * 9),
    paragraphs(SENTENCES[:1] + [f"<a href=x>{words}</a>" for words in SENTENCES[1:]]),
    paragraphs(SENTENCES[:1] + ["Too short.", "Short"] * 4),
], ids=["comments", "copies", "links", "labels"])  # fmt: skip
def test_what_may_stand_aside_stays_there(body: str) -> None:
    made = page(body)
    only = [True, *[False] * 8]
    assert taken(made, only, [True] * 9) == (only, None)


def test_half_of_the_sentences_may_stand_aside() -> None:
    made = page(paragraphs(SENTENCES))
    most = [*[True] * 5, *[False] * 4]
    assert taken(made, most, [True] * 9) == (most, None)


def citable(draft: Draft) -> list[str]:
    return [draft.text[b.start : b.end] for b in draft.blocks if b.role != "boilerplate"]


WRAPPED = {
    "in a box": "<div>{}</div>",
    "in two boxes": "<div><div>{}</div></div>",
    "in boxes of their own class": "<div class=c{1}><div class=k{1}>{0}</div></div>",
    "before breaks": "{}<br><br>",
    "in elements of the page's own": "<x-para>{}</x-para>",
    "in boxes with a tag": "<div><div>{} <a href=/t>Tag</a></div></div>",
}


@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("stray", ["<p>Thanks for reading, and come again!</p>", ""],
                         ids=["with a stray paragraph", "alone"])  # fmt: skip
def test_paragraphs_are_of_the_article_whatever_they_stand_in(wrap: str, stray: str) -> None:
    said = "".join(wrap.format(words, i) for i, words in enumerate(SENTENCES))
    menu = "<nav><a href=/>Home</a> <a href=/n>News</a></nav>"
    whole = f"<title>The mill</title>{menu}<h1>The mill</h1>{said}{stray}<footer>© Mill</footer>"
    found = " ".join(citable(html.read(whole.encode())))
    assert all(words in found for words in SENTENCES)


def test_trafilaturas_run_goes_on_over_pictures_and_ends_at_what_it_leaves() -> None:
    pictures = "<figure><figcaption>A picture</figcaption></figure>"
    made = page(paragraphs(SENTENCES[:3]) + pictures + paragraphs([*SENTENCES[3:6], "Ad", "End."]))
    only = [True, *[False] * 8]
    marks = [*[True] * 3, False, *[True] * 3, False, True]
    assert content.adjoining(made, only, marks) == [*marks[:7], False, False]
    assert content.adjoining(made, only, ()) == only
