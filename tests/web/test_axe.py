"""Every kind of page as axe-core sees it: with narrow and wide windows, light and dark."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pytest

from tests.web import conftest, crowded
from tests.web.conftest import key_of
from tests.web.test_browser import PHONE, browser, pytestmark, served

__all__ = ["browser", "pytestmark"]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],  # else all that passes is sent here, too
}
PATHS = (
    "/",
    "/read/the-crowded-quay",
    "/read/" + quote("معركة-الموصل"),
    "/read/" + quote("渡船的最后一天"),
    "/read/the-last-ferry?all=1",
    "/read/lamps@1",
    "/read/lamps/diff",
    "/tags",
    "/tags/actor",
    "/tags/actor/crew",
    "/search",
    "/search?q=harbour",
    "/search?q=nothing-there",
    "/review",
    f"/cite/{key_of('The old lamp stood here.')}",
    f"/cite/{key_of('The ferry left at dawn, and nobody waved from the quay.')}",
    f"/cite/{key_of(crowded.CROWDED[2][1])}",
    f"/cite/{key_of(crowded.ARABIC[3][1])}",
    "/read/nothing",
    "/cite/0000000000000",
)
VIEWS = [(1280, "light"), (1280, "dark"), (PHONE["width"], "light")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("axe") / "corpus.db"
    conftest.build(path)
    crowded.build(path)
    with served(path) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_nothing(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    context.add_init_script(AXE)
    page = context.new_page()
    found = {path: violations(page, address + path) for path in PATHS}
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


def violations(page: Any, address: str) -> list[tuple[str, list[str]]]:
    """What axe says of a page with all of it unfolded, and of which elements."""
    page.goto(address)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    told = page.evaluate("options => axe.run(document, options)", OPTIONS)
    prohibited = [each for each in told["incomplete"] if each["id"] == "aria-prohibited-attr"]
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in (*told["violations"], *prohibited)
    ]
