"""
A chart as a page by itself: the picture, and the table of its numbers; no script.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from annotate.charts.shapes import Bars, Heat, css, element, svg

__all__ = ["html"]


def html(
    chart: Bars | Heat, said: Sequence[str], records: Sequence[Mapping[str, object]],
    columns: Sequence[str],
) -> str:  # fmt: skip
    """The page of a chart: what is said of it, and the records with these columns."""
    page = element(None, "html", lang="en")
    head = element(page, "head")
    element(head, "meta", charset="utf-8")
    element(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    element(head, "title", chart.title)
    element(head, "style", Path(__file__).with_name("page.css").read_text("utf-8") + css())
    main = element(element(page, "body"), "main")
    element(main, "h1", chart.title, id="page-title")
    for sentence in said:
        element(main, "p", sentence)
    element(main, "figure", tabindex="0", aria_labelledby="page-title").append(svg(chart))
    _table(main, records, columns)
    return "<!doctype html>\n" + ElementTree.tostring(page, encoding="unicode", method="html")


def _table(
    main: ElementTree.Element, records: Sequence[Mapping[str, object]], columns: Sequence[str]
) -> None:
    scrolled = element(main, "figure", tabindex="0", aria_label="The numbers")
    table = element(scrolled, "table")
    heads = element(element(table, "thead"), "tr")
    for name in columns:
        element(heads, "th", name.replace("_", " "), scope="col")
    body = element(table, "tbody")
    for record in records:
        row = element(body, "tr")
        for name in columns:
            value = record.get(name)
            said = "" if value is None else str(value)
            if name == columns[0]:
                element(row, "th", said, scope="row")
            else:
                is_number = isinstance(value, int | float)
                element(row, "td", said, class_="number" if is_number else "words")
