"""The way from Datasette's own pages to ours."""

import re

import pytest

from tests.web.conftest import Serve


async def links(serve: Serve, path: str, **denied: object) -> list[str]:
    """Which of our pages a page of Datasette leads to."""
    datasette = serve(database={"tables": denied} if denied else {})
    page = (await datasette.client.get(path)).text
    return sorted(set(re.findall(r'href="/(read|tags|search)"', page)))


@pytest.mark.parametrize(
    "path", ["/field~20notes", "/field~20notes/articles", "/field~20notes/tags"]
)
async def test_pages_of_the_corpus_lead_to_all(serve: Serve, path: str) -> None:
    assert await links(serve, path) == ["read", "search", "tags"]


async def test_without_tags_to_see_there_is_no_way_to_them(serve: Serve) -> None:
    denied = {"allow": {"id": "root"}}
    assert await links(serve, "/field~20notes", taggings=denied) == ["read", "search"]


async def test_tables_that_are_not_about_the_corpus_lead_only_by_the_menu_of_all_pages(
    serve: Serve,
) -> None:
    client = serve(owner=True).client
    page = (await client.get("/field~20notes/state")).text
    assert page.count('href="/read"') < (await client.get("/field~20notes/articles")).text.count(
        'href="/read"'
    )
