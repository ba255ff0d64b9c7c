"""
The process in which rules are matched with texts: an expression may take for ever, and is ended.

What a message is about are the texts with their roles; its tasks are the rules.
"""

from collections.abc import Sequence

from annotate.intake import answering
from annotate.text import rule as rules
from annotate.text.rule import Found, Rule
from annotate.text.word_list import Folded

__all__ = ["NAME", "main"]

NAME = __name__
"""Of this module, whose `main` the process runs."""

Texts = Sequence[tuple[str, str]]  # the role and the words of each

_last: list[tuple[str, Folded]] = []
_said: list[Texts] = []


def main() -> None:
    """Answer until stdin ends."""
    answering.serve(_answer)


def _answer(texts: Texts, rule: Rule) -> Found:
    if not _said or _said[0] is not texts:  # another message: fold its texts once for all rules
        _said[:], _last[:] = [texts], [(role, Folded(text)) for role, text in texts]
    return rules.found(rule, _last)
