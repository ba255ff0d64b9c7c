"""
The picture of the reading page in the README: taken by `make picture`, and held to the page.

Fonts differ from machine to machine, so pixels are not compared: the picture carries the
words of the page that it was taken of, and these have to be those of the page now.
"""

import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.test_browser import ARGUMENTS, CHROMIUM, playwright, pytestmark, served

__all__ = ["pytestmark"]

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "reading.png"
ARTICLE = "isis-massacres-hundreds-in-mosul-area"
WINDOW = {"width": 1200, "height": 900}
CLIP = {"x": 0, "y": 100, "width": 1200, "height": 700}  # from above the title
ENTRIES = 9  # of the page: its title and paragraphs as far as the picture goes
LARGEST = 150_000
SMALLEST = 50_000  # bytes; a page without words has a tenth


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example corpus, as `make demo` builds it."""
    path = tmp_path_factory.mktemp("example") / "corpus.db"
    programs = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    environment = os.environ | {"ANNOTATE_DB": str(path), "PATH": programs}
    environment["ANNOTATE_CODER"] = "anna"
    subprocess.run([ROOT / "seeds" / "demo.sh"], env=environment, check=True, capture_output=True)
    return path


def test_the_picture_in_the_readme_is_of_the_reading_page(example: Path) -> None:
    with served(example) as address, playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_page(viewport=WINDOW)
        page.goto(f"{address}/read/{ARTICLE}")
        told, taken = words(page), page.screenshot(clip=CLIP)
        chromium.close()
    if "ANNOTATE_PICTURE" in os.environ:
        PICTURE.write_bytes(described(taken, told))
    kept = PICTURE.read_bytes()
    assert description(kept) == told, "`make picture` takes it anew"
    assert size(kept) == size(taken) == (CLIP["width"], CLIP["height"])
    assert SMALLEST < len(kept) < LARGEST
    assert f"](docs/{PICTURE.name})" in (ROOT / "README.md").read_text()


def words(page: Any) -> str:
    """What the part of the page says that the picture shows, but for the days."""
    all_of_them = f"all => all.slice(0, {ENTRIES}).map(e => e.innerText).join(' ')"
    said = " ".join(page.eval_on_selector_all("article .entry", all_of_them).split())
    return re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "a day", said)


def described(png: bytes, text: str) -> bytes:
    """The picture with a description in it, behind its head."""
    data = b"Description\0\0\0\0\0" + text.encode()
    mark = zlib.crc32(b"iTXt" + data)
    return (
        png[:33]
        + struct.pack(">I4s", len(data), b"iTXt")
        + data
        + struct.pack(">I", mark)
        + png[33:]
    )


def description(png: bytes) -> str:
    """The description that a picture carries."""
    found = next(data for kind, data in chunks(png) if kind == b"iTXt")
    return found.rpartition(b"\0")[2].decode()


def size(png: bytes) -> tuple[int, int]:
    """Width and height."""
    width, height = struct.unpack(">II", next(chunks(png))[1][:8])
    return width, height


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a picture: what each is, and its bytes."""
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12
