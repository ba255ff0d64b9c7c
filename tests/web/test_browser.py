"""A real browser and a real server: home, article, citation, search; with and without scripts."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from annotate.cite.fragment import link
from annotate.corpus.database import open_write
from tests import lives
from tests.cite.test_fragment import TEXT as ORIGINAL
from tests.web import crowded
from tests.web import test_reviewing as tower
from tests.web.conftest import build

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("ANNOTATE_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium; set ANNOTATE_CHROMIUM"),
]


HARBOUR: tuple[list[lives.Texts], list[lives.Moved]] = (
    [
        {"a": "The boat left at dawn.", "b": "Two were there. One went.", "c": "مرحبا بالعالم"},
        {"a": "The boat left at noon.", "b": "Two were there.", "d": "One went.",
         "c": "مرحبا بالناس", "e": "w" * 90},
    ],
    [(2, "edited", "a", "a"), (2, "split", "b", "b"), (2, "split", "b", "d"),
     (2, "edited", "c", "c"), (2, "added", None, "e")],
)  # fmt: skip
"""An article whose versions can be compared."""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Datasette in a process of its own."""
    path = tmp_path_factory.mktemp("site") / "corpus.db"
    build(path)
    with closing(open_write(path)) as db:
        lives.put(db, "harbour", *HARBOUR)
    with served(path) as address:
        yield address


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the crowded corpus."""
    path = tmp_path_factory.mktemp("quay") / "corpus.db"
    crowded.build(path)
    with served(path) as address:
        yield address


@contextmanager
def served(path: Path, *, owner: bool = False) -> Iterator[str]:
    """The address of a Datasette over this database, or with `owner` of `annotate serve`."""
    port = free_port()
    plugins = Path(__file__).parent / "plugin"
    command = [sys.executable, "-m", "datasette", "serve", str(path), "-h", "127.0.0.1", "-p"]
    command += [str(port), *([] if is_installed() else ["--plugins-dir", str(plugins)])]
    if owner:
        command = [
            sys.executable,
            "-m",
            "annotate",
            "--db",
            str(path),
            "serve",
            "--port",
            str(port),
        ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def is_installed() -> bool:
    from importlib.metadata import entry_points

    return bool(entry_points(group="datasette", name="annotate"))


def wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    """A page that fails the test when it complains or asks another host."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(server) else complaints.append(r.url))
    yield page
    context.close()
    assert complaints == []


