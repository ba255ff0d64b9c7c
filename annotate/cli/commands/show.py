"""`annotate show`."""

import sqlite3
import sys
from collections.abc import Iterable

import click

from annotate import as_json
from annotate.cli import completing, options, output
from annotate.corpus import named, originals
from annotate.errors import BadInput, NotFound
from annotate.model import Address, Paragraph, Quote, Reading
from annotate.text import clock
from annotate.text.source_names import told

__all__ = ["command"]


@click.command("show")
@click.argument("ref", shell_complete=completing.refs_or_articles)
@click.option("--all", "everything", is_flag=True, help="Boilerplate too.")
@click.option("--why", is_flag=True, help="Why each paragraph, boilerplate too, has its role.")
@click.option("--original", is_flag=True, help="The bytes that were added, as they were.")
@options.format_option
def command(*, ref: str, everything: bool, why: bool, original: bool, form: str) -> None:
    """Read an article, one of its versions, or some paragraphs.

    Why a paragraph has its role, the reader says when it reads the original again,
    and names the step that spoke last. An original has the line breaks, hyphens and
    markup that were read; of a record in a file of many it is that record.

    \b
        annotate show mosul
        annotate show mosul@1
        annotate show mosul:3,7-9 -f json
        annotate show mosul --why
        annotate show report --original > report.pdf
    """
    db = options.read()
    ref = options.ref_read(db, ref, or_article=True)
    whole = named.article(db, ref, private=True)
    if original:
        _write_original(db, ref, whole)
    elif why:
        from annotate.cli import why as asked  # which reads originals: few want that

        asked.show(db, ref, whole, form)
    elif form == "json":
        output.emit_object(as_json.reading(whole or named.some(db, ref, private=True)))
    elif whole and form == "table":
        _print_article(whole, everything=everything)
    else:
        found = whole.paragraphs if whole else named.paragraphs(db, ref, private=True)
        _show_paragraphs(found, form)


def _write_original(db: sqlite3.Connection, ref: str, whole: Reading | None) -> None:
    if whole is None:
        raise BadInput(f"{ref} is not an article: name one, or one of its versions, like mosul@1")
    try:
        data = originals.read(db, whole.version.sha256)
    except originals.Damaged as error:
        raise NotFound(f"the original of {ref} {error}") from error
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    try:
        output.echo_exact(data.decode())
    except UnicodeDecodeError as error:
        raise BadInput(
            f"the original of {ref} is no text: annotate show {ref} --original > FILE"
        ) from error


_COLUMNS = ["key", "number", "role", "start", "end", "tags", "text"]


def _show_paragraphs(found: tuple[Paragraph, ...], form: str) -> None:
    if form == "table":
        named = _are_named(found)
        for paragraph in found:
            _print_paragraph(paragraph, named=named)
    else:
        output.emit(map(as_json.paragraph, found), form, columns=_COLUMNS)


def _print_article(value: Reading, *, everything: bool) -> None:
    """An article for reading on a terminal: the number, the words, tags and notes under them."""
    _print_head(value)
    hidden, named = 0, _are_named(value.paragraphs)
    for paragraph in value.paragraphs:
        if paragraph.role == "boilerplate" and not everything:
            hidden += 1
        else:
            _print_paragraph(paragraph, named=named)
    for note in value.notes:
        output.echo_wrapped(f"note by {note.by}: {note.text}", indent="      ✎ ")
    if hidden:
        output.say(f"({hidden} of boilerplate not shown; --all shows them)")


def _print_head(value: Reading) -> None:
    article, version = value.article, value.version
    output.echo_wrapped(output.bold(article.title), indent="")
    facts = [article.byline, article.site, article.published, article.url]
    if any(facts):
        output.echo_wrapped(" · ".join(fact for fact in facts if fact), indent="")
    current = "" if version.number == article.version else f" (current: {article.version})"
    stands = f"{article.slug} · version {version.number}{current} · {version.retrieved[:10]}"
    output.echo_wrapped(stands, indent="")
    for address in value.addresses:
        output.echo_wrapped(f"the same words: {_where(address)}", indent="")
    output.echo("")


def _where(address: Address) -> str:
    """Where the words of an article stood too: the outlet, its address, when it was read."""
    facts = (address.site, address.url or told(address.source), address.retrieved[:10])
    return " · ".join(fact for fact in facts if fact)


def _are_named(found: Iterable[Paragraph]) -> bool:
    """Whether who put a tag there is told: when it was not only the one who asks."""
    coders = {tagging.coder for paragraph in found for tagging in paragraph.taggings}
    return len(coders) > 1 or bool(coders - {options.coder()})


def _print_paragraph(paragraph: Paragraph, *, named: bool) -> None:
    number = str(paragraph.number or "·")
    text = paragraph.text
    if paragraph.role in ("title", "heading"):
        text = output.bold(" ".join(text.split()))
    at = "" if paragraph.seconds is None else f"{clock.shown(paragraph.seconds):>5}  "
    output.echo_wrapped(text, indent=f"{number:>4}  {at}")
    if paragraph.removed is not None:
        output.echo(f"      (no longer in the article since version {paragraph.removed})")
    for (tag, quote, gone), coders in _passages(paragraph, named=named).items():
        on = f" “{quote.exact}”" if quote else ""
        by = f" ({', '.join(coders)})" if coders else ""
        output.echo_wrapped(output.cyan(f"#{tag}") + on + by + _gone(gone), indent="      ")
    for note in paragraph.notes:
        private = " (private)" if note.private else ""
        on = f" on “{note.quote.exact}”" if note.quote else ""
        said = f"{note.by}{private}{on}{_gone(note.gone)}: {note.text}"
        output.echo_wrapped(said, indent="      ✎ ")
    output.echo("")


def _passages(
    paragraph: Paragraph, *, named: bool
) -> dict[tuple[str, Quote | None, int | None], list[str]]:
    """Each tag once for the words it is on, and who, or which rule, put it there."""
    passages: dict[tuple[str, Quote | None, int | None], list[str]] = {}
    for tagging in paragraph.taggings:
        coders = passages.setdefault((tagging.tag, tagging.quote, tagging.gone), [])
        who = [tagging.coder] if named else []
        who += [f"rule {tagging.rule}"] if tagging.rule else []
        coders += [each for each in who if each not in coders]
    return passages


def _gone(version: int | None) -> str:
    return f" (words gone since version {version})" if version else ""
