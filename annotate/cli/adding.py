"""`annotate add`."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice

import click

from annotate.cli import likes, options, output, progress, sources, storing, updates
from annotate.cli.editing import metadata_options, said
from annotate.cli.likes import Outcome
from annotate.cli.opening import Item, Opener
from annotate.cli.sources import Source
from annotate.cli.storing import Reader, Target
from annotate.corpus import indexing
from annotate.corpus.database import Command
from annotate.model import DESCRIBED
from annotate.readers.record import Options

__all__ = ["command_add"]

MANY = 20  # articles from which on the search index is written at the end
MUCH = 8_000_000  # bytes of them, likewise

_STATUSES = ("added", "updated", "unchanged", "same", "failed")


def _fields(
    context: click.Context, option: click.Parameter, pairs: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    known = ("text", "id", *DESCRIBED)
    found = tuple((ours.strip(), theirs.strip()) for ours, _, theirs in
                  (pair.partition("=") for pair in pairs))  # fmt: skip
    for ours, theirs in found:
        if ours not in known or not theirs:
            raise click.BadParameter(
                f"{ours!r} is no field; say for example text=body; known: {', '.join(known)}"
            )
    return found


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Show how it would be split; store nothing.")
@click.option(
    "--max-size",
    default=20,
    show_default=True,
    type=click.IntRange(1, 900),
    metavar="MB",
    help="The largest article to take.",
)
@click.option(
    "--time-limit",
    default=60,
    show_default=True,
    type=click.IntRange(1),
    metavar="SECONDS",
    help="What an article may take to be read.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that read, when there are many.  [default: the cores]",
)
@click.option(
    "--field",
    "names",
    multiple=True,
    callback=_fields,
    metavar="OURS=THEIRS",
    help="Of JSON lines and CSV: which field is what, like text=body.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@click.option("--as", "slug", metavar="SLUG", help="The next version of this article.")
@click.option("--force", is_flag=True, help="With --as: even when it shares nothing with it.")
@metadata_options
@options.format_option
def command_add(
    *,
    paths: tuple[str, ...],
    dry_run: bool,
    max_size: int,
    time_limit: int,
    workers: int | None,
    names: tuple[tuple[str, str], ...],
    allow_private: bool,
    slug: str | None,
    force: bool,
    form: str,
    **given: str | None,
) -> None:
    """Add articles: files, folders, addresses, `-` for stdin.

    Text, web pages, Markdown, PDF, Word, EPUB; JSON lines, CSV, feeds and web
    archives hold many. Adding the same again changes nothing; a file that has
    changed becomes the next version of its article, and what you put on its
    words goes along. A folder may have a metadata.csv that names file, title,
    byline and so on; its README, LICENSE, SOURCES and the like are left out.

    \b
        annotate add articles/
        annotate add https://example.org/news/1
        annotate add --field text=body --field title=headline news.jsonl
        annotate add --as mosul mosul-after-the-correction.txt
        annotate add --dry-run -f json article.txt
    """
    if force and not slug:
        raise click.UsageError("--force goes with --as SLUG")
    found = _described(sources.find(paths), given)
    if slug:
        found = _only_one(found, "--as takes one file: each version is added by itself")
    reader = Reader(Options(names), workers or _cores(), time_limit)
    limit = max_size * 1_000_000
    if dry_run:
        from annotate.cli import dry_run as dry_runs

        opener = Opener(reader.options, limit, os.curdir, allow_private)
        outcomes = dry_runs.show(opener.items(found), reader, form)
    else:
        command = options.command(create=True, durable=False)
        folder = os.path.dirname(os.path.abspath(_path_of(command)))
        opener = Opener(reader.options, limit, folder, allow_private)
        outcomes = _add(command, found, opener, Target(slug, force), reader, form)
    if outcomes["failed"]:
        click.get_current_context().exit(1)


def _described(found: Iterator[Source], given: dict[str, str | None]) -> Iterator[Source]:
    """The sources; the one there is, with what was said of it."""
    by_hand = said({name: words for name, words in given.items() if words}).given()
    if not by_hand:
        return found
    told = f"--{next(iter(by_hand))} is said of one article; a folder may have a metadata.csv"
    [source] = _only_one(found, told)
    return iter([replace(source, said=replace(source.said, **by_hand))])


def _only_one(found: Iterator[Source], told: str) -> Iterator[Source]:
    several = list(islice(found, 2))
    if len(several) > 1:
        raise click.UsageError(told)
    return iter(several)


def _add(
    command: Command, found: Iterator[Source], opener: Opener, target: Target, reader: Reader,
    form: str,
) -> Counter[str]:  # fmt: skip
    statuses: Counter[str] = Counter()
    with _deferred_index(command, opener, found) as (items, known):
        stored = storing.stored(command, items, target, reader, many=known is None)
        outcomes = likes.pointed_out(_counted(stored, statuses), is_one=known == 1)
        if form == "table":
            for outcome in outcomes:
                _print(outcome)
        else:
            output.emit(map(_record, outcomes), form, columns=_COLUMNS)
    output.say(", ".join(f"{statuses[s]:,} {s}" for s in _STATUSES if statuses[s]))
    return statuses


_COLUMNS = ["source", "status", "slug", "version", "paragraphs", "citable", "title", "error"]
_COLUMNS += ["like"]


@contextmanager
def _deferred_index(
    command: Command, opener: Opener, found: Iterator[Source]
) -> Iterator[tuple[Iterator[Item], int | None]]:
    """The articles; when they are many, the index waits for the end, however it comes."""
    items, known = _looked_ahead(opener, found)
    if known is None:
        indexing.defer(command.db)
    try:
        yield items, known
    except KeyboardInterrupt:
        output.say("\nwhat was stored is in; the same command goes on from there")
        raise
    finally:
        with output.working("indexing"):
            indexing.catch_up(command.db)


def _looked_ahead(opener: Opener, found: Iterator[Source]) -> tuple[Iterator[Item], int | None]:
    """The articles, and their number; None when they are many, on a terminal with a bar then."""
    files = list(found) if sys.stderr.isatty() else None  # names only
    items = opener.items(found if files is None else files)
    ahead, size = [], 0
    for item in items:
        ahead.append(item)
        size += len(item.record.data) if item.record else 0
        if len(ahead) > MANY or size > MUCH:
            everything = chain(ahead, items)
            if files is None:
                return everything, None
            return progress.over(everything, progress.size(files)), None
    return iter(ahead), len(ahead)


def _path_of(command: Command) -> str:
    return str(command.db.execute("pragma database_list").fetchone()["file"])


def _counted(outcomes: Iterator[Outcome], statuses: Counter[str]) -> Iterator[Outcome]:
    for outcome in outcomes:
        statuses[outcome.added.status if outcome.added else "failed"] += 1
        if outcome.error:
            output.say(f"Error: {outcome.error}")
        yield outcome


def _print(outcome: Outcome) -> None:
    added = outcome.added
    if added:
        output.echo(
            f"{added.status} {added.slug}"
            + (f" version {added.version}" if added.status == "updated" else "")
            + f" ({added.citable} of {added.paragraphs} paragraphs citable)"
        )
        updates.tell(added, outcome.source)


def _record(outcome: Outcome) -> dict[str, object]:
    added = outcome.added
    record: dict[str, object] = {
        "slug": added and added.slug,
        "title": added and added.title,
        "version": added and added.version,
        "status": added.status if added else "failed",
        "paragraphs": added and added.paragraphs,
        "citable": added and added.citable,
        "source": outcome.source,
        "like": added.like.slug if added and added.like else None,
    }
    if added and added.status == "updated":
        record |= {"moves": added.moves, "review": added.review, "gone": added.gone}
    return {**record, "error": outcome.error} if outcome.error else record
