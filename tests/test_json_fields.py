"""`docs/json.yaml` says what every field is that commands write as JSON, and of no other."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from annotate.cli import main
from tests import everything
from tests.cli.test_help import commands
from tests.conftest import Run

SAID = yaml.safe_load((Path(__file__).parents[1] / "docs" / "json.yaml").read_text())
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
PLAIN = {"boolean": (bool,), "integer": (int,), "number": (int, float), "text": (str,)}

Seen = tuple[str, str, str]
"""Of an object and a field of it: what it may be, or was."""


def test_the_fields_are_those_that_commands_write(
    run: Run, db: sqlite3.Connection, tmp_path: Path
) -> None:
    written = list(everything.written(run, db, tmp_path))
    assert list(dict(written)) == list(SAID["commands"])
    met = {seen for name, value in written for seen in _top(name, value)}
    assert sorted(met - _all_said()) == []  # in what is written alone
    assert sorted(_all_said() - met) == []  # in the page alone


def test_every_command_that_writes_json_is_in_the_page() -> None:
    told = {re.sub("( [A-Z]+)?( -.*)?$", "", name) for name in SAID["commands"]}
    told |= {name.split()[0] for name in told}  # of a command that writes several things
    assert {" ".join(words) for words in commands(main) if _writes_json(words)} <= told


def _writes_json(words: tuple[str, ...]) -> bool:
    command: click.Command | None = main
    for word in words:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command
    return any("--format" in option.opts for option in command.params)


def _top(name: str, value: object) -> Iterator[Seen]:
    yield from _seen("commands", name, value, SAID["commands"][name])


def _seen(of: str, field: str, value: object, said: str) -> Iterator[Seen]:
    """What a value is, of what it is said to be, and all that is in it."""
    kind = next((each for each in _kinds(said) if _is(value, each)), f"not said: {value!r}")
    if value == [] and kind != "empty list":
        return
    yield of, field, kind
    name = kind.removeprefix("list of ")
    for item in value if isinstance(value, list) else [value]:
        if name in SAID["objects"]:
            yield from _fields_seen(name, item)
        elif kind.startswith("list of ") and not _is(item, name):
            yield of, field, f"not said: {item!r}"


def _fields_seen(name: str, value: Any) -> Iterator[Seen]:
    for object, fields in _parts(name):
        for field, said in fields.items():
            if field in value:
                yield from _seen(object, field, value[field], said)
            else:
                yield object, field, "absent"
    known = {field for _, fields in _parts(name) for field in fields}
    yield from ((name, field, "not said") for field in value.keys() - known)


def _parts(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """An object's own fields, and those of the object that it has, with their types."""
    own = {field: said.partition(" | ")[0] for field, said in SAID["objects"][name].items()}
    if other := own.pop("has", None):
        yield from _parts(other)
    yield name, own


def _kinds(said: str) -> list[str]:
    return [kind for each in said.split(" or ") for kind in each.removeprefix("one of ").split("/")]


def _is(value: object, kind: str) -> bool:
    if kind in PLAIN:
        return type(value) in PLAIN[kind]
    if kind == "time":
        return isinstance(value, str) and bool(TIME.fullmatch(value))
    if kind == "counts":
        return isinstance(value, dict) and all(type(each) is int for each in value.values())
    if kind.startswith("list of "):
        return isinstance(value, list)
    if kind in SAID["objects"]:
        return isinstance(value, dict)
    return value == {"null": None, "empty list": []}.get(kind, kind)


def _all_said() -> set[Seen]:
    fields = [
        (name, *field) for name in SAID["objects"] for field in [*_parts(name)][-1][1].items()
    ]
    fields += [("commands", name, said) for name, said in SAID["commands"].items()]
    return {(name, field, kind) for name, field, said in fields for kind in _kinds(said)}
