"""`annotate review`."""

import sys
from collections.abc import Iterable, Sequence

import click

from annotate import as_json
from annotate.cli import completing, differences, options, output, suggestion_lists
from annotate.corpus import review_answers, reviews, suggestions, tag_beginnings
from annotate.corpus.reviews import Candidate, Review
from annotate.text.tag_names import sorting

__all__ = ["command"]


@click.command("review")
@click.argument("article", required=False, metavar="[SLUG]", shell_complete=completing.articles)
@click.option("--gone", is_flag=True, help="List what stands on words that are gone.")
@click.option(
    "--suggested", "are_suggested", is_flag=True, help="Tags that `annotate suggest` suggested."
)
@click.option("--tag", metavar="TAG", shell_complete=completing.tags, help="With it: this alone.")
@click.option(
    "--accept", callback=suggestion_lists.any_ids, multiple=True, metavar="ID",
    shell_complete=completing.reviews_or_suggestions,
    help="Move it to the likeliest; of a suggestion (s12): put the tag on.",
)  # fmt: skip
@click.option(
    "--reject", callback=suggestion_lists.ids, multiple=True, metavar="ID",
    shell_complete=completing.suggestions, help="Not this tag.",
)  # fmt: skip
@click.option("--move", type=(int, str), multiple=True, metavar="ID REF", help="Move it there.")
@click.option(
    "--leave",
    type=int,
    multiple=True,
    metavar="ID",
    shell_complete=completing.reviews,
    help="The words are gone.",
)
@click.option(
    "--reopen", type=int, multiple=True, metavar="ID", shell_complete=completing.gone,
    help="They are not, after all.",
)  # fmt: skip
@click.option("--quote", metavar="WORDS", help="With --accept or --move: the words it is now.")
@options.occurrence_option
@click.option("--whole", is_flag=True, help="With them: onto the whole paragraph.")
@options.format_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    article: str | None,
    gone: bool,
    are_suggested: bool,
    tag: str | None,
    accept: tuple[int | str, ...],
    reject: tuple[int, ...],
    move: tuple[tuple[int, str], ...],
    leave: tuple[int, ...],
    reopen: tuple[int, ...],
    quote: str | None,
    occurrence: int | None,
    whole: bool,
    form: str,
) -> None:
    """Say where annotations belong whose words a new version does not have for sure.

    In a terminal it goes through the open questions, one key an answer; elsewhere,
    with -f, or with --gone it lists them. What stays unanswered stays with its old
    words. With --suggested it is about the tags that wait for a word, named like s12.

    \b
        annotate review
        annotate review mosul -f json
        annotate review --accept 3 --leave 4
        annotate review --move 5 mosul:7 --quote "human shields"
        annotate review --suggested --tag actor/isis
        annotate review --accept s12 --reject s13
    """
    moves = [*((id, None) for id in accept if isinstance(id, int)), *move]
    accepted = [int(id[1:]) for id in accept if isinstance(id, str)]
    if moves or leave or reopen or accepted or reject:
        if article is not None or gone or are_suggested or tag is not None:
            raise click.UsageError("say either what to list, or answers")
        _answer(moves, leave, reopen, (accepted, reject), quote, occurrence, whole=whole)
    elif quote is not None or occurrence or whole:
        raise click.UsageError("--quote and --whole go with --accept or --move")
    elif are_suggested:
        if gone:
            raise click.UsageError("say --gone or --suggested")
        _suggested(tag, article, form, is_asked=_is_asked_for_answers(ctx))
    elif tag is not None:
        raise click.UsageError("--tag goes with --suggested")
    elif gone or not _is_asked_for_answers(ctx):
        _list(article, form, gone=gone)
    else:
        from annotate.cli import review_keys

        db = options.write()
        review_keys.walk(db, article, coder=options.coder_in(db))
        suggestion_lists.say_waiting(db, article)


def _suggested(tag: str | None, article: str | None, form: str, *, is_asked: bool) -> None:
    """Go through what is suggested, or list it."""
    db = options.write() if is_asked else options.read()
    name = None if tag is None else tag_beginnings.taken(db, tag)
    if is_asked:
        from annotate.cli import suggestion_keys

        suggestion_keys.walk(db, name, article, coder=options.coder_in(db))
        return
    found = suggestions.queue(db, tag=name, article=article)
    if not found:
        output.say("nothing is suggested; `annotate suggest TAG` looks where a tag may belong")
    suggestion_lists.show(found, form)


def _is_asked_for_answers(ctx: click.Context) -> bool:
    return not options.is_said(ctx, "form") and sys.stdin.isatty() and sys.stdout.isatty()


def _answer(
    moves: Sequence[tuple[int, str | None]], leave: Iterable[int], reopen: Iterable[int],
    to_suggestions: tuple[Sequence[int], Sequence[int]], quote: str | None,
    occurrence: int | None, *, whole: bool,
) -> None:  # fmt: skip
    if (quote is not None or whole) and len(moves) != 1:
        raise click.UsageError("--quote and --whole go with one --accept or --move")
    if quote is not None and whole:
        raise click.UsageError("say --quote or --whole")
    options.require_quote(quote, occurrence)
    command = options.command()
    with command:
        outcomes = [
            review_answers.accept(
                command,
                i,
                to=to and options.ref(command, to),
                quote=quote,
                occurrence=occurrence,
                whole=whole,
            )
            for i, to in moves
        ]
        for id in leave:
            review_answers.leave(command, id)
        for id in reopen:
            review_answers.reopen(command, id)
        answered = list(suggestion_lists.answered(command, *to_suggestions))
    done = [*(outcome.summary for outcome in outcomes), *(f"review {id}: gone" for id in leave)]
    for line in [*done, *(f"review {id}: open again" for id in reopen), *answered]:
        output.echo(line)
    for outcome in outcomes:
        for words in outcome.told:
            output.say(words)


def _list(article: str | None, form: str, *, gone: bool) -> None:
    db = options.read()
    found = list(reviews.queue(db, article=article, gone=gone, private=True))
    if not found:
        output.say("nothing is gone" if gone else "nothing to review")
    if not gone:
        suggestion_lists.say_waiting(db, article)
    if found or form != "table":
        columns = ["id", "ref", "version", "answer" if gone else "likeliest", "tags", "words"]
        if form in output.SHEETS:
            columns = ["id", "article", "version", "ref", "words", "tags", "likeliest", "likely",
                       "answer"]  # fmt: skip
        output.emit(map(_record, found), form, columns=columns)


def _record(review: Review) -> dict[str, object]:
    likeliest = review.candidates[0] if review.candidates else None
    return {
        "id": review.id,
        "article": review.article,
        "version": review.version,
        "retrieved": review.retrieved,
        "ref": review.ref,
        "words": review.words,
        "quote": review.is_quote,
        "tags": sorted({tagging.tag for tagging in review.taggings}, key=sorting),
        "taggings": [as_json.tagging(tagging) for tagging in review.taggings],
        "notes": [as_json.note(note) for note in review.notes],
        "likeliest": likeliest.paragraph.ref if likeliest else None,
        "likely": likeliest.likely if likeliest else None,
        "candidates": [_candidate(review, candidate) for candidate in review.candidates],
        "answer": review.answer,
    }


def _candidate(review: Review, candidate: Candidate) -> dict[str, object]:
    from annotate.anchor import changes

    return {
        "ref": candidate.paragraph.ref,
        "key": candidate.paragraph.key,
        "likely": candidate.likely,
        "words": candidate.words if candidate.quote or not review.is_quote else None,
        "text": candidate.paragraph.text,
        "difference": differences.marked(changes.words(review.words, candidate.words)),
    }
