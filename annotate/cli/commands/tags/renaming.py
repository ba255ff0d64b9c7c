"""`annotate tags rename`, `move`, `merge`, `delete` and `unused`."""

import click

from annotate.cli import completing, options, output
from annotate.cli.commands.tags import listing
from annotate.corpus import codebook, defining

__all__ = ["command_delete", "command_merge", "command_move", "command_rename", "command_unused"]


@click.command("rename")
@click.argument("old", shell_complete=completing.tags)
@click.argument("new", shell_complete=completing.tags)
def command_rename(*, old: str, new: str) -> None:
    """Rename a tag and the tags under it.

    \b
        annotate tags rename isis actor/isis
    """
    _say(defining.rename(options.command(), old, new))


def _say(moves: list[tuple[str, str]]) -> None:
    for before, after in moves:
        output.echo(f"{before} → {after}")
    if not moves:
        output.say("it is there already")


@click.command("move")
@click.argument("names", metavar="TAG...", nargs=-1, required=True, shell_complete=completing.tags)
@click.argument("parent", shell_complete=completing.tags)
def command_move(*, names: tuple[str, ...], parent: str) -> None:
    """Move tags, with those under them, under another; with / to the top.

    \b
        annotate tags move isis peshmerga actor
        annotate tags move actor/isis /
    """
    from annotate.corpus import merging

    _say(merging.move(options.command(), names, parent))


@click.command("merge")
@click.argument("olds", metavar="OLD...", nargs=-1, required=True, shell_complete=completing.tags)
@click.argument("new", shell_complete=completing.tags)
def command_merge(*, olds: tuple[str, ...], new: str) -> None:
    """Make one tag of several: what stands on OLD stands on NEW then, as do tags under it.

    Coders and times stay, and a passage has the tag once a coder. What is said of both is
    said of NEW; notes and examples go along.

    \b
        annotate tags merge actor/daesh actor/is actor/isis
    """
    from annotate.corpus import merging

    done = merging.merge(options.command(), olds, new)
    _say(list(done.tags))
    moved = done.moved
    told = f"{_counted(moved.taggings, 'tagging')} moved, {moved.there:,} there already"
    output.echo(told + (f", {_counted(moved.notes, 'note')} moved" if moved.notes else ""))


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


@click.command("delete")
@click.argument("name", shell_complete=completing.tags)
@click.option("--force", is_flag=True, help="Also when it is in use: its taggings and notes go.")
def command_delete(*, name: str, force: bool) -> None:
    """Delete a tag and the tags under it.

    \b
        annotate tags delete actor/isis
    """
    taggings = defining.delete(options.command(), name, force=force)
    output.echo(f"{name} deleted" + (f" with {taggings} taggings" if taggings else ""))


@click.command("unused")
@click.option("--delete", is_flag=True, help="Delete them, but for those that are defined.")
@options.format_option
def command_unused(*, delete: bool, form: str) -> None:
    """List the tags that stand nowhere, nor those under them, and that have no notes.

    \b
        annotate tags unused
        annotate tags unused --delete
    """
    if delete:
        _delete_unused()
        return
    found = codebook.unused(options.read())
    if form != "table":
        output.emit(map(listing.record, found), form, columns=listing.COLUMNS)
    elif not found:
        output.say("every tag is in use")
    else:
        rows = ({"tag": tag.name, "definition": tag.definition} for tag in found)
        output.show_table(rows, ["tag", "definition"], head=False)


def _delete_unused() -> None:
    gone, kept = defining.delete_unused(options.command())
    for tag in gone:
        output.echo(f"{tag.name} deleted")
    if kept:
        names = ", ".join(tag.name for tag in kept)
        output.say(f"kept, as something is said of them: {names} (annotate tags delete NAME)")
    elif not gone:
        output.say("every tag is in use")
