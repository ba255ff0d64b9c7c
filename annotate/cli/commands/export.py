"""`annotate export`."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

from annotate.cli import completing, options, output
from annotate.errors import BadInput
from annotate.exchange import outgoing
from annotate.exchange.written import FORMS

if TYPE_CHECKING:
    from annotate.corpus.locking import Connection

__all__ = ["command"]

PARQUET = "parquet"
"""As what is carried out: all that one counts by, in a folder."""


@click.command("export")
@click.argument("thing", metavar="WHAT", type=click.Choice((*outgoing.THINGS, PARQUET)))
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS),
    help="Else the ending of FILE says it, else csv.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    shell_complete=completing.files,
    help="Write it there; else to stdout.",
)
@click.option(
    "--matching", metavar="QUERY", shell_complete=completing.queries,
    help="Only on paragraphs that `find` would find.",
)  # fmt: skip
@click.option("--private", is_flag=True, help="Private notes, too.")
@click.option("--articles", is_flag=True, help="The rows of the matrix are articles.")
@click.option("--counts", is_flag=True, help="The matrix says how often, not whether.")
def command(
    *,
    thing: str,
    form: str | None,
    path: str | None,
    matching: str | None,
    private: bool,
    articles: bool,
    counts: bool,
) -> None:
    """Write paragraphs, taggings, notes, the codebook or a matrix of tags as a table.

    WHAT is paragraphs, taggings, notes, codebook or matrix; in a matrix each paragraph has a
    row and each tag a column. What is written of taggings and notes `annotate import` reads
    again. `parquet` writes paragraphs, taggings and the codebook into a folder, for DuckDB,
    Dask and pandas.

    \b
        annotate export taggings -o coded.xlsx
        annotate export notes --private -o notes.csv
        annotate export matrix --counts --articles > counts.csv
        annotate export parquet -o corpus.parquet
    """
    if (articles or counts) and thing != "matrix":
        raise click.UsageError("--articles and --counts go with matrix")
    if private and thing not in ("taggings", "notes"):
        raise click.UsageError("--private goes with taggings and notes")
    path = None if path == "-" else path
    if thing == PARQUET:
        _parquet(path, form, matching)
        return
    form = outgoing.form_of(path, form)
    by = "article" if articles else "paragraph"
    wanted = outgoing.Wanted(thing, matching, private=private, by=by, counts=counts)
    db = _asked(matching)
    with outgoing.into(path) if path else _stdout(form) as file:
        said = outgoing.export(db, wanted, form, file)
    for sentence in said:
        output.say(sentence)


def _asked(matching: str | None) -> "Connection":
    return options.indexed() if matching is not None else options.read()


def _parquet(path: str | None, form: str | None, matching: str | None) -> None:
    if not path:
        raise click.UsageError("parquet goes into a folder: -o corpus.parquet")
    if form is not None:
        raise click.UsageError("-f goes with one thing; parquet is a folder of several")
    try:
        from annotate.exchange import parquet
    except ImportError as error:
        told = "Parquet needs one more package: pip install 'annotate-corpus[parquet]'"
        raise BadInput(told) from error
    db = _asked(matching)
    with output.working("exporting"):
        said = parquet.export(db, path, matching)
    for sentence in said:
        output.say(sentence)


@contextmanager
def _stdout(form: str) -> Iterator[BinaryIO]:
    """Where a table goes if no file is said; a terminal is spared what would steer it."""
    if not sys.stdout.isatty():
        yield sys.stdout.buffer
        return
    if form == "xlsx":
        raise click.UsageError("a spreadsheet goes into a file: -o table.xlsx")
    shown = io.BytesIO()
    yield shown
    output.echo_exact(shown.getvalue().decode())
