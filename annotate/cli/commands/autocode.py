"""`annotate autocode`."""

import sys

import click

from annotate.cli import options, output
from annotate.coding import autocoding
from annotate.text.rule import Rule

__all__ = ["command"]


@click.command("autocode")
@click.argument(
    "file", required=False, metavar="[RULES]",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)  # fmt: skip
@click.option("--apply", "is_applied", is_flag=True, help="Put the tags, and keep the rules.")
@click.option("--list", "is_listed", is_flag=True, help="The rules that are kept.")
@click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), default=autocoding.SECONDS,
    show_default=True, metavar="SECONDS", help="For a rule on some hundred paragraphs.",
)  # fmt: skip
@options.formats_option("table", "json", "nl", "csv", "xlsx", "yaml")
def command(
    *, file: str | None, is_applied: bool, is_listed: bool, time_limit: float, form: str
) -> None:
    """Put tags where rules say: regular expressions, lists of words, queries.

    Shows what would be new; --apply puts it, and keeps the rules. Without a file the rules that
    are kept are asked again, as after new articles. What you take off stays off; undo takes
    all of it back. The file is YAML, `-` is stdin; `--list -f yaml` writes it again.

    \b
        annotate autocode rules.yaml
        annotate autocode rules.yaml --apply
        annotate autocode --apply
        echo 'isis: {tag: actor/isis, words: [ISIS, Daesh]}' | annotate autocode -
    """
    if is_listed and (file is not None or is_applied):
        raise click.UsageError("--list shows the rules that are kept; say it alone")
    if form == "yaml" and not is_listed:
        raise click.UsageError("-f yaml writes rules as a file: annotate autocode --list -f yaml")
    from annotate.cli import autocoded

    if is_listed:
        autocoded.list_rules(options.read(), form)
        return
    said = _said(file) if file is not None else None
    call = options.command() if is_applied else None
    db = call.db if call else options.indexed()
    rules = said if said is not None else autocoding.known(db)
    with output.working("matching"):
        if call:
            autocoded.index(db)
            done = autocoding.apply(call, rules, seconds=time_limit)
        else:
            done = autocoding.preview(db, rules, seconds=time_limit)
    autocoded.show(done, form, is_applied=is_applied, file=file)


def _said(file: str) -> list[Rule]:
    from annotate.exchange import rule_file  # PyYAML is for this alone

    if file != "-":
        return rule_file.opened(file)
    return rule_file.read(sys.stdin.buffer.read(rule_file.LARGEST + 1), "stdin")
