"""`annotate publish`."""

import sys
from collections.abc import Iterator, Sequence

import click

from annotate.cli import completing, options, output
from annotate.corpus.choosing import Choice
from annotate.corpus.published import Contents
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import BadInput, Leaking
from annotate.publish import leaks, publishing
from annotate.publish.configuration import Access
from annotate.publish.publishing import Kind, Published, Wanted
from annotate.publish.saying import Said

__all__ = ["command"]

SAID = 10  # names in a line of talk


@click.command("publish")
@click.argument("directory", metavar="DIR", shell_complete=completing.folders)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="SLUG",
    shell_complete=completing.articles,
    help="This article; again for more.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    shell_complete=completing.tags,
    help="Of the tags this one and those under it; again for more. Articles and notes stay.",
)
@click.option(
    "--note-by",
    multiple=True,
    metavar="CODER",
    shell_complete=completing.coders,
    help="Of the public notes those of this coder; again for more.",
)
@click.option(
    "--no-text", is_flag=True, help="Of the articles only titles and the words that someone quoted."
)
@click.option("--names", is_flag=True, help="Coders under their names, not as coder 1, coder 2 …")
@click.option(
    "--embargo",
    default="",
    metavar="DAY",
    help="Nothing dated on this day or later, or without a date.",
)
@click.option("--title", metavar="TEXT", help="What the corpus is called.")
@click.option("--description", metavar="TEXT", help="What it is.")
@click.option("--licence", metavar="TEXT", help="Its licence, like CC BY 4.0.")
@click.option(
    "--base-url",
    envvar="ANNOTATE_BASE_URL",
    show_envvar=True,
    metavar="URL",
    help="The site's address, in all links.",
)
@click.option("--cite-as", metavar="TEXT", help="How to cite the corpus.")
@click.option("--no-data", is_flag=True, help="Without Datasette's pages of tables.")
@click.option("--allow-sql", is_flag=True, help="With queries in SQL by anyone.")
@click.option("--allow-download", is_flag=True, help="With the database to download.")
@click.option("--static", "is_static", is_flag=True, help="As plain files, for any web server.")
@click.option("--no-search", is_flag=True, help="Of plain files: without a search page.")
@click.option("--yes", is_flag=True, help="Also when citation links end.")
@click.option("--dry-run", is_flag=True, help="List what would be public, and stop.")
@options.format_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    directory: str,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    note_by: tuple[str, ...],
    no_text: bool,
    names: bool,
    embargo: str,
    no_data: bool,
    allow_sql: bool,
    allow_download: bool,
    is_static: bool,
    no_search: bool,
    yes: bool,
    dry_run: bool,
    form: str,
    **said: str | None,
) -> None:
    """Write a copy of what is public, with all that a host needs to serve it.

    DIR is a new folder, or one that holds an earlier publication: that is replaced once
    the new one is complete. Private notes, the history, sources and what is chosen
    nowhere never leave the working database. What is said of the corpus is taken from
    metadata.yaml beside the database where no option says it, or else stays as it was.

    \b
        annotate publish site --dry-run
        annotate publish site --base-url https://corpus.example/ --licence "CC BY 4.0"
        annotate publish site --no-text --embargo 2026-01-01
        annotate publish pages --static --base-url https://corpus.example/
    """
    if not dry_run and options.is_said(ctx, "form"):
        raise click.UsageError("-f is how --dry-run lists")
    if no_search and not is_static:
        raise click.UsageError("--no-search goes with --static: only plain files have an index")
    wanted = Wanted(
        Choice(articles, tags, note_by, not no_text, names, embargo),
        Access(not no_data, allow_sql, allow_download),
        Said(**said),
    )
    kind = _static(allow_sql=allow_sql, search=not no_search) if is_static else publishing.SERVED
    db = options.read()
    if dry_run:
        found = publishing.look(db, directory, wanted, kind)
        output.emit(_records(found), form, columns=_COLUMNS)
        _tell(found)
        return
    try:
        with output.working(f"publishing into {directory}"):
            done = publishing.publish(
                db, directory, wanted, kind=kind, agree=lambda ending: yes or _ask(ending)
            )
    except Leaking as error:
        for leak in str(error).splitlines():
            output.say(leak)
        raise BadInput(f"something private stands there, so {directory} stays as it was") from error
    _report(done, directory)
    if is_static and not done.told.base_url:
        output.say("links in citations are without a host; --base-url says where the site will be")


def _static(*, allow_sql: bool, search: bool) -> Kind:
    """The kind of publication that is plain files; loads what makes pages."""
    if allow_sql:
        raise click.UsageError("--allow-sql needs a program that answers; plain files do not")
    from annotate.web.plain import building

    return building.kind(_progress, search=search)


def _progress(done: int, count: int) -> None:
    """On a terminal, how far it is."""
    if sys.stderr.isatty() and (done % 100 == 0 or done == count):
        click.echo(f"\r{done:,} of {count:,} articles", err=True, nl=done == count)


_COLUMNS = ["what", "name", "count", "about"]


def _records(found: Contents) -> Iterator[dict[str, object]]:
    for article in found.articles:
        yield _record("article", article.slug, article.paragraphs, article.title)
    for tag in found.tags:
        yield _record("tag", tag.name, tag.taggings, tag.definition)
    for note in found.notes:
        yield _record("note", note.on, 1, note.text)
    for coder in found.coders:
        yield _record("coder", coder.shown, coder.taggings + coder.notes, coder.name)
    for link in found.withdrawn:
        yield _record("ended link", f"/cite/{link.article}/{link.key}", 1, link.title)


def _record(what: str, name: str, count: int, about: str) -> dict[str, object]:
    return {"what": what, "name": name, "count": count, "about": about}


def _ask(ending: Sequence[Withdrawn]) -> bool:
    shown = "\n".join(f"/cite/{link.article}/{link.key}" for link in ending[:SAID])
    question = f"{shown}\n{publishing.counted(ending)} would end. Go on?"
    return output.confirm(question, publishing.ends(ending))


def _report(done: Published, directory: str) -> None:
    for path in done.cleaned:
        output.say(f"{path} was left by a call that broke off; it is gone")
    _tell(done.contents)
    if done.alike:
        said = leaks.counted(done.alike)
        output.say(f"private, and the same as something public, so that nobody can tell: {said}")
    output.echo(f"published in {directory} (revision {done.told.revision})")


def _tell(found: Contents) -> None:
    left = found.left
    for why, slugs in (("for their date", left.later), ("without a date", left.undated)):
        if slugs:
            shown = ", ".join(slugs[:SAID]) + (", …" if slugs[SAID:] else "")
            output.say(f"{_counted(len(slugs), 'article')} held back {why}: {shown}")
    taggings = sum(tag.taggings for tag in found.tags)
    output.say(
        f"{_counted(len(found.articles), 'article')},"
        f" {_counted(taggings, 'tagging')} with {_counted(len(found.tags), 'tag')},"
        f" {_counted(len(found.notes), 'note')}, {_counted(len(found.coders), 'coder')}"
    )
    if ending := [link for link in found.withdrawn if link.is_new]:
        output.say(f"citation links that are public and end: {len(ending):,}")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
