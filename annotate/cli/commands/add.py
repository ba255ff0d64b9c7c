"""`annotate add`."""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import click

from annotate.cli import completing, options, output, progress, told
from annotate.errors import BadInput
from annotate.intake import adding, sources
from annotate.intake.later import Later
from annotate.intake.settings import Settings
from annotate.intake.sources import Source
from annotate.intake.storing import Outcome, Target
from annotate.model import DESCRIBED, Metadata

__all__ = ["command"]

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


@click.command("add")
@click.argument("paths", nargs=-1, metavar="PATH...", shell_complete=completing.files)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Show what it says of itself, and how it would be split; store nothing.",
)
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
    help="Of JSON lines and CSV: which field is what, like text=body; again: the next best.",
)
@click.option(
    "--split/--no-split",
    default=None,
    help="Of a file that seems to hold many articles: take it apart, or not.",
)
@click.option(
    "--urls",
    "lists",
    multiple=True,
    metavar="FILE",
    shell_complete=completing.files,
    help="Fetch the addresses in a list: a line each, a table, bookmarks.",
)
@click.option(
    "--pause",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, 600),
    metavar="SECONDS",
    help="Between two addresses of a list at one host.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@click.option(
    "--as",
    "slug",
    metavar="SLUG",
    shell_complete=completing.articles,
    help="The next version of this article.",
)
@click.option("--force", is_flag=True, help="With --as: even when it shares nothing with it.")
@click.option(
    "--dask",
    "address",
    metavar="ADDRESS|local[:N]",
    help="Have a Dask cluster do it: a scheduler's address, or N processes here.",
)
@click.option(
    "--shards",
    metavar="DIR",
    shell_complete=completing.files,
    help="With --dask: where its parts go, for `annotate gather`.",
)
@options.metadata_options
@options.format_option
def command(
    *,
    paths: tuple[str, ...],
    address: str | None,
    shards: str | None,
    dry_run: bool,
    max_size: int,
    time_limit: int,
    workers: int | None,
    names: tuple[tuple[str, str], ...],
    split: bool | None,
    lists: tuple[str, ...],
    pause: float,
    allow_private: bool,
    slug: str | None,
    force: bool,
    form: str,
    **given: str | None,
) -> None:
    """Add articles: files, folders, addresses, `-` for stdin.

    Text, web pages, Markdown, PDF, Word, RTF, ODT, EPUB, mail, subtitles; tables,
    JSON, feeds, web archives, mailboxes, zip archives and exports of press
    databases and blogs hold many. Adding the same again changes nothing; a file
    that has changed becomes the next version of its article, and what you put on
    its words goes along. A folder may have a metadata.csv that names file, title,
    byline and so on; its README, LICENSE, SOURCES and the like are left out.

    \b
        annotate add articles/
        annotate add https://example.org/news/1
        annotate add --urls reading-list.csv
        annotate add --field text=body --field title=headline news.jsonl
        annotate add --field 'text=response.results[].fields.bodyText' answer.json
        annotate add --as mosul mosul-after-the-correction.txt
        annotate add --dry-run -f json article.txt
        annotate add --dask local --shards shards/ archive/
    """
    if bool(address) != bool(shards):
        raise click.UsageError("--dask ADDRESS and --shards DIR go together")
    if force and not slug:
        raise click.UsageError("--force goes with --as SLUG")
    if not (paths or lists):
        raise click.UsageError("name files, folders or addresses, or --urls FILE with a list")
    settings = Settings(
        names, max_size * 1_000_000, time_limit, workers, allow_private, split=split, pause=pause
    )
    shown = progress.Shown()
    if address and shards:
        from annotate.cli import sharding  # whose parts need Dask

        others = {"--dry-run": dry_run, "--urls": lists, "--as": slug, "--workers": workers}
        others |= {"--allow-private": allow_private}
        others |= {f"--{name}": words for name, words in given.items()}
        sharding.require_files(paths, others)
        if sharding.add(address, shards, paths, settings, shown, form):
            click.get_current_context().exit(1)
        return
    found: Iterator[Source] = chain(sources.find(paths, shown), *map(sources.listed, lists))
    if sys.stderr.isatty():
        found = iter(shown.counted(found))
    by_hand = options.said({name: words for name, words in given.items() if words})
    found = _checked(found, by_hand, slug)
    if dry_run:
        from annotate.cli import dry_run as dry_runs

        failed = dry_runs.show(adding.tried(found, settings=settings, watcher=shown), form)
    else:
        failed = _add(found, Target(slug, force), settings, shown, form)
    if failed:
        click.get_current_context().exit(1)


def _checked(found: Iterator[Source], by_hand: Metadata, slug: str | None) -> Iterator[Source]:
    """The sources; what is said of one article must not be said of several."""
    try:
        found = sources.described(found, by_hand)
        if slug:
            found = sources.only(found, "--as takes one file: each version is added by itself")
    except BadInput as error:
        raise click.UsageError(str(error)) from error
    return found


def _add(
    found: Iterator[Source], target: Target, settings: Settings, shown: progress.Shown, form: str
) -> bool:
    """Add, printing what becomes of each; whether any failed."""
    corpus = Later(options.path(), lambda: options.command(create=not target.slug, durable=False))
    statuses: Counter[str] = Counter()
    later: list[str] = []
    with adding.adding(corpus, found, target=target, settings=settings, watcher=shown) as outcomes:
        outcomes = told.asides(told.likes(_counted(outcomes, statuses, later)))
        if form == "table":
            for outcome in outcomes:
                _print(outcome)
        else:
            output.emit(map(_record, outcomes), form, columns=_COLUMNS)
    output.say(", ".join(f"{statuses[s]:,} {s}" for s in _STATUSES if statuses[s]))
    for error in later:
        output.say(f"Error: {error}")
    return bool(statuses["failed"])


_COLUMNS = ["source", "status", "slug", "version", "paragraphs", "citable", "title", "error"]
_COLUMNS += ["like"]


def _counted(
    outcomes: Iterator[Outcome], statuses: Counter[str], later: list[str]
) -> Iterator[Outcome]:
    """The outcomes again, counted; errors are told, those of lists of addresses at the end."""
    for outcome in outcomes:
        statuses[outcome.added.status if outcome.added else "failed"] += 1
        if outcome.error and outcome.is_listed:
            later.append(outcome.error)
        elif outcome.error:
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
        told.update(added, outcome.source)


def _record(outcome: Outcome) -> dict[str, object]:
    added = outcome.added
    record: dict[str, object] = {
        "slug": added and added.slug,
        "title": added and added.title,
        "version": added and added.version,
        "status": added.status if added else "failed",
        "paragraphs": added and added.paragraphs,
        "citable": added and added.citable,
        "set_aside": added and added.prose and added.prose.long - added.prose.kept,
        "source": outcome.source,
        "like": added.like.slug if added and added.like else None,
    }
    if added and added.status == "updated":
        record |= {"moves": added.moves, "review": added.review, "gone": added.gone}
    return {**record, "error": outcome.error} if outcome.error else record
