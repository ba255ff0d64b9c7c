"""`annotate tags list`, `show` and `near`."""

from dataclasses import asdict
from sqlite3 import Connection

import click

from annotate import as_json
from annotate.cli import completing, options, output
from annotate.corpus import codebook, readings, tag_keys
from annotate.corpus.codebook import Node, Tag

__all__ = ["COLUMNS", "command_list", "command_near", "command_show", "record", "show_all"]

COLUMNS = [
    "name", "taggings", "paragraphs", "total",
    "definition", "use_when", "do_not_use_when", "colour",
]  # fmt: skip


@click.command("list")
@options.format_option
def command_list(*, form: str) -> None:
    """List the tags as a tree with their counts.

    \b
        annotate tags list -f csv
    """
    show_all(form)


def show_all(form: str) -> None:
    """Print the codebook, for people as a tree."""
    db = options.read()
    if form != "table":
        keys = {name: {"key": key} for key, name in tag_keys.known(db).items()}
        records = (record(tag) | keys.get(tag.name, {}) for tag in codebook.listing(db))
        output.emit(records, form, columns=COLUMNS)
    elif not (nodes := codebook.tree(db)):
        output.say("no tags yet; `annotate tag REF TAG` makes one")
    else:
        rows = (_row(db, node) for node in nodes)
        output.show_table(rows, ["tag", "count", "definition"], head=False)
        if readings.are_kept(db):
            output.say("{:,} of {:,} paragraphs read".format(*readings.totals(db)))


def _row(db: Connection, node: Node) -> dict[str, object]:
    """A row of the tree; a parent that is no tag itself has no count."""
    row: dict[str, object] = {"tag": "  " * node.depth + node.name.rpartition("/")[2]}
    if node.tag:
        row |= {"count": _count(db, node.tag), "definition": node.tag.definition}
    return row


def record(tag: Tag) -> dict[str, object]:
    """A tag as programs get it."""
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


_SAID = {
    "definition": "means",
    "use_when": "use it when",
    "do_not_use_when": "do not use it when",
    "colour": "colour",
}


@click.command("show")
@click.argument("name", metavar="TAG", shell_complete=completing.tags)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
def command_show(*, name: str, form: str) -> None:
    """Show all that is said of a tag: its definition, examples, notes.

    \b
        annotate tags show actor/isis
    """
    from annotate.corpus import examples, tags

    db = options.read()
    found = tags.find(db, name)["name"]
    nodes = codebook.tree(db, found)
    tag = next(node.tag for node in nodes if node.tag and node.tag.name == found)
    shown = examples.of(db, found)
    notes = codebook.notes_on_tag(db, found, private=True)
    key = next((key for key, name in tag_keys.known(db).items() if name == found), None)
    if form == "json":
        output.emit_object({
            **record(tag),
            **({"key": key} if key else {}),
            "examples": [e.paragraph.ref for e in shown if not e.counter],
            "counter_examples": [e.paragraph.ref for e in shown if e.counter],
            "notes": [as_json.note(note) for note in notes],
        })  # fmt: skip
        return
    output.echo(f"{output.bold(tag.name)}  {_count(db, tag)}")
    for column, told in _SAID.items():
        if words := getattr(tag, column):
            output.echo_wrapped(words, indent=f"{told}: ")
    if key:
        output.echo(f"key: {key}")
    for example in shown:
        kind = "not for" if example.counter else "as in"
        gone = " (no longer in the article)" if example.paragraph.removed else ""
        output.echo_wrapped(
            f"{example.paragraph.text}{gone}", indent=f"{kind} {example.paragraph.ref}: "
        )
    for note in notes:
        output.echo_wrapped(note.text, indent=f"note by {note.coder}: ")


@click.command("near")
@click.argument("name", metavar="TAG", required=False, shell_complete=completing.tags)
@options.format_option
def command_near(*, name: str | None, form: str) -> None:
    """List tags whose names are nearly one: singular and plural, accents, a letter or two.

    \b
        annotate tags near
        annotate tags near theme/transparancy
    """
    from annotate.corpus import near

    found = near.pairs(options.read(), name)
    columns = ["tag", "taggings", "near", "near_taggings"]
    if not found and form == "table":
        output.say("no two names are nearly one")
        return
    output.emit((pair._asdict() for pair in found), form, columns=columns)
    if found and form == "table":
        output.say("`annotate tags merge OLD NEW` makes one of two")
