"""Who may see what: a route of a plugin passes by Datasette's permissions unless it asks."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotate import web
from tests.web.conftest import Serve, key_of

MASTER = key_of("The harbour master counted the passengers twice.")
ROUTES = (
    "/",
    "/read",
    "/read/the-last-ferry",
    "/read/lamps@1",
    "/read/nothing",
    "/read/lamps/diff",
    "/read/lamps/diff/1/2",
    "/read/lamps/diff.json",
    "/read/lamps/diff/1/2.json",
    "/read/nothing/diff",
    f"/cite/{MASTER}",
    f"/cite/{MASTER}.json",
    f"/cite/the-last-ferry/{MASTER}",
    "/cite/nothing",
    "/tags",
    "/tags/actor",
    "/tags?tag=actor",
    "/search?q=ferry",
    "/read/the-last-ferry.json",
    "/read/the-last-ferry.md",
    "/read/the-last-ferry.txt",
    "/tags.json",
    "/annotations/",
    "/annotations/?after=0",
    "/search.json?q=ferry",
    "/search.csv?q=ferry",
    "/search.atom?q=ferry",
    "/review",
    "/review?gone=1",
)
NOBODY = {"allow": False}
ROOT = {"allow": {"id": "root"}}


def test_every_route_is_among_them() -> None:
    pages = [route for route, _ in web.register_routes() if not route.startswith("/-/")]
    untried = [
        route for route in pages if not any(re.fullmatch(route, p.split("?")[0]) for p in ROUTES)
    ]
    assert untried == []


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "config",
    [
        ROOT,
        {"tables": {"paragraphs": ROOT}},
        {"tables": {"articles": NOBODY}},
        {"tables": {"versions": ROOT}},
        {"tables": {"wordings": ROOT}},
        {"tables": {"lineage": ROOT}},
    ],
    ids=["database", "paragraphs", "articles", "versions", "wordings", "lineage"],
)
async def test_what_is_private_is_refused(serve: Serve, path: str, config: dict[str, Any]) -> None:
    response = await serve(database=config).client.get(path)
    assert response.status_code == 403
    assert "ferry" not in response.text


async def test_who_is_allowed_sees_it_and_no_cache_keeps_it(serve: Serve) -> None:
    datasette = serve(database=ROOT)
    if hasattr(datasette.client, "actor_cookie"):
        cookie = datasette.client.actor_cookie({"id": "root"})
    else:
        cookie = datasette.sign({"a": {"id": "root"}}, "actor")
    response = await datasette.client.get("/read/lamps", cookies={"ds_actor": cookie})
    assert response.status_code == 200
    assert response.headers["cache-control"].startswith("private")
    assert (await datasette.client.get("/read/lamps")).status_code == 403


async def test_denied_notes_are_left_out(serve: Serve) -> None:
    client = serve(database={"tables": {"notes": ROOT}}).client
    page = (await client.get("/read/the-last-ferry")).text
    assert "<strong>public</strong>" not in page
    assert "on the <em>article</em>" not in page
    assert "actor/crew" in page
    assert (await client.get(f"/cite/{MASTER}.json")).json()["notes"] == []
    assert "on the tag" not in (await client.get("/tags/actor/crew")).text


async def test_denied_examples_are_left_out(serve: Serve) -> None:
    page = (await serve().client.get("/tags/actor/crew")).text
    assert 'class="rules examples"' in page
    client = serve(database={"tables": {"examples": ROOT}}).client
    response = await client.get("/tags/actor/crew")
    assert response.status_code == 200
    assert "examples" not in response.text


@pytest.mark.parametrize("table", ["tags", "taggings"])
async def test_denied_tags_are_left_out(serve: Serve, table: str) -> None:
    client = serve(database={"tables": {table: ROOT}}).client
    for path in (
        "/",
        "/read/the-last-ferry",
        "/read/the-last-ferry.json",
        "/read/the-last-ferry.md",
        f"/cite/{MASTER}",
        "/search?q=ferry&tag=actor",
        "/read/lamps/diff",
        "/read/lamps/diff.json",
        "/annotations/?after=0",
        "/search.json?q=ferry",
    ):
        response = await client.get(path)
        assert response.status_code == 200
        assert not re.search("actor|crew|/tags|object/lamp", response.text)
    assert (await client.get(f"/cite/{MASTER}.json")).json()["tags"] == []
    for path in ("/tags", "/tags/actor", "/tags?tag=actor", "/tags.json", "/review"):
        assert (await client.get(path)).status_code == 403


async def test_no_menu_leads_where_one_may_not_go(serve: Serve, corpus: Path) -> None:
    client = serve(database={"tables": {"paragraphs": ROOT}}).client
    assert 'href="/search"' not in (await client.get("/field~20notes")).text
