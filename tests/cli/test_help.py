"""What every command says of itself."""

from collections.abc import Iterator

import click
import pytest

from annotate.cli import main
from tests.conftest import Run


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = [(), *commands(main)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_shows_an_example_of_the_command(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    examples = [line.strip() for line in result.stdout.splitlines() if "annotate " in line]
    beginning = " ".join(["annotate", *words])
    own = [line for line in examples if line.startswith(("annotate ", "curl ")) and words]
    assert any(" ".join(words) in line for line in own) if words else examples, beginning
    assert run(*words, "-h").stdout == result.stdout


def test_commands_are_those_of_the_design() -> None:
    assert [words[0] for words in commands(main) if len(words) == 1] == [
        "add", "articles", "show", "edit", "role", "split", "join", "reclassify", "diff",
        "tag", "untag", "tags", "note", "notes", "find", "same", "cite", "history", "undo",
        "review", "check", "verify", "serve",
    ]  # fmt: skip


def test_the_version_is_told(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"annotate, version {version('annotate-corpus')}\n"
