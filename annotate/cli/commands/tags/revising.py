"""`annotate tags close`, `open`, `log` and `stale`."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import revisions
from annotate.corpus.revisions import Change, Revision

__all__ = ["command_close", "command_log", "command_open", "command_stale"]

_LISTED = 3  # changes of a revision in a table; the rest are counted


@click.command("close")
def command_close() -> None:
    """Let no new tags in: a name that is none is refused, and the nearest told.

    \b
        annotate tags close
    """
    if revisions.close(options.command()):
        output.echo("the codebook is closed; `annotate tags open` lets new tags in")
    else:
        output.say("it is closed already")


@click.command("open")
def command_open() -> None:
    """Let new tags in again.

    \b
        annotate tags open
    """
    if revisions.open_(options.command()):
        output.echo("the codebook is open")
    else:
        output.say("it is open already")


@click.command("log")
@click.argument("name", metavar="TAG", required=False, shell_complete=completing.tags)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@options.format_option
def command_log(*, name: str | None, limit: int, form: str) -> None:
    """The revisions of the codebook, newest first: who changed which tags, and how.

    With TAG those that changed it, or a tag under it. A tagging knows the revision
    under which it was made.

    \b
        annotate tags log
        annotate tags log actor/isis -f json
    """
    db = options.read()
    found = list(revisions.log(db, name, limit=limit))
    columns = ["number", "at", "coder", "changes"]
    if form in ("json", "nl"):
        output.emit(map(_record, found), form, columns=columns)
    else:
        output.emit((_row(r, form == "table") for r in found), form, columns=columns)
    if not found:
        output.say("the codebook is as it was when revisions began to be counted")
    output.say_more(limit, lambda most: min(revisions.count(db, name), most))


def _record(revision: Revision) -> dict[str, object]:
    changes = [change._asdict() for change in revision.changes]
    return {"number": revision.number, "at": revision.at, "coder": revision.coder,
            "words": revision.words, "changes": changes}  # fmt: skip


def _row(revision: Revision, is_short: bool) -> dict[str, object]:
    told = [_in_words(change) for change in revision.changes]
    if is_short and len(told) > _LISTED:
        told = [*told[:_LISTED], f"and {len(told) - _LISTED:,} more"]
    changes = "; ".join(told) or revision.words
    return {"number": revision.number, "at": revision.at, "coder": revision.coder,
            "changes": changes}  # fmt: skip


def _in_words(change: Change) -> str:
    if change.what == "renamed":
        return f"{change.before} → {change.after}"
    if not change.tag:
        return change.what
    if change.what in ("made", "deleted"):
        return f"{change.tag} {change.what}"
    ends = "" if change.after else " taken off"
    return f"{change.tag}: {change.what}{ends}"


@click.command("stale")
@click.argument("name", metavar="TAG", required=False, shell_complete=completing.tags)
@click.option("--keep", is_flag=True, help="Say that they hold under what is said now.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@options.format_option
def command_stale(*, name: str | None, keep: bool, limit: int, form: str) -> None:
    """List taggings that were made when something else was said of their tag.

    That is another definition, or other words of when to use it. Once they were looked
    at, --keep says that they hold.

    \b
        annotate tags stale
        annotate tags stale actor/isis --keep
    """
    from annotate.corpus import stale

    if keep:
        kept = stale.keep(options.command(), name)
        output.echo(f"{kept:,} taggings hold under what is said now")
        return
    db = options.read()
    found = stale.listing(db, name, limit=limit)
    columns = ["ref", "tag", "coder", "created", "revision", "quote"]
    if not found and form == "table":
        output.say("every tagging was made under what is said of its tag now")
        return
    output.emit((each._asdict() for each in found), form, columns=columns)
    output.say_more(limit, lambda most: min(stale.count(db, name), most))
