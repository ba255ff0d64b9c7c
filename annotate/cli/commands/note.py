"""`annotate note`."""

import sys

import click

from annotate.cli import completing, options, output
from annotate.corpus import notes
from annotate.errors import BadInput
from annotate.model import Note

__all__ = ["command"]


@click.command("note")
@click.argument("on", required=False, metavar="REF", shell_complete=completing.refs_or_articles)
@click.argument("text", required=False)
@click.option("--quote", metavar="WORDS", help="On these words in the paragraph.")
@options.occurrence_option
@click.option("--private/--public", default=None, help="Whether it stays in the working database.")
@click.option(
    "--edit", metavar="ID", shell_complete=completing.notes, help="Change this note instead."
)
@click.option(
    "--delete", metavar="ID", shell_complete=completing.notes, help="Delete this note instead."
)
@click.option("--everyone", is_flag=True, help="Also when another coder wrote it.")
def command(
    *,
    on: str | None,
    text: str | None,
    quote: str | None,
    occurrence: int | None,
    private: bool | None,
    edit: str | None,
    delete: str | None,
    everyone: bool,
) -> None:
    """Write a note on a paragraph, a quote, an article, or tag:NAME.

    TEXT is Markdown, or `-` for stdin; without it $EDITOR opens. Another coder's note is
    changed or deleted only with --everyone, and lists say who changed it.

    \b
        annotate note mosul:3 "Compare with the UN report."
        annotate note mosul:3 --quote "human shields" --private "Check the source."
        annotate note --edit 3f2a91bc "Better words."
        annotate note --delete 3f2a91bc
    """
    ways = sum(bool(way) for way in (on and not edit, edit, delete))
    options.require_quote(quote, occurrence)
    if ways != 1 or (delete and on) or (quote is not None and (edit or delete)):
        raise click.UsageError("say REF TEXT, or --edit ID TEXT, or --delete ID")
    if edit and on is not None and text is not None:
        raise click.UsageError("--edit takes the id and the new text; the note stays where it is")
    if everyone and not (edit or delete):
        raise click.UsageError("--everyone goes with --edit or --delete")
    if delete:
        gone = notes.delete(options.command(), delete, everyone=everyone)
        output.echo(f"deleted {_name(gone)}")
    elif edit:
        _edit(edit, on if text is None else text, private, everyone)
    else:
        _add(str(on), text, quote, occurrence, private=bool(private))


def _name(note: Note) -> str:
    return f"{note.id[-8:]} on {note.on}"


def _add(
    on: str, text: str | None, quote: str | None, occurrence: int | None, *, private: bool
) -> None:
    command = options.command()
    on = options.ref(command, on, or_article=True)
    notes.require(
        command.db, on, quote=quote, occurrence=occurrence
    )  # before it is written, lest it be lost
    text = _given(text, "")
    for note in notes.add(
        command, on, text, quote=quote, occurrence=occurrence, private=private, hear=output.say
    ):
        output.echo(f"noted {_name(note)}")


def _edit(note: str, text: str | None, private: bool | None, everyone: bool) -> None:
    command = options.command()
    before = notes.require_own(command, note, everyone=everyone).text  # before it is written
    if text is None and private is None:
        text = _given(None, before)
    elif text is not None:
        text = _given(text, "")
    changed = notes.edit(command, note, text, private=private, everyone=everyone)
    output.echo(f"changed {_name(changed)}")


def _given(text: str | None, before: str) -> str:
    """The note's text: as given, from stdin for `-`, else from the editor."""
    if text == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if text is not None:
        return text
    written = click.edit(before, extension=".md")
    if written is None:
        raise BadInput("the editor was left without saving; nothing was kept")
    return written
