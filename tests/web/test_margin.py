"""What stands in the margin, in a real browser: it says whose it is, and tears no text apart."""

from itertools import pairwise
from typing import Any

import pytest

from annotate.web import markup
from tests.web import crowded
from tests.web.conftest import key_of
from tests.web.test_browser import browser, pytestmark, quay

__all__ = ["browser", "pytestmark", "quay"]

BOUND = 60  # pixels of nothing between two paragraphs, at most: a heading's room and a little
WIDTHS = [1280, 768, 360]

MEASURED = """() => {
  const box = (e) => {
    const {top, bottom, left, right} = e.getBoundingClientRect();
    return {top: top + scrollY, bottom: bottom + scrollY, left, right};
  };
  const entries = [...document.querySelectorAll(".entry")].filter((e) => e.checkVisibility());
  return entries.map((entry) => {
    const beside = entry.querySelector(".beside");
    const whose = beside && beside.querySelector(".whose");
    return {
      para: box(entry.querySelector(".para")),
      number: entry.querySelector(".para[id] > .num")?.innerText.match(/[0-9]+/)[0] || null,
      beside: beside && box(beside),
      whose: whose && whose.checkVisibility() ? whose.innerText : null,
      begins: beside && beside.innerText.trim(),
    };
  });
}"""


WIDER = """() => [...document.querySelectorAll(".beside *:not(.unseen)")].filter((e) => {
  const room = e.closest(".beside").getBoundingClientRect();
  const {left, right} = e.getBoundingClientRect();
  return !e.matches(".whose") && right > left && (right > room.right + 1 || left < room.left - 1);
}).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def has_scripts(request: Any) -> bool:
    return bool(request.param)


def opened(browser: Any, address: str, width: int, has_scripts: bool, **more: Any) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=has_scripts, **more
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_a_block_below_its_paragraph_says_whose_it_is(
    browser: Any, quay: str, width: int, has_scripts: bool
) -> None:
    entries = opened(browser, quay + crowded.ADDRESS, width, has_scripts).evaluate(MEASURED)
    assert len([e for e in entries if e["beside"]]) > 30
    for entry in entries:
        beside, para = entry["beside"], entry["para"]
        if beside and beside["top"] >= para["bottom"] and width > 1000:
            words = entry["number"] or "heading Day by day"
            assert entry["whose"].endswith(words)
            assert entry["begins"].startswith(entry["whose"])
        elif beside:  # right below its paragraph, before anything else
            assert beside["top"] <= para["bottom"] + 1
    assert any((e["whose"] or "").startswith("heading") for e in entries) == (width > 1000)
    pushed = [e for e in entries if e["beside"] and e["beside"]["top"] >= e["para"]["bottom"]]
    assert width < 1000 or len(pushed) > 20


@pytest.mark.parametrize("width", WIDTHS)
def test_no_margin_tears_the_text_apart_or_lies_upon_another(
    browser: Any, quay: str, width: int, has_scripts: bool
) -> None:
    page = opened(browser, quay + crowded.ADDRESS, width, has_scripts)
    for summary in page.query_selector_all(".beside summary"):
        summary.click()  # whatever is unfolded
    entries = page.evaluate(MEASURED)
    for above, below in pairwise(entries):
        end = above["para"]["bottom"]
        if above["beside"] and width < 1000:
            assert above["beside"]["top"] - end < BOUND
            end = above["beside"]["bottom"]
        assert -1 <= below["para"]["top"] - end < BOUND
    assert page.evaluate(WIDER) == []
    blocks = [entry["beside"] for entry in entries if entry["beside"]]
    for above, below in pairwise(blocks):
        assert above["bottom"] <= below["top"] + 1
    for block in blocks:
        assert all(not overlap(block, entry["para"]) for entry in entries)
        assert block["right"] <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_and_tables_are_as_wide_as_their_page(
    browser: Any, quay: str, width: int
) -> None:
    page = opened(browser, quay, width, True)
    cited = key_of("Two lamps")
    paths = ("/", "/tags", "/tags/a", f"/tags/{'x' * 120}", "/search?q=lamps", f"/cite/{cited}")
    for path in (*paths, crowded.ADDRESS, "/read/the-crowded-quay?all=1"):
        page.goto(quay + path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
    above = one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
    return not (beside or above)


def test_many_tags_and_long_notes_fold_and_open_without_scripts(browser: Any, quay: str) -> None:
    page = opened(browser, quay + crowded.ADDRESS, 1280, False)
    first = page.locator(".entry", has=page.locator("#p1"))
    assert first.locator(".chip:visible").count() == 6
    first.locator("summary").click()
    assert first.locator(".chip:visible").count() == 15
    second = page.locator(".entry", has=page.locator("#p2"))
    assert second.locator(".note").bounding_box()["height"] < 300
    second.locator("summary").click()
    assert second.locator(".said").is_visible()
    assert not second.locator(".cut").is_visible()


def test_a_tag_on_several_passages_of_a_paragraph_stands_once(browser: Any, quay: str) -> None:
    page = opened(browser, quay + crowded.ADDRESS, 1280, True)
    third = page.locator(".entry", has=page.locator("#p3"))
    assert third.locator(".chip a bdi").all_inner_texts() == ["actor/pilots", "time/day", "place"]
    page.hover("#p3 mark >> nth=0")
    assert third.locator(".chip.lit").inner_text().startswith("actor/pilots")


def test_paper_has_everything_below_its_paragraph_unfolded(browser: Any, quay: str) -> None:
    page = opened(browser, quay + crowded.ADDRESS, 1280, False)
    page.emulate_media(media="print")
    first = page.locator(".entry", has=page.locator("#p1"))
    assert first.locator(".chip:visible").count() == 15
    top = first.locator(".para").bounding_box()["y"]
    assert first.locator(".beside").bounding_box()["y"] > top
    assert page.locator(".entry", has=page.locator("#p2")).locator(".said").is_visible()


CUTS = [
    ("Short.", False),
    ("one two three " * 30, True),
    ("- a\n" * 20, True),
    ("清点了几次？" * 120, True),
    ("x" * 2_000, True),
    ("line\n" * 7, False),
]


@pytest.mark.parametrize(("text", "is_long"), CUTS, ids=range(len(CUTS)))
def test_a_long_note_begins_with_its_first_lines(text: str, is_long: bool) -> None:
    cut = markup.beginning(markup.note(text))
    assert (cut is not None) == is_long
    assert cut is None or len(cut) <= 5 * markup.LINE + 2


def test_a_note_that_is_all_markup_folds_to_something_safe() -> None:
    cut = markup.beginning(markup.note("<script>alert(1)</script> & `<b>` " * 30))
    assert cut is not None
    assert "<script>" in cut  # words, which the template escapes
    assert not hasattr(cut, "__html__")
