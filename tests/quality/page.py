"""
`docs/quality.md`: the figures, put into the words of `page.md`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.anchor.alignment import SURE
from tests.quality.calibration import Bin, error
from tests.quality.measuring import Figures
from tests.quality.scores import Summary

__all__ = ["PAGE", "Measured", "written"]

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"

TARGETS = ("≥ .993", "≤ .005", "≤ 1.5", "≥ .990", "≤ .006", "≤ 20", "≤ 20")
HEAD = ("HARD F1", "orphans attached", "wrong per 1,000", "spans exact", "orphaned spans attached",
        "CPU ms, all", "CPU ms, 40-60 paragraphs")  # fmt: skip

GOOD = "scores may be read as probabilities. In the middle there are too few paragraphs to tell."
TEXT = Path(__file__).with_suffix(".md")


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the page tells."""

    pairs: int
    ours: Figures
    shipped: Figures
    baselines: dict[str, Figures]
    limits: Sequence[tuple[float, Summary]]
    bins: Sequence[Bin]
    worst: Sequence[tuple[str, Summary]]


def written(measured: Measured) -> str:
    """The page, in Markdown."""
    off = error(measured.bins)
    good = off <= 0.02
    return TEXT.read_text(encoding="utf-8").format(
        pairs=measured.pairs,
        hard=measured.ours.paragraphs.hard,
        spans=measured.ours.spans.spans,
        figures=_figures(measured),
        missed=_missed(measured.ours),
        sure=_share(SURE),
        limits=_summaries("limit", ((_share(limit), s) for limit, s in measured.limits)),
        error=_share(off, 4),
        verdict=GOOD if good else "scores are too far off.",
        calibration=_calibration(measured.bins),
        worst=_summaries("pairs", measured.worst),
    )


def _missed(ours: Figures) -> str:
    """Which targets the cross-validated figures miss."""
    held = (
        ours.paragraphs.f1 >= 0.993,
        ours.paragraphs.orphans_attached <= 0.005,
        ours.paragraphs.wrong_per_thousand <= 1.5,
        ours.spans.exact >= 0.99,
        ours.spans.orphans_attached <= 0.006,
    )
    names = [name for name, good in zip(HEAD, held, strict=False) if not good]
    return f"**Missed targets**, cross-validated: {', '.join(names) or 'none'}."


def _figures(measured: Measured) -> str:
    rows = [
        ("**cross-validated**", *_cells(measured.ours)),
        ("target", *TARGETS),
        ("as shipped (training)", *_cells(measured.shipped)),
    ]
    rows += [(name, *_cells(figures)) for name, figures in measured.baselines.items()]
    return _table(("", *HEAD), rows)


def _cells(figures: Figures) -> tuple[str, ...]:
    return (
        *_told(figures.paragraphs),
        _share(figures.spans.exact, 4),
        _share(figures.spans.orphans_attached, 4),
        *("" if cpu is None else f"{cpu:.1f}" for cpu in (figures.cpu, figures.cpu_middling)),
    )


def _told(summary: Summary) -> tuple[str, str, str]:
    return (
        _share(summary.f1, 4),
        _share(summary.orphans_attached, 4),
        f"{summary.wrong_per_thousand:.2f}",
    )


def _summaries(name: str, some: Iterable[tuple[str, Summary]]) -> str:
    rows = [(label, *_told(summary), f"{summary.hard:,}") for label, summary in some]
    return _table((name, *HEAD[:3], "hard paragraphs"), rows)


def _calibration(bins: Iterable[Bin]) -> str:
    rows = [
        (f"{_share(b.low)} to {_share(b.high)}", f"{b.paragraphs:,}",
         _share(b.score, 3), _share(b.right, 3))
        for b in bins if b.paragraphs
    ]  # fmt: skip
    return _table(("score", "paragraphs", "score on average", "right"), rows)


def _share(share: float, digits: int = 2) -> str:
    return f"{share:.{digits}f}".removeprefix("0")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
