"""`annotate diff`."""

from collections.abc import Iterable, Sequence

import click

from annotate import as_json
from annotate import ref as refs
from annotate.anchor.changes import Change
from annotate.anchor.comparison import BREAK, Difference, Entry, folded
from annotate.cli import completing, options, output
from annotate.corpus import diff
from annotate.errors import BadInput
from annotate.model import Paragraph
from annotate.text.tag_names import sorting

__all__ = ["command"]

CLEAR = 0.95  # how likely a move is when no more need be said

_COLUMNS = ["move", "score", "from", "to", "tags", "old", "new"]


@click.command("diff")
@click.argument("slug", shell_complete=completing.articles)
@click.argument("versions", nargs=-1, metavar="[OLD [NEW]]", type=int)
@click.option("--all", "everything", is_flag=True, help="Unchanged paragraphs too.")
@options.format_option
def command(*, slug: str, versions: tuple[int, ...], everything: bool, form: str) -> None:
    """Show what changed in an article between two versions, word by word.

    These are the last two, or one that is named and the current one.

    \b
        annotate diff mosul
        annotate diff mosul 1
        annotate diff mosul 1 3 -f json
    """
    old, new, *_ = *_numbers(slug, versions), None, None
    name = refs.parse(slug).article or slug
    found = diff.difference(options.read(), name, old, new)
    entries = found.entries if everything else found.changes
    if form == "table":
        _print(found, everything=everything)
    elif form == "json":
        output.emit_object(as_json.difference(found, everything=everything))
    elif form in output.SHEETS:
        output.emit(map(_row, entries), form, columns=_COLUMNS)
    else:
        output.emit(map(as_json.change, entries), form, columns=_COLUMNS)


def _numbers(slug: str, versions: tuple[int, ...]) -> tuple[int, ...]:
    """The versions named; `SLUG@1` names one."""
    ref = refs.parse(slug)
    if ref.items:
        raise BadInput(f"{slug!r} names paragraphs; say an article, like {ref.article}")
    numbers = versions if ref.version is None else (ref.version, *versions)
    if len(numbers) > 2:
        raise click.UsageError("no more than two versions can be compared")
    return numbers


def _row(entry: Entry) -> dict[str, object]:
    """A change as a row of CSV."""
    return {
        "move": entry.kind,
        "score": round(entry.score, 4),
        "from": _names(entry.old),
        "to": _names(entry.new),
        "tags": sorted({t.tag for p in entry.standing for t in p.taggings}, key=sorting),
        "old": BREAK.join(p.text for p in entry.old),
        "new": BREAK.join(p.text for p in entry.new),
    }


def _names(paragraphs: Iterable[Paragraph]) -> str:
    return " ".join(str(p.number or p.key) for p in paragraphs)


def _print(found: Difference, *, everything: bool) -> None:
    _print_head(found)
    for run in folded(found.entries):
        if run.is_folded and not everything:
            output.echo(f"      … {_paragraphs(len(run.entries))} unchanged")
            output.echo("")
            continue
        for entry in run.entries:
            _print_entry(entry)


def _print_head(found: Difference) -> None:
    article, old, new = found.article, found.old, found.new
    output.echo(output.bold(article.title))
    sides = (f"version {v.number} · {v.retrieved[:10]}" for v in (old, new))
    output.echo(f"{article.slug} · " + " → ".join(sides))
    counts = {"unchanged" if k == "same" else k: n for k, n in found.counts.items()}
    output.echo(", ".join(f"{n:,} {kind}" for kind, n in counts.items()))
    output.echo("")


def _print_entry(entry: Entry) -> None:
    output.echo(f"{_places(entry)}  {_said(entry)}")
    output.echo_wrapped(_marked(entry.pieces), indent="      ")
    for paragraph in entry.standing:
        for tagging in paragraph.taggings:
            on = f" “{tagging.quote.exact}”" if tagging.quote else ""
            output.echo_wrapped(output.cyan(f"#{tagging.tag}") + on, indent="      ")
    output.echo("")


def _places(entry: Entry) -> str:
    """The numbers it had and has: 4 → 5."""
    old, new = (", ".join(str(p.number or "·") for p in side) for side in (entry.old, entry.new))
    if entry.old and entry.new:
        return f"{old:>4} → {new}"
    return f"{old or new:>4}"


def _said(entry: Entry) -> str:
    """What became of it, and how sure that is."""
    moved = " and moved" if entry.has_moved and entry.kind != "moved" else ""
    kind = "unchanged" if entry.kind == "same" else entry.kind
    roles = {p.role for p in entry.standing if p.number is None}
    role = f" ({', '.join(sorted(roles))})" if roles else ""
    sure = f", {int(100 * entry.score)} % sure" if entry.score < CLEAR else ""
    return output.cyan(f"{kind}{moved}") + role + sure


def _marked(pieces: Sequence[Change]) -> str:
    """The words of both versions, what only one of them has marked."""
    is_parted = any(BREAK in piece.text for piece in pieces)  # a space for a ¶ need not be told
    return "".join(" " if is_parted and p.text == " " else _piece(p) for p in pieces)


def _piece(piece: Change) -> str:
    text = piece.text.replace(BREAK, " ¶ ")
    if piece.kind == "same":
        return text
    words = text.strip() or "␣"
    before, after = (" " if text[end].isspace() else "" for end in (0, -1))
    if piece.kind == "removed":
        return f"{before}{output.red(f'[-{words}-]')}{after}"
    return f"{before}{output.green(f'{{+{words}+}}')}{after}"


def _paragraphs(number: int) -> str:
    return f"{number:,} {'paragraph' if number == 1 else 'paragraphs'}"
