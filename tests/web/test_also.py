""" "Also in …" beside an article and on a citation page."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus import articles
from annotate.corpus.database import Command, open_write
from annotate.text.key import key
from tests.web.conftest import Serve, draft
from tests.web.test_pages import parsed

WIRE = (
    "Rain fell on the slipway all night, and the cranes were not moved before the morning shift.",
    "Two of the three divers came up with the bell, which had been under the mud for a century.",
    "Nobody has said yet who is to pay for the mast, and the yard will not lend another one.",
)
OWN = "The yard was founded by a man who could not swim and would not be taught."
NEAR = WIRE[1].replace("a century", "ninety years").replace("Two", "Both")


@pytest.fixture
def site(corpus: Path, serve: Serve) -> Any:
    """The made-up corpus and articles that share paragraphs."""
    db = open_write(corpus)
    for name, words in {
        "Bell": (*WIRE[:2], OWN, WIRE[2]),
        "Mud <b>": WIRE,
        "Near": (NEAR, "Something of its own is here."),
        **{f"More {n}": (WIRE[2], f"Number {n} has more.") for n in range(12)},
    }.items():
        made, data = draft(*(("body", text) for text in words), title=name)
        articles.add(Command(db, coder="x", words="x"), made, data, source=f"{name}.txt")
    db.close()
    return serve().client


def also(html: str) -> list[str]:
    found = re.findall(r'<p class="also"[^>]*>(.*?)</p>', html)
    return [re.sub("<[^>]+>", "", words) for words in found]


async def test_paragraphs_in_a_row_are_said_once(site: Any) -> None:
    page = (await site.get("/read/bell")).text
    parsed(page)
    assert also(page) == [
        "1–2 also in Mud &lt;b&gt;",
        "Also in Mud &lt;b&gt;, More 0, More 1 and more",
    ]
    assert f'<a href="/read/mud-b#{key(WIRE[0])}">' in page
    assert f'<a href="/cite/{key(WIRE[2])}">more</a>' in page


async def test_an_article_that_shares_nothing_says_nothing(site: Any) -> None:
    assert also((await site.get("/read/near")).text) == []
    assert also((await site.get("/read/lamps")).text) == []


async def test_a_citation_page_lists_like_words(site: Any) -> None:
    page = (await site.get(f"/cite/{key(NEAR)}")).text
    parsed(page)
    assert "In nearly the same words in" in page
    assert "very same words, in" not in page
    assert re.search(r'href="/read/bell#p2">.*, paragraph 2 <span class="n">\d\d % alike', page)


async def test_one_place_alone_names_the_others(site: Any) -> None:
    page = (await site.get(f"/cite/bell/{key(WIRE[2])}")).text
    parsed(page)
    assert page.count("<li><a href=") == 10
    assert f'<a href="/cite/{key(WIRE[2])}">and more</a>' in page
    page = (await site.get(f"/cite/bell/{key(WIRE[0])}")).text
    assert '<a href="/read/mud-b#p1">' in page
    assert "and more" not in page


async def test_all_places_on_a_page_are_not_listed_again(site: Any) -> None:
    page = (await site.get(f"/cite/{key(WIRE[0])}")).text
    assert "stand in 2 places" in page
    assert "Also, in the very same words" not in page


async def test_words_that_stand_nowhere_else_say_nothing(site: Any) -> None:
    assert 'aria-label="Elsewhere"' not in (await site.get(f"/cite/{key(OWN)}")).text
