"""What every command says of itself."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from annotate import cli
from annotate.cli import COMMANDS, main
from annotate.cli.commands import tags
from tests.conftest import Run
from tests.made_up import COMMAND


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


EVERY = [(), *commands(main)]


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
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
        "add", "gather", "articles", "show", "open", "edit", "role", "split", "join", "reclassify",
        "diff", "tag", "untag", "tags", "read", "code", "autocode", "suggest", "note",
        "notes", "find", "same", "cite",
        "history", "undo", "redo", "forget", "review", "watch", "check", "verify", "stats",
        "export", "import", "serve", "publish", "completion",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "said"),
    [(main, COMMANDS), (tags.command, {name: says for name, (_, says) in tags.COMMANDS.items()})],
    ids=["all", "tags"],
)
def test_the_list_of_commands_says_what_each_says_of_itself(
    group: click.Group, said: dict[str, str]
) -> None:
    own = {
        name: command.get_short_help_str(200)
        for name in said
        if (command := group.get_command(click.Context(group), name))
    }
    assert own == said


def test_a_command_is_in_the_file_with_its_name() -> None:
    files = {path.stem for path in Path(cli.__file__).parent.glob("commands/[!_]*")}
    assert files == set(COMMANDS)


@pytest.mark.parametrize(("words", "needed"), [((), 0), (("tags",), 2)], ids=["all", "tags"])
def test_the_list_of_commands_imports_none_of_them(words: tuple[str, ...], needed: int) -> None:
    code = (
        "import sys; from annotate.cli import main\n"
        "try: main([*sys.argv[1:], '--help'])\n"
        "finally: print(*(n for n in sys.modules if n.startswith('annotate.cli.commands')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert loaded == ["annotate.cli.commands", "annotate.cli.commands.tags"][:needed]


def test_the_shell_completes_commands_without_importing_them(
    environment: dict[str, str], tmp_path: Path
) -> None:
    words = {"_ANNOTATE_COMPLETE": "bash_complete", "COMP_LINE": "annotate re"}
    done = subprocess.run(
        [COMMAND], env={**environment, **words}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["plain,reclassify", "plain,read", "plain,redo", "plain,review"]


def test_the_version_is_told(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"annotate, version {version('annotate-corpus')}\n"
