"""
Going through the open reviews in a terminal, one key an answer.

Every answer is a command of its own in the history, in the words that would
have given it on the command line.
"""

import sqlite3

import click

from annotate.anchor import changes
from annotate.cli import differences, output
from annotate.corpus import history, review_answers, reviews
from annotate.corpus.database import Command
from annotate.corpus.review_answers import Answered
from annotate.corpus.reviews import Candidate, Review
from annotate.errors import AnnotateError, QuoteNotFound
from annotate.model import Quote
from annotate.text.clean import line

__all__ = ["walk"]

MOST = 9  # candidates that have a key
KEYS = "a or 1 accept · 2-9 another · m name a paragraph · g gone · s skip · u undo · q quit"


def walk(db: sqlite3.Connection, article: str | None, *, coder: str) -> None:
    """Ask about each open review, of an article or of all."""
    ids = [review.id for review in reviews.queue(db, article=article, private=True)]
    if not ids:
        output.say("nothing to review")
        return
    _Walk(db, coder, ids).go()
    left = reviews.count(db, article=article, private=True)
    output.say("all are answered" if not left else f"{left} left open")


class _Walk:
    """Where one is in the list, and what was answered on the way."""

    def __init__(self, db: sqlite3.Connection, coder: str, ids: list[int]) -> None:
        self._db, self._coder, self._ids = db, coder, ids
        self._at = 0
        self._answered: list[int] = []  # places in the list, in the order of the answers

    def go(self) -> None:
        """Until the end of the list, where the last answer can be taken back, or `q`."""
        while self._at < len(self._ids):
            review = reviews.get(self._db, self._ids[self._at], private=True)
            _show(review, self._at + 1, len(self._ids))
            while not self._is_done(review, _key()):
                pass
            if self._at == len(self._ids) and self._answered:
                output.echo("that was the last · u undo · any other key ends")
                if _key() == "u":
                    self._undo()

    def _is_done(self, review: Review, key: str) -> bool:
        """Whether the key leads away from the review."""
        if key == "q":
            self._at = len(self._ids) + 1
        elif key in ("s", " "):
            self._at += 1
        elif key == "u":
            return self._undo()
        elif key == "g":
            return self._leave(review)
        elif key == "m":
            return self._move(review)
        elif key in ("a", "1"):
            return self._accept(review, 0)
        elif key.isdecimal() and key.isascii() and 2 <= int(key) <= len(review.candidates[:MOST]):
            return self._accept(review, int(key) - 1)
        else:
            output.echo(KEYS)
            return False
        return True

    def _accept(self, review: Review, index: int) -> bool:
        to = review.candidates[index].paragraph.ref if index else None
        return self._put(review, to)

    def _move(self, review: Review) -> bool:
        ref = _typed(f"which paragraph of {review.article} (its number, or a ref)")
        if ref.isdecimal():
            ref = f"{review.article}:{ref}"
        return bool(ref) and self._put(review, ref)

    def _put(self, review: Review, to: str | None) -> bool:
        how = f"--move {review.id} {line(to)}" if to else f"--accept {review.id}"
        try:
            outcome = review_answers.accept(self._command(how), review.id, to=to)
        except QuoteNotFound as error:
            output.say(str(error).rpartition(";")[0])
            return self._put_elsewhere(review, to, how)
        except AnnotateError as error:
            output.say(str(error))
            return False
        return self._tell(outcome)

    def _put_elsewhere(self, review: Review, to: str | None, how: str) -> bool:
        """A quote whose words are not there: on other words, or on all of the paragraph."""
        words = _typed("the words it is now; w for the whole paragraph; Enter to go back")
        if not words:
            return False
        whole = words == "w"
        how += " --whole" if whole else f' --quote "{line(words)}"'
        quote = None if whole else words
        try:
            command = self._command(how)
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
        return self._next(outcome.summary)

    def _leave(self, review: Review) -> bool:
        review_answers.leave(self._command(f"--leave {review.id}"), review.id)
        return self._next(f"review {review.id}: gone")

    def _next(self, words: str) -> bool:
        output.echo(words)
        self._answered.append(self._at)
        self._at += 1
        return True

    def _undo(self) -> bool:
        """The last answer of this walk; the command before it is not ours to take back."""
        if not self._answered:
            output.say("nothing was answered yet")
            return False
        undone = history.undo(self._command("undo"), coder=self._coder)
        output.echo(f"undone: {undone.words}")
        self._at = self._answered.pop()
        return True

    def _command(self, how: str) -> Command:
        words = how if how == "undo" else f"review {how}"
        return Command(self._db, coder=self._coder, words=words)


def _key() -> str:
    click.echo("? ", nl=False)
    try:
        key = click.getchar().lower()
    except (KeyboardInterrupt, EOFError):
        key = "q"
    output.echo(key if key.isprintable() else "")
    return key


def _typed(what: str) -> str:
    try:
        return str(click.prompt(what, default="", show_default=False)).strip()
    except click.Abort:
        output.echo("")
        return ""


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
    output.echo(KEYS)


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
