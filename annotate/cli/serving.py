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
@click.option("--get", "path", metavar="PATH", help="Print this page and stop.")
def command_serve(*, host: str, port: int, in_browser: bool, path: str | None) -> None:
    """Serve the corpus as a reading site, with Datasette.

    \b
        annotate serve
        annotate --db mine.db serve --port 8080 --open
        annotate serve --get /cite/5v0hrh53djh9w.json
    """
    options.read().close()  # says what is wrong with the database, if anything is
    database = os.fspath(click.get_current_context().find_root().params["db"])
    config = os.path.join(os.path.dirname(os.path.abspath(database)), "datasette.yaml")
    arguments = ["serve", database, "--host", host, "--port", str(port)]
    arguments += ["--open"] if in_browser else []
    arguments += ["--get", path] if path else []
    arguments += ["--metadata", config] if os.path.exists(config) else []
    command = [sys.executable, "-m", "datasette", *arguments]
    os.execv(sys.executable, command)
