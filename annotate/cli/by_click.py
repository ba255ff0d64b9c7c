"""
The command line as TAB needs it, asked of click.

As a program it writes down what `annotate.tab` knows of it, for all commands but those of
plugins, which are asked for in the moment:

    python -m annotate.cli.by_click > annotate/tab/commands.json
"""

import json

import click
from click.shell_completion import CompletionItem, ShellComplete

from annotate.cli import COMMANDS, main
from annotate.tab.shell_line import Word
from annotate.tab.standing import Argument, Command, Kind, Option, Place

__all__ = ["found", "written"]


def found(before: list[str], last: str, given: dict[str, list[str]]) -> Place:
    """Where the last word stands behind these; raises ClickException for what is no command."""
    completion = ShellComplete(main, {}, "annotate", "")
    items = completion.get_completions(list(before), last)
    option = last[: last.find("=") + 1] if last.startswith("-") else ""
    words = [Word(each.value, each.help or "") for each in items]
    return Place(_kind(items) or words, given, option)


def written() -> str:
    """The command line as a file, a line for each command."""
    context = click.Context(main, info_name="annotate", **main.context_settings)
    whole = _options_of(main, context)
    commands = {name: _described(main.get_command(context, name), context) for name in COMMANDS}
    lines = ",\n".join(f"{json.dumps(name)}: {_line(each)}" for name, each in commands.items())
    return f'{{"says": "", "options": {_line(whole)}, "commands": {{\n{lines}\n}}}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _described(command: click.Command | None, over: click.Context) -> Command:
    assert command is not None
    context = click.Context(
        command, info_name=command.name, parent=over, **command.context_settings
    )
    described = Command(says=command.get_short_help_str(200), options=_options_of(command, context))
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if isinstance(command, click.Group):
        described["commands"] = {
            name: _described(command.get_command(context, name), context)
            for name in command.list_commands(context)
        }
    elif arguments:
        described["arguments"] = [_argument(each, context) for each in arguments]
    return described


def _argument(param: click.Argument, context: click.Context) -> Argument:
    argument = Argument(takes=param.nargs)
    if kind := _kind_of(param, context):
        argument["kind"] = kind
    return argument


def _kind_of(param: click.Parameter, context: click.Context) -> Kind:
    items = param.shell_complete(context, "")
    return _kind(items) or [each.value for each in items]


def _options_of(command: click.Command, context: click.Context) -> list[Option]:
    params = command.get_params(context)
    return [_option(p, context) for p in params if isinstance(p, click.Option) and not p.hidden]


def _option(param: click.Option, context: click.Context) -> Option:
    takes = 0 if param.is_flag or param.count else param.nargs
    option = Option(names=[*param.opts, *param.secondary_opts], takes=takes)
    if param.multiple:
        option["many"] = True
    if takes and (kind := _kind_of(param, context)):
        option["kind"] = kind
    if param.help:
        option["says"] = param.help
    if isinstance(param.envvar, str):
        option["variable"] = param.envvar
        if isinstance(param.default, str):
            option["default"] = param.default
    return option


def _kind(items: list[CompletionItem]) -> Kind | None:
    """The kind that `completing` answers with, where it is one."""
    if not items or items[0].type == "plain":
        return None
    return _fields() if items[0].type == "queries" else str(items[0].type)


def _fields() -> dict[str, str | list[str]]:
    """The fields of a query, and of which kind their values are."""
    from annotate.corpus.conditions import IS
    from annotate.model import ROLES
    from annotate.text.query import FIELDS

    kinds: dict[str, str | list[str]] = {"tag": "tags", "article": "articles", "site": "sites"}
    kinds |= {"coder": "coders", "role": [*ROLES], "is": [*IS]}
    return {name: kinds.get(name, []) for name in FIELDS}


if __name__ == "__main__":
    print(written(), end="")
