"""Copying from pages, in a real browser: the words, and once whose they are."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web import crowded
from tests.web.conftest import key_of
from tests.web.test_browser import browser, clipboard, pytestmark, quay

__all__ = ["browser", "pytestmark", "quay"]

FIRST, SECOND = (words for role, words in crowded.CROWDED[:3] if role == "body")
THIRD = crowded.SENTENCE.format(3)
SELECT = """([start, from, end, to]) => {
  const text = (selector) => {
    const walker = document.createTreeWalker(document.querySelector(selector), 4 /* texts */);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const place = (selector, at) => {
    for (const node of text(selector)) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
  };
  getSelection().setBaseAndExtent(...place(start, from), ...place(end, to));
  return getSelection().toString();
}"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def text(number: int) -> str:
    return f"#p{number} > .text"


def chosen(page: Any, first: int, last: int, start: int = 0, end: int | None = None) -> str:
    length = page.eval_on_selector(text(last), "e => e.textContent.length")
    at = [text(first), start, text(last), length if end is None else end]
    return str(page.evaluate(SELECT, at))


def copied(page: Any) -> str:
    page.keyboard.press("Control+c")
    return clipboard(page)


def html(page: Any) -> str:
    read = """async () => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType("text/html")).text();
    }"""
    return str(page.evaluate(read))


def test_paragraphs_are_copied_with_their_source_once(page: Any, quay: str) -> None:
    page.goto(quay + crowded.ADDRESS)
    chosen(page, 1, 3)
    link = f"{quay}/cite/{key_of(FIRST)}"
    assert copied(page) == (
        f"{FIRST}\n\n{SECOND}\n\nDay by day\n\n{THIRD}\n\n"
        f"— “The crowded quay”, 2024-02-03, paras. 1–3. {link}"
    )
    rich = html(page)
    assert rich.count("<p>") == 5
    assert f'cite="{link}"' in rich
    assert "root-00" not in rich


def test_a_quotation_in_a_paragraph_is_copied_with_its_source(page: Any, quay: str) -> None:
    page.goto(quay + crowded.ADDRESS)
    chosen(page, 1, 1, 4, 44)
    assert copied(page).startswith(f"{FIRST[4:44]}\n\n— “The crowded quay”, 2024-02-03, para. 1. ")


def test_a_word_is_copied_as_a_word(page: Any, quay: str) -> None:
    page.goto(quay + crowded.ADDRESS)
    chosen(page, 1, 1, 4, 8)
    assert copied(page) == "quay"


def test_without_the_script_no_number_tag_or_note_is_selected(browser: Any, quay: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.route("**/annotate.js*", lambda route: route.abort())
    page.goto(quay + crowded.ADDRESS)
    selected = chosen(page, 1, 4)
    for said in (selected, copied(page)):
        words = [line.strip() for line in said.splitlines() if line.strip()]
        assert words == [FIRST, SECOND, "Day by day", THIRD, crowded.SENTENCE.format(4)]
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    said = copied(page)
    assert not re.search(r"actor/|root-|Nobody knows|Cite|Beside|^\s*\d+\s*$|more tags", said, re.M)
    assert "2024" in said
    context.close()


def test_the_key_heeds_what_is_selected(page: Any, quay: str) -> None:
    page.goto(quay + crowded.ADDRESS)
    link = f"{quay}/cite/{key_of(SECOND)}"
    chosen(page, 2, 2, 4, 18)
    page.keyboard.press("c")
    page.wait_for_selector(".toast:not(:empty)", state="attached")
    assert clipboard(page) == (
        f"“{SECOND[4:18]}”\n— “The crowded quay”, 2024-02-03, para. 2. {link}"
    )
    page.evaluate("getSelection().removeAllRanges()")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator(".toast", has_text=re.compile(r"^\s*Citation")).wait_for(state="attached")
    assert clipboard(page) == f"{quay}/cite/{key_of(FIRST)}"


def test_a_note_can_be_copied_by_itself(page: Any, quay: str) -> None:
    page.goto(quay + crowded.ADDRESS)
    said = page.locator(".entry", has=page.locator("#p3")).locator(".said")
    said.click(click_count=3)
    assert copied(page).strip().startswith("Nobody knows who counted.")
    page.locator("#p4 > .text").click(click_count=3)
    assert copied(page).startswith(crowded.SENTENCE.format(4))


def test_arabic_is_copied_in_its_own_marks(page: Any, quay: str) -> None:
    page.goto(f"{quay}/read/معركة-الموصل")
    chosen(page, 1, 1)
    page.keyboard.press("c")
    page.wait_for_selector(".toast:not(:empty)", state="attached")
    said = clipboard(page)
    assert said.startswith(f"”{crowded.ARABIC[2][1]}“\n— \u2068أحمد علي\u2069, \u2068”معركة")
    assert "\u2069, para. 1. http" in said


def test_the_words_of_a_citation_page_are_copied_with_its_link(page: Any, quay: str) -> None:
    link = f"{quay}/cite/{key_of(SECOND)}"
    page.goto(link)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('figure'))")
    assert copied(page).startswith(f"{SECOND}\n\n— “The crowded quay”, 2024-02-03, para. 2, acc")
    assert clipboard(page).endswith(f". {link}")
    assert clipboard(page).count(link) == 1
    page.click("[data-copy] >> nth=1")
    assert clipboard(page) == link
