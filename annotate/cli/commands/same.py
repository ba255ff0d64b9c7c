"""`annotate same`."""

import sqlite3
from collections.abc import Iterable, Iterator

import click

from annotate.cli import completing, options, output
from annotate.corpus import named, same, sharing
from annotate.corpus.same import Alike, Elsewhere
from annotate.model import Reading
from annotate.text.source_names import told

__all__ = ["command"]

_COLUMNS = ["of", "ref", "likeness", "title", "text"]
_MOST = 1000
_SHARED_COLUMNS = ["of", "article", "same", "citable", "title"]


@click.command("same")
@click.argument(
    "refs", nargs=-1, required=True, metavar="REF...", shell_complete=completing.refs_or_articles
)
@click.option("--all", "everything", is_flag=True, help="Headings, captions and the like too.")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(1, _MOST),
    help="So many for each ref or paragraph.",
)
@options.format_option
def command(*, refs: tuple[str, ...], everything: bool, limit: int, form: str) -> None:
    """Find where the same words stand elsewhere, or nearly the same.

    For paragraphs: the very same words first (likeness 1), then wordings with
    nearly the same words. For whole articles: which others have how many of its
    paragraphs in the very same words.

    \b
        annotate same mosul:12
        annotate same mosul:1-20 -f json
        annotate same mosul
    """
    db = options.read()
    refs = tuple(options.ref_read(db, ref, or_article=True) for ref in refs)
    wholes = [named.article(db, ref, private=True) for ref in refs]
    articles = [whole for whole in wholes if whole is not None]
    if not articles:
        _same_paragraphs(refs, form, limit=limit, everything=everything)
    elif len(articles) == len(refs) and not everything:
        _same_articles(db, articles, form, limit=limit)
    else:
        raise click.UsageError("name either whole articles, without --all, or paragraphs")


def _same_paragraphs(refs: Iterable[str], form: str, *, limit: int, everything: bool) -> None:
    db = options.indexed()
    found = (
        elsewhere
        for ref in refs
        for elsewhere in same.by_ref(db, ref, limit=limit, everything=everything)
    )
    looked = _told(found, limit)
    if form == "table":
        for elsewhere in looked:
            _print(elsewhere)
    else:
        records = (_record(elsewhere, alike) for elsewhere in looked for alike in elsewhere.found)
        output.emit(records, form, columns=_COLUMNS)


def _told(found: Iterable[Elsewhere], limit: int) -> Iterator[Elsewhere]:
    """What was found, and to stderr what was not."""
    for elsewhere in found:
        yield elsewhere
        if not elsewhere.found:
            output.say(f"{elsewhere.ref}: nowhere else")
        elif elsewhere.is_more:
            output.say(f"{elsewhere.ref}: in more than {limit} places{_hint(limit)}")
        if not elsewhere.is_looked_for:
            output.say(f"{elsewhere.ref}: too few words, or too common ones, to look for like ones")


def _hint(limit: int) -> str:
    return "; --limit shows more" if limit < _MOST else ""


def _print(elsewhere: Elsewhere) -> None:
    if elsewhere.found:
        output.echo(output.bold(elsewhere.ref))
    for alike in elsewhere.found:
        output.echo(f"  {alike.likeness:.2f}  {alike.ref}  {' '.join(alike.title.split())}")
        if alike.likeness < 1:
            output.echo_wrapped(alike.text, indent="        ")


def _record(elsewhere: Elsewhere, alike: Alike) -> dict[str, object]:
    return {
        "of": elsewhere.ref,
        "ref": alike.ref,
        "likeness": alike.likeness,
        "article": alike.article,
        "title": alike.title,
        "number": alike.number,
        "key": alike.key,
        "role": alike.role,
        "text": alike.text,
    }


def _same_articles(
    db: sqlite3.Connection, articles: Iterable[Reading], form: str, *, limit: int
) -> None:
    output.emit(_shared(db, articles, limit), form, columns=_SHARED_COLUMNS)


def _shared(
    db: sqlite3.Connection, articles: Iterable[Reading], limit: int
) -> Iterator[dict[str, object]]:
    for read in articles:
        slug = read.article.slug
        for address in read.addresses:
            where = " · ".join(filter(None, (address.site, address.url or told(address.source))))
            output.say(f"{slug}: kept once, its very words also stood in {where}")
        sharing_it = sharing.of(db, read.paragraphs, limit=limit)
        for other in sharing_it.articles:
            yield {
                "of": slug,
                "article": other.article,
                "same": other.same,
                "citable": sharing_it.citable,
                "title": other.title,
            }
        if not sharing_it.articles:
            output.say(f"{slug}: no other article has a paragraph of it in the very same words")
        elif sharing_it.is_more:
            output.say(f"{slug}: shared by more than {limit} articles{_hint(limit)}")
        if sharing_it.common:
            output.say(f"{slug}: {sharing_it.common} paragraphs stand in too many places to count")
