"""`annotate add https://…`: pages of a real server on this machine, as articles."""

import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from annotate.corpus import reading
from tests.conftest import Run
from tests.everything import TOWN

NEWS = list(TOWN.values())[:3]

Answers = dict[str, tuple[str, bytes]]
"""What a server says under a path: the content type and the bytes; 404 under all others."""


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    head = f"<title>{title}</title>"
    return f"<!doctype html><html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>"


FEED = b'<rss version="2.0"><channel><title>F</title><item><title>T</title></item></channel></rss>'


@pytest.fixture
def answers() -> Answers:
    return {
        "/news": ("text/html; charset=utf-8", page("The Town News", *NEWS).encode()),
        "/bare": ("text/html", f"{NEWS[0]}<br><br>{NEWS[1]}<p>{NEWS[2]}".encode()),
        "/old": ("text/plain; charset=iso-8859-1", f"Café am Fluß\n\n{NEWS[0]}".encode("latin-1")),
        "/feed": ("application/rss+xml", FEED),
        "/empty": ("text/html", b""),
    }  # fmt: skip


@pytest.fixture
def here(answers: Answers) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            kind, data = answers.get(self.path, ("text/plain", b"no"))
            self.send_response(200 if self.path in answers else 404)
            self.send_header("Content-Type", kind)
            if not self.path.startswith("/unmeasured"):
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_page_becomes_an_article_that_knows_where_it_came_from(
    run: Run, db: sqlite3.Connection, here: str
) -> None:
    result = run("add", "--allow-private", f"{here}/news")
    assert (result.exit_code, result.stderr) == (0, "1 added\n")
    assert result.stdout == "added the-town-news (3 of 4 paragraphs citable)\n"
    read = reading.article(db, "the-town-news")
    assert (read.article.url, read.version.source) == (f"{here}/news", f"{here}/news")
    assert [p.text for p in read.paragraphs if p.number] == NEWS
    assert run("add", "--allow-private", f"{here}/news").stderr == "1 unchanged\n"


def test_a_page_that_has_changed_is_the_next_version(
    run: Run, db: sqlite3.Connection, here: str, answers: Answers
) -> None:
    run("add", "--allow-private", f"{here}/news")
    run("tag", "the-town-news:3", "kept")
    changed = page("The Town News", NEWS[2], NEWS[0], NEWS[1])
    answers["/news"] = ("text/html", changed.encode())
    assert run("add", "--allow-private", f"{here}/news").stdout.startswith("updated the-town-")
    [first, *_] = [p for p in reading.article(db, "the-town-news").paragraphs if p.number]
    assert [tagging.tag for tagging in first.taggings] == ["kept"]


def test_what_a_server_calls_a_page_is_read_as_one_though_it_does_not_begin_so(
    run: Run, db: sqlite3.Connection, here: str
) -> None:
    assert run("add", "--allow-private", f"{here}/bare").exit_code == 0
    [(text,)] = db.execute("select text from versions where source like '%/bare'").fetchall()
    assert ("<" in text, [words for words in NEWS if words not in text]) == (False, [])


def test_the_encoding_is_the_one_the_server_says(
    run: Run, db: sqlite3.Connection, here: str
) -> None:
    assert run("add", "--allow-private", f"{here}/old").exit_code == 0
    assert reading.article(db, "cafe-am-fluss").article.title == "Café am Fluß"


@pytest.mark.parametrize(
    ("under", "told"),
    [
        ("/nothing", "404"),
        ("/feed", "save it to a file, and add that"),
        ("/empty", "empty"),
    ],
)
def test_what_is_no_article_is_one_line_and_the_others_are_added(
    run: Run, here: str, under: str, told: str
) -> None:
    result = run("add", "--allow-private", f"{here}{under}", f"{here}/news")
    assert (result.exit_code, result.stdout.count("added ")) == (1, 1)
    error, *rest = result.stderr.splitlines()
    assert error.startswith(f"Error: {here}{under}")
    assert told in error
    assert rest == ["1 added, 1 failed"]


def test_private_addresses_are_fetched_only_when_it_is_said(run: Run, here: str) -> None:
    result = run("add", f"{here}/news")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "--allow-private fetches" in result.stderr


def test_other_addresses_than_of_the_web_are_refused(run: Run) -> None:
    result = run("add", "ftp://example.org/a.txt")
    told = "cannot be fetched; an address begins with http:// or https://"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, f"Error: ftp://example.org/a.txt: {told}",
    )  # fmt: skip


@pytest.mark.parametrize("share", [1, 0.9, 0.5])
def test_a_page_without_its_length_is_taken_only_with_its_end(
    run: Run, db: sqlite3.Connection, here: str, answers: Answers, share: float
) -> None:
    whole = page("The Town News", *NEWS).encode()
    answers["/unmeasured"] = ("text/html; charset=utf-8", whole)
    address = f"{here}/unmeasured"
    assert run("add", "--allow-private", address).exit_code == 0
    answers["/unmeasured"] = ("text/html; charset=utf-8", whole[: int(share * len(whole))])
    result = run("add", "--allow-private", address)
    assert result.exit_code == (share < 1)
    if share < 1:
        assert "cut off" in result.stderr
    assert db.execute("select max(number) from versions").fetchone()[0] == 1


def test_of_a_text_without_its_length_it_is_told(run: Run, here: str, answers: Answers) -> None:
    answers["/unmeasured.txt"] = ("text/plain", "\n\n".join(NEWS).encode())
    result = run("add", "--allow-private", f"{here}/unmeasured.txt")
    assert result.exit_code == 0
    told = f"{here}/unmeasured.txt came without its length: it may be cut off"
    assert told in result.stderr.splitlines()


def test_a_page_that_is_watched(run: Run, here: str, answers: Answers) -> None:
    run("add", "--allow-private", f"{here}/news")
    run("tag", "the-town-news:2", "x")
    changed = page("The Town News", NEWS[0], f"{NEWS[1]} So it was.", NEWS[2])
    answers["/news"] = ("text/html", changed.encode())
    told = run("watch", "--allow-private", "the-town-news")
    assert "the-town-news@1:2" in told.stdout
    assert "1 of 1 paragraphs" in told.stderr
