"""Plain files in a real browser, from a plain server under a path: search, and what it loads."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus.database import open_read
from annotate.publish import publishing
from annotate.publish.publishing import Wanted
from annotate.web.plain import building
from tests.web import links
from tests.web.conftest import build
from tests.web.test_browser import ARGUMENTS, CHROMIUM, playwright, pytestmark

__all__ = ["pytestmark"]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the home page."""
    folder = tmp_path_factory.mktemp("host")
    build(folder / "work.db")
    kind = building.kind(lambda _done, _count: None)
    with closing(open_read(folder / "work.db")) as db:
        publishing.publish(db, folder / "top" / "corp", Wanted(), agree=lambda _: False, kind=kind)
    assert_small(folder / "top" / "corp" / "pagefind")
    with links.files(folder / "top") as server:
        yield f"{server}corp/"


def assert_small(folder: Path) -> None:
    assert not [*folder.glob("*-ui.js")]


@pytest.fixture
def page(host: str) -> Iterator[Any]:
    """A browser's page, which tells of anything that it was denied or that comes from elsewhere."""
    troubles: list[str] = []
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_page()
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        # aborted: the icon of a page that was left before it was there
        page.on("requestfailed", lambda asked: None if asked.failure == "net::ERR_ABORTED" else
                troubles.append(asked.url))  # fmt: skip
        page.on("request", lambda asked: None if asked.url.startswith(host) else
                troubles.append(asked.url))  # fmt: skip
        yield page
        chromium.close()
    assert troubles == []


def test_search_finds_paragraphs(page: Any, host: str) -> None:
    page.goto(f"{host}read/the-last-ferry/")
    page.fill("#find", "nobody waved")
    page.press("#find", "Enter")
    page.wait_for_selector(".results mark")
    assert page.url == f"{host}search/?q=nobody+waved"
    assert page.inner_text("[role=status]") == "2 articles with nobody waved"
    shown = page.eval_on_selector_all(".results a", "all => all.map(a => a.href)")
    assert f"{host}read/the-last-ferry/#p1" in shown
    assert page.inner_text(".results mark") in ("nobody", "waved")
    page.click(f'.results a[href="{host}read/the-last-ferry/#p1"]')
    assert "nobody waved" in page.inner_text(":target")


def test_search_runs_nothing_that_an_article_says(page: Any, host: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{host}search/?q=%3Cscript%3Ealert(2)%3C/script%3E")
    page.fill("#find", "alert")
    page.wait_for_selector(".results mark")
    assert "<script>alert(1)</script>" in page.inner_text(".results")
    page.fill("#find", "nothinglikeit")
    page.locator("[role=status]", has_text="Nothing").wait_for()


def test_what_is_typed_before_the_index_is_there_is_searched(page: Any, host: str) -> None:
    held: list[Any] = []
    page.route("**/pagefind/pagefind.js", lambda route: held.append(route))
    page.goto(f"{host}search/?q=crew", wait_until="domcontentloaded")
    page.fill("#find", "nobody waved")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_selector(".results mark")
    assert page.inner_text("[role=status]") == "2 articles with nobody waved"


def test_what_is_in_margins_is_not_searched(page: Any, host: str) -> None:
    page.goto(f"{host}search/?q=crew")
    page.locator("[role=status]", has_text="crew").wait_for()
    assert page.inner_text("[role=status]") == "Nothing found for crew"


def test_pages_are_styled_and_load_nothing_from_elsewhere(page: Any, host: str) -> None:
    for address in ("", "read/", "read/lamps@1/", "tags/", "tags/actor/crew/", "404.html"):
        page.goto(f"{host}{address}")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.skip')).position") != "static"
        )
