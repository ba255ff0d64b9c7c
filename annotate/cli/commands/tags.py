"""`annotate tags`: the codebook."""

import os
from dataclasses import asdict
from sqlite3 import Connection

import click

from annotate.cli import new_tags, options, output
from annotate.corpus import codebook, defining
from annotate.corpus.codebook import Node, Tag

__all__ = ["command", "command_define", "command_delete", "command_list", "command_rename"]
__all__ += ["command_unused"]

_COLUMNS = [
    "name", "taggings", "paragraphs", "total",
    "definition", "use_when", "do_not_use_when", "colour",
]  # fmt: skip


@click.group("tags", invoke_without_command=True)
@options.format_option
@click.pass_context
def command(ctx: click.Context, *, form: str) -> None:
    """The codebook: list it, define, rename and delete tags.

    A tag has as many taggings as its number says, each on a paragraph of its own, or
    it is said on how many. Counted is what `annotate find --tag` finds.

    \b
        annotate tags
        annotate tags define actor/isis --definition "The Islamic State"
        annotate tags rename actor/isis actor/islamic-state
    """
    if ctx.invoked_subcommand is None:
        _list(form)


@command.command("list")
@options.format_option
def command_list(*, form: str) -> None:
    """List the tags as a tree with their counts.

    \b
        annotate tags list -f csv
    """
    _list(form)


def _list(form: str) -> None:
    db = options.read()
    if form != "table":
        output.emit(map(_record, codebook.listing(db)), form, columns=_COLUMNS)
    elif not (nodes := codebook.tree(db)):
        output.say("no tags yet; `annotate tag REF TAG` makes one")
    else:
        rows = (_row(db, node) for node in nodes)
        output.show_table(rows, ["tag", "count", "definition"], head=False)


def _row(db: Connection, node: Node) -> dict[str, object]:
    """A row of the tree; a parent that is no tag itself has no count."""
    row: dict[str, object] = {"tag": "  " * node.depth + node.name.rpartition("/")[2]}
    if node.tag:
        row |= {"count": _count(db, node.tag), "definition": node.tag.definition}
    return row


def _record(tag: Tag) -> dict[str, object]:
    record = asdict(tag)
    return {n: value for n, value in record.items() if value or n not in ("gone", "removed")}


def _count(db: Connection, tag: Tag) -> str:
    """A number alone counts taggings and their paragraphs alike."""
    said = f"{tag.taggings}"
    if tag.paragraphs != tag.taggings:
        said += f" taggings on {_paragraphs(tag.paragraphs)}"
    if tag.total != tag.taggings:
        _, standing = codebook.spread(db, tag.name)
        where = f", on {_paragraphs(standing)}" if standing != tag.total else ""
        said += f" ({tag.total} with those under it{where})"
    if tag.gone:
        said += f" ({tag.gone} of them on words that are gone)"
    return said + (f" ({tag.removed} more on words that are gone)" if tag.removed else "")


def _paragraphs(count: int) -> str:
    return f"{count} paragraph{'s' if count > 1 else ''}"


@command.command("define")
@click.argument("name")
@click.option("--definition", metavar="TEXT", help="What it means.")
@click.option("--use-when", metavar="TEXT", help="When to put it on.")
@click.option("--do-not-use-when", metavar="TEXT", help="When not to.")
@click.option("--colour", metavar="#RRGGBB", help="Its colour on the site.")
def command_define(
    *,
    name: str,
    definition: str | None,
    use_when: str | None,
    do_not_use_when: str | None,
    colour: str | None,
) -> None:
    """Make a tag, or change what is said of it.

    \b
        annotate tags define actor/isis --definition "The Islamic State" --colour "#8e44ad"
    """
    if not os.path.exists(options.path()):
        defining.require_definable(name, colour)
    made = defining.define(
        options.command(create=True),
        name,
        definition=definition,
        use_when=use_when,
        do_not_use_when=do_not_use_when,
        colour=colour,
    )
    output.echo(f"{name} {'made' if made else 'defined anew'}")
    new_tags.say([made] if made else [], "each is defined by a call of its own")


@command.command("rename")
@click.argument("old")
@click.argument("new")
def command_rename(*, old: str, new: str) -> None:
    """Rename a tag and the tags under it.

    \b
        annotate tags rename isis actor/isis
    """
    for before, after in defining.rename(options.command(), old, new):
        output.echo(f"{before} → {after}")


@command.command("delete")
@click.argument("name")
@click.option("--force", is_flag=True, help="Also when it is in use: its taggings and notes go.")
def command_delete(*, name: str, force: bool) -> None:
    """Delete a tag and the tags under it.

    \b
        annotate tags delete actor/isis
    """
    taggings = defining.delete(options.command(), name, force=force)
    output.echo(f"{name} deleted" + (f" with {taggings} taggings" if taggings else ""))


@command.command("unused")
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
        output.emit(map(_record, found), form, columns=_COLUMNS)
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
