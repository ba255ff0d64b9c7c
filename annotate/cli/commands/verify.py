"""`annotate verify`."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from annotate.cli import completing, differences, options, output
from annotate.corpus.verifying import STATUSES, Finding, Verifier
from annotate.errors import BadInput, UnreadableSource
from annotate.intake import sources
from annotate.intake.sources import Source
from annotate.manuscript.formats import KINDS
from annotate.manuscript.quotations import Quotation

__all__ = ["command"]

MANY = 200  # quotations from which on progress is shown
MOST_PLACES = 4  # that are named in a line
LARGEST = 100_000_000  # bytes of a manuscript


@click.command("verify")
@click.argument("draft", metavar="DRAFT", shell_complete=completing.files)
@click.option(
    "--as", "kind", type=click.Choice(["md", "html", "docx"]), help="Read it as this; else by name."
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--all", "everything", is_flag=True, help="List short words in quotation marks, too.")
@options.format_option
@click.pass_context
def command(
    ctx: click.Context, *, draft: str, kind: str | None, strict: bool, everything: bool, form: str
) -> None:
    """Compare what a manuscript quotes with the corpus.

    DRAFT is a Markdown, Word (docx) or HTML file, or `-` for Markdown from stdin.
    Of every quotation and citation link it says whether it is exact, misquoted
    (and which words differ), in the wrong paragraph, a broken link, from an older
    version, ambiguous, or not in the corpus.

    Exits with 1 when words are misquoted, stand elsewhere than their link says or
    nowhere, or a link is broken; with --strict also on the other warnings.

    \b
        annotate verify paper.md
        annotate verify --strict -f json thesis.docx
        pandoc thesis.odt -t html | annotate verify --as html -
    """
    quotations = _read(draft, kind)
    found = _verified(quotations)
    shown = [finding for finding in found if everything or not finding.minor]
    if form == "table":
        for finding in shown:
            _print(draft, finding)
    else:
        output.emit(map(_record, shown), form, columns=_COLUMNS)
    output.say(_summary(draft, shown))
    if any(
        finding.level == "error" or (strict and finding.level == "warning") for finding in shown
    ):
        ctx.exit(1)


def _read(draft: str, kind: str | None) -> tuple[Quotation, ...]:
    from annotate.manuscript import quotations

    named = kind or ("md" if draft == "-" else KINDS.get(Path(draft).suffix.lower()))
    if named is None:
        suffixes = ", ".join(KINDS)
        raise BadInput(f"{draft}: what is verified are files that end in {suffixes}; or say --as")
    try:
        [source] = sources.find((draft,)) if not Path(draft).is_dir() else [_folder(draft)]
        if source.problem:
            raise UnreadableSource(source.problem.replace(" or folder", ""))
        with output.working("reading"):
            return quotations.read(sources.load(source, limit=LARGEST), named)
    except UnreadableSource as error:
        raise UnreadableSource(f"{draft}: {error}") from error


def _folder(draft: str) -> Source:
    return Source(draft, "is a folder; name the file in it")


def _verified(quotations: Sequence[Quotation]) -> list[Finding]:
    if not quotations:
        return []
    db = options.indexed()
    verifier = Verifier(db)
    if len(quotations) < MANY or not sys.stderr.isatty():
        return [found for quotation in quotations for found in verifier.verify(quotation)]
    with click.progressbar(quotations, file=sys.stderr, show_pos=True, label="verifying") as bar:
        return [found for quotation in bar for found in verifier.verify(quotation)]


def _where(quotation: Quotation) -> str:
    return str(quotation.line) if quotation.line else f"paragraph {quotation.paragraph}"


def _print(draft: str, finding: Finding) -> None:
    """As compilers do: file:line: what."""
    status = _coloured(finding)
    output.echo(f"{draft}:{_where(finding.quotation)}: {status}{_told(finding)}")
    if finding.changes:
        output.echo_wrapped(differences.coloured(finding.changes), indent="    ")
    elif finding.quotation.words:
        output.echo_wrapped(
            f"“{differences.shortened(' '.join(finding.quotation.words.split()))}”", indent="    "
        )


def _coloured(finding: Finding) -> str:
    if finding.level == "ok":
        return output.green(finding.status)
    return output.red(finding.status) if finding.level == "error" else output.bold(finding.status)


def _told(finding: Finding) -> str:
    """What else there is to say in the line."""
    link, places = finding.quotation.link, _listed(finding.places)
    if finding.status == "broken link" and link:
        elsewhere = f"; the words stand in {places}" if places else ""
        return f": nothing has the key {link.key}{_inside(link.slug)}{elsewhere}"
    linked = _listed(finding.linked)
    if finding.status == "wrong paragraph":
        return f": linked to {linked}, the words stand in {places}"
    if finding.status == "ambiguous":
        return f": in {places}; a link would say which"
    if finding.status == "not in the corpus":
        return f": linked to {linked}" if linked else ""
    return f" {places}" if places else ""


def _inside(slug: str | None) -> str:
    return f" in {slug}" if slug else ""


def _listed(refs: Sequence[str]) -> str:
    shown = ", ".join(refs[:MOST_PLACES])
    return f"{shown} and {len(refs) - MOST_PLACES} more" if len(refs) > MOST_PLACES else shown


_COLUMNS = ["line", "paragraph", "status", "level", "places", "linked", "link", "words"]
_COLUMNS += ["difference"]


def _record(finding: Finding) -> dict[str, object]:
    quotation = finding.quotation
    return {
        "line": quotation.line,
        "paragraph": quotation.paragraph,
        "status": finding.status,
        "level": finding.level,
        "words": quotation.words,
        "link": quotation.link and quotation.link.url,
        "key": quotation.link and quotation.link.key,
        "linked": list(finding.linked),
        "places": list(finding.places),
        "difference": differences.marked(finding.changes) or None,
        "changes": [{"kind": change.kind, "text": change.text} for change in finding.changes],
        "context": quotation.context,
    }


def _summary(draft: str, shown: Sequence[Finding]) -> str:
    if not shown:
        return f"{draft}: nothing to verify"
    counted = Counter(finding.status for finding in shown)
    return ", ".join(f"{counted[status]:,} {status}" for status in STATUSES if counted[status])
