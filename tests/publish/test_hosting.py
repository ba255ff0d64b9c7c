"""The recipes of a publication, run: serve.sh, and an nginx before it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from annotate.corpus.database import open_read
from annotate.publish import publishing
from annotate.publish.publishing import Wanted
from annotate.publish.saying import Said
from annotate.text.key import key
from tests import made_up

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
MAIN = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


Ask = Callable[..., Answer]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(words: list[str], port: int, cwd: Path) -> Iterator[None]:
    """A server in the foreground, until it answers and then until the end of the block."""
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    with subprocess.Popen(
        words, cwd=cwd, env=os.environ | {"PATH": path},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            for _ in range(300):
                with closing(socket.socket()) as probe:
                    if process.poll() is not None or not probe.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.1)
            assert process.poll() is None
            yield
        finally:
            process.terminate()


@pytest.fixture(params=["", "corpus/"])
def ask(request: pytest.FixtureRequest, path: Path, tmp_path: Path) -> Iterator[Ask]:
    """Ask an nginx with our recipe, before a published copy served by ours, under some path."""
    said = Said(title="Lindow", base_url=f"https://lindow.example/{request.param}")
    with closing(open_read(path)) as db:
        site = publishing.publish(db, tmp_path / "site", Wanted(said=said), agree=bool).place
    ours, theirs = free_port(), free_port()
    recipe = (site / "nginx.conf").read_text()
    assert "server_name lindow.example;" in recipe
    (tmp_path / "site.conf").write_text(
        recipe.replace("listen 80;", f"listen 127.0.0.1:{ours};").replace(":8001", f":{theirs}")
    )
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path))

    def get(place: str, method: str = "GET", **headers: str) -> Answer:
        with closing(HTTPConnection("127.0.0.1", ours, timeout=30)) as connection:
            connection.request(method, f"/{request.param}{place}", headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    nginx = [NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-g", "daemon off;"]
    with (
        running(["sh", str(site / "serve.sh"), "--port", str(theirs)], theirs, tmp_path),
        running(nginx, ours, tmp_path),
    ):
        yield get


def test_the_recipes_serve_the_site(ask: Ask) -> None:
    home = ask("")
    page = home.body.decode()
    assert (home.status, "Lindow" in page) == (200, True)
    cited = key(made_up.HARBOUR[0])
    for place in ("read/harbour", f"cite/{cited}", f"cite/{cited}.json", "tags", "search?q=ice",
                  "corpus/articles", "corpus/notes.json"):  # fmt: skip
        assert ask(place).status == 200, place
    [style] = re.findall(r'href="[^"]*(-/annotate/annotate.css[^"]*)"', page)
    assert ask(style).status == 200
    assert ask("read/harbour", **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    for place in (
        "-/databases.json",
        "-/threads",
        "-/versions.json",
        "-/settings",
        "-/plugins.json",
    ):
        assert ask(place).status == 404, place
    for method in ("POST", "PUT", "TRACE", "DELETE"):
        assert ask("read/harbour", method).status == 405, method
    assert ask("corpus.db").status in (403, 404)
    codes = [ask("search?q=ice").status for _ in range(30)]
    assert {200, 503} == {*codes}
