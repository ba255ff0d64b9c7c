"""
Counts in the terminal: a table with bars, or one with as many columns as there is room for.
"""

from collections import Counter

from annotate.cli import output
from annotate.corpus.frequencies import Crossed, Frequencies
from annotate.exchange import charted
from annotate.text.clean import for_terminal

__all__ = ["show_crossed", "show_frequencies"]

_LEAST, _MOST = 10, 40  # columns of a bar
_BAR = "█"
_HEAD = 16  # columns of a value above its numbers


def show_frequencies(found: Frequencies) -> None:
    """A tag a line, as in the tree of the codebook, with a bar where the terminal has room."""
    columns = ["tag", "taggings", "paragraphs", "articles"]
    records: list[dict[str, object]] = [
        {
            "tag": row.tag,
            "taggings": row.whole.taggings,
            "paragraphs": row.whole.paragraphs,
            "articles": row.whole.articles,
            "read": charted.told(found, row),
        }
        for row in found.rows
    ]
    columns += ["read"] if found.paragraphs_read else []
    if room := _room(records, columns):
        most = max((row.whole.paragraphs for row in found.rows), default=0) or 1
        for record, row in zip(records, found.rows, strict=True):
            record[_BAR] = _BAR * -(-row.whole.paragraphs * room // most)
        columns.append(_BAR)
    output.show_table(records, columns)


def _room(records: list[dict[str, object]], columns: list[str]) -> int:
    """How long a bar can be; 0 where the terminal is too narrow for one."""
    taken = 0
    for name in columns:
        cells = (for_terminal(str(record[name])) for record in records)
        taken += 2 + max([output.columns_of(name), *map(output.columns_of, cells)])
    left = output.screen_width() - taken
    return min(left, _MOST) if left >= _LEAST else 0


def show_crossed(found: Crossed) -> None:
    """A tag a line, a value a column, as many as there is room for; what is left out is said."""
    if not found.cells:
        return
    heads = _heads(found)
    wide = max(map(output.columns_of, (*found.tags, "tag")))
    shown: list[str | None] = []
    left = output.screen_width() - min(wide, output.screen_width() // 2)
    for each in found.values:
        left -= 2 + max(output.columns_of(heads[each]), 3)
        if shown and left < 0:
            break
        shown.append(each)
    kept = {*shown}
    counts = {(cell.tag, cell.value): cell.count for cell in found.cells if cell.value in kept}
    records = (
        {"tag": tag, **{heads[each]: counts.get((tag, each), "·") for each in shown}}
        for tag in found.tags
    )
    output.show_table(records, ["tag", *(heads[each] for each in shown)])
    if more := len(found.values) - len(shown):
        output.say(f"{more} more to the right; -f csv has all, --limit the most used")


def _heads(found: Crossed) -> dict[str | None, str]:
    """What stands above the columns: no two alike, and none long."""
    last = Counter(each.rpartition("/")[2] for each in found.values if each is not None)
    heads: dict[str | None, str] = {}
    for each in found.values:
        words = charted.value(found, each)
        if found.by == "tag" and last[words.rpartition("/")[2]] == 1:
            words = words.rpartition("/")[2]
        heads[each] = _unlike(output.cut(for_terminal(words), _HEAD), {*heads.values()})
    return heads


def _unlike(words: str, taken: set[str]) -> str:
    number = 2
    made = words
    while made in taken or made == "tag":
        made, number = f"{words} {number}", number + 1
    return made
