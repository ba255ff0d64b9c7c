"""`annotate tags define`."""

import os

import click

from annotate.cli import completing, new_tags, options, output
from annotate.coding.actions import require_free
from annotate.corpus import defining, tag_keys

__all__ = ["command_define"]


@click.command("define")
@click.argument("name", shell_complete=completing.tags)
@click.option("--definition", metavar="TEXT", help="What it means.")
@click.option("--use-when", metavar="TEXT", help="When to put it on.")
@click.option("--do-not-use-when", metavar="TEXT", help="When not to.")
@click.option("--colour", metavar="#RRGGBB", help="Its colour on the site.")
@click.option("--key", metavar="KEY", help="The letter or figure that puts it on in a session.")
@click.option(
    "--example",
    "examples",
    metavar="REF",
    multiple=True,
    shell_complete=completing.refs,
    help="It is for these.",
)
@click.option(
    "--counter-example",
    "counter_examples",
    metavar="REF",
    multiple=True,
    shell_complete=completing.refs,
    help="But not for these.",
)
@click.option(
    "--no-example",
    "no_examples",
    metavar="REF",
    multiple=True,
    shell_complete=completing.refs,
    help="Neither is these any more.",
)
def command_define(
    *,
    name: str,
    definition: str | None,
    use_when: str | None,
    do_not_use_when: str | None,
    colour: str | None,
    key: str | None,
    examples: tuple[str, ...],
    counter_examples: tuple[str, ...],
    no_examples: tuple[str, ...],
) -> None:
    """Make a tag, or change what is said of it.

    Examples are paragraphs; they follow their words into later versions of the article.

    \b
        annotate tags define actor/isis --definition "The Islamic State" --colour "#8e44ad"
        annotate tags define actor/isis --example mosul:3 --counter-example mosul:7
    """
    if not os.path.exists(options.path()):
        defining.require_definable(name, colour)
    if key is not None:
        require_free(key)
    with options.command(create=True) as command:
        made = defining.define(
            command,
            name,
            definition=definition,
            use_when=use_when,
            do_not_use_when=do_not_use_when,
            colour=colour,
            examples=examples,
            counter_examples=counter_examples,
            no_examples=no_examples,
        )
        before = tag_keys.give(command, name, key) if key else None
    output.echo(f"{name} {'made' if made else 'defined anew'}")
    if before:
        output.say(f"{key} was the key of {before}, which has none any more")
    new_tags.say([made] if made else [], "each is defined by a call of its own")
