"""`annotate cite`."""

from dataclasses import replace

import click

from annotate import as_json
from annotate.cite.citation import Citation
from annotate.cite.forms import DATA, FORMS, every, named
from annotate.cli import completing, options, output
from annotate.corpus import citing, quotes

__all__ = ["command"]


class _Forms(click.Choice[str]):
    """Names of forms; one that is none of ours may be a plugin's."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if it is one."""
        if value in self.choices:
            return value
        return self._with_plugins().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """All names, for the help."""
        return self._with_plugins().get_metavar(param, ctx)

    def _with_plugins(self) -> click.Choice[str]:
        return click.Choice(list(dict.fromkeys([*self.choices, *every()])))


@click.command("cite")
@click.argument(
    "refs", nargs=-1, required=True, metavar="REF...", shell_complete=completing.refs_or_articles
)
@click.option("--quote", metavar="WORDS", help="Cite these words of the paragraph.")
@options.occurrence_option
@click.option("--article", is_flag=True, help="Entries of articles, also for one paragraph.")
@options.base_url_option
@options.formats_option(*FORMS, *DATA, kind=_Forms)
def command(
    *, refs: tuple[str, ...], quote: str | None, occurrence: int | None, article: bool,
    base_url: str, form: str,
) -> None:  # fmt: skip
    """Print a quotation with its source and its permanent link, ready to paste.

    \b
        annotate cite mosul:12
        annotate cite mosul:12 mosul:20-22 -f bibtex >> thesis.bib
        annotate cite mosul:12 mosul:20-22 -f pandoc
        annotate cite mosul:3 --quote "human shields" --base-url https://corpus.example.org
        annotate cite 5v0hrh53djh9w -f json

    text (or table), md and html are for writing; bibtex, ris and csl-json for
    bibliographies; json, nl and csv have all that is known.

    Several paragraphs of one article are one entry of a bibliography, that of the
    article; pandoc and latex print a citation of it for each, like `[@mosul, para. 2]`.
    With --article one paragraph is cited so, too, as when more are to follow.
    """
    options.require_quote(quote, occurrence)
    db = options.read()
    wanted = quotes.wanted(quote, occurrence)
    citations = [
        citation
        for ref in [options.ref_read(db, ref) for ref in refs]
        for citation in citing.by_ref(db, ref, base_url=base_url, wanted=wanted, hear=output.say)
    ]
    form = "text" if form == "table" else form
    if article:
        citations = _by_article(citations, form)
    if form not in DATA and (found := named(form)):
        output.echo_exact(found.write(citations))
    elif form == "json" and len(citations) == 1:
        output.emit_object(as_json.citation(citations[0]))
    else:
        columns = ["ref", "key", "url", "byline", "title", "site", "published", "number", "quote"]
        output.emit(map(as_json.citation, citations), form, columns=columns)


def _by_article(citations: list[Citation], form: str) -> list[Citation]:
    found = None if form in DATA else named(form)
    if found is None or not found.by_entry:
        known = ", ".join(name for name, each in FORMS.items() if each.by_entry)
        raise click.UsageError(f"--article is about entries of bibliographies: -f {known}")
    return [replace(citation, by_article=True) for citation in citations]
