"""`annotate find`."""

import re
import sys
from collections.abc import Callable

import click

from annotate import as_json
from annotate.cli import completing, options, output, told
from annotate.corpus import search, tag_beginnings
from annotate.corpus.narrowing import Filters
from annotate.corpus.search import Hit, NoteHit
from annotate.model import Paragraph
from annotate.text import sought
from annotate.text.marking import MARK, UNMARK
from annotate.text.tag_names import sorting

__all__ = ["command"]

_HIT = re.compile(f"{MARK}([^{UNMARK}]*){UNMARK}")


@click.command("find")
@click.argument("query", required=False, shell_complete=completing.queries)
@click.option("--notes", "in_notes", is_flag=True, help="Search notes instead of paragraphs.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    shell_complete=completing.tags,
    help="Only with this tag or one under it.",
)
@click.option(
    "--not-tag", "not_tags", multiple=True, shell_complete=completing.tags, help="Only without it."
)
@click.option(
    "--article",
    "articles",
    metavar="SLUG",
    multiple=True,
    shell_complete=completing.articles,
    help="Only in this, or one of these.",
)
@click.option("--role", shell_complete=completing.roles, help="Only paragraphs of this role.")
@click.option(
    "--coder",
    "by",
    metavar="NAME",
    shell_complete=completing.coders,
    help="Only what this coder tagged, or noted.",
)
@click.option("--removed", is_flag=True, help="Those whose words are gone instead.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@options.format_option
def command(
    *,
    query: str | None,
    in_notes: bool,
    tags: tuple[str, ...],
    not_tags: tuple[str, ...],
    articles: tuple[str, ...],
    role: str | None,
    by: str | None,
    removed: bool,
    limit: int,
    form: str,
) -> None:
    """Search paragraphs by their words and tags.

    All words must occur; "quoted words" stand together, a star ends a beginning. AND, OR and
    NOT in capitals, brackets, and fields: tag: note: role: article: site: coder: date: is:
    Options narrow it; without a query they find all that pass them.

    \b
        annotate find "human shields"
        annotate find 'massacr* (turkey OR iran) NOT tag:actor/isis'
        annotate find 'date:2016-10..2016-12 is:untagged' --article isis
    """
    filters = Filters(_taken(tags), _taken(not_tags), articles, role, by, removed)
    if in_notes and filters != Filters(coder=by):
        raise click.UsageError("--notes is narrowed by --coder alone")
    if in_notes:
        _find_notes(query, by, limit, form)
    elif query is None and filters == Filters():
        raise click.UsageError("say what to find, or filter with --tag, --article, --role, --coder")
    else:
        _find_paragraphs(query, filters, limit, form)


def _taken(names: tuple[str, ...]) -> tuple[str, ...]:
    """Tags in full that were said by a beginning."""
    if not names:
        return ()
    db = options.read()
    return tuple(tag_beginnings.taken(db, name) for name in names)


def _find_paragraphs(query: str | None, filters: Filters, limit: int, form: str) -> None:
    db = options.indexed()
    ranked = search.best(db, query, filters, most=limit, private=True)
    hits = search.hits(db, ranked, ranked.scored[:limit], private=True)
    records = [_record(hit) for hit in hits]
    if form == "table":
        for record, hit in zip(records, hits, strict=True):
            _print(str(record["ref"]), hit.snippet, _names(hit.paragraph))
    else:
        columns = ["ref", "article", "number", "key", "role", "score", "tags", "text"]
        output.emit(records, form, columns=columns)
    if not hits and not told.unknown_coder(db, filters.coder):
        output.say(f"nothing found for {query!r}" if query is not None else "nothing found")
    _tell(
        query,
        len(hits),
        limit,
        lambda most: search.count(db, query, filters, most=most, private=True, known=ranked),
    )


def _tell(query: str | None, shown: int, limit: int, count: Callable[[int], int]) -> None:
    """What was not done as it was said: signs that are no operators, a limit that cut."""
    if query is not None and (sentence := sought.not_as_meant(query)):
        output.say(sentence)
    if shown == limit:
        output.say_more(shown, count)


def _record(hit: Hit) -> dict[str, object]:
    paragraph = hit.paragraph
    return {
        "article": paragraph.article,
        "number": paragraph.number,
        "key": paragraph.key,
        "ref": paragraph.ref,
        "role": paragraph.role,
        "text": paragraph.text,
        "snippet": _starred(hit.snippet),
        "score": round(hit.score, 4),
        "tags": as_json.names(paragraph),
        "gone": sorted(_gone(paragraph), key=sorting),
    }


def _gone(paragraph: Paragraph) -> set[str]:
    """The tags whose words are all gone from the paragraph."""
    standing = {tagging.tag for tagging in paragraph.taggings if tagging.gone is None}
    return {tagging.tag for tagging in paragraph.taggings} - standing


def _names(paragraph: Paragraph) -> list[str]:
    gone = _gone(paragraph)
    return [f"{tag} (words gone)" if tag in gone else tag for tag in as_json.names(paragraph)]


def _starred(snippet: str) -> str:
    """Hits between ** and **, as Markdown has it."""
    return snippet.replace(MARK, "**").replace(UNMARK, "**")


def _bold(snippet: str) -> str:
    return _HIT.sub(lambda hit: output.bold(hit[1]), snippet)


def _print(ref: str, snippet: str, tags: list[str]) -> None:
    # names have single blanks at most
    output.echo(f"{ref} " + "  ".join(f"#{tag}" for tag in tags) if tags else ref)
    shown = _bold(snippet) if sys.stdout.isatty() else _starred(snippet)
    output.echo_wrapped(shown, indent="    ")


def _find_notes(query: str | None, by: str | None, limit: int, form: str) -> None:
    if query is None:
        raise click.UsageError("say what to find in the notes; `annotate notes` lists all")
    db = options.read()
    hits = search.notes(db, query, coder=by, limit=limit, private=True)
    if form == "table":
        for hit in hits:
            _print(f"{hit.note.on} {hit.note.by}", hit.snippet, [])
    else:
        output.emit(map(_note_record, hits), form, columns=["id", "on", "coder", "score", "text"])
    if not hits and not told.unknown_coder(db, by):
        output.say(f"nothing found for {query!r}")
    _tell(
        query, len(hits), limit,
        lambda most: search.count_notes(db, query, coder=by, most=most, private=True),
    )  # fmt: skip


def _note_record(hit: NoteHit) -> dict[str, object]:
    return {
        **as_json.note(hit.note),
        "snippet": _starred(hit.snippet),
        "score": round(hit.score, 4),
    }
