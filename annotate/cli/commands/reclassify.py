"""`annotate reclassify`."""

from itertools import groupby

import click

from annotate.cli import options, output
from annotate.corpus import furniture
from annotate.corpus.furniture import Repeated

__all__ = ["command"]


@click.command("reclassify")
@click.option("--site", metavar="NAME", help="Of this site's articles alone.")
@click.option("--apply", "is_applied", is_flag=True, help="Make it boilerplate.")
@options.format_option
def command(*, site: str | None, is_applied: bool, form: str) -> None:
    """Find what stands in many articles of a site: menus, appeals, share lines.

    Shows what would become boilerplate; --apply does it, and undo takes it back.
    What you have said the role of stays. Run it again when you have added more.

    \b
        annotate reclassify
        annotate reclassify --site "The Guardian" --apply
    """
    call = options.command() if is_applied else None
    db = call.db if call else options.read()
    found = sorted(furniture.repeated(db, site), key=lambda each: (each.site, -each.articles))
    changed = furniture.reclassify(call, found) if call else 0
    if form == "table":
        _print(found)
    else:
        output.emit(map(_record, found), form, columns=_COLUMNS)
    changes = sum(len(each.paragraphs) for each in found)
    if not found:
        unknown = furniture.unknown(db, site)
        told = f": {unknown}" if unknown else ", but what is boilerplate already"
        output.say(f"nothing stands in many articles of a site{told}")
    elif call:
        output.say(f"{changed:,} paragraphs are boilerplate now; annotate undo takes it back")
    else:
        output.say(f"{changes:,} paragraphs would be boilerplate: annotate reclassify --apply")


_COLUMNS = ["site", "articles", "of", "role", "key", "paragraphs", "text"]


def _record(each: Repeated) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(each, name) for name in _COLUMNS}
    return {**values, "site": each.site or None, "paragraphs": len(each.paragraphs)}


def _print(found: list[Repeated]) -> None:
    for site, several in groupby(found, key=lambda each: each.site):
        group = list(several)
        output.echo(output.bold(site or "articles that name no site") + f" ({group[0].of:,})")
        output.show_table(
            (
                {"articles": f"{each.articles:,}", "role": each.role, "text": each.text}
                for each in group
            ),
            ["articles", "role", "text"],
            head=False,
        )
