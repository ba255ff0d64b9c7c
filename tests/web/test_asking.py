"""The search page takes the query language, shows where it fails, and tells no private thing."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.web.conftest import SECRET, Serve
from tests.web.test_published import Publish, publish

__all__ = ["publish"]  # a fixture


async def asked(client: Any, query: str) -> str:
    """The page of a query."""
    response = await client.get(f"/search?q={quote(query)}")
    assert response.status_code == 200, query
    return str(response.text)


def hits(page: str) -> int:
    return page.count('class="where"')


FOUND = {
    "captain OR lamp": 3,
    "ferry NOT nobody": 1,
    "-nobody ferry": 1,
    "(ferry OR lamp) role:title": 1,
    "tag:actor/* ferry": 1,
    "tag:actor": 3,
    "tag:actor OR lamp": 5,
    "article:the-last ferry": 2,
    'site:"harbour news" harbour': 2,
    "date:2024-02 harbour": 2,
    "date:..2023 harbour": 0,
    "note:public": 1,
    "is:noted": 2,
    "is:tagged NOT is:noted": 1,
    "role:title": 3,
}


@pytest.mark.parametrize(("query", "count"), FOUND.items(), ids=FOUND)
async def test_the_page_takes_a_query(site: Any, query: str, count: int) -> None:
    page = await asked(site, query)
    assert hits(page) == count
    assert 'role="alert"' not in page


WRONG = {
    "ferry AND (lamp OR quay": ("this bracket is not closed", "           ^"),
    "OR": ("something must stand before it", "  ^"),
    "ferry tga:crew": ("no field tga:; nearest: tag:actor/isis", "        ^"),
    "tag:actr": ("no tag &#39;actr&#39;; nearest: actor/crew", "  ^"),
    "date:2016-99": ("no date &#39;2016-99&#39;", "  ^"),
    "<b>(x OR y": ("this bracket is not closed", "  &lt;b&gt;(x OR y\n     ^"),
}


@pytest.mark.parametrize(("query", "told"), WRONG.items(), ids=WRONG)
async def test_the_page_shows_where_a_query_fails(
    site: Any, query: str, told: tuple[str, str]
) -> None:
    page = await asked(site, query)
    assert told[0] in page
    assert f"{told[1]}</pre>" in page
    assert hits(page) == 0


async def test_private_notes_and_readings_are_asked_about_by_the_owner_alone(
    serve: Serve,
) -> None:
    word = SECRET.split()[-1]
    visitor = serve().client
    assert hits(await asked(visitor, f"note:{word}")) == 0
    assert "who read what is not shown here" in await asked(visitor, "is:read")
    assert "who read what is not shown here" in await asked(visitor, "NOT is:unread")
    assert "what is suggested is not shown here" in await asked(visitor, "is:suggested")
    owner = serve(owner=True).client
    assert hits(await asked(owner, f"note:{word}")) == 1
    for query in ("is:read", "is:suggested"):
        assert "is not shown here" not in await asked(owner, query)


async def test_who_tagged_is_asked_about_by_the_owner_alone(serve: Serve) -> None:
    for query in ("coder:ben", "coder:zoe", "tag:actor coder:ben", "NOT coder:ben"):
        page = await asked(serve().client, query)
        assert "who tagged what is not shown here" in page
        assert hits(page) == 0
    owner = serve(owner=True).client
    assert hits(await asked(owner, "coder:ben")) == 1
    assert "nobody called zoe has done anything here" in await asked(owner, "coder:zoe")


async def test_a_publication_is_asked_the_same_and_has_no_readings(publish: Publish) -> None:
    client = publish()
    assert "who read what is not" in await asked(client, "is:read")
    assert "what is suggested is not" in await asked(client, "is:suggested")
    for query in ("tag:actor", "captain OR lamp", "is:noted", "coder:zoe", "date:2024", "note:x"):
        await asked(client, query)
    assert hits(await asked(client, f"note:{SECRET.split()[-1]}")) == 0
    assert hits(await asked(client, "date:2024-02 harbour")) == 2


async def test_who_may_see_no_tags_is_told_nothing_of_them(serve: Serve) -> None:
    client = serve(database={"tables": {"taggings": {"allow": False}}}).client
    for query in ("tag:actor", "is:untagged", "coder:ben", "ferry OR tag:actor"):
        page = await asked(client, query)
        assert "not shown here" in page
        assert hits(page) == 0


@pytest.mark.parametrize(
    "query", ["(" * 299, "(" * 200 + " OR a", "NOT " * 70, "NEAR(a OR", 'tag:"', "a\x00 OR b\x00",
              "\ud800 OR x".encode("utf-8", "replace").decode(), "-" * 300, "is:" * 90,
              "paragraphs_fts:a OR b", '"a" OR "b" NOT "c', "a* OR b* OR c* OR d*"],
)  # fmt: skip
async def test_no_query_is_an_error_of_the_site(site: Any, query: str) -> None:
    await asked(site, query)
