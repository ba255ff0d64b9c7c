"""
Going through the open reviews in a terminal.
"""

import sqlite3

from annotate.anchor import changes
from annotate.cli import differences, output
from annotate.cli.walking import Walk, typed
from annotate.corpus import review_answers, reviews
from annotate.corpus.review_answers import Answered
from annotate.corpus.reviews import Candidate, Review
from annotate.errors import AnnotateError, QuoteNotFound
from annotate.model import Quote
from annotate.text.clean import line

__all__ = ["walk"]

MOST = 9  # candidates that have a key


def walk(db: sqlite3.Connection, article: str | None, *, coder: str) -> None:
    """Ask about each open review, of an article or of all."""
    ids = [review.id for review in reviews.queue(db, article=article, private=True)]
    if not ids:
        output.say("nothing to review")
        return
    _Walk(db, coder, ids).go()
    left = reviews.count(db, article=article, private=True)
    output.say("all are answered" if not left else f"{left} left open")


class _Walk(Walk[Review]):
    KEYS = "a or 1 accept · 2-9 another · m name a paragraph · g gone · s skip · u undo · q quit"

    def look_up(self, id: int) -> Review:
        return reviews.get(self._db, id, private=True)

    def show(self, question: Review, number: int, of: int) -> None:
        _show(question, number, of)
        output.echo(self.KEYS)

    def answer(self, question: Review, key: str) -> bool | None:
        if key == "g":
            return self._leave(question)
        if key == "m":
            return self._move(question)
        if key in ("a", "1"):
            return self._accept(question, 0)
        if key.isdecimal() and key.isascii() and 2 <= int(key) <= len(question.candidates[:MOST]):
            return self._accept(question, int(key) - 1)
        return None

    def _accept(self, review: Review, index: int) -> bool:
        to = review.candidates[index].paragraph.ref if index else None
        return self._put(review, to)

    def _move(self, review: Review) -> bool:
        ref = typed(f"which paragraph of {review.article} (its number, or a ref)")
        if ref.isdecimal():
            ref = f"{review.article}:{ref}"
        return bool(ref) and self._put(review, ref)

    def _put(self, review: Review, to: str | None) -> bool:
        how = f"--move {review.id} {line(to)}" if to else f"--accept {review.id}"
        try:
            outcome = review_answers.accept(self.command(how), review.id, to=to)
        except QuoteNotFound as error:
            output.say(str(error).rpartition(";")[0])
            return self._put_elsewhere(review, to, how)
        except AnnotateError as error:
            output.say(str(error))
            return False
        return self._tell(outcome)

    def _put_elsewhere(self, review: Review, to: str | None, how: str) -> bool:
        """A quote whose words are not there: on other words, or on all of the paragraph."""
        words = typed("the words it is now; w for the whole paragraph; Enter to go back")
        if not words:
            return False
        whole = words == "w"
        how += " --whole" if whole else f' --quote "{line(words)}"'
        quote = None if whole else words
        try:
            command = self.command(how)
            outcome = review_answers.accept(command, review.id, to=to, quote=quote, whole=whole)
        except AnnotateError as error:
            output.say(str(error))
            return False
        return self._tell(outcome)

    def _tell(self, outcome: Answered) -> bool:
        for words in outcome.told:
            output.say(words)
        if outcome.is_open and not outcome.moved:
            return False
        return self.next(outcome.summary)

    def _leave(self, review: Review) -> bool:
        review_answers.leave(self.command(f"--leave {review.id}"), review.id)
        return self.next(f"review {review.id}: gone")


def _show(review: Review, number: int, of: int) -> None:
    output.echo("")
    retrieved = f"version {review.version} ({review.retrieved[:10]}) of {review.article}"
    output.echo(output.bold(f"{number} of {of}: {retrieved} does not have these words any more"))
    output.echo("")
    words = f"“{review.words}”" if review.is_quote else review.words
    output.echo_wrapped(words, indent=f"  {review.ref}  ")
    for tagging in review.taggings:
        by = f" by {tagging.coder}{_on(review, tagging.quote)}"
        output.echo_wrapped(output.cyan(f"#{tagging.tag}") + by, indent="      ")
    for note in review.notes:
        private = " (private)" if note.private else ""
        said = f"{note.by}{private}{_on(review, note.quote)}: {note.text}"
        output.echo_wrapped(said, indent="      ✎ ")
    output.echo("")
    for place, candidate in enumerate(review.candidates[:MOST], 1):
        _show_candidate(review, place, candidate)


def _on(review: Review, quote: Quote | None) -> str:
    """The quote that an annotation of a removed paragraph is on."""
    return f" on “{quote.exact}”" if quote and not review.is_quote else ""


def _show_candidate(review: Review, place: int, candidate: Candidate) -> None:
    paragraph, quote = candidate.paragraph, candidate.quote
    output.echo(output.bold(f"  {place}  {paragraph.ref}") + f"  {candidate.likely:.0%} likely")
    if review.is_quote and quote is None:
        output.echo_wrapped(f"(without the quote) {paragraph.text}", indent="     ")
        return
    difference = differences.coloured(changes.words(review.words, candidate.words))
    if quote:
        difference = f"…{quote.prefix}“{difference}”{quote.suffix}…"
    output.echo_wrapped(difference, indent="     ")
    output.echo("")
