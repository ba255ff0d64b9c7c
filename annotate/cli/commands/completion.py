"""`annotate completion`."""

import click

from annotate.cli import output
from annotate.tab.shells import SHELLS

__all__ = ["command"]


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def command(*, shell: str) -> None:
    """Print the script with which a shell completes what is typed, at TAB.

    Commands and options, refs with how paragraphs begin, versions, numbers of the open
    article, tags by the beginning of any part, terms of queries, ids of notes and reviews,
    coders, roles and formats. The file that your shell reads at its start gets a line:

    \b
        eval "$(annotate completion bash)"         in ~/.bashrc
        eval "$(annotate completion zsh)"          in ~/.zshrc, after compinit
        annotate completion fish | source          in ~/.config/fish/config.fish
    """
    output.echo_exact(SHELLS[shell].script)
