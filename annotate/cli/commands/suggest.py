"""`annotate suggest`."""

import click

from annotate.cli import completing, options, output, suggestion_lists
from annotate.coding import suggesting
from annotate.coding.learning import Measured
from annotate.coding.suggesting import Suggested

__all__ = ["command"]


@click.command("suggest")
@click.argument("tag", shell_complete=completing.tags)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=suggesting.LIMIT, show_default=True,
    help="Suggest it for so many paragraphs at most.",
)  # fmt: skip
@click.option("--model", metavar="NAME", help="Compare by an embedding model that llm has.")
@options.format_option
def command(*, tag: str, limit: int, model: str | None, form: str) -> None:
    """Suggest where a tag may belong among what nobody has read, learned from what was.

    It takes 10 paragraphs with the tag and 50 read, and says how often it is expected to be right.
    Suggestions wait in `annotate code` and `annotate review --suggested`; none is a tag before
    somebody accepts it. A new call replaces those that nobody answered.

    \b
        annotate suggest actor/isis
        annotate suggest actor/isis -n 10 -f json
    """
    db = options.write()
    vectors = None
    if model is not None:
        from annotate.coding.embedding import Embedded

        vectors = Embedded(model)
    with output.working("learning"):
        done = suggesting.suggest(db, tag, limit=limit, vectors=vectors)
    for sentence in _said(done):
        output.say(sentence)
    suggestion_lists.show(done.found, form)


def _said(done: Suggested) -> list[str]:
    measured = done.measured
    told = [_learned_from(done), _quality(measured)]
    if not measured.is_better_than_chance:
        return [*told, "that is hardly better than chance: nothing is suggested; most is learned"
                " from what `annotate code --order unsure` shows"]  # fmt: skip
    above = f"{done.above:,} of {done.looked_at:,} others are above the line"
    if len(done.found) < done.above:
        above += f", the {len(done.found):,} likeliest are suggested"
    return [*told, f"{above}; where the tag is rarer than in what was read, fewer are right"]


def _learned_from(done: Suggested) -> str:
    read, having = done.measured.read, done.measured.positives
    have = f"have {done.tag} ({having / read:.0%})"
    if read == done.judged:
        return f"{having:,} of {read:,} different paragraphs read {have}"
    return (
        f"{done.judged:,} different paragraphs are read, of which {read:,} are learned from:"
        f" {having:,} of these {have}"
    )


def _quality(measured: Measured) -> str:
    if measured.precision is None:
        return "cross-validation: none of them would be suggested by what the others teach"
    low, high = measured.bounds
    return (
        f"cross-validation: {measured.precision:.0%} of what is suggested is right"
        f" ({measured.right:,} of {measured.proposed:,}; 95 %: {low:.0%} to {high:.0%}), which"
        f" is {measured.recall:.0%} of what has it"
    )
