"""`annotate history`, `annotate undo` and `annotate check`."""

from dataclasses import asdict

import click

from annotate.cli import options, output
from annotate.corpus import check, history
from annotate.corpus.history import Entry

__all__ = ["command_check", "command_history", "command_undo"]


@click.command("history")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--by", metavar="CODER", help="Only this coder's.")
@options.format_option
def command_history(*, limit: int, by: str | None, form: str) -> None:
    """Who did what when, newest first.

    \b
        annotate history --limit 50
        annotate history --by anna -f csv
    """
    entries = history.entries(options.read(), limit=limit, coder=by)
    columns = ["id", "at", "coder", "changes", "state", "words"]
    output.emit((_record(entry) for entry in entries), form, columns=columns)


def _record(entry: Entry) -> dict[str, object]:
    record = {**asdict(entry), "tables": list(entry.tables)}
    return {**record, "state": "undone" if entry.undone else ""}


@click.command("undo")
@click.option("--by", metavar="CODER", help="The last command of this coder, not of anyone.")
def command_undo(*, by: str | None) -> None:
    """Take the last command's changes back, whatever it was; again: one further back.

    \b
        annotate undo
    """
    with output.working("undoing"):
        undone = history.undo(options.command(), coder=by)
    changes = "1 change" if undone.changes == 1 else f"{undone.changes:,} changes"
    output.echo(f"undone: {undone.words} ({undone.coder}, {undone.at}; {changes})")


@click.command("check")
@click.pass_context
def command_check(ctx: click.Context) -> None:
    """Derive everything again that can be derived, and name what is wrong.

    \b
        annotate check
    """
    db, found = options.write(), 0
    for name, examine in check.examinations().items():
        with output.working(f"checking {name}"):
            problems = list(examine(db))
        for problem in problems:
            output.echo(problem)
        found += len(problems)
    if found:
        ctx.exit(1)
    output.say("all is well")
