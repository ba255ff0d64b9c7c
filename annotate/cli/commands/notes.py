"""`annotate notes`."""

import click

from annotate import as_json
from annotate.cli import completing, options, output, told
from annotate.corpus import notes
from annotate.model import Note

__all__ = ["command"]


def _record(note: Note) -> dict[str, object]:
    by = f"{note.by} (private)" if note.private else note.by
    return {**as_json.note(note), "short": note.id[-8:], "by": by}


@click.command("notes")
@click.argument("ref", required=False, shell_complete=completing.refs_or_articles)
@click.option("--by", metavar="CODER", shell_complete=completing.coders, help="Only this coder's.")
@options.format_option
def command(*, ref: str | None, by: str | None, form: str) -> None:
    """List notes: all, or those on an article, a paragraph or tag:NAME.

    \b
        annotate notes
        annotate notes mosul:3 -f json
    """
    db = options.read()
    ref = ref and options.ref_read(db, ref, or_article=True)
    found = list(notes.listing(db, on=ref, coder=by))
    if not found:
        told.unknown_coder(db, by)
    records = map(_record, found)
    columns = ["short", "on", "by", "text"]
    if form in output.SHEETS:
        columns = ["id", "on", "coder", "created", "updated", "private", "text"]
    output.emit(records, form, columns=columns)