def clipboard(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_from_home_to_a_citation_and_to_a_search(page: Any, server: str) -> None:
    page.goto(server)
    page.click("text=The Last Ferry")
    page.click("#p5 .num")
    assert "/cite/" in page.url
    cited = page.url
    page.click("[data-copy] >> nth=1")
    assert clipboard(page) == cited
    page.click("[data-copy] >> nth=0")
    assert "The harbour master counted the passengers twice." in clipboard(page)
    page.fill("#find", "passengers")
    page.press("#find", "Enter")
    assert page.inner_text(".results mark") == "passengers"
    page.click(".results .title")
    assert page.url.endswith("/read/the-last-ferry#p5")
    assert page.is_visible("#p5")


def test_without_scripts_everything_is_there(browser: Any, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server)
    page.click("text=The Last Ferry")
    page.click("#p5 .num")
    assert page.is_visible("pre >> text=The harbour master counted the passengers twice.")
    assert not page.is_visible("[data-copy] >> nth=0")
    page.fill("#find", "passengers")
    page.press("#find", "Enter")
    assert page.inner_text(".results mark") == "passengers"
    context.close()


PLACES = {
    "nobody waved": 1,
    "ferry left at": 1,
    "ferry left at noon": 2,
    "well-known people & a, b": 2,
    "rry left at dawn": 1,
    "at da": 1,
    "No ferry left, said the cafe's OWNER.": 4,
    "in sun\nand rain": 5,
    "She was born": 5,
}


PARAGRAPHS = ORIGINAL.strip().split("\n\n")


class Original(BaseHTTPRequestHandler):
    """The original page, its paragraphs a screen apart."""

    def do_GET(self) -> None:
        apart = (f"<p style='margin-bottom: 1500px'>{escape(p)}</p>" for p in PARAGRAPHS)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write("".join(["<!doctype html>", *apart]).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said of requests."""


@pytest.fixture(scope="module")
def original() -> Iterator[str]:
    """The address of the original page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Original) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("words", [*PLACES, PARAGRAPHS[6]], ids=lambda words: words[:20])
def test_a_link_into_the_original_goes_to_the_words(
    browser: Any, original: str, words: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    start = ORIGINAL.index(words)
    page.goto(link(original, ORIGINAL, start, start + len(words)))
    page.wait_for_function("scrollY > 0")
    in_sight = "[...document.querySelectorAll('p')].findIndex(p => p.offsetTop > scrollY)"
    assert page.evaluate(in_sight) == PLACES.get(words, 6)
    context.close()


def test_keys(page: Any, server: str) -> None:
    page.goto(f"{server}/read/the-last-ferry")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    here = page.eval_on_selector(".here .num", "e => e.href")
    page.keyboard.press("c")
    page.wait_for_selector(".toast:not(:empty)", state="attached")
    assert clipboard(page) == here
    page.keyboard.press("?")
    assert page.is_visible("dialog.keys")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jkc")
    assert page.input_value("#find") == "jkc"


def test_the_skip_link_is_the_first_stop(page: Any, server: str) -> None:
    page.goto(f"{server}/read/the-last-ferry")
    page.keyboard.press("Tab")
    assert page.eval_on_selector(":focus", "e => e.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_link_into_folded_text_unfolds_it(page: Any, server: str) -> None:
    page.goto(f"{server}/read/the-last-ferry")
    key = page.eval_on_selector("details .num", "e => e.id")
    page.goto(f"{server}/read/the-last-ferry?again#{key}")
    assert page.is_visible(f'[id="{key}"]')


def test_margin_notes_never_lie_upon_each_other(page: Any, server: str) -> None:
    page.goto(f"{server}/read/the-last-ferry")
    boxes = [box.bounding_box() for box in page.query_selector_all(".beside > .margin")]
    assert len(boxes) >= 3
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE["width"], 1280], ids=["phone", "desktop"])
def test_what_changed_can_be_seen_and_heard(
    browser: Any, server: str, tmp_path: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{server}/read/harbour/diff")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.eval_on_selector(".words del", line) == "line-through"
    assert page.eval_on_selector(".words ins", line) == "underline"
    # what is said is not seen, and does not turn the paragraph around
    assert page.inner_text(".words del").split() == ["[deleted:", "dawn", "end]"]
    assert all(box["width"] <= 1 for box in boxes(page, ".words .unseen"))
    directions = page.eval_on_selector_all(".words", "all => all.map(e => e.matches(':dir(rtl)'))")
    assert directions == [False, False, True, False]
    page.screenshot(path=tmp_path / "changed.png", full_page=True)
    seen = [tinted(page, ".words del"), tinted(page, ".words ins")]
    assert len({*seen, tinted(page, "body")}) == 3
    page.emulate_media(media="print")
    assert page.is_visible(".words del >> nth=0")
    context.close()


def ends(page: Any) -> list[float]:
    """How far to the left and right the parts of a page reach; asked of all of them at once."""
    script = """all => {
      const boxes = all.map(e => e.getBoundingClientRect());
      return [Math.min(...boxes.map(b => b.left)), Math.max(...boxes.map(b => b.right))];
    }"""
    found: list[float] = page.eval_on_selector_all("main *", script)
    return found


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    return [box for box in (e.bounding_box() for e in page.query_selector_all(selector)) if box]


def tinted(page: Any, selector: str) -> str:
    return str(page.eval_on_selector(selector, "e => getComputedStyle(e).backgroundColor"))


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_nothing_is_wider_than_a_phone(browser: Any, server: str, javascript: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{server}/")
    slugs = [a.get_attribute("href") for a in page.query_selector_all(".articles .title")]
    cited = page.goto(f"{server}/read/the-last-ferry") and page.get_attribute("#p5 .num", "href")
    paths = ("/read/lamps@1", "/read/harbour/diff", "/tags", "/tags/actor", "/search?q=ferry")
    for path in ("/", *slugs, cited, *paths):
        page.goto(server + path)
        width = page.evaluate("document.documentElement.scrollWidth") if javascript else None
        assert width in (None, PHONE["width"]), path
        assert 0 < ends(page)[1] <= PHONE["width"] + 1, path
    context.close()


def test_what_is_to_review_can_be_read_on_a_phone_and_copied(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "tower.db"
    tower.build(path)
    with served(path, owner=True) as address:
        for javascript in (True, False):
            context = browser.new_context(
                viewport=PHONE, java_script_enabled=javascript, color_scheme="dark"
            )
            page = context.new_page()
            page.goto(f"{address}/")
            page.click("text=2 questions to review")
            assert page.inner_text("h1") == "To review"
            assert page.is_visible("text=Private: only you see this note")
            assert page.is_visible("text=annotate review --accept 1")
            assert page.is_visible("del")
            assert page.is_visible("ins")
            assert 0 < ends(page)[1] <= PHONE["width"] + 1
            assert page.is_visible("[data-copy]") == javascript
            page.screenshot(path=str(tmp_path / f"review-{javascript}.png"), full_page=True)
            context.close()
