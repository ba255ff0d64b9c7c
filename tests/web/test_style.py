"""The stylesheet: contrast in both modes, and nothing from elsewhere."""

import re
from itertools import combinations, pairwise
from math import dist
from operator import mul
from pathlib import Path

import pytest

from annotate.corpus.hues import HUES
from annotate.web import assets

SHEET = (Path(assets.__file__).parent / "static" / "annotate.css").read_text()
SCRIPT = (Path(assets.__file__).parent / "static" / "annotate.js").read_text()

Colours = dict[str, str]


def colours(block: str) -> Colours:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block))


def modes() -> dict[str, Colours]:
    light = colours(SHEET[: SHEET.index("@media (prefers-color-scheme: dark)")])
    dark = colours(re.findall(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}", SHEET, re.S)[0])
    paper = colours(SHEET[SHEET.index("@media print") :])
    return {"light": light, "dark": light | dark, "print": light | paper}


def channels(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    return [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]


def luminance(rgb: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, share: float) -> list[float]:
    pairs = zip(channels(colour), channels(ground), strict=True)
    return [a * share + b * (1 - share) for a, b in pairs]


TEXT = [
    (ink, ground)
    for ink in ("ink", "muted", "link", "good", "warn", "bad")
    for ground in ("paper", "sheet")
]


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground"), [*TEXT, ("mark-ink", "mark"), ("paper", "ink")])
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    known = modes()[mode]
    assert contrast(channels(known[ink]), channels(known[ground])) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["focus", *(f"hue-{n}" for n in range(HUES))])
def test_signs_can_be_seen(mode: str, name: str) -> None:
    known = modes()[mode]
    assert contrast(channels(known[name]), channels(known["paper"])) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("tag", ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#777777"])
def test_text_on_a_highlight_of_any_colour_can_be_read(mode: str, tag: str) -> None:
    known = modes()[mode]
    shares = re.findall(r"--(?:tint|deep): (\d+)%", SHEET)
    deepest = {"light": int(shares[1]), "dark": int(shares[3])}[mode] / 100
    assert contrast(channels(known["ink"]), mixed(tag, known["paper"], deepest)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_changed_looks_other_than_what_did_not(mode: str) -> None:
    known = modes()[mode]
    seen = [perceived(known[name]) for name in ("good", "warn", "bad")]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) > 0.08


def test_nothing_comes_from_another_host() -> None:
    assert not re.search(r"url\(|@import|https?:", SHEET.replace('[href^="http"]', ""))
    assert not re.search("https?:", SCRIPT)
    assert "innerHTML" not in SCRIPT


def test_there_is_a_style_for_every_colour_of_the_templates() -> None:
    assert all(f".hue-{n} " in SHEET for n in range(HUES))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_hues_can_be_told_apart(mode: str) -> None:
    hues = [perceived(modes()[mode][f"hue-{n}"]) for n in range(HUES)]
    assert min(dist(one, other) for one, other in combinations(hues, 2)) > 0.1
    in_turn = [dist(one, other) for one, other in pairwise([*hues, hues[0]])]
    assert min(in_turn) > 0.2  # those of roots that were made one after the other


def perceived(colour: str) -> list[float]:
    """A colour in OKLab, where distances are as people see them (Ottosson 2020)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    cones = [sum(map(mul, row, linear)) ** (1 / 3) for row in TO_CONES]
    return [sum(map(mul, row, cones)) for row in TO_LAB]


TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
