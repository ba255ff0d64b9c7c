"""`annotate tag`."""

from collections.abc import Iterator
from typing import BinaryIO

import click

from annotate.cli import options, output
from annotate.corpus import tags

__all__ = ["command"]

_MOST_TOLD = 20  # sentences about lines
_LINES = click.File("rb")


@click.command("tag")
@click.argument("ref", required=False)
@click.argument("names", nargs=-1, metavar="TAG...")
@click.option("--quote", metavar="WORDS", help="Tag these words in the paragraph, not all of it.")
@options.occurrence_option
@click.option(
    "--csv", "table", type=_LINES, help="Rows of ref,tag[,quote[,occurrence]], `-` is stdin."
)
@click.option("--jsonl", type=_LINES, help='Lines of {"ref":…,"tags":[…],"quote":…}, `-` is stdin.')
def command(
    *,
    ref: str | None,
    names: tuple[str, ...],
    quote: str | None,
    occurrence: int | None,
    table: BinaryIO | None,
    jsonl: BinaryIO | None,
) -> None:
    """Put tags on paragraphs, or on a quote in one.

    A tag that is new is made; when it is near a known one, that is said. What looks like a
    ref is none: `annotate tags define` makes it a tag all the same. Where the words
    of a quote stand several times in the paragraph, the first are taken, unless
    --occurrence says which.

    Many at once, all or none, come as CSV or JSON lines; there `occurrence`, or `prefix`
    and `suffix`, say which words of several are meant.

    \b
        annotate tag mosul:3,7-9 actor/isis humanitarian
        annotate tag mosul:3 --quote "human shields" tactic/human-shields
        annotate tag mosul:3 --quote "shields" --occurrence 2 tactic/human-shields
        annotate tag --csv coded.csv
    """
    options.require_quote(quote, occurrence)
    if table is None and jsonl is None:
        _tag_one(ref, names, quote, occurrence)
    elif ref or quote is not None or (table and jsonl):
        raise click.UsageError("say REF TAG..., or --csv FILE, or --jsonl FILE")
    else:
        apart = "a | parts tags, in the column tags" if table else "tags of a line are a list"
        _tag_many(_requests(table, jsonl), apart)


def _tag_one(
    ref: str | None, names: tuple[str, ...], quote: str | None, occurrence: int | None
) -> None:
    if ref is None or not names:
        raise click.UsageError("say what and how: annotate tag mosul:3 actor/isis")
    request = tags.Request(ref, names, quote, occurrence=occurrence)
    done = tags.add(options.command(), [request], output.say)
    for place, tag, new in done:
        output.echo(f"{place.ref} +{tag}" if new else f"{place.ref} has {tag}")
    _say_made(done)


def _tag_many(requests: Iterator[tags.Request], apart: str) -> None:
    told: list[str] = []
    done = tags.add(options.command(), requests, told.append)
    new = sum(fresh for _, _, fresh in done)
    for sentence in told[:_MOST_TOLD]:
        output.say(sentence)
    if len(told) > _MOST_TOLD:
        output.say(f"and so in {len(told) - _MOST_TOLD:,} more lines")
    output.echo(f"{new:,} put on, {len(done) - new:,} were there")
    _say_made(done, apart)


def _say_made(done: tags.Tagged, *apart: str) -> None:
    if done.made:
        from annotate.cli import new_tags

        new_tags.say(done.made, *apart)


def _requests(table: BinaryIO | None, jsonl: BinaryIO | None) -> Iterator[tags.Request]:
    from annotate.cli import bulk

    if table is not None:
        return bulk.from_csv(table, output.say)
    assert jsonl is not None
    return bulk.from_jsonl(jsonl)
