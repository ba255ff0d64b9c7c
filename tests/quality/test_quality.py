"""The page of figures, and that they hold for a sample."""

from functools import lru_cache
from itertools import islice
from typing import Any

import pytest

from annotate.anchor import Alignment, align
from annotate.anchor.alignment import SURE
from tests.quality import baselines, calibration, labelled, measuring, page

TEXT = page.PAGE.read_text(encoding="utf-8")
SECTIONS = [
    "How well versions are aligned",
    "How well paragraphs and roles are found",
    "How well articles are found on web pages",
    "How much of the author's text is kept",
]

there = pytest.mark.skipif(not labelled.there(), reason=f"no labelled pairs in {labelled.DATA}")


@lru_cache(maxsize=1)
def sample() -> list[tuple[dict[str, Any], Alignment]]:
    """Every thirtieth labelled pair, aligned."""
    records = islice(labelled.pairs(), 0, None, 30)
    return [(record, align(record["old"], record["new"])) for record in records]


def row(name: str) -> list[str]:
    """The cells of the page's first row with the name."""
    lines = (line.strip("| ").split(" | ") for line in TEXT.splitlines())
    return next(cells for cells in lines if cells[0] == name)


def test_the_page_has_its_sections() -> None:
    assert [line[3:] for line in TEXT.splitlines() if line.startswith("## ")] == SECTIONS
    assert f"probability of {SURE:.2f}".replace(" 0", " ") in TEXT


def test_the_cross_validated_figures_come_first() -> None:
    assert TEXT.index("| **cross-validated** |") < TEXT.index("| as shipped (training) |")
    assert [row(name)[0] for name in baselines.BASELINES] == list(baselines.BASELINES)


def test_the_page_names_the_targets_that_are_missed() -> None:
    f1, orphans, wrong, exact, spans, *_ = map(float, row("**cross-validated**")[1:])
    held = (f1 >= 0.993, orphans <= 0.005, wrong <= 1.5, exact >= 0.99, spans <= 0.006)
    names = [name for name, good in zip(page.HEAD, held, strict=False) if not good]
    assert f"cross-validated: {', '.join(names) or 'none'}.\n" in TEXT


@there
def test_the_shipped_figures_hold_for_a_sample() -> None:
    found = measuring.of(sample())
    f1, _, wrong, exact = map(float, row("as shipped (training)")[1:5])
    assert found.paragraphs.f1 == pytest.approx(f1, abs=0.015)
    assert found.paragraphs.wrong_per_thousand <= wrong + 4
    assert found.spans.exact == pytest.approx(exact, abs=0.03)


@there
def test_scores_are_probabilities_for_a_sample() -> None:
    assert calibration.error(calibration.bins(sample())) < 0.02


@there
def test_ours_is_better_than_every_simpler_way() -> None:
    records = [record for record, _ in sample()]
    ours = measuring.of(sample()).paragraphs
    for name in baselines.BASELINES:
        theirs = measuring.baseline(name, records).paragraphs
        assert theirs.f1 < ours.f1
        assert theirs.wrong_per_thousand > ours.wrong_per_thousand


SIMPLE = {
    "exact hash": [1, None],
    "position": [0, 1],
    "difflib on words": [1, None],
    "rapidfuzz ≥ 60, one to one": [1, 0],
}


@pytest.mark.parametrize("name", SIMPLE)
def test_the_simpler_ways_do_what_they_say(name: str) -> None:
    old = ["The ferry left at dawn.", "Nobody waved from it"]
    new = ["Nobody swam from it", "The ferry left at dawn."]
    found = baselines.BASELINES[name](old, new)
    assert found == SIMPLE[name]


def test_a_calibration_error_is_how_far_scores_are_off() -> None:
    bins = [calibration.Bin(0, 0.5, 30, 0.2, 0.3), calibration.Bin(0.5, 1, 10, 0.9, 0.9)]
    assert calibration.error(bins) == pytest.approx(0.075)
