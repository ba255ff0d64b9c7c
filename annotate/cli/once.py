"""
An option that takes one value is said once: of two, click would drop the first without a word.

It looks at what is typed before click parses it again for the command, so that every
command, also one of a plugin, keeps to it.
"""

from collections import Counter
from collections.abc import Sequence

import click

__all__ = ["check", "check_own"]


def check(
    command: click.Command, name: str | None, args: Sequence[str], over: click.Context
) -> None:
    """Raise UsageError when an option of a command, or of one under it, is said twice."""
    if "--help" in args or "-h" in args:
        return
    ctx = click.Context(command, info_name=name, parent=over, **command.context_settings)
    if (rest := check_own(command, args, ctx)) and isinstance(command, click.Group):
        under = command.get_command(ctx, rest[0])
        if under is not None:
            check(under, rest[0], rest[1:], ctx)


def check_own(command: click.Command, args: Sequence[str], ctx: click.Context) -> list[str]:
    """As `check`, for the command itself; what is left over when its options are parsed."""
    try:
        _, rest, said = command.make_parser(ctx).parse_args(list(args))
    except click.UsageError:
        return []  # click says so in its turn
    for param, times in Counter(said).items():
        if times > 1 and isinstance(param, click.Option) and not param.multiple:
            _refuse(param, set(args), ctx)
    return rest


def _refuse(option: click.Option, words: set[str], ctx: click.Context) -> None:
    if not option.is_flag and not option.count:
        raise click.UsageError(f"{option.opts[-1]} is said once", ctx)
    if words & set(option.opts) and words & set(option.secondary_opts):
        raise click.UsageError(f"say {option.opts[-1]} or {option.secondary_opts[-1]}", ctx)
