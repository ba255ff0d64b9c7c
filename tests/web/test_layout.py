"""Where things come to stand in a real browser: no text upon text, no dot at a line's beginning."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web import conftest, crowded
from tests.web.test_axe import PATHS
from tests.web.test_browser import PHONE, browser, pytestmark, served

__all__ = ["browser", "pytestmark"]

UPON = """() => {
  const lines = [], found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const inside = node.parentElement, seen = inside.checkVisibility({opacityProperty: true});
    if (!node.data.trim() || !seen || inside.closest(".unseen, .skip, script")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const loose = box.height * 0.27;  // letters are less high than their boxes
      lines.push({node, top: box.top + loose, bottom: box.bottom - loose, left: box.left + 1,
                  right: box.right - 1});
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < one.bottom; j++) {
      const other = lines[j];
      if (one.node !== other.node && one.left < other.right && other.left < one.right)
        found.push([one.node.data.trim(), other.node.data.trim()]);
    }
  });
  return found;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("layout") / "corpus.db"
    conftest.build(path)
    crowded.build(path)
    with served(path) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 768, PHONE["width"]])
def test_no_text_stands_upon_other_text(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    found = {}
    for path in PATHS:
        page.goto(address + path)
        found[path] = page.evaluate(UPON)
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        found[f"{path} unfolded"] = page.evaluate(UPON)
    page.close()
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_what_is_said_of_an_article_begins_no_line_with_a_dot(browser: Any, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    for path in ("/", PATHS[2]):  # the other one runs from right to left
        page.goto(address + path)
        lines = page.eval_on_selector_all(
            ".meta:has(> span)",
            """all => all.flatMap(line => {
                 const cut = getComputedStyle(line).clipPath;
                 const side = getComputedStyle(line).direction === "rtl" ? "right" : "left";
                 const begins = part => Math.abs(part.getBoundingClientRect()[side]
                                                 - line.getBoundingClientRect()[side]) < 1;
                 return [...line.children].slice(1).filter(begins).map(
                   part => [cut, parseFloat(getComputedStyle(part, "::before").width)]);
               })""",
        )
        assert lines, path  # some wrap
        for cut, gap in lines:  # in whose middle the dot is
            assert cut == "inset(-6px -4px)", path
            assert gap / 2 > 4 + 1, path
    page.close()


def test_a_number_stands_clear_of_its_paragraph(browser: Any, address: str) -> None:
    page = browser.new_page()
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}/tags/actor/crew")
        number, words = (
            page.locator(f".passage:first-of-type {part}").first.bounding_box()
            for part in (".num", "blockquote")
        )
        assert number["x"] + number["width"] + 8 <= words["x"]
    page.close()


def test_a_count_stands_beside_what_it_counts(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/search?q=dawn")
    facets = page.query_selector_all(".facets li:has(.n)")
    assert facets
    for one in facets:
        link, count = (one.query_selector(part).bounding_box() for part in ("a", ".n"))
        assert count["x"] >= link["x"] + link["width"]
    page.close()
