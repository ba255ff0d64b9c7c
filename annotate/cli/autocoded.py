"""
What rules find, or put, shown: counts and some samples of each; and the rules that are kept.
"""

import shlex
import sqlite3
from collections.abc import Sequence

from annotate.cli import new_tags, output
from annotate.coding.autocoding import Autocoded, Ruled, Sample
from annotate.corpus import indexing, rules
from annotate.corpus.rules import Kept
from annotate.text.marking import MARK, UNMARK

__all__ = ["index", "list_rules", "show"]

NAMED = 10  # rules in a sentence

_COLUMNS = ["rule", "tags", "new", "there", "off", "paragraphs", "articles"]
_LISTED = ["rule", "tags", "kind", "taggings", "off", "looks_for"]


def index(db: sqlite3.Connection) -> None:
    """Have the search index know all paragraphs."""
    if indexing.is_behind(db):
        indexing.catch_up(db)


def show(done: Autocoded, form: str, *, is_applied: bool, file: str | None) -> None:
    """Each rule with its counts; to people with samples, and what else there is to say."""
    if form == "table":
        for outcome in done.outcomes:
            _print(outcome)
    else:
        output.emit(map(_record, done.outcomes), form, columns=_COLUMNS)
    for sentence in _said(done, is_applied=is_applied, file=file):
        output.say(sentence)
    new_tags.say(done.made, "tags are a list: [a, b]")


def _record(outcome: Ruled) -> dict[str, object]:
    return {
        "rule": outcome.rule.name,
        "tags": list(outcome.tags),
        "kind": outcome.rule.kind,
        "new": outcome.new,
        "there": outcome.there,
        "off": outcome.off,
        "paragraphs": outcome.paragraphs,
        "articles": outcome.articles,
        "samples": [_sample(sample) for sample in outcome.samples],
    }


def _sample(sample: Sample) -> dict[str, object]:
    return {"ref": sample.ref, "quote": sample.quote, "snippet": _starred(sample.snippet)}


def _print(outcome: Ruled) -> None:
    tags = " ".join(output.cyan(f"#{tag}") for tag in outcome.tags)
    where = f" (paragraphs: {outcome.paragraphs:,}, articles: {outcome.articles:,})"
    counts = [f"{outcome.new:,} new{where if outcome.new else ''}"]
    counts += [f"{outcome.there:,} there"] if outcome.there else []
    counts += [f"{outcome.off:,} taken off, which stay off"] if outcome.off else []
    output.echo(f"{output.bold(outcome.rule.name)} {tags}: {', '.join(counts)}")
    output.show_table(
        ({**each, "ref": f"    {each['ref']}"} for each in map(_sample, outcome.samples)),
        ["ref", "snippet"],
        head=False,
    )


def _starred(snippet: str) -> str:
    """Hits between ** and **, as Markdown has it."""
    return snippet.replace(MARK, "**").replace(UNMARK, "**")


def _said(done: Autocoded, *, is_applied: bool, file: str | None) -> list[str]:
    said = []
    changed = done.changed
    for names, told in ((changed.new, "new rules"), (changed.other, "rules that changed")):
        if names:
            said.append(f"{told}: {_some(names)}")
    if changed.dropped:
        told = "are not in the file any more; what they put stays"
        said.append(f"{_some(changed.dropped)} {told}")
    for outcome in done.outcomes:
        if not outcome.tags:
            said.append(f"{outcome.rule.name} puts no tag, as its tags were deleted")
    if done.left:
        said.append(f"{done.left:,} are left out, as their words changed meanwhile; say it again")
    if is_applied:
        how = "; annotate undo takes it back" if done.new or any(changed) else ""
        said.append(f"{done.new - done.left:,} put on{how}")
    elif done.new or any(changed):
        typed = f" {shlex.quote(file)}" if file else ""
        said.append(f"{done.new:,} would be put on: annotate autocode{typed} --apply")
    else:
        said.append("nothing is new")
    return said


def _some(names: Sequence[str]) -> str:
    """Names with commas between; of very many the first."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def list_rules(db: sqlite3.Connection, form: str) -> None:
    """The rules that are kept; as YAML those that hold."""
    found = rules.listing(db)
    if form == "yaml":
        from annotate.exchange import rule_file

        output.echo_exact(rule_file.written([each.rule for each in found if each.is_current]))
    elif form == "table":
        output.show_table(
            ({**_listed(each), "looks_for": _looks_for(each)} for each in found), _LISTED
        )
    else:
        output.emit(map(_listed, found), form, columns=[*_LISTED, "kept"])
    if not found:
        output.say("no rules are kept; `annotate autocode FILE --apply` keeps those of a file")


def _looks_for(each: Kept) -> str:
    return each.rule.said if each.is_current else f"(not in the file any more) {each.rule.said}"


def _listed(each: Kept) -> dict[str, object]:
    return {
        "rule": each.rule.name,
        "tags": list(each.rule.tags),
        "kind": each.rule.kind,
        "looks_for": each.rule.said,
        "definition": each.rule.definition,
        "taggings": each.taggings,
        "off": each.taken_off,
        "kept": each.is_current,
    }
