"""
What the door for programs has of suggestions: to make some, and to answer them.
"""

from typing import TYPE_CHECKING

from annotate import arguments
from annotate.holding import Held

if TYPE_CHECKING:  # each is loaded by the first call that needs it
    from annotate.coding.suggesting import Suggested
    from annotate.corpus.suggestions import Suggestion

__all__ = ["Answers"]


class Answers:
    """The part of `Corpus` that suggests tags and takes answers."""

    _held: Held

    def suggest(self, tag: str, *, limit: int = 50) -> "Suggested":
        """
        Suggest a tag for so many paragraphs at most, learned from what was read.

        Raises BadInput where that is too little, or scikit-learn is not installed. `accept` and
        `reject` answer what is `found`, by its ids.
        """
        from annotate.coding import suggesting

        arguments.texts(tag=tag)
        arguments.numbers(limit=limit)
        with self._held.writing("suggest", tag) as command:
            return suggesting.suggest(command.db, tag, limit=limit)

    def accept(self, id: int) -> "Suggestion":
        """Put the tag of a suggestion on, by a model and this coder; BadInput if answered."""
        return self._answer("accept", id)

    def reject(self, id: int) -> "Suggestion":
        """Say that the tag of a suggestion is not for its words; raises as `accept`."""
        return self._answer("reject", id)

    def _answer(self, how: str, id: int) -> "Suggestion":
        from annotate.corpus import suggestions

        arguments.numbers(id=id)
        with self._held.writing("review", f"--{how}", suggestions.shown_id(id)) as command:
            answer = suggestions.accept if how == "accept" else suggestions.reject
            return answer(command, id)
