"""
Many taggings at once, from a table or JSON lines; a bad line is named by its number.

A table is read as `annotate add` reads one: as Excel, R and spreadsheets all over the
world save it. What a row says and is not done as said is refused, never passed over.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import BinaryIO

from annotate.corpus.tags import Request
from annotate.errors import BadInput, UnreadableSource
from annotate.readers import streams
from annotate.readers.one_object import DECODER, Twice
from annotate.readers.table import LONGEST, BadRow, Row, Rows
from annotate.text.clean import APART

__all__ = ["QUOTE", "from_csv", "from_jsonl"]

_AROUND = ("prefix", "suffix")
QUOTE = ("quote", "occurrence", *_AROUND)
"""What may say which words are tagged: the words, the how manieth, what stands around them."""

_QUOTED = ("exact", "occurrence", *_AROUND, "start", "end")  # the last as `show -f json` writes
_READ = ("ref", "tag", "tags", *QUOTE)
# what `find` and `show` write beside them, so that their lists can be tagged and read back
_OURS = frozenset({
    "article", "end", "gone", "key", "lang", "language", "number", "role", "score", "snippet",
    "start", "text", "title",
})  # fmt: skip
_MEANT = _OURS.union(_READ)


def from_csv(
    file: BinaryIO, tell: Callable[[str], None], names: tuple[str, ...] = ()
) -> Iterator[Request]:
    """
    Requests from rows with the columns ref and tag (or tags), perhaps those of a quote (`QUOTE`).

    With `names` each ref gets these tags: `tags`, which `find` writes, are those it has, and a
    column tag is one too many. Raises BadInput. `tell` is told of an encoding that is no more
    than likely.
    """
    rows = Rows(file, LONGEST)
    columns = _columns(rows, names)
    if rows.encoding != "utf-8":
        tell(f"the table is not in UTF-8; it is read as {rows.encoding}")
    for row in rows:
        if isinstance(row, BadRow):
            raise BadInput(f"{rows.label} {row.reason}")
        yield _of_row(row, columns, rows, names)


def _columns(rows: Rows, names: tuple[str, ...]) -> Row:
    try:
        columns = [name.lower() for name in rows.columns()]
    except UnreadableSource as error:
        raise BadInput(f"the first line must name the columns; the file {error}") from error
    if "ref" not in columns or not (names or {"tag", "tags"} & set(columns)):
        raise BadInput(
            "the first line must name the columns: ref,tag or ref,tag,quote;"
            " without a tag in the table: annotate tag --csv FILE TAG..."
        )
    if names and "tag" in columns:
        raise BadInput(_TWO_PLACES)
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice:
        raise BadInput(f"the first line names the column {twice} twice")
    _known([name for name in columns if name], "column")
    return columns


_TWO_PLACES = "the tags are said both in the file (tag) and behind it; say them in one place"


def _of_row(row: Row, columns: Row, rows: Rows, names: tuple[str, ...]) -> Request:
    if len(row) > len(columns):
        raise BadInput(
            f"{rows.label} has more fields than the first line names;"
            ' a ref with commas stands in quotation marks: "mosul:3,7-9",actor/isis'
        )
    cells = dict(zip(columns, row, strict=False))
    tags = [*names, cells.get("tag", "").strip()]
    if "tags" in cells and not names:
        tags += map(str.strip, cells["tags"].split(APART))
    quote: dict[str, object] = {name: cells[name] for name in QUOTE if cells.get(name)}
    return _request(cells.get("ref"), [tag for tag in tags if tag], quote, rows.started)


def from_jsonl(file: BinaryIO, names: tuple[str, ...] = ()) -> Iterator[Request]:
    """
    Requests from JSON objects, one a line: ref, tag or tags, perhaps those of a quote (`QUOTE`).

    The quote may be an object, as `annotate show -f json` writes it; `names` are as of a table.
    Raises BadInput.
    """
    for number, line in streams.lines(streams.as_utf8(file), LONGEST):
        if line is None:
            raise BadInput(f"line {number} is longer than {LONGEST / 1e6:g} MB")
        yield _from_json(line, number, names)


def _from_json(line: bytes, number: int, names: tuple[str, ...]) -> Request:
    try:
        record = DECODER.decode(line.decode())
    except UnicodeDecodeError as error:
        raise BadInput(f"line {number} is not UTF-8, as JSON is: {error}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"line {number} is no JSON: {error}") from error
    except Twice as error:
        raise BadInput(f"line {number} says {error} twice") from error
    if not isinstance(record, dict):
        raise BadInput(f'line {number} is no object like {{"ref": "mosul:3", "tags": ["isis"]}}')
    _known(record, "field", f"line {number}: ")
    quote = {name: record[name] for name in QUOTE if name in record}
    if isinstance(told := quote.get("quote"), dict):
        quote |= _quoted(told, number)
    if names and "tag" in record:
        raise BadInput(f"line {number}: {_TWO_PLACES}")
    tags = [*_listed(record.get("tag")), *_listed(record.get("tags"))] if not names else [*names]
    return _request(record.get("ref"), tags, quote, number)


def _quoted(told: dict[str, object], number: int) -> dict[str, object]:
    """What a quote says that is an object; one without words is no quote of nothing."""
    if strange := [name for name in told if name not in _QUOTED]:
        known = ", ".join(_QUOTED)
        raise BadInput(f"line {number}: of a quote {known} are read, not {strange[0]}")
    if told.get("exact") in (None, ""):
        raise BadInput(f'line {number}: a quote has its words in "exact"')
    said = {name: told.get(name) for name in ("occurrence", *_AROUND)}
    return {"quote": told["exact"], **{name: value for name, value in said.items() if value}}


def _listed(names: object) -> list[object]:
    """What a field says of tags: none, one, or several."""
    return names if isinstance(names, list) else [] if names is None else [names]


def _known(names: Collection[str], kind: str, where: str = "") -> None:
    """Refuse what would be done otherwise than it says, were it passed over."""
    if not _MEANT.issuperset(names):
        strange = next(name for name in names if name not in _MEANT)
        raise BadInput(
            f"{where}the {kind} {strange} means nothing here: {', '.join(_READ)} are read,"
            " and every tagging is by whoever runs this, now; take it out, or call"
            " `annotate import`, which keeps coders and times"
        )


def _request(
    ref: object, names: Sequence[object], quote: dict[str, object], number: int
) -> Request:
    if not isinstance(ref, str) or not ref.strip():
        raise BadInput(f"line {number} has no ref")
    tags = tuple([name for name in names if isinstance(name, str) and name])
    if not tags or len(tags) < len(names):
        raise BadInput(f"line {number} has no tag; one for all: annotate tag --csv FILE TAG...")
    if not quote:
        return Request(ref, tags, line=number)
    said = (quote.get(name) for name in ("quote", *_AROUND))
    words, *around = ("" if each is None else each for each in said)
    if not isinstance(words, str) or not all(isinstance(told, str) for told in around):
        raise BadInput(f"line {number}: the quote must be text")
    occurrence = _occurrence(quote.get("occurrence"), number)
    if not words and (occurrence or any(around)):
        raise BadInput(f"line {number} says which words are meant, but has no quote")
    return Request(ref, tags, words or None, number, occurrence, *map(str, around))


def _occurrence(said: object, number: int) -> int | None:
    if said is None:
        return None
    digits = str(said).strip()
    if isinstance(said, bool) or not (digits.isascii() and digits.isdecimal() and int(digits)):
        raise BadInput(
            f"line {number}: the occurrence must be a number from 1 on, not {said!r:.40}"
        )
    return int(digits)
