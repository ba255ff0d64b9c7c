"""`annotate forget`."""

import click

from annotate.cli import options, output
from annotate.corpus import forgetting
from annotate.corpus.database import Command
from annotate.corpus.forgetting import KINDS, Going
from annotate.corpus.locking import Connection

__all__ = ["command"]


_ONCE = "this cannot be undone; say --yes where nobody can be asked"


@click.command("forget")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.argument("what", required=False)
@click.option("--yes", is_flag=True, help="Without asking.")
def command(*, kind: str | None, what: str | None, yes: bool) -> None:
    """Take a note, tag, article or name out for good, also of the history.

    KIND is note, tag, article or coder; WHAT its id or name, also of one that was deleted
    before. Nothing of it stays in the database file: no row, no entry of the history, no
    command as typed, no word in the index or in a free page. It cannot be undone, nor can
    what it was a part of. What a coder did stays, by “someone”. Copies of the file keep all.

    \b
        annotate forget note 3f2a91bc
        annotate forget tag suspect/doe --yes
        annotate forget coder "Jane Doe"
        annotate forget     (once more, where the file could not be cleared)
    """
    db = options.write()
    if kind is None:
        _finish(db)
        return
    if what is None:
        raise click.UsageError(f"say which {kind}")
    going = forgetting.foresee(db, kind, what)
    output.say(_told(going))
    if not (yes or output.confirm("forget it?", _ONCE)):
        output.say("nothing was changed")
        return
    forgetting.forget(Command(db, coder=options.coder_in(db), words=f"forget {kind}"), going)
    _clear(db)
    output.echo(f"forgotten: {going.name}")


def _told(going: Going) -> str:
    """What goes."""
    counts = {
        "taggings": going.taggings,
        "notes": going.notes,
        "commands": going.commands,
        "entries of the history": going.entries,
    }
    parts = [f"{name}: {count:,}" for name, count in counts.items() if count] or ["nothing else"]
    if going.kind == "coder":
        return f"{going.name} becomes “someone” in {', '.join(parts)}"
    return f"{going.name} goes for good ({', '.join(parts)})"


def _finish(db: Connection) -> None:
    if not forgetting.unfinished(db):
        raise click.UsageError("say what: note ID, tag NAME, article SLUG or coder NAME")
    _clear(db)
    output.say("the file is cleared")


def _clear(db: Connection) -> None:
    with output.working("writing the file anew"):
        forgetting.clear(db)
