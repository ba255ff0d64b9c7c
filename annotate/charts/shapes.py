"""
Bars and heat maps as SVG: each shape with a title of its own, no style but by classes.

Whatever a label says is text there: the tree is built and written by `xml.etree`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from wcwidth import clip, width

__all__ = ["STEPS", "Bar", "Bars", "Heat", "css", "element", "svg", "text_of"]

STEPS = 7  # of colour, from few to many; those of chart.css

_LETTER = 8  # wide a column of text is, at most
_ROW = 24
_GAP = 12
_WIDE = 360  # the longest bar
_CELL = 48
_LABEL = 44  # columns of a label, cut beyond
_NO_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: how long it is, and what is written behind it."""

    label: str
    value: float
    told: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map: by row and column a number and all that is to be said of it."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[int, int], tuple[int, str]]


@cache
def css() -> str:
    """The classes of the pictures and of their pages."""
    return Path(__file__).with_name("chart.css").read_text(encoding="utf-8")


def element(
    parent: ElementTree.Element | None, tag: str, text: str = "", **said: str | float
) -> ElementTree.Element:
    """A new element in another; `class_` is its class."""
    named = {name.rstrip("_").replace("_", "-"): str(value) for name, value in said.items()}
    made = ElementTree.Element(tag, named)
    made.text = re.sub(_NO_XML, "\ufffd", text) or None
    if parent is not None:
        parent.append(made)
    return made


def svg(chart: Bars | Heat) -> ElementTree.Element:
    """The picture of a chart."""
    return _bars(chart) if isinstance(chart, Bars) else _heat(chart)


def text_of(picture: ElementTree.Element) -> str:
    """A picture as the text of a file, with its classes."""
    picture.insert(1, element(None, "style", css()))
    ElementTree.indent(picture)
    return ElementTree.tostring(picture, encoding="unicode") + "\n"


def _picture(title: str, width: float, height: float) -> ElementTree.Element:
    made = element(
        None, "svg", xmlns="http://www.w3.org/2000/svg", role="img", width=width, height=height,
        viewBox=f"0 0 {width} {height}", class_="chart", aria_labelledby="chart-title",
    )  # fmt: skip
    element(made, "title", title, id="chart-title")
    element(made, "rect", class_="ground", width=width, height=height)
    return made


def _columns(label: str) -> int:
    return width(label, control_codes="ignore")


def _wide(label: str) -> int:
    return _LETTER * _columns(label)


def _cut(label: str) -> str:
    """A label as far as there is room for it."""
    return label if _columns(label) <= _LABEL else clip(label, 0, _LABEL - 1) + "…"


def _bars(chart: Bars) -> ElementTree.Element:
    labels = [(_cut(bar.label), 16 * bar.depth) for bar in chart.bars]
    left = max((_wide(label) + inset for label, inset in labels), default=0) + 2 * _GAP
    right = max((_wide(bar.told) for bar in chart.bars), default=0) + 2 * _GAP
    made = _picture(chart.title, left + _WIDE + right, _ROW * len(chart.bars) + 2 * _GAP)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    for number, (bar, (label, inset)) in enumerate(zip(chart.bars, labels, strict=True)):
        top = _GAP + _ROW * number
        group = element(made, "g")
        element(group, "title", f"{bar.label}: {bar.told}")
        element(group, "text", label, x=_GAP + inset, y=top + 16)
        long = round(_WIDE * bar.value / most, 1)
        element(group, "rect", class_="bar", x=left, y=top + 3, width=long, height=_ROW - 6)
        element(group, "text", bar.told, x=round(left + long + 6, 1), y=top + 16, class_="told")
    return made


def _heat(chart: Heat) -> ElementTree.Element:
    rows, columns = [_cut(row) for row in chart.rows], [_cut(one) for one in chart.columns]
    left = max(map(_wide, rows), default=0) + 2 * _GAP
    slanted = round(0.71 * max(map(_wide, columns), default=0))
    top = slanted + 2 * _GAP
    made = _picture(
        chart.title, left + _CELL * len(columns) + slanted + _GAP, top + _ROW * len(rows) + _GAP
    )
    for number, label in enumerate(columns):
        x, y = left + _CELL * number + _CELL // 2, top - 8
        head = element(made, "text", label, x=x, y=y, transform=f"rotate(-45 {x} {y})")
        element(head, "title", chart.columns[number])
    for number, label in enumerate(rows):
        head = element(made, "text", label, x=_GAP, y=top + _ROW * number + 16)
        element(head, "title", chart.rows[number])
    most = max((value for value, _ in chart.cells.values()), default=1)
    for (row, column), (value, told) in chart.cells.items():
        x, y = left + _CELL * column, top + _ROW * row
        group = element(made, "g", class_=f"step{_step(value, most)}")
        element(group, "title", told)
        element(group, "rect", x=x + 1, y=y + 1, width=_CELL - 2, height=_ROW - 2)
        element(group, "text", f"{value:,}", x=x + _CELL // 2, y=y + 16, class_="middle")
    return made


def _step(value: int, most: int) -> int:
    """Which of the colours, from 1 on."""
    return -(-value * STEPS // most)
