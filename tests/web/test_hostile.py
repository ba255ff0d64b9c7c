"""
Whatever is asked, in whichever way: nothing breaks, no script runs, nothing private is told.

`make fuzz` asks some thousand times more.
"""

import asyncio
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.corpus import public
from tests.web.conftest import SECRET, build, key_of
from tests.web.test_copies import publish
from tests.web.test_gate import scoped

MASTER = key_of("The harbour master counted the passengers twice.")
SCRIPT = "<script>alert(7)</script>"
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "99999999999999999999",
    "1e9",
    "NaN",
    "null",
    "\x00",
    "'",
    '"',
    "%",
    "%25",
    "*",
    "a*",
    '"',
    '""',
    "a b c d e f g h i j k",
    "ferry",
    "the",
    "../../etc/passwd",
    "..",
    ".",
    "//evil.example",
    "\\\\evil.example",
    "http://evil.example",
    "javascript:alert(7)",
    SCRIPT,
    '"><img src=x onerror=alert(7)>',
    "'; drop table notes; --",
    "' or 1=1 --",
    "{{7*7}}",
    "${7*7}",
    "مرحبا",
    "\u202e",
    "\ud800",
    "😀" * 50,
    "a" * 3_000,
    "/" * 500,
    "a/" * 500,
    "AND OR NOT (",
    "NEAR(a b)",
    "text:ferry",
    "\r\nSet-Cookie: a=b",
    "\r\n\r\n<html>",
    "true",
    "[]",
    '{"a": 1}',
    "the-last-ferry",
    "lamps@1",
    "lamps@99",
    MASTER,
    MASTER.upper(),
    "private",
    SECRET,
    "notes",
    "history",
    "main.notes",
    "notes_fts",
    "sqlite_master",
)
NAMES = (
    "q",
    "tag",
    "article",
    "role",
    "page",
    "after",
    "before",
    "all",
    "gone",
    "c",
    "v",
    "x",
    "sql",
    "_facet",
    "_facet_array",
    "_facet_date",
    "_search",
    "_searchmode",
    "_search_text",
    "_sort",
    "_sort_desc",
    "_next",
    "_size",
    "_where",
    "_through",
    "_shape",
    "_labels",
    "_extra",
    "_extras",
    "_fts_table",
    "_fts_pk",
    "_col",
    "_nocol",
    "_trace",
    "_json",
    "_json_infinity",
    "_nl",
    "_stream",
    "_dl",
    "_blob_column",
    "_ttl",
    "_timelimit",
    "text__contains",
    "private__exact",
    "paragraph__in",
    "id__gt",
    "_nofacet",
    "_nosuggest",
    "_show_hidden",
)
PATHS = (
    "/",
    "/read",
    "/read/{}",
    "/read/{}@1",
    "/read/lamps@{}",
    "/read/{}/diff",
    "/read/lamps/diff/{}/2",
    "/read/lamps/diff/1/2",
    "/read/lamps/diff.json",
    "/read/{}.json",
    "/read/the-last-ferry.md",
    "/read/the-last-ferry@{}.txt",
    "/cite/{}",
    "/cite/{}.json",
    "/cite/lamps/{}",
    "/cite/{}/x",
    f"/cite/{MASTER}.bib",
    f"/cite/{MASTER}.{{}}",
    "/tags",
    "/tags/{}",
    "/tags.json",
    "/annotations/",
    "/search",
    "/search.json",
    "/search.csv",
    "/search.atom",
    "/review",
    "/-/",
    "/{}",
    "/-/annotate/{}",
    "/-/annotate/colours.css",
    "/-/{}",
    "/-/versions.json",
    "/-/static/{}",
    "/corpus",
    "/corpus/{}",
    "/corpus/paragraphs",
    "/corpus/paragraphs.json",
    "/corpus/paragraphs/1",
    "/corpus/notes",
    "/corpus/{}.json",
    "/corpus/taggings.csv",
    "/corpus/tagged_paragraphs.json",
    "/corpus/{}/1",
    "/corpus/paragraphs/{}",
    "/corpus.{}",
    "/corpus/-/query",
    "/corpus/-/{}",
    "/corpus/tags/-/{}",
    "/{}/{}/{}/{}",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "X" * 50)
