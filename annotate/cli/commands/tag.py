"""`annotate tag`."""

from collections.abc import Iterator
from typing import BinaryIO

import click

from annotate.cli import completing, options, output
from annotate.corpus import tags
from annotate.corpus.database import Command

__all__ = ["command"]

_MOST_TOLD = 20  # sentences about lines
_LINES = click.File("rb")


@click.command("tag")
@click.argument("ref", required=False, shell_complete=completing.refs_or_tags)
@click.argument("names", nargs=-1, metavar="TAG...", shell_complete=completing.tags)
@click.option("--quote", metavar="WORDS", help="Tag these words in the paragraph, not all of it.")
@options.occurrence_option
@click.option("--note", metavar="TEXT", help="A note there as well.")
@click.option(
    "--matching", metavar="QUERY", shell_complete=completing.queries,
    help="Tag all that a query finds, as of `find`.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Tell what --matching would tag.")
@click.option("--yes", is_flag=True, help="Without asking, of --matching.")
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
    note: str | None,
    matching: str | None,
    dry_run: bool,
    yes: bool,
    table: BinaryIO | None,
    jsonl: BinaryIO | None,
) -> None:
    """Put tags on paragraphs, or on a quote in one.

    Of an article that is open (`annotate open`) the numbers are enough, and of a tag the
    beginning of one of its parts, if no other tag begins so.

    A tag that is new is made; when it is near a known one, that is said. What looks like a
    ref is none: `annotate tags define` makes it a tag all the same. Where the words
    of a quote stand several times in the paragraph, the first are taken, unless
    --occurrence says which.

    Many at once, all or none, come as CSV or JSON lines; there `occurrence`, or `prefix`
    and `suffix`, say which words of several are meant. With TAG all refs in them get it:
    what `find` wrote can be piped in.

    \b
        annotate tag mosul:3,7-9 actor/isis humanitarian
        annotate tag mosul:3 --quote "human shields" tactic/human-shields
        annotate tag 3 human-sh --note "The first time it is said."
        annotate tag --matching 'turkey NOT tag:country' country/turkey
        annotate tag --csv coded.csv
        annotate find turkey -f csv | annotate tag --csv - country/turkey
    """
    options.require_quote(quote, occurrence)
    if matching is None and (dry_run or yes):
        raise click.UsageError("--dry-run and --yes go with --matching")
    tags_alone = (ref, *names) if ref else ()
    if sum(each is not None for each in (matching, table, jsonl)) > 1 or (
        (quote is not None or note is not None) and (matching is not None or table or jsonl)
    ):
        raise click.UsageError("say REF TAG..., or --csv FILE, --jsonl FILE or --matching QUERY")
    if matching is not None:
        _tag_matching(matching, tags_alone, dry_run=dry_run, yes=yes)
    elif table is None and jsonl is None:
        _tag_one(ref, names, quote, occurrence, note)
    else:
        apart = "a | parts tags, in the column tags" if table else "tags of a line are a list"
        _tag_many(_requests(table, jsonl, tags_alone), apart)


def _tag_matching(query: str, names: tuple[str, ...], *, dry_run: bool, yes: bool) -> None:
    if not names:
        raise click.UsageError("say the tags too: annotate tag --matching QUERY TAG...")
    from annotate.cli import matched

    done = matched.tag(query, names, dry_run=dry_run, yes=yes)
    if done is not None:
        _say_done(done)


def _tag_one(
    ref: str | None, names: tuple[str, ...], quote: str | None, occurrence: int | None,
    note: str | None,
) -> None:  # fmt: skip
    if ref is None or not names:
        raise click.UsageError("say what and how: annotate tag mosul:3 actor/isis")
    command = options.command()
    request = tags.Request(options.ref(command, ref), names, quote, occurrence=occurrence)
    with command:
        done = tags.add(command, [request], output.say, by_beginnings=True)
        if note is not None:
            _note(command, request, note)
    for place, tag, new in done:
        output.echo(f"{place.ref} +{tag}" if new else f"{place.ref} has {tag}")
    _say_made(done)


def _note(command: Command, on: tags.Request, text: str) -> None:
    from annotate.corpus import notes  # few write one at once

    notes.add(command, on.ref, text, quote=on.quote, occurrence=on.occurrence)


def _tag_many(requests: Iterator[tags.Request], apart: str) -> None:
    told: list[str] = []
    done = tags.add(options.command(), requests, told.append)
    for sentence in told[:_MOST_TOLD]:
        output.say(sentence)
    if len(told) > _MOST_TOLD:
        output.say(f"and so in {len(told) - _MOST_TOLD:,} more lines")
    _say_done(done, apart)


def _say_done(done: tags.Tagged, *apart: str) -> None:
    new = sum(fresh for _, _, fresh in done)
    output.echo(f"{new:,} put on, {len(done) - new:,} were there")
    _say_made(done, *apart)


def _say_made(done: tags.Tagged, *apart: str) -> None:
    if done.made:
        from annotate.cli import new_tags

        new_tags.say(done.made, *apart)


def _requests(
    table: BinaryIO | None, jsonl: BinaryIO | None, names: tuple[str, ...]
) -> Iterator[tags.Request]:
    from annotate.cli import bulk

    if table is not None:
        return bulk.from_csv(table, output.say, names)
    assert jsonl is not None
    return bulk.from_jsonl(jsonl, names)
