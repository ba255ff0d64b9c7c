"""
A process that reads: records come in at stdin, what is ready to be stored goes out at stdout.
It compares long versions as well.

Readers are other people's code on anybody's files: what breaks down, hangs or
takes all memory, takes this process with it and no more.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotate import prepared
from annotate.errors import UnreadableSource
from annotate.intake import answering
from annotate.intake.answering import MEMORY
from annotate.prepared import Prepared
from annotate.readers import formats
from annotate.readers.record import BadRecord, Options, Record, Several

if TYPE_CHECKING:
    from annotate.anchor import Alignment

__all__ = ["Apart", "Texts", "aligned", "main", "read"]


DEEPEST = 3
"""Levels of files in files: a letter with an export attached to it has two."""


class Apart(NamedTuple):
    """A file that held several articles, each with what was made of it."""

    articles: tuple[tuple[Record | BadRecord, Prepared | str], ...]
    remarks: tuple[str, ...] = ()


def read(record: Record, options: Options, depth: int = 1) -> Prepared | Apart | str:
    """The record ready to be stored, taken apart if it holds several, or why it cannot be read."""
    try:
        found = formats.read_record(record, options)
        if isinstance(found, Several):
            return _apart(found, options, depth)
        return prepared.of(found, record.data)
    except UnreadableSource as error:
        return str(error)
    except MemoryError:
        return f"takes more than {MEMORY // 10**9} GB of memory to be read"


def _apart(several: Several, options: Options, depth: int) -> Apart:
    if depth == DEEPEST:
        options = replace(options, split=False)
    articles: list[tuple[Record | BadRecord, Prepared | str]] = []
    remarks = list(several.remarks)
    for each in several.records:
        if isinstance(each, BadRecord):
            articles.append((each, each.reason))
            continue
        answer = read(each, options, depth + 1)
        if isinstance(answer, Apart):
            articles += answer.articles
            remarks += answer.remarks
        else:
            articles.append((each, answer))
    return Apart(tuple(articles), tuple(remarks))


class Texts(NamedTuple):
    """The paragraphs of two versions, to be aligned."""

    old: Sequence[str]
    new: Sequence[str]


def aligned(texts: Texts) -> "Alignment | str":
    """The alignment of two versions, or why there is none."""
    from annotate.anchor import align  # only an update needs it

    try:
        return align(texts.old, texts.new)
    except MemoryError:
        return (
            f"takes more than {MEMORY // 10**9} GB of memory to be compared with its last version"
        )


def main() -> None:
    """Answer until stdin ends."""
    answering.serve(_answer)


def _answer(options: Options, task: Record | Texts) -> "Prepared | Apart | Alignment | str":
    return aligned(task) if isinstance(task, Texts) else read(task, options)
