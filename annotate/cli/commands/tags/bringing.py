"""`annotate tags import`."""

import os
from typing import BinaryIO

import click

from annotate.cli import new_tags, options, output
from annotate.corpus import taking_over
from annotate.corpus.taking_over import Code, Taken
from annotate.errors import BadInput
from annotate.exchange import codebook

__all__ = ["command_import"]


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--encoding", metavar="NAME", help="Of a table, as windows-1252; else a guess.")
def command_import(*, file: BinaryIO, dry_run: bool, encoding: str | None) -> None:
    """Take a codebook over from a file: CSV, xlsx, JSON lines, or a .qdc of REFI-QDA.

    What `annotate export codebook` writes is read, and what other programs do: the column
    `name` (or path, tag, code) is enough, and definition (description, memo), use_when,
    do_not_use_when, colour (color), parent, key, and examples and counter_examples (refs)
    are known. All of it or none: new tags are made, and of those known what the file says
    otherwise is changed. An empty cell changes nothing.

    \b
        annotate tags import codebook.csv --dry-run
        annotate tags import codebook.xlsx
    """
    try:
        book = codebook.read(file.read(), encoding)
    except BadInput as error:
        raise BadInput(f"{file.name}: {error}") from error
    if book.encoding is not None:
        first = next((code.name for code in book.codes if not code.name.isascii()), "")
        seen = f" ({first})" if first else ""
        told = f"it is read as {book.encoding}{seen}; --encoding says another"
        output.say(f"the table is not in UTF-8; {told}")
    if book.unread:
        output.say(f"not read: {', '.join(book.unread)}")
    done = _foreseen(book.codes) if dry_run else _taken_over(book.codes)
    _say(done, dry_run)


def _taken_over(codes: tuple[Code, ...]) -> list[Taken]:
    return taking_over.take_over(options.command(create=True), codes)


def _foreseen(codes: tuple[Code, ...]) -> list[Taken]:
    if os.path.exists(options.path()):
        return taking_over.foresee(options.read(), codes)
    return [Taken(code.name, True, ()) for code in codes]


def _say(done: list[Taken], dry_run: bool) -> None:
    for taken in done:
        if taken.changed:
            what = ", ".join(column.replace("_", " ") for column in taken.changed)
            output.echo(f"{taken.tag}: {what} changed")
    if unplaced := sum(taken.unplaced for taken in done):
        output.say(f"examples that are not in this corpus, and are left out: {unplaced:,}")
    new = sum(taken.is_new for taken in done)
    changed = sum(bool(taken.changed) for taken in done)
    told = f"{new:,} new, {changed:,} changed, {len(done) - new - changed:,} as they were"
    output.echo(f"{told} (nothing is done yet)" if dry_run else told)
    new_tags.say([taken.made for taken in done if taken.made], "each row has one")
