"""Nothing of a document is lost, doubled or glued to another word, whatever pandoc makes of it."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from annotate.readers import formats
from annotate.readers.record import DEFAULT
from tests.readers.documents import check, unzipped
from tests.readers.everything import WORD, document

pytestmark = pytest.mark.skipif(shutil.which("pandoc") is None, reason="no pandoc")

MADE = {
    "a.md": ("--to=gfm", "--wrap=preserve"),
    "b.md": ("--to=commonmark+pipe_tables+footnotes+strikeout",),
    "a.docx": (),
    "a.rtf": (),
    "a.odt": (),
    "a.epub": (),
    "b.epub": ("--to=epub2",),
    "a.html": ("--mathml",),
}
SEEDS = range(8)
GLUED = re.compile(r"[^\W_]w\d{4}|w\d{4}[^\W_]")


def pandoc(text: str, *options: str) -> str:
    done = subprocess.run(
        ["pandoc", "--from=markdown", *options],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@cache
def words(seed: int) -> frozenset[str]:
    return frozenset(WORD.findall(pandoc(document(seed), "--to=native")))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "options"), MADE.items(), ids=MADE)
def test_each_word_stands_once(
    name: str, options: tuple[str, ...], seed: int, tmp_path: Path
) -> None:
    file = tmp_path / name
    pandoc(document(seed), "--standalone", "--metadata=title:Title", f"--output={file}", *options)
    data = file.read_bytes()
    draft = formats.read(data, formats.detect(data, name)[0].name, DEFAULT)
    check(draft)
    unseen = not_text(data.decode()) if name == "a.html" else set()
    if name in ("a.rtf", "a.odt"):  # in which pandoc leaves out the words of images
        written = b"".join(unzipped(data).values()) if name == "a.odt" else data
        unseen |= words(seed) - {*WORD.findall(written.decode("latin-1"))}
    assert sorted(WORD.findall(draft.text)) == sorted(words(seed) - unseen)
    assert not GLUED.findall(draft.text)


def not_text(page: str) -> set[str]:
    """The words of a page that only stand for an image."""
    seen = re.sub(r"<[^>]*>|<annotation.*?</annotation>", " ", page)
    return {*WORD.findall(page)} - {*WORD.findall(seen)}
