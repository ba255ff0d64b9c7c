"""
`annotate show --why`: the role of each paragraph, and the step that spoke for it.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from annotate import as_json
from annotate.cli import output
from annotate.corpus import locate, reading, reasons
from annotate.model import Paragraph, Reading

__all__ = ["show"]

_COLUMNS = ["key", "number", "role", "because", "text"]
_WIDTH = 90  # characters of a paragraph, which is named by them
_UNKNOWN = "not known: read by an earlier version of this program, or with other options"


def show(db: sqlite3.Connection, ref: str, whole: Reading | None, form: str) -> None:
    """Print paragraphs, those of a whole article or those a ref names, each with why."""
    found = list(_told(db, list(_paragraphs(db, ref, whole))))
    records = [{**as_json.paragraph(p), "because": because} for p, because in found]
    if form == "json":
        article = whole or reading.article(db, found[0][0].article, private=True)
        output.emit_object({**as_json.reading(article), "paragraphs": records})
    elif form == "table":
        for paragraph, because in found:
            _print(paragraph, because)
    else:
        output.emit(records, form, columns=_COLUMNS)


_At = tuple[Paragraph, int]  # and the version that it is shown in


def _paragraphs(db: sqlite3.Connection, ref: str, whole: Reading | None) -> Iterator[_At]:
    if whole:
        yield from ((paragraph, whole.version.number) for paragraph in whole.paragraphs)
        return
    for place in locate.paragraphs(db, ref):
        found = reading.at(db, place.id, place.version, private=True)
        yield found.paragraph, found.version


def _told(db: sqlite3.Connection, found: list[_At]) -> Iterator[tuple[Paragraph, str | None]]:
    """Each with why; what stands in one version is read at once."""
    for (slug, version), some in groupby(found, key=lambda at: (at[0].article, at[1])):
        paragraphs = [paragraph for paragraph, _ in some]
        why = reasons.of(db, paragraphs, version)
        if why.problem:
            output.say(f"{slug}: why is not known, as the original {why.problem}")
        yield from zip(paragraphs, why.steps, strict=True)


def _print(paragraph: Paragraph, because: str | None) -> None:
    step, _, reason = (because or "").partition(": ")
    told = f"because {reason} ({step})" if because else _UNKNOWN
    if step == reasons.BY_HAND:
        told = reason
    output.echo(f"{paragraph.number or '·':>4}  {paragraph.role}  {told}")
    text = " ".join(paragraph.text.split())
    output.echo(f"      {text if len(text) <= _WIDTH else text[:_WIDTH] + '…'}")
