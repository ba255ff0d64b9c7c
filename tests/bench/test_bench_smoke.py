"""The benchmarks themselves: the same articles every time, and a harness that runs."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from annotate.text.key import key
from annotate.text.split import paragraphs

from . import clock, corpus, frozen, report
from .peers import PEERS
from .place import ROOT
from .report import Figure, Held


def test_an_article_is_the_same_bytes_every_time() -> None:
    made = b"".join(corpus.article(number) for number in (1, 2, 77))
    assert sha256(made).hexdigest()[:16] == "901d9b92ab1b801f"


def test_an_article_is_about_as_long_as_promised() -> None:
    texts = [corpus.article(number).decode() for number in range(1, 51)]
    words = sum(len(text.split()) for text in texts) / len(texts)
    assert 0.8 < words / (corpus.PARAGRAPHS * corpus.WORDS) < 1.2


def test_what_is_frozen_in_the_bench_does_to_its_articles_as_we_do() -> None:
    for text in (corpus.article(number).decode() for number in range(1, 51)):
        spans = frozen.paragraphs(text)
        assert spans == paragraphs(text)
        assert [frozen.key(text[a:b]) for a, b in spans] == [key(text[a:b]) for a, b in spans]
    assert frozen.key("ISIS Massacres Hundreds in Mosul Area") == "5v0hrh53djh9w"


def test_what_others_do_meanwhile_is_told() -> None:
    code = "import time; end = time.process_time() + 1\nwhile time.process_time() < end: pass"
    with subprocess.Popen([sys.executable, "-c", code]):
        found = clock.cost([sys.executable, "-c", "import time; time.sleep(1)"], env=os.environ)
    assert (found.clock > 1, 0 < found.cpu < 0.9) == (True, True)
    assert found.others > 0.1 or sys.platform != "linux"


def test_the_middle_of_pairs_is_that_of_their_ratios() -> None:
    assert clock.middle([(9.0, 1.0), (2.0, 2.0), (6.0, 2.0)]) == (6.0, 2.0)


def test_a_rare_word_stands_in_its_article_only() -> None:
    texts = [corpus.article(number).decode() for number in range(1, 30)]
    assert [corpus.rare_word(9) in text for text in texts].count(True) == 1


@pytest.mark.parametrize(
    ("measured", "floor", "target", "held", "verdict"),
    [
        (1.1, 1.0, 1.15, "at most", "ok"),
        (1.2, 1.0, 1.15, "at most", "over"),
        (16.0, 1.0, 15.0, "at least", "ok"),
        (14.0, 1.0, 15.0, "at least", "over"),
        (149.0, 100.0, 50.0, "more by at most", "ok"),
        (151.0, 100.0, 50.0, "more by at most", "over"),
        (9.0, 1.0, 0.0, None, "info"),
    ],
)
def test_a_figure_is_held_against_its_floor(
    measured: float, floor: float, target: float, held: Held | None, verdict: str
) -> None:
    assert Figure("name", measured, floor, "ms", target, held).verdict == verdict


def test_the_table_is_aligned() -> None:
    figures = [
        Figure("tag", 1.5, 1.0, "ms", 2),
        Figure("find the", 120.0, 100.0, "ms", 50, "more by at most"),
    ]
    assert report.table(figures).splitlines() == [
        "benchmark  measured     floor     ratio     target",
        "tag          1.5 ms    1.0 ms    1.50 x     <= 2 x  ok",
        "find the   120.0 ms  100.0 ms  +20.0 ms  <= +50 ms  ok",
    ]


def test_the_harness_measures(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--keep", tmp_path, "peers", "leaks"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != PEERS} | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    # as it is measured, and in the table
    assert ran.stdout.count("leak test, 100 strings") == 2
    assert ran.stderr == "peers are not measured: `make bench PEERS=1` installs them\n"
