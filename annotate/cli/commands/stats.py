"""`annotate stats`."""

from dataclasses import replace

import click

from annotate.charts import page, shapes
from annotate.cli import completing, options, output
from annotate.cli.counted import show_crossed, show_frequencies
from annotate.corpus import frequencies, tag_beginnings
from annotate.corpus.frequencies import Crossed, Frequencies, Scope
from annotate.exchange import charted

__all__ = ["command"]

PICTURED = 60  # tags, and values, of a picture if no number is said


@click.command("stats")
@click.option("--by", type=click.Choice(frequencies.BY), help="Count tags by this, or together.")
@click.option("--articles", is_flag=True, help="With --by: count articles, not paragraphs.")
@click.option(
    "--tag",
    "tags",
    metavar="TAG",
    multiple=True,
    shell_complete=completing.tags,
    help="Only this tag and those under it.",
)
@click.option(
    "--depth", type=click.IntRange(1), help="Count further parts of names as those above."
)
@click.option(
    "--matching", metavar="QUERY", shell_complete=completing.queries,
    help="Only on paragraphs that `find` would find.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), help="Only so many tags, the most used.")
@options.formats_option("table", "json", "nl", "csv", "xlsx", "html", "svg")
def command(
    *,
    by: str | None,
    articles: bool,
    tags: tuple[str, ...],
    depth: int | None,
    matching: str | None,
    limit: int | None,
    form: str,
) -> None:
    """Count how often tags stand, alone, together, and where.

    Counts are of taggings, paragraphs and articles; of a tag, with those under it. How many of
    the paragraphs were read is told, and the share of those. svg and html are a chart.

    \b
        annotate stats --matching 'date:2016-10..2016-12'
        annotate stats --by month --depth 1
        annotate stats --by tag -f svg > together.svg
    """
    if articles and by is None:
        raise click.UsageError("--articles goes with --by; without it articles are counted anyway")
    db = options.indexed() if matching is not None else options.read()
    scope = Scope(matching, tuple(tag_beginnings.taken(db, name) for name in tags), depth)
    found: Frequencies | Crossed
    if by is None:
        found = frequencies.of_tags(db, scope)
    else:
        found = frequencies.crossed(db, by, scope, articles=articles)
    if found.found == 0 and isinstance(found, Frequencies):
        found = replace(found, rows=())
    shown = _limited(found, limit, is_picture=form in ("html", "svg"))
    if form == "table":
        _show(shown)
    elif form in ("html", "svg"):
        output.echo_exact(_picture(shown, form))
    else:
        columns = charted.CELL if by else charted.FREQUENCY
        output.emit(charted.records(shown), form, columns=columns)
    for sentence in _said(found, matching):
        output.say(sentence)


def _said(found: Frequencies | Crossed, matching: str | None) -> list[str]:
    if found.found == 0:
        return [f"nothing found for {matching!r}"]
    if isinstance(found, Frequencies) and not found.rows:
        return ["no tags yet; `annotate tag REF TAG` makes one"]
    return charted.said(found)


def _limited(
    found: Frequencies | Crossed, limit: int | None, *, is_picture: bool
) -> Frequencies | Crossed:
    """As many as are asked for, or as a picture has; that there are more is said."""
    most = limit or (PICTURED if is_picture else None)
    if most is None:
        return found
    shown = charted.most_used(found, most)
    if limit is None and shown != found:
        output.say(f"only the {most} most used are shown; --limit shows more, -f csv has all")
    return shown


def _show(found: Frequencies | Crossed) -> None:
    if isinstance(found, Crossed):
        show_crossed(found)
    else:
        show_frequencies(found)


def _picture(found: Frequencies | Crossed, form: str) -> str:
    chart = charted.heat(found) if isinstance(found, Crossed) else charted.bars(found)
    if form == "svg":
        return shapes.text_of(shapes.svg(chart))
    columns = charted.CELL if isinstance(found, Crossed) else charted.FREQUENCY
    return page.html(chart, charted.said(found), list(charted.records(found)), columns)
