"""
What a benchmark found: one figure a line, and the table of all at the end.

A figure is never a time alone: it is held against a floor that was measured
beside it, in the same run, so that a slow or busy machine slows both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Figure", "Held", "line", "table"]

Held = Literal["at most", "at least", "more by at most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison; `held` says how `measured` must stand to `floor`, None: for information."""

    name: str
    measured: float
    floor: float
    unit: str
    target: float
    held: Held | None = "at most"

    @property
    def value(self) -> float:
        """What is compared with the target: the ratio, or the difference."""
        if self.held == "more by at most":
            return self.measured - self.floor
        return self.measured / self.floor if self.floor else float("inf")

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or `info` for a figure without a target."""
        if self.held is None:
            return "info"
        met = self.value >= self.target if self.held == "at least" else self.value <= self.target
        return "ok" if met else "over"


def line(figure: Figure) -> str:
    """A figure as one line: name, measured, floor, ratio, target, verdict."""
    return "  ".join(_cells(figure))


def table(figures: Iterable[Figure]) -> str:
    """All figures, aligned."""
    rows = [("benchmark", "measured", "floor", "ratio", "target", ""), *map(_cells, figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    name, *numbers, verdict = row
    right = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=False)]
    return "  ".join([name.ljust(widths[0]), *right, verdict]).rstrip()


def _cells(figure: Figure) -> tuple[str, ...]:
    amounts = [f"{_number(n)} {figure.unit}" for n in (figure.measured, figure.floor)]
    return (figure.name, *amounts, _value(figure), _target(figure), figure.verdict)


def _value(figure: Figure) -> str:
    if figure.held == "more by at most":
        return f"{figure.value:+.1f} {figure.unit}"
    return f"{figure.value:.2f} x"


def _target(figure: Figure) -> str:
    if figure.held is None:
        return "-"
    if figure.held == "more by at most":
        return f"<= +{figure.target:g} {figure.unit}"
    return f"{'>=' if figure.held == 'at least' else '<='} {figure.target:g} x"


def _number(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:,.1f}"
