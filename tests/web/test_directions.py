"""Which way pages run: by the language of what stands there, on every page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from tests.web import crowded
from tests.web.conftest import key_of
from tests.web.test_browser import PHONE, browser, ends, playwright, served
from tests.web.test_browser import pytestmark as of_browsers

__all__ = ["browser", "playwright"]

ARABIC = "/read/" + quote("معركة-الموصل")
LEDE, BBC, ENGLISH = (words for role, words in crowded.ARABIC if role == "body")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("directions") / "corpus.db"
    crowded.build(made)
    return made


@pytest.fixture
def site(path: Path) -> Any:
    return Datasette([str(path)]).client


async def test_an_article_runs_as_its_language_and_paragraphs_as_their_letters(site: Any) -> None:
    page = (await site.get(ARABIC)).text
    assert re.search(r'<article class="reading"[^>]* lang="ar" dir="rtl">', page)
    assert f'<p class="text">{BBC}</p>' in page
    assert f'<p class="text" dir="ltr">{ENGLISH}</p>' in page
    assert '<span class="links"><bdi>6 paragraphs</bdi></span>' in page
    assert f'<h1 class="text" id="{key_of("معركة الموصل")}">' in page
    english = (await site.get("/read/the-crowded-quay")).text
    assert re.search(r'<article class="reading"[^>]* lang="en" dir="ltr">', english)
    assert '<p class="text">The quay' in english


PLACES = {
    "/": '<bdi lang="ar" dir="rtl">معركة الموصل</bdi>',
    "/read/the-crowded-quay": '<bdi lang="ar" dir="rtl">معركة الموصل</bdi> →',
    "/search?q=" + quote("القوات"): '<blockquote lang="ar" dir="rtl">قال المتحدث',
    "/tags/actor/army?role=body": '<h2 lang="ar" dir="rtl">',
    "/tags/actor/army": '<div class="passage" dir="rtl">',
    f"/cite/{key_of(LEDE)}": 'lang="ar" dir="rtl" data-opening="”" data-closing="“">قال',
    f"/cite/{key_of(BBC)}": '<bdi lang="ar" dir="rtl">معركة الموصل</bdi></a>',
    f"/cite/{key_of(ENGLISH)}": 'lang="ar" dir="ltr" data-opening="”"',
}


@pytest.mark.parametrize(("address", "said"), PLACES.items())
async def test_every_page_says_the_direction(site: Any, address: str, said: str) -> None:
    assert said in (await site.get(address)).text


async def test_a_citation_to_paste_keeps_its_values_apart(site: Any) -> None:
    page = (await site.get(f"/cite/{key_of(LEDE)}")).text
    assert f"\u2068”{LEDE}“\u2069\n— \u2068أحمد علي\u2069, \u2068”معركة الموصل“\u2069" in page
    copied = re.findall("<pre[^>]*>([^<]*)</pre>", page)
    assert not any(":~:" in words for words in copied)
    assert "#:~:text=" in page  # the link into the original has it
    told = (await site.get(f"/cite/{key_of(LEDE)}.json")).json()
    assert told["citation"] in page
    assert "language" not in told
    for suffix in (".bib", ".ris", ".csl.json"):
        written = (await site.get(f"/cite/{key_of(LEDE)}{suffix}")).text
        assert not re.search("[\u2066-\u2069\u200f]", written)


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    with served(path, owner=True) as address:  # who is told whose notes they are
        yield address


@of_browsers[0]
@of_browsers[1]
@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_numbers_stand_where_lines_begin_and_the_margin_where_they_end(
    browser: Any, address: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + ARABIC)
    text, number, beside = (
        page.locator(selector).bounding_box()
        for selector in ("#p1 > .text", "#p1 > .num", ".entry:has(#p1) > .beside")
    )
    assert number["x"] >= text["x"] + text["width"] - 1
    if width > 1000:
        assert beside["x"] + beside["width"] <= text["x"]
    else:
        assert beside["y"] >= text["y"] + text["height"]
    sides = "e => [getComputedStyle(e).direction, getComputedStyle(e).borderRightWidth]"
    english, arabic = (page.locator(f".note >> nth={n}").evaluate(sides) for n in (0, 1))
    assert english == ["ltr", "0px"]
    assert arabic == ["rtl", "2px" if width > 1000 else "0px"]
    aligned = "e => getComputedStyle(e).textAlign"
    assert page.locator(".note .by >> nth=1").evaluate(aligned) == "right"
    title = page.locator("h1").evaluate("e => getComputedStyle(e).direction")
    assert title == "rtl"
    left, right = ends(page)
    assert left >= -1
    assert right <= width + 1
    context.close()


@of_browsers[0]
@of_browsers[1]
def test_marks_stand_around_the_words_on_screens_phones_and_paper(
    browser: Any, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/cite/{key_of(LEDE)}")
    shown = "(e, sign) => getComputedStyle(e, sign).content + getComputedStyle(e, sign).display"
    for media, width in (("screen", 1280), ("screen", 360), ("print", 800)):
        page.emulate_media(media=media)
        page.set_viewport_size({"width": width, "height": 900})
        words = page.locator("figure.words blockquote")
        assert words.evaluate(shown, "::before").startswith('"”"')
        assert words.evaluate(shown, "::after").startswith('"“"')
        assert "none" not in words.evaluate(shown, "::before") + words.evaluate(shown, "::after")
    page.close()
