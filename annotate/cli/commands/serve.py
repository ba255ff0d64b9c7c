"""`annotate serve`."""

import json
import os
import sys
from collections.abc import Iterator

import click

from annotate.cli import options
from annotate.corpus import public, publication
from annotate.corpus.connecting import FROZEN, UNLOCKED
from annotate.errors import BadInput

__all__ = ["command"]

BASE_URL = "ANNOTATE_BASE_URL"


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.option("--open", "in_browser", is_flag=True, help="Open a browser.")
@click.option("--get", "page", metavar="PATH", help="Print this page and stop.")
@click.option("--base-url", envvar=BASE_URL, metavar="URL", show_envvar=True,
              callback=options.address,
              help="The site's address in links, if the database does not say it.")  # fmt: skip
def command(
    *, host: str, port: int, in_browser: bool, page: str | None, base_url: str | None
) -> None:
    """Serve the corpus as a reading site, with Datasette.

    To you alone: with private notes, and on this machine (a loopback address). What others
    may read is made by `annotate publish`; a database made so is served on any host.
    The files metadata.yaml and datasette.yaml beside the database are used.

    \b
        annotate serve
        annotate --db mine.db serve --port 8080 --open
        annotate serve --get /cite/5v0hrh53djh9w.json
    """
    opened = options.read()  # says what is wrong with the database, if anything is
    mode, is_working = opened.mode, publication.of(opened) is None
    if is_working:
        _require_loopback(host)
    database = os.path.abspath(options.path())
    if "?" in database or "#" in database:
        raise BadInput(f"Datasette cannot serve {database}: rename it to be without ? and #")
    arguments = [
        *_named(database, mode, not is_working),
        *_settings(os.path.dirname(database)),
    ]
    if page:
        arguments += ["--get", "/" + page.lstrip("/")]
    else:
        _require_free(host, port)
        arguments += ["--host", host, "--port", str(port), *(["--open"] if in_browser else [])]
    os.environ |= {BASE_URL: base_url} if base_url else {}
    os.environ[public.OWNER] = str(os.getpid()) if is_working else ""
    # -P: without the working folder, in which anything may lie, on the path
    os.execv(sys.executable, [sys.executable, "-P", "-m", "datasette", "serve", *arguments])


def _named(database: str, mode: str, is_published: bool) -> list[str]:
    """The database as Datasette can open it: where its folder may not be written, as immutable."""
    if is_published and os.path.exists(os.path.join(os.path.dirname(database), "settings.json")):
        return ["--immutable", database]
    if is_published:
        mode = FROZEN
    if mode == UNLOCKED:
        raise BadInput(
            f"{database} has changes in its log, {os.path.basename(database)}-wal, which Datasette"
            " reads only where the folder may be written: copy both to such a folder"
        )
    if mode == FROZEN:  # of an immutable database Datasette would offer the file itself
        return ["--immutable", database, "--setting", "allow_download", "off"]
    return [database]


def _settings(folder: str) -> Iterator[str]:
    """Datasette 0.65 reads all its settings of a database from metadata.yaml, 1.0 some of them."""
    from datasette.version import __version__

    is_first = __version__.startswith("0.")
    options = {"metadata.yaml": "--metadata", "inspect-data.json": "--inspect-file"}
    for name, option in (
        options if is_first else {**options, "datasette.yaml": "--config"}
    ).items():
        path = os.path.join(folder, name)
        if os.path.exists(path):
            yield from (option, path)
    path = os.path.join(folder, "settings.json")
    if is_first and os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for name, value in json.load(file).items():
                yield from ("--setting", name, json.dumps(value).strip('"'))


def _require_loopback(host: str) -> None:
    import ipaddress
    import socket

    try:
        found = {str(known[4][0]) for known in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError) as error:
        raise BadInput(f"{host} is no host here; leave --host out for this machine") from error
    if not all(ipaddress.ip_address(one.partition("%")[0]).is_loopback for one in found):
        raise BadInput(
            f"this database may have private notes, and {host} is open to others: it is served on"
            " 127.0.0.1 alone; `annotate publish DIR` makes a copy for others"
        )


def _require_free(host: str, port: int) -> None:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput(
                f"cannot listen on {host}:{port} ({error.strerror}); say another with --port"
            ) from error
