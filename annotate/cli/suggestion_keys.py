"""
Going through the open suggestions in a terminal.
"""

import sqlite3

from annotate.cli import output
from annotate.cli.walking import Walk
from annotate.corpus import suggestions
from annotate.corpus.suggestions import Suggestion
from annotate.errors import AnnotateError

__all__ = ["walk"]


def walk(db: sqlite3.Connection, tag: str | None, article: str | None, *, coder: str) -> None:
    """Ask about each open suggestion, of a tag or an article or of all."""
    ids = [each.id for each in suggestions.queue(db, tag=tag, article=article)]
    if not ids:
        output.say("nothing is suggested")
        return
    _Walk(db, coder, ids).go()
    left = suggestions.count(db, tag=tag, article=article)
    output.say("all are answered" if not left else f"{left:,} left open")


class _Walk(Walk[Suggestion]):
    KEYS = "a accept · r reject · s skip · u undo · q quit"

    def look_up(self, id: int) -> Suggestion:
        return suggestions.get(self._db, id)

    def show(self, question: Suggestion, number: int, of: int) -> None:
        output.echo("")
        output.echo(output.bold(f"{number} of {of}: {question.name}, {question.ref}"))
        output.echo_wrapped(question.text, indent="    ")
        output.echo(f"      {output.cyan(f'#{question.tag}')}? (score {question.score:.2f})")
        output.echo(self.KEYS)

    def answer(self, question: Suggestion, key: str) -> bool | None:
        if key not in ("a", "r"):
            return None
        how = "--accept" if key == "a" else "--reject"
        do = suggestions.accept if key == "a" else suggestions.reject
        try:
            do(self.command(f"{how} {question.name}"), question.id)
        except AnnotateError as error:
            output.say(str(error))
            return False
        return self.next(f"{question.ref} {'+' if key == 'a' else 'not '}{question.tag}")
