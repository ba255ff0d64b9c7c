"""Citations for tests: a plain one, hostile ones, any."""

import re
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st

from annotate.cite.citation import Citation
from annotate.cite.fate import Fate

PLAIN = Citation(
    key="5v0hrh53djh9w",
    ref="harbour:2",
    url="https://example.org/cite/5v0hrh53djh9w",
    quote="“We used them,” he said.",
    article="harbour",
    title="Harbour",
    byline="Ida Holm",
    site="Lindow Post",
    published="2017-01-09",
    source_url="https://post.example/harbour",
    number=2,
    page=None,
    role="body",
    version=1,
    current_version=2,
    retrieved="2026-11-20T10:00:00.000Z",
    source_link="https://post.example/harbour#:~:text=We%20used%20them",
    text="“We used them,” he said.",
    fate=Fate("unchanged", (1,)),
    base_url="https://example.org",
)
BARE = replace(
    PLAIN, byline=None, site=None, published=None, source_url=None, source_link=None,
    number=None, current_version=1,
)  # fmt: skip
HOSTILE = [
    "}", "{", "}}{{", "@", "@online{x,", "\\", "\\\\", "\\end", "a\\", "%", "100% & more",
    "$x^2$", "#1 _a_ ~b", "-- --- ----", "...", "....", "'' `` `a' \"b\"", "?` !`", "<<a>>",
    "<script>alert(1)</script>", "TY  - NEWS", "ER  - ", "line\nbreak\r\nand\u2028more\x85",
    "tab\tand  spaces", "مرحبا بالعالم", "\u202eturned\u202c", "👩‍👩‍👧 💩", "é e\u0301 ﬁ ™ ß İ",
    "摩苏尔，战役。", "x" * 5000, "{" * 50, "*a* _b_ `c` [d](e)", "1. one", "(a) two", "# heading",
    "- item", "+ item", "> quote", "| a | b |", "a\u00a0b\u200bc\ufeff", "&amp; &lt; &#65;",
    "and", "A and B", "Doe, Jane", ", ,", "http://a.example/b_c?d=e&f", "!", "![a](b)",
    "\x00\x1b[31m", "^[note]", "[@cite]", "~~~", "===", "{{a}}", "<!-- -->", "--", "-", "=",
    ": a", "% a", "\\@",
]  # fmt: skip
WORDS = (
    st.text(max_size=60) | st.sampled_from(HOSTILE) | st.text("\\{}$&#%~^_`'\"-.@ aA,", max_size=40)
)
ANY = st.builds(
    lambda quote, title, byline, site, published, number: replace(
        PLAIN, quote=quote, title=title, byline=byline, site=site, published=published,
        number=number,
    ),
    quote=WORDS, title=WORDS, byline=st.none() | WORDS, site=st.none() | WORDS,
    published=st.none() | st.just("2017-01-09") | WORDS, number=st.none() | st.integers(1, 9999),
)  # fmt: skip


def numbered(citations: list[Citation]) -> list[Citation]:
    """The same with keys of their own, each in an article of its own."""
    return [replace(c, key=f"{i:013}", article=f"harbour-{i:04}") for i, c in enumerate(citations)]


def unmarked(words: str) -> str:
    """With one kind of quotation mark, as pandoc sets them as the language of a text does."""
    return re.sub("[‘’‚“”„\"`']+", "'", words.replace("\u202f", " "))


def pandoc(text: str, *options: str) -> str:
    """What pandoc makes of a text."""
    if shutil.which("pandoc") is None:
        pytest.skip("no pandoc; tests/programs.sh installs it")
    done = subprocess.run(
        ["pandoc", *options], input=text.encode(), capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode()


Fields = dict[str, Any]
