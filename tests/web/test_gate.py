"""What holds for every request, whoever's page it is: methods, hosts, odd bytes, headers."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotate.web import gate, respond, roots
from tests.web.conftest import Serve, key_of

MASTER = key_of("The harbour master counted the passengers twice.")
PLACES = (
    "/", "/-/", "/-/versions.json", "/-/annotate/annotate.css", "/-/annotate/colours.css?c=aabbcc",
    "/-/static/app.css", "/field~20notes", "/field~20notes/paragraphs", "/field~20notes/notes",
    "/field~20notes/paragraphs/1", "/read", "/read/lamps", f"/cite/{MASTER}.json", "/search?q=a",
    "/nothing", "/field~20notes/nothing", "/field~20notes/-/query", "/favicon.ico",
)  # fmt: skip


async def scoped(datasette: Any, **changes: Any) -> tuple[int, dict[str, str], bytes]:
    """The answer to a request of these very bytes, as a server hands it on."""
    got: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": "/", "raw_path": b"/", "query_string": b"",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": ("a", 80),
    } | changes  # fmt: skip
    app = datasette if callable(datasette) else datasette.app()
    await app(scope, receive, send)
    starts = [message for message in got if message["type"] == "http.response.start"]
    assert len(starts) == 1
    headers = {
        name.decode().lower(): value.decode("latin-1") for name, value in starts[0]["headers"]
    }
    return starts[0]["status"], headers, b"".join(m.get("body", b"") for m in got[1:])


@pytest.mark.parametrize("owner", [False, True], ids=["anyone", "owner"])
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW", "PUT", "DELETE", "PATCH", "POST"])
async def test_a_method_that_nobody_answers_is_405(
    serve: Serve, corpus: Path, method: str, owner: bool
) -> None:
    datasette = serve(owner=owner)
    for place in PLACES:
        path, _, query = place.partition("?")
        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        status, told, _ = await scoped(
            datasette, method=method, path=path, raw_path=path.encode(), headers=headers,
            query_string=query.encode(),
        )  # fmt: skip
        assert status in (404, 403, 405, 400), place
        assert status != 405 or told["allow"], place
        if place.startswith(("/-/", "/read")) or place in ("/", "/field~20notes/paragraphs"):
            assert status == 405 or (owner and status == 403), place


@pytest.mark.parametrize("path", ["/", "/read", f"/cite/{MASTER}", "/-/versions.json", "/nowhere"])
async def test_a_form_that_cannot_be_read_breaks_nothing(
    serve: Serve, corpus: Path, path: str
) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = await serve().client.request(method, path, content=b"\xff=1", headers=form)
        assert answer.status_code in (400, 405), (method, answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["[::1", "[", '"><script>', "a b", "a.example:b", "a.example/x"])
async def test_a_host_that_can_be_none_is_refused(serve: Serve, corpus: Path, host: str) -> None:
    for path in ("/", f"/cite/{MASTER}.json", "/field~20notes/paragraphs.json?_size=1"):
        answer = await serve().client.get(path, headers={"Host": host})
        assert (answer.status_code, host in answer.text) == (400, False), path


@pytest.mark.parametrize("host", ["a.example", "a_b.example:80", "[::1]:8001", "10.0.0.1:", "a."])
async def test_a_host_that_there_may_be_is_answered(serve: Serve, corpus: Path, host: str) -> None:
    path = "/field~20notes/paragraphs.json?_size=1"
    assert (await serve().client.get(path, headers={"Host": host})).status_code == 200


async def test_head_is_answered_like_get_without_a_body(serve: Serve, corpus: Path) -> None:
    client = serve().client
    for place in PLACES:
        get, head = await client.get(place), await client.head(place)
        assert (head.status_code, head.content) == (get.status_code, b""), place


ODD = {
    "a cookie": {"headers": [(b"host", b"localhost"), (b"cookie", b"a=\xff; b=\xc3\xa4; c=1")]},
    "a host": {"headers": [(b"host", b"\xff\xfe")]},
    "no host": {"headers": []},
    "two hosts": {"headers": [(b"host", b"localhost"), (b"host", b"evil.example")]},
    "accept": {"headers": [(b"host", b"localhost"), (b"accept", bytes(range(128, 256)))]},
    "a path": {"path": "/read/\ufffd", "raw_path": b"/read/\xff\xfe"},
    "a query": {"path": "/search", "raw_path": b"/search", "query_string": b"q=\xff%ff%00&\xff"},
    "authorization": {"headers": [(b"host", b"localhost"), (b"authorization", b"Basic \xff")]},
    "a long cookie": {"headers": [(b"host", b"localhost"), (b"cookie", b"a=" + b"b" * 60_000)]},
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("owner", [False, True], ids=["anyone", "owner"])
async def test_odd_bytes_break_nothing(
    serve: Serve, corpus: Path, odd: dict[str, Any], owner: bool
) -> None:
    datasette = serve(owner=owner)
    for place in ("/", "/read/lamps", "/field~20notes", "/-/versions.json", "/nothing"):
        status, headers, _ = await scoped(
            datasette, **{"path": place, "raw_path": place.encode()} | odd
        )
        assert status < 500, place
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("owner", [False, True], ids=["anyone", "owner"])
async def test_every_answer_has_the_headers_that_keep_others_out(
    serve: Serve, corpus: Path, owner: bool
) -> None:
    client = serve(owner=owner).client
    for place in PLACES:
        headers = (await client.get(place)).headers
        assert headers["x-content-type-options"] == "nosniff", place
        assert headers["x-frame-options"] == "DENY", place
        assert headers["referrer-policy"], place
        assert headers["content-security-policy"] in (
            gate.STOCK, respond.SECURITY["Content-Security-Policy"],
            "default-src 'none'; style-src 'self'",
        ), place  # fmt: skip


BROKEN = (
    "/nothing",
    "/nothing/at/all",
    "/-/nothing",
    "/cite/a/b/c",
    "/read/a/diff/x",
    "/field~20notes/nothing",
    "/field~20notes/paragraphs/99999",
    "/.well-known/x",
)


async def test_what_is_not_here_has_a_page_of_ours(serve: Serve, corpus: Path) -> None:
    client = serve().client
    for path in BROKEN:
        answer = await client.get(path)
        assert answer.status_code == 404, path
        assert "<h1>Not here</h1>" in answer.text, path
        assert (
            answer.headers["content-security-policy"] == respond.SECURITY["Content-Security-Policy"]
        )
        assert answer.headers["cache-control"] == "no-store"
    told = await client.get("/field~20notes/nothing.json")
    assert (told.status_code, told.json()["ok"]) == (404, False)
    refused = await client.get("/field~20notes/history")
    assert "<h1>Not for everyone</h1>" in refused.text
    slash = await client.get("/read/lamps/")
    assert (slash.status_code, slash.headers["location"]) == (302, "/read/lamps")


async def test_what_breaks_tells_no_stranger_why(
    serve: Serve, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = serve().client
    answer = await client.get("/field~20notes/articles/1.blob?_blob_column=id")
    if answer.status_code == 500:  # on 0.65, which takes every column for one of bytes
        assert "<h1>Something went wrong</h1>" in answer.text
        assert "encode" not in answer.text
        assert "encode" in capsys.readouterr().err


async def test_a_page_that_is_not_there_writes_no_variables_into_the_log(
    serve: Serve, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import rich  # which Datasette would use for that, where it is installed

    assert rich
    client = serve().client
    for path in (
        "/nothing",
        "/field~20notes/nothing",
        "/field~20notes/articles/1.blob?_blob_column=id",
    ):
        await client.get(path)
    told = capsys.readouterr()
    assert "locals" not in told.out + told.err


async def test_a_private_corpus_is_not_named_where_nothing_is(serve: Serve, corpus: Path) -> None:
    client = serve(database={"allow": {"id": "root"}, "title": "Hushed"}).client
    answer = await client.get("/nothing")
    assert answer.status_code == 404
    assert "Hushed" not in answer.text
    assert "field" not in answer.text


async def test_the_owner_is_answered_on_this_machine_alone(serve: Serve, corpus: Path) -> None:
    client = serve(owner=True).client
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "192.168.1.2",
        "evil.example:8001",
        "localhost@evil.example",
        "[::2]",
        "127.0.0.1:80:80",
    ):
        for path in (
            "/",
            "/field~20notes/notes.json",
            "/-/databases.json",
            "/-/annotate/annotate.css",
        ):
            answer = await client.get(path, headers={"Host": host})
            assert answer.status_code == 421 or host == "", (host, path)
    for host in (
        "localhost",
        "localhost:8001",
        "127.0.0.1:8001",
        "[::1]:8001",
        "127.1.2.3",
        "LOCALHOST",
    ):
        assert (await client.get("/", headers={"Host": host})).status_code == 200, host


async def test_without_a_base_url_a_strange_host_is_named_nowhere(
    serve: Serve, corpus: Path
) -> None:
    client = serve().client
    for form in ("", ".json", ".txt", ".md", ".bib", ".ris", ".csl.json"):
        path = f"/cite/{MASTER}{form}"
        told = (await client.get(path, headers={"Host": "evil.example"})).text
        assert "evil.example" not in told
        assert f"/cite/{MASTER}" in told.replace("\\_", "_")
        near = (await client.get(path, headers={"Host": "127.0.0.1:8001"})).text
        assert f"http://127.0.0.1:8001/cite/{MASTER}" in near.replace("\\_", "_")


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("https://a.example", "https://a.example/"),
        (" https://a.example/corp/ ", "https://a.example/corp/"),
        ("javascript:alert(1)", ""),
        ('https://a.example/"><script>', ""),
        ("a.example", ""),
        ("", ""),
    ],
)
async def test_the_environment_says_the_base_url(
    serve: Serve, corpus: Path, monkeypatch: pytest.MonkeyPatch, words: str, root: str
) -> None:
    monkeypatch.setenv("ANNOTATE_BASE_URL", words)
    assert roots.said(None) == root
    told = (
        await serve().client.get(f"/cite/{MASTER}.json", headers={"Host": "evil.example"})
    ).json()
    assert told["url"] == (root or "/") + f"cite/{MASTER}"
    page = (await serve().client.get("/read/lamps")).text
    canonical = re.findall('<link rel="canonical" href="([^"]*)">', page)
    assert canonical == [(root or "http://localhost/") + "read/lamps"]
