"""
`annotate add --dry-run`: how articles would be split, storing nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice

from annotate import as_json, prepared
from annotate.cli import output, told
from annotate.intake.item import Item
from annotate.prepared import Prepared
from annotate.text import aside, naming

__all__ = ["show"]

_COLUMNS = ["title", "byline", "site", "published", "url", "citable", "source"]

_Tried = tuple[Item, Prepared | str]


def show(tried: Iterable[_Tried], form: str) -> bool:
    """Print the articles as they would be split; whether any cannot be read."""
    failed: list[Item] = []
    drafts = _drafts(_told(tried), failed)
    if form in ("json", "nl"):
        output.emit(drafts, form, columns=_COLUMNS)
        return bool(failed)
    first = list(islice(drafts, 2))
    if form == "table" and len(first) == 1:
        _print_draft(first[0])
    elif first:
        is_table = form == "table"
        rows = (_row(record, is_short=is_table) for record in chain(first, drafts))
        output.emit(rows, form, columns=_COLUMNS)
        if is_table:
            output.say("(of one article alone --dry-run shows the paragraphs)")
    return bool(failed)


def _told(tried: Iterable[_Tried]) -> Iterator[_Tried]:
    """The same again; a line for each article most of whose prose would have no number."""
    found = 0
    for item, answer in tried:
        yield item, answer
        if isinstance(answer, Prepared) and aside.is_mostly(prose := prepared.prose(answer.rows)):
            found += 1
            if found <= told.SAID:
                slug = _slug(answer, item)
                output.say(f"{item.name}: {told.kept(prose, slug)}, once it is added")
    told.more_aside(found - told.SAID)


def _drafts(tried: Iterable[_Tried], failed: list[Item]) -> Iterator[dict[str, object]]:
    for item, answer in tried:
        if isinstance(answer, Prepared):
            yield _draft_record(answer, item)
        else:
            failed.append(item)
            output.say(f"Error: {item.name}: {answer}")


def _slug(read: Prepared, item: Item) -> str:
    title = item.said.title or read.metadata.title
    return naming.slug(title or naming.of_file(item.source) or read.title)


def _draft_record(read: Prepared, item: Item) -> dict[str, object]:
    """As `show -f json` will have it, once added."""
    about = {**asdict(read.metadata), "title": read.title, **item.said.given()}
    paragraphs = [as_json.drafted(row) for row in read.rows]
    article: dict[str, object] = {"slug": _slug(read, item), **about}
    article |= {"version": 1, "media_type": read.media_type, "source": item.name}
    return {"article": article, "paragraphs": paragraphs}


def _row(record: dict[str, object], *, is_short: bool) -> dict[str, object]:
    """What one checks first of an article; of its source the name alone where it is short."""
    article, _ = _parts(record)
    file, mark, label = str(article["source"]).partition("#")
    source = (file.rpartition("/")[2] if is_short else file) + mark + label
    return {**article, "citable": _citable(record), "source": source}


def _citable(record: dict[str, object]) -> str:
    _, paragraphs = _parts(record)
    return f"{sum(row['number'] is not None for row in paragraphs)} of {len(paragraphs)}"


def _parts(record: dict[str, object]) -> tuple[dict[str, object], list[dict[str, object]]]:
    article, paragraphs = record["article"], record["paragraphs"]
    assert isinstance(article, dict)
    assert isinstance(paragraphs, list)
    return article, paragraphs


def _print_draft(record: dict[str, object]) -> None:
    article, paragraphs = _parts(record)
    output.echo_wrapped(output.bold(str(article["title"])) + f"  ({article['source']})", indent="")
    facts = [article[name] for name in ("byline", "site", "published", "url")]
    told = [*(str(fact) for fact in facts if fact), f"{_citable(record)} citable"]
    output.echo_wrapped(" · ".join(told), indent="")
    for row in paragraphs:
        label = f"{row['number'] or '·':>4} {row['role']:<12}"
        output.echo_wrapped(str(row["text"]), indent=label)
    output.echo("")
