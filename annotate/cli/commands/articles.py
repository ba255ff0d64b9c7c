"""`annotate articles`."""

import click

from annotate import as_json
from annotate.cli import options, output
from annotate.corpus import articles, readings

__all__ = ["command"]


@click.command("articles")
@options.format_option
def command(*, form: str) -> None:
    """List the articles.

    \b
        annotate articles
        annotate articles -f csv > articles.csv
    """
    db = options.read()
    records = (
        {"id": article.id, **as_json.article(article), **counts}
        for article, counts in articles.walk(db)
    )
    columns = ["id", "slug", "citable", "read", "tagged", "notes", "title"]
    if form in output.SHEETS:
        columns = ["id", "slug", "title", "byline", "site", "published", "url", "version",
                   "paragraphs", "citable", "read", "tagged", "notes", "added"]  # fmt: skip
    if not readings.are_kept(db):
        columns.remove("read")
    output.emit(records, form, columns=columns)
