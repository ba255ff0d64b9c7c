"""TAB is answered as click would answer it, from what is written down of the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import by_click
from annotate.tab import standing
from annotate.tab.shell_line import Word
from annotate.tab.standing import FILE, Command, Place

WHOLE: Command = json.loads(Path(FILE).read_text())


def paths(command: Command, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command."""
    yield before
    for name, each in command.get("commands", {}).items():
        yield from paths(each, (*before, name))


def at(path: tuple[str, ...]) -> Command:
    command = WHOLE
    for name in path:
        command = command["commands"][name]
    return command


def lines(path: tuple[str, ...]) -> Iterator[tuple[list[str], str]]:
    """Words before and a last one: at every argument, and at and behind every option."""
    command = at(path)
    yield from (([*path], last) for last in ("", "-", "--", "--n", "a"))
    if "commands" not in command:
        yield from (([*path, *["a"] * count], "") for count in range(1, 4))
        yield [*path, "--"], ""
    for option in command["options"]:
        for name in option["names"]:
            values = ["1"] * option["takes"]
            yield [*path, name, *values[:-1]], ""
            yield [*path, name, *values], "--"
            yield [*path, name, *values], ""
            if name.startswith("--") and option["takes"]:
                yield [*path], f"{name}="


def told(place: Place, last: str) -> object:
    """What is told, apart from the order and the help."""
    typed = last.removeprefix(place.before)
    if isinstance(place.kind, str | dict):
        return place.kind, place.before
    words = (each.word if isinstance(each, Word) else each for each in place.kind or ())
    return sorted(word for word in words if word.startswith(typed)), place.before


def test_what_is_written_down_is_the_command_line() -> None:
    assert Path(FILE).read_text() == by_click.written()


@pytest.mark.parametrize("path", list(paths(WHOLE)), ids=" ".join)
def test_every_place_is_the_one_that_click_finds(path: tuple[str, ...]) -> None:
    for before, last in lines(path):
        by_us = told(standing.found(before, last), last)
        assert by_us == told(by_click.found(before, last, {}), last), (before, last)
