"""
Where in the command line the word being typed stands, and of which kind it is.

The commands, their options and arguments are those that click has, written down by
`annotate.cli.described` into `commands.json`: to import click takes longer than all of this.
"""

import json
import os
from typing import NamedTuple, NotRequired, TypedDict

from annotate.tab.shell_line import Word

__all__ = ["FILE", "Argument", "Command", "Kind", "Option", "Place", "found"]

FILE = os.path.join(os.path.dirname(__file__), "commands.json")

Kind = str | list[str] | dict[str, str | list[str]]
"""What finds the words, by its name in `becoming`; the words; of a query, those of its fields."""


class Option(TypedDict):
    """How an option is called, how many words it takes, of which kind, and what else it is."""

    names: list[str]
    takes: int
    many: NotRequired[bool]
    kind: NotRequired[Kind]
    says: NotRequired[str]
    variable: NotRequired[str]
    default: NotRequired[str]


class Argument(TypedDict):
    """How many words it takes, -1 for any number, and of which kind they are."""

    takes: int
    kind: NotRequired[Kind]


class Command(TypedDict):
    """What can stand behind the name of a command."""

    says: str
    options: list[Option]
    arguments: NotRequired[list[Argument]]
    commands: NotRequired[dict[str, "Command"]]


class Place(NamedTuple):
    """
    What is asked for: a kind of words, or some words; and what options were given before it.

    Behind a command that is not written down, of a plugin or none, that is None. `before` is
    what of the word typed is not part of it: `--tag=`.
    """

    kind: Kind | list[Word] | None
    given: dict[str, list[str]]
    before: str = ""


def found(words: list[str], last: str) -> Place:
    """Where the last word stands behind these."""
    with open(FILE, encoding="utf-8") as file:
        typed = _Typed(json.load(file))
    for word in words:
        if not typed.take(word):
            return Place(None, typed.given)
    return typed.place(last)


class _Typed:
    """What the words before the last one said."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.given: dict[str, list[str]] = _from_outside(command)
        self._own: set[str] = set()  # names of this command's options that were given
        self._waits: Option | None = None
        self._lacks = 0  # words that it waits for
        self._arguments = 0
        self._are_options_over = False

    def take(self, word: str) -> bool:
        """The next word; False for a command that is not written down."""
        if self._waits:
            self._give(self._waits, word)
            self._lacks -= 1
            self._waits = self._waits if self._lacks else None
        elif self._is_option(word):
            self._take_option(word)
        elif word == "--" and not self._are_options_over:
            self._are_options_over = True
        elif "commands" in self.command:
            return self._go_into(word)
        else:
            self._arguments += 1
        return True

    def _is_option(self, word: str) -> bool:
        return word[:1] == "-" and len(word) > 1 and word != "--" and not self._are_options_over

    def _go_into(self, name: str) -> bool:
        under = self.command["commands"].get(name)
        if under:
            self.command, self._own, self._are_options_over = under, set(), False
        return under is not None

    def _take_option(self, word: str) -> None:
        """`--tag x`, `--tag=x`, `-fjson`, `-nf json`; one that is not known takes nothing."""
        if word.startswith("--"):
            name, is_said, value = word.partition("=")
            option = self._option(name)
            self._given(option, value if is_said else None)
            return
        for at, letter in enumerate(word[1:], 2):
            option = self._option(f"-{letter}")
            if option and option["takes"]:
                self._given(option, word[at:] or None)
                return
            self._given(option, None)

    def _given(self, option: Option | None, value: str | None) -> None:
        if option is None:
            return
        self._own.add(option["names"][0])
        self._give(option, value)
        self._lacks = option["takes"] - (value is not None)
        self._waits = option if self._lacks > 0 else None

    def _give(self, option: Option, value: str | None) -> None:
        values = self.given.setdefault(option["names"][-1], [])
        values += [] if value is None else [value]

    def _option(self, name: str) -> Option | None:
        return next((each for each in self.command["options"] if name in each["names"]), None)

    def place(self, last: str) -> Place:
        """What the last word is to be."""
        if self._waits:
            return Place(self._waits.get("kind", []), self.given)
        if last[:1] == "-" and not self._are_options_over:
            name, is_said, _ = last.partition("=")
            if not is_said:
                return Place(self._options(), self.given)
            option = self._option(name)
            kind = option.get("kind", []) if option and option["takes"] else []
            return Place(kind, self.given, f"{name}=")
        if "commands" in self.command:
            under = self.command["commands"].items()
            return Place([Word(name, each["says"]) for name, each in under], self.given)
        return Place(self._argument(), self.given)

    def _options(self) -> list[Word]:
        free = (
            each for each in self.command["options"]
            if each.get("many") or each["names"][0] not in self._own
        )  # fmt: skip
        return [Word(name, each.get("says", "")) for each in free for name in each["names"]]

    def _argument(self) -> Kind:
        """The one whose turn it is; what takes any number of words takes all."""
        before = 0
        for each in self.command.get("arguments", []):
            before += each["takes"]
            if each["takes"] < 0 or self._arguments < before:
                return each.get("kind", [])
        return []


def _from_outside(command: Command) -> dict[str, list[str]]:
    """What options are where they are not given."""
    values = (
        (each, os.environ.get(each.get("variable", "")) or each.get("default"))
        for each in command["options"]
    )
    return {each["names"][-1]: [value] for each, value in values if value}
