"""An option said twice is refused, for every command."""

import click
import pytest

from annotate.cli import COMMANDS, main
from tests.conftest import Run

ROOT = click.Context(main)


def options() -> list[tuple[tuple[str, ...], click.Option]]:
    """Every command, those under another too, with every option of its that takes one value."""
    found = []
    for name in COMMANDS:
        command = main.get_command(ROOT, name)
        assert command is not None
        under = command.commands if isinstance(command, click.Group) else {}
        for words, each in [((name,), command), *(((name, n), c) for n, c in under.items())]:
            found += [(words, p) for p in each.params if isinstance(p, click.Option)]
    return [(words, p) for words, p in found if not p.is_flag and not p.multiple]


@pytest.mark.parametrize(("words", "option"), options(), ids=lambda o: str(getattr(o, "name", o)))
def test_an_option_is_said_once(run: Run, words: tuple[str, ...], option: click.Option) -> None:
    values = ["1"] * option.nargs
    told = run(*words, option.opts[-1], *values, option.opts[-1], *values)
    assert told.exit_code == 2
    assert told.exit_code == 2
    assert f"{option.opts[-1]} is said once" in told.stderr


def test_so_are_the_options_of_all_commands(run: Run) -> None:
    assert "--coder is said once" in run("--coder", "a", "--coder=b", "articles").stderr
    assert "--format is said once" in run("tags", "-f", "nl", "-fcsv").stderr


def test_flags_may_be_repeated_but_not_contradicted(run: Run) -> None:
    run("find", "the", "--removed", "--removed")
    told = run("note", "harbour:1", "x", "--private", "--public")
    assert "say --private or --public" in told.stderr
    run("note", "harbour:1", "x", "--private", "--private")


def test_help_is_shown_all_the_same_and_words_after_dashes_are_words(run: Run) -> None:
    assert "Usage" in run("find", "--limit", "1", "--limit", "2", "--help").stdout
    run("note", "harbour:1", "--", "--quote")
