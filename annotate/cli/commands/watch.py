"""`annotate watch`."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

import click

from annotate.cli import completing, options, output, progress, told
from annotate.corpus import watched
from annotate.corpus.watched import Passage
from annotate.intake import adding, watching
from annotate.intake.later import Later
from annotate.intake.settings import Settings
from annotate.intake.storing import Outcome

__all__ = ["command"]

_COLUMNS = ["was", "move", "now", "coders", "taggings", "notes"]


@click.command("watch")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses, too.")
@options.format_option
def command(*, articles: tuple[str, ...], allow_private: bool, form: str) -> None:
    """Add again from all files and addresses, and say whose words have changed.

    What has changed becomes the next version of its article, as with `annotate add`.
    Listed are the paragraphs with tags or notes that it rewords, cuts, joins or does not
    have: what a paper may have quoted. What was piped in, and files that hold many articles (CSV,
    JSON lines, archives), are left alone.

    \b
        annotate watch
        annotate watch mosul isis -f json
    """
    call = options.command(durable=False)
    corpus = Later(options.path(), lambda: call)
    settings = Settings(allow_private=allow_private)
    count = watched.count(call.db, articles)
    statuses: Counter[str] = Counter()
    sources, holders = watching.sources(call.db, articles)
    with adding.adding(corpus, sources, settings=settings, watcher=progress.Shown()) as outcomes:
        passages = list(_passages(call.db, outcomes, statuses))
    output.emit(map(_record, passages), form, columns=_COLUMNS)
    said = ", ".join(f"{number:,} {status}" for status, number in statuses.items())
    output.say(said or "there is nothing to look at: articles came from standard input alone")
    output.say(f"{len(passages):,} of {count:,} paragraphs with tags or notes were changed")
    for holder in holders:
        output.say(f"{holder} holds many articles, and is left alone: annotate add {holder}")
    if statuses["failed"]:
        click.get_current_context().exit(1)


def _passages(
    db: sqlite3.Connection, outcomes: Iterator[Outcome], statuses: Counter[str]
) -> Iterator[Passage]:
    for outcome in outcomes:
        added = outcome.added
        statuses[added.status if added else "failed"] += 1
        if outcome.error:
            output.say(f"Error: {outcome.error}")
        elif added and added.status == "updated":
            told.update(added, outcome.source)
            yield from watched.changed(db, added.slug, added.version)


def _record(passage: Passage) -> dict[str, object]:
    return {
        "was": passage.was, "move": passage.move, "now": passage.now,
        "coders": passage.coders, "taggings": passage.taggings, "notes": passage.notes,
    }  # fmt: skip
