"""
Counts of tags as records, as charts, and what is to be said of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from annotate.charts.shapes import Bar, Bars, Heat
from annotate.corpus.frequencies import Cell, Crossed, Frequencies, Frequency

__all__ = ["CELL", "FREQUENCY", "bars", "heat", "most_used", "records", "said", "told", "value"]

FREQUENCY = (
    "tag", "taggings", "paragraphs", "articles", "gone",
    "total", "total_paragraphs", "total_articles", "read", "of", "share",
)  # fmt: skip
"""The fields of a tag's frequency."""

CELL = ("tag", "by", "value", "unit", "count", "read", "of", "share")
"""The fields of a count by something."""

Record = dict[str, object]
Name = TypeVar("Name")


def records(found: Frequencies | Crossed) -> Iterator[Record]:
    """A record for each tag, or for each tag and value that are anywhere together."""
    if isinstance(found, Crossed):
        for cell in found.cells:
            counts = (cell.count, cell.read, cell.of, _share(cell.read, cell.of))
            yield dict(
                zip(CELL, (cell.tag, found.by, cell.value, found.unit, *counts), strict=True)
            )
        return
    for row in found.rows:
        own, whole = row.own, row.whole
        told = (
            row.tag, own.taggings, own.paragraphs, own.articles, own.gone,
            whole.taggings, whole.paragraphs, whole.articles, whole.read, found.paragraphs_read,
        )  # fmt: skip
        share = _share(whole.read, found.paragraphs_read)
        yield dict(zip(FREQUENCY, (*told, share), strict=True))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def said(found: Frequencies | Crossed) -> list[str]:
    """What a reader of the counts should know."""
    if isinstance(found, Crossed):
        what = "two of these tags" if found.by == "tag" else "one of these tags"
        return [] if found.cells else [f"no {found.unit} has {what}"]
    every, read = found.all, found.paragraphs_read
    where = f"{_n(every.paragraphs, 'paragraph')} of {_n(every.articles, 'article')}"
    told = [f"{_n(every.taggings, 'tagging')} on {where}" if every.taggings else _none(found)]
    told.append(
        f"{_n(read, 'paragraph')} read, {every.read:,} of them with a tag"
        if read
        else "no paragraph is read yet; `annotate read` says that one is"
    )
    if every.gone:
        told.append(f"{every.gone:,} of the taggings are on quotes whose words are gone")
    if found.removed:
        told.append(f"not counted: {_n(found.removed, 'tagging')} on paragraphs that are gone")
    return told


def _none(found: Frequencies) -> str:
    if found.found is None:
        return "no taggings yet" if not found.removed else "no taggings on what stands"
    return f"no taggings on the {_n(found.found, 'paragraph')} found"


def _n(count: int, unit: str) -> str:
    return f"{count:,} {_unit(unit, count)}"


def _unit(unit: str, count: int) -> str:
    return unit if count == 1 else f"{unit}s"


def value(found: Crossed, said: str | None) -> str:
    """A value as people read it."""
    return f"no {'date' if found.by == 'month' else found.by}" if said is None else said


def most_used(found: Frequencies | Crossed, most: int) -> Frequencies | Crossed:
    """The tags that are used most, and the values, in the order in which they were."""
    if isinstance(found, Frequencies):
        kept = _first(((row.tag, row.whole.taggings) for row in found.rows), most)
        return replace(found, rows=tuple(row for row in found.rows if row.tag in kept))
    tags = _first(((cell.tag, cell.count) for cell in found.cells), most)
    values = _first(((cell.value, cell.count) for cell in found.cells), most)
    if found.by == "tag":
        values = {*tags}
    return replace(
        found,
        tags=tuple(tag for tag in found.tags if tag in tags),
        values=tuple(each for each in found.values if each in values),
        cells=tuple(c for c in found.cells if c.tag in tags and c.value in values),
    )


def _first(counts: Iterable[tuple[Name, int]], most: int) -> set[Name]:
    total: Counter[Name] = Counter()
    for name, count in counts:
        total[name] += count
    return {name for name, _ in total.most_common(most)}


def told(found: Frequencies, row: Frequency) -> str:
    """How many of the paragraphs that were read have a tag, or one under it."""
    return f"{row.whole.read:,} of {found.paragraphs_read:,}" if found.paragraphs_read else ""


def bars(found: Frequencies) -> Bars:
    """A bar for each tag, by the paragraphs with it or a tag under it."""

    def bar(row: Frequency) -> Bar:
        read = told(found, row)
        count = f"{row.whole.paragraphs:,}"
        return Bar(row.tag, row.whole.paragraphs, f"{count} ({read} read)" if read else count)

    return Bars("Paragraphs by tag", [bar(row) for row in found.rows])


def heat(found: Crossed) -> Heat:
    """A row for each tag, a column for each value."""
    rows = {tag: number for number, tag in enumerate(found.tags)}
    columns = {each: number for number, each in enumerate(found.values)}

    def sentence(cell: Cell) -> str:
        where = value(found, cell.value)
        count = _n(cell.count, found.unit)
        read = f", {cell.read:,} of {cell.of:,} read" if cell.of else ""
        return f"{cell.tag}, {where}: {count}{read}"

    cells = {
        (rows[cell.tag], columns[cell.value]): (cell.count, sentence(cell)) for cell in found.cells
    }
    title = f"{_unit(found.unit, 2).capitalize()} by tag and {found.by}"
    return Heat(title, found.tags, [value(found, each) for each in found.values], cells)
