"""`annotate serve`."""

import os
import sys

import click

from annotate.cli import options

__all__ = ["command_serve"]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.option("--open", "in_browser", is_flag=True, help="Open a browser.")
def command_serve(*, host: str, port: int, in_browser: bool) -> None:
    """Serve the corpus as a reading site, with Datasette.

    \b
        annotate serve
        annotate --db mine.db serve --port 8080 --open
    """
    options.read().close()  # says what is wrong with the database, if anything is
    path = os.fspath(click.get_current_context().find_root().params["db"])
    config = os.path.join(os.path.dirname(os.path.abspath(path)), "datasette.yaml")
    arguments = ["serve", path, "--host", host, "--port", str(port)]
    arguments += ["--open"] if in_browser else []
    arguments += ["--metadata", config] if os.path.exists(config) else []
    command = [sys.executable, "-m", "datasette", *arguments]
    os.execv(sys.executable, command)
