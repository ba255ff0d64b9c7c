"""`annotate completion`."""

import click

from annotate.cli import output, shells

__all__ = ["command"]


@click.command("completion")
@click.argument("shell", type=click.Choice(shells.SHELLS))
def command(*, shell: str) -> None:
    """Print the script with which a shell completes what is typed, at TAB.

    Commands and options, refs with how paragraphs begin, numbers of the open article, tags
    by the beginning of any part, coders, roles and formats. The file that your shell reads
    at its start gets a line:

    \b
        eval "$(annotate completion bash)"         in ~/.bashrc
        eval "$(annotate completion zsh)"          in ~/.zshrc, after compinit
        annotate completion fish | source          in ~/.config/fish/config.fish
    """
    output.echo_exact(shells.script(shell, click.get_current_context().find_root().command))