HOSTS = (
    b"localhost",
    b"localhost:8001",
    b"evil.example",
    b"",
    b"\xff",
    b'a"><script>',
    b"[::1",
    b"a b",
    b"x" * 5_000,
)
THEIRS = re.compile(r"^/(corpus|-|[^/]*)(/|$|\.)")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A working database and a published copy."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "copy").mkdir()
    working, copy = folder / "corpus.db", folder / "copy" / "corpus.db"
    build(working)
    build(copy)
    return {"anyone": working, "owner": working, "published": publish(copy)}


@pytest.fixture(scope="module", params=["anyone", "owner", "published"])
def whose(request: pytest.FixtureRequest, files: dict[str, Path]) -> Iterator[tuple[str, Any]]:
    """A Datasette, and whom it is for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(public.OWNER, str(os.getpid()) if request.param == "owner" else "")
        yield request.param, Datasette([str(files[request.param])]).app()


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One for all requests: Datasette's threads answer to the loop that asked first."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


REQUESTS = st.fixed_dictionaries(
    {
        "path": st.sampled_from(PATHS),
        "parts": st.lists(st.sampled_from(VALUES) | st.text(max_size=40), min_size=4, max_size=4),
        "query": st.lists(
            st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=60)),
            max_size=6,
        ),
        "method": st.sampled_from(("GET", "GET", "GET", *METHODS)),
        "host": st.sampled_from((b"localhost", b"localhost", *HOSTS)),
        "headers": st.lists(
            st.tuples(
                st.sampled_from(
                    (
                        b"accept",
                        b"cookie",
                        b"if-none-match",
                        b"accept-encoding",
                        b"authorization",
                        b"content-type",
                        b"x-forwarded-host",
                        b"range",
                        b"origin",
                    )
                ),
                st.binary(max_size=40).filter(lambda b: not set(b) & set(b"\r\n\x00")),
            ),
            max_size=3,
        ),
    }
)


def as_bytes(asked: dict[str, Any]) -> dict[str, Any]:
    """The request as a server hands it on."""
    path = asked["path"]
    for part in asked["parts"]:
        path = path.replace("{}", quote(part.encode("utf-8", "replace"), safe="/"), 1)
    pairs = (f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in asked["query"])
    return {
        "method": asked["method"],
        "path": path,
        "raw_path": path.encode(),
        "query_string": "&".join(pairs).encode(),
        "headers": [(b"host", asked["host"]), *asked["headers"]],
    }


# Datasette forgets about facets that it began to count when another one makes no sense
@pytest.mark.filterwarnings("ignore:coroutine:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=REQUESTS)
def test_nothing_that_is_asked_breaks_anything(
    whose: tuple[str, Any], asked: dict[str, Any]
) -> None:
    name, datasette = whose
    told = as_bytes(asked)
    status, headers, body = asyncio.run(scoped(datasette, **told))
    text = body.decode("utf-8", "replace")
    assert status < 500 or is_datasettes(told["path"]), told
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"]
    if name != "owner":
        assert SECRET not in text.replace("private thought", "") or SECRET in str(asked)
    if "html" in headers.get("content-type", ""):
        assert SCRIPT not in text
        assert "onerror=alert(7)>" not in text.replace("&gt;", "")
    assert "set-cookie" not in headers or headers["set-cookie"].startswith("ds_")
    location = headers.get("location", "/")
    assert location.startswith("/"), told
    assert not location.startswith(("//", "/\\")), told


def is_datasettes(path: str) -> bool:
    """Whether the page is not ours: it may fail there, on what Datasette does not know."""
    return path.startswith(("/corpus", "/-/")) and not path.startswith("/-/annotate")


def test_thousands_of_parameters_and_long_paths_break_nothing(
    loop: asyncio.AbstractEventLoop, whose: tuple[str, Any]
) -> None:
    _, app = whose
    many = "&".join(f"q{n}={n}" for n in range(5_000)).encode()
    for path in (path.replace("{}", "a").encode() for path in PATHS):
        asked = {"path": path.decode(), "raw_path": path, "query_string": many}
        assert loop.run_until_complete(scoped(app, **asked))[0] < 500, path
    for start in ("/read/", "/cite/", "/tags/", "/", "/corpus/", "/-/", "/-/annotate/"):
        long = start + "a/" * 30_000
        asked = {"path": long, "raw_path": long.encode()}
        assert loop.run_until_complete(scoped(app, **asked))[0] < 500, start
