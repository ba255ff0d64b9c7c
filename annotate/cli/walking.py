"""
Going through open questions in a terminal, one key an answer.

Every answer is a command of its own in the history, in the words that would
have given it on the command line.
"""

import sqlite3
from typing import Generic, TypeVar

import click

from annotate.cli import output
from annotate.corpus import history
from annotate.corpus.database import Command

__all__ = ["Walk", "pressed", "typed"]

Question = TypeVar("Question")


class Walk(Generic[Question]):
    """Where one is in a list of questions, and what was answered on the way."""

    KEYS = ""  # what each key does, in a line

    def __init__(self, db: sqlite3.Connection, coder: str, ids: list[int]) -> None:
        self._db, self._coder, self._ids = db, coder, ids
        self._at = 0
        self._answered: list[int] = []  # places in the list, in the order of the answers

    def look_up(self, id: int) -> Question:
        """The question with this id."""
        raise NotImplementedError

    def show(self, question: Question, number: int, of: int) -> None:
        """Show it, the how manieth it is."""
        raise NotImplementedError

    def answer(self, question: Question, key: str) -> bool | None:
        """Whether a key led away from the question; None: it does nothing."""
        raise NotImplementedError

    def go(self) -> None:
        """Until the end of the list, where the last answer can be taken back, or `q`."""
        while self._at < len(self._ids):
            question = self.look_up(self._ids[self._at])
            self.show(question, self._at + 1, len(self._ids))
            while not self._is_done(question, pressed()):
                pass
            if self._at == len(self._ids) and self._answered:
                output.echo("that was the last · u undo · any other key ends")
                if pressed() == "u":
                    self._undo()

    def _is_done(self, question: Question, key: str) -> bool:
        """Whether the key leads away from the question."""
        if key == "q":
            self._at = len(self._ids) + 1
        elif key in ("s", " "):
            self._at += 1
        elif key == "u":
            return self._undo()
        elif (led_away := self.answer(question, key)) is not None:
            return led_away
        else:
            output.echo(self.KEYS)
            return False
        return True

    def next(self, words: str) -> bool:
        """To the next one, after an answer, which is told."""
        output.echo(words)
        self._answered.append(self._at)
        self._at += 1
        return True

    def _undo(self) -> bool:
        """The last answer of this walk; the command before it is not ours to take back."""
        if not self._answered:
            output.say("nothing was answered yet")
            return False
        undone = history.undo(self.command("undo"), coder=self._coder)
        output.echo(f"undone: {undone.words}")
        self._at = self._answered.pop()
        return True

    def command(self, how: str) -> Command:
        """An answer, in the words of the command line."""
        words = how if how == "undo" else f"review {how}"
        return Command(self._db, coder=self._coder, words=words)


def pressed() -> str:
    """The next key."""
    click.echo("? ", nl=False)
    try:
        key = click.getchar().lower()
    except (KeyboardInterrupt, EOFError):
        key = "q"
    output.echo(key if key.isprintable() else "")
    return key


def typed(what: str) -> str:
    """Words that are asked for; none when it is left."""
    try:
        return str(click.prompt(what, default="", show_default=False)).strip()
    except click.Abort:
        output.echo("")
        return ""
