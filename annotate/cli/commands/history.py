"""`annotate history`."""

from dataclasses import asdict

import click

from annotate.cli import completing, options, output, told
from annotate.corpus import history
from annotate.corpus.history import Entry

__all__ = ["command"]


@click.command("history")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--by", metavar="CODER", shell_complete=completing.coders, help="Only this coder's.")
@options.format_option
def command(*, limit: int, by: str | None, form: str) -> None:
    """Who did what when, newest first.

    An undo is listed with the number and the words of what it took back, a redo with
    those of what it put back.

    \b
        annotate history --limit 50
        annotate history --by anna -f csv
    """
    db = options.read()
    entries = history.entries(db, limit=limit, coder=by)
    columns = ["id", "at", "coder", "changes", "state", "words"]
    if form == "table":
        output.emit((_row(entry) for entry in entries), form, columns=columns)
    else:
        columns += ["undid", "redid", "of"]
        output.emit((_record(entry) for entry in entries), form, columns=columns)
    if by is not None and not history.count(db, coder=by, most=1):
        told.unknown_coder(db, by)
    output.say_more(limit, lambda most: history.count(db, coder=by, most=most))


def _record(entry: Entry) -> dict[str, object]:
    record = {**asdict(entry), "tables": list(entry.tables)}
    return {**record, "state": "undone" if entry.undone else ""}


def _row(entry: Entry) -> dict[str, object]:
    """As people read it: beside an undo or a redo what it was of."""
    record = _record(entry)
    if of := entry.undid or entry.redid:
        record["words"] = f"{entry.words} (of {of}: {entry.of})"
    return record
