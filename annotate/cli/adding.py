"""`annotate add`."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, islice

import click

from annotate.cli import likes, options, output, sources, updates
from annotate.cli.likes import Outcome
from annotate.cli.sources import Source
from annotate.corpus import articles, indexing, placing
from annotate.corpus.database import Command
from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.text import naming

__all__ = ["command_add"]

BATCH_SECONDS = 0.5  # of reading go into one transaction: an article is in wholly or not at all
BATCH_BYTES = 8_000_000
MANY = 20  # sources from which on the search index is written at the end

_STATUSES = ("added", "updated", "unchanged", "failed")


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Show how it would be split; store nothing.")
@click.option(
    "--max-size",
    default=20,
    show_default=True,
    type=click.IntRange(1, 900),
    metavar="MB",
    help="The largest file to take.",
)
@click.option("--as", "slug", metavar="SLUG", help="The next version of this article.")
@click.option("--force", is_flag=True, help="With --as: even when it shares nothing with it.")
@options.format_option
def command_add(
    *,
    paths: tuple[str, ...],
    dry_run: bool,
    max_size: int,
    slug: str | None,
    force: bool,
    form: str,
) -> None:
    """Add articles: files, folders, `-` for stdin.

    Adding the same again changes nothing; a file that has changed becomes the
    next version of its article, and what you put on its words goes along.

    \b
        annotate add articles/
        annotate add --as mosul mosul-after-the-correction.txt
        annotate add --dry-run -f json article.txt
        curl -s https://example.org/a.txt | annotate add -
    """
    if force and not slug:
        raise click.UsageError("--force goes with --as SLUG")
    found = sources.find(paths)
    limit = max_size * 1_000_000
    if dry_run:
        outcomes = _dry_run(found, limit, form)
    else:
        outcomes = _add(_only_one(found) if slug else found, _As(slug, force), limit, form)
    if outcomes["failed"]:
        click.get_current_context().exit(1)


@dataclass(frozen=True, slots=True)
class _As:
    """The article that a source is the next version of, if that was said."""

    slug: str | None
    force: bool


def _only_one(found: Iterator[Source]) -> Iterator[Source]:
    several = list(islice(found, 2))
    if len(several) > 1:
        raise click.UsageError("--as takes one file: each version is added by itself")
    return iter(several)


def _add(found: Iterator[Source], named: _As, limit: int, form: str) -> Counter[str]:
    command = options.command(create=True, durable=False)
    statuses: Counter[str] = Counter()
    with _deferred_index(command, found) as (several, known):
        stored = _stored(command, _progress(several, known), named, limit)
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
    command: Command, found: Iterator[Source]
) -> Iterator[tuple[Iterator[Source], int | None]]:
    """The sources again; when they are many, the index waits for the end, however it comes."""
    first = list(islice(found, MANY + 1))
    few = len(first) <= MANY
    if not few:
        indexing.defer(command.db)
    try:
        yield chain(first, found), len(first) if few else None
    finally:
        with output.working("indexing"):
            indexing.catch_up(command.db)


def _progress(found: Iterator[Source], known: int | None) -> Iterator[Source]:
    """The sources, with a progress bar on a terminal when there are many."""
    if known is not None or not sys.stderr.isatty():
        yield from found
        return
    everything = list(found)  # names only
    with click.progressbar(everything, file=sys.stderr, show_pos=True, label="adding") as bar:
        yield from bar


def _stored(command: Command, found: Iterator[Source], named: _As, limit: int) -> Iterator[Outcome]:
    """Read a batch, then store it: the lock is held for the storing alone."""
    folder = os.path.dirname(os.path.abspath(_path_of(command)))
    while batch := list(_batch(found, limit)):
        with command:
            outcomes = [_store(command, item, named, folder) for item in batch]
        yield from outcomes


@dataclass(frozen=True, slots=True)
class _Item:
    """A source that was read, or why it was not."""

    source: Source
    data: bytes = b""
    draft: Draft | None = None
    error: str | None = None


def _batch(found: Iterator[Source], limit: int) -> Iterator[_Item]:
    """The next sources, as many as are read in BATCH_SECONDS and BATCH_BYTES."""
    end, room = time.monotonic() + BATCH_SECONDS, BATCH_BYTES
    for source in found:
        item = _item(source, limit)
        yield item
        room -= len(item.data)
        if room < 0 or time.monotonic() > end:
            return


def _item(source: Source, limit: int) -> _Item:
    try:
        data, draft = _read(source, limit)
    except UnreadableSource as error:
        return _Item(source, error=f"{_shown(source)}: {error}")
    return _Item(source, data, draft)


def _store(command: Command, item: _Item, named: _As, folder: str) -> Outcome:
    name = _shown(item.source)
    if item.draft is None:
        return Outcome(name, error=item.error)
    origin = name if item.source.name == "-" else _relative(item.source.name, folder)
    added = articles.add(
        command, item.draft, item.data, source=origin, slug=named.slug, force=named.force
    )
    return Outcome(name, added)


def _path_of(command: Command) -> str:
    return str(command.db.execute("pragma database_list").fetchone()["file"])


def _relative(path: str, folder: str) -> str:
    """A path as seen from the database, so that both can be moved, and no home folder is told."""
    try:
        return _text(os.path.relpath(os.path.abspath(path), folder))
    except ValueError:  # on another drive
        return _text(os.path.abspath(path))


def _shown(source: Source) -> str:
    return _text(source.name)


def _text(path: str) -> str:
    """A path as text; bytes that are no UTF-8 as \\xNN, so that no two paths are the same."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read(source: Source, limit: int) -> tuple[bytes, Draft]:
    from annotate.readers import plain

    if source.problem:
        raise UnreadableSource(source.problem)
    data = sources.load(source, limit=limit)
    return data, plain.read(data)


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


def _dry_run(found: Iterator[Source], limit: int, form: str) -> Counter[str]:
    statuses: Counter[str] = Counter()
    drafts = _drafts(found, limit, statuses)
    if form == "table":
        for record in drafts:
            _print_draft(record)
    else:
        output.emit(drafts, form, columns=["article", "paragraphs"])
    return statuses


def _drafts(
    found: Iterator[Source], limit: int, statuses: Counter[str]
) -> Iterator[dict[str, object]]:
    for source in found:
        try:
            _, draft = _read(source, limit)
        except UnreadableSource as error:
            statuses["failed"] += 1
            output.say(f"Error: {_shown(source)}: {error}")
            continue
        yield _draft_record(draft, _shown(source))


def _draft_record(draft: Draft, source: str) -> dict[str, object]:
    """As `show -f json` will have it, once added."""
    title = placing.title_of(draft)
    article: dict[str, object] = {
        "slug": naming.slug(title),
        **asdict(draft.metadata),
        "title": title,
    }
    paragraphs: list[dict[str, object]] = [
        {
            "key": row.shown_key,
            "number": row.number,
            "role": row.role,
            "text": row.text,
            "start": row.start,
            "end": row.end,
            "tags": [],
            "notes": [],
        }
        for row in placing.placed(draft)
    ]
    article |= {"version": 1, "media_type": draft.media_type, "source": source}
    return {"article": article, "paragraphs": paragraphs}


def _print_draft(record: dict[str, object]) -> None:
    article, paragraphs = record["article"], record["paragraphs"]
    assert isinstance(article, dict)
    assert isinstance(paragraphs, list)
    output.echo(output.bold(article["title"]) + f"  ({article['source']})")
    for row in paragraphs:
        label = f"{row['number'] or '·':>4} {row['role']:<12}"
        output.echo_wrapped(row["text"], indent=label)
    output.echo("")
