"""
Many taggings at once, from CSV or JSON lines; a bad line is named by its number.
"""

import csv
import json
from collections.abc import Iterable, Iterator

from annotate.corpus.tags import Request
from annotate.errors import BadInput

__all__ = ["from_csv", "from_jsonl"]

LONGEST = 131_072  # characters of a cell; a quotation mark that is not closed runs on for ever


def from_csv(lines: Iterable[str]) -> Iterator[Request]:
    """Requests from rows with the columns ref and tag, and perhaps quote; raises BadInput."""
    csv.field_size_limit(LONGEST)
    reader = csv.DictReader(lines)
    try:
        if not {"ref", "tag"} <= set(reader.fieldnames or ()):
            raise BadInput("the first line must name the columns: ref,tag or ref,tag,quote")
        for row in reader:
            if None in row:  # where DictReader puts what no column is named for
                raise BadInput(
                    f"line {reader.line_num} has more fields than the first line names;"
                    ' a ref with commas stands in quotation marks: "mosul:3,7-9",actor/isis'
                )
            yield _request(row["ref"], row["tag"], row.get("quote"), reader.line_num)
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadInput(f"line {reader.line_num + 1} is no CSV: {error}") from error


def from_jsonl(lines: Iterable[str]) -> Iterator[Request]:
    """Requests from JSON objects, one a line: ref, tag or tags, perhaps quote; raises BadInput."""
    for number, line in enumerate(_decoded(lines), 1):
        if line.strip():
            yield _from_json(line, number)


def _decoded(lines: Iterable[str]) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise BadInput(f"the lines are not UTF-8: {error}") from error


def _from_json(line: str, number: int) -> Request:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"line {number} is no JSON: {error}") from error
    if not isinstance(record, dict):
        raise BadInput(f'line {number} is no object like {{"ref": "mosul:3", "tags": ["isis"]}}')
    return _request(record.get("ref"), record.get("tags", record.get("tag")), record.get("quote"),
                    number)  # fmt: skip


def _request(ref: object, names: object, quote: object, number: int) -> Request:
    names = [names] if isinstance(names, str) else names
    if not isinstance(ref, str) or not ref.strip():
        raise BadInput(f"line {number} has no ref")
    if not isinstance(names, list) or not names or not all(isinstance(n, str) and n for n in names):
        raise BadInput(f"line {number} has no tag")
    if quote is not None and not isinstance(quote, str):
        raise BadInput(f"line {number}: the quote must be text")
    return Request(ref, tuple(names), quote or None, number)
