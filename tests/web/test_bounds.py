"""What no request may do: cost more than its length, or than a page may cost."""

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from annotate.web import asked, searching

WEB = Path(asked.__file__).parent


def cpu_of(began: float) -> float:
    return time.process_time() - began


async def test_thousands_of_parameters_cost_nothing(site: Any) -> None:
    await site.get("/search?q=ferry")
    for names, status in ((400, 200), (5_000, 414)):
        query = "&".join(f"q{n}=1" for n in range(names))
        began = time.process_time()
        response = await site.get(f"/search?{query}&q=ferry")
        assert cpu_of(began) < 0.1
        assert response.status_code == status
    assert response.headers["content-security-policy"]


async def test_what_no_page_knows_changes_nothing(site: Any) -> None:
    plain = await site.get("/search?q=ferry")
    more = await site.get("/search?utm=1&q=ferry&q=lamp&_facet=x")
    assert more.headers["etag"] == plain.headers["etag"]
    assert "with <bdi>ferry</bdi>" in more.text


def test_every_name_that_a_page_asks_for_is_known() -> None:
    source = "".join(path.read_text() for path in sorted(WEB.glob("*.py")))
    names = set(re.findall(r"""(?:query(?:\.get\(|\[)|_id\(ask, )["'](\w+)["']""", source))
    assert names - {"name"} <= asked.KNOWN
    assert "request.args" not in source.replace("`request.args`", "")


COSTLY = ("fer*", '"a b" fer*', "one two three four five six seven eight nine", "مر*")


@pytest.mark.parametrize("words", COSTLY)
async def test_costly_searches_go_one_at_a_time_and_others_are_told_at_once(
    site: Any, words: str
) -> None:
    path, known = f"/search?q={quote(words)}", "/search?q=quay*"
    assert (await site.get(known)).status_code == 200
    with searching._costly:
        began = time.monotonic()
        answer = await site.get(path)
        assert time.monotonic() - began < 1
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert searching.BUSY in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert (await site.get("/search?q=ferry")).status_code == 200
        assert (await site.get(known)).status_code == 200
    assert (await site.get(path)).status_code == 200


async def test_a_costly_search_that_fails_lets_the_next_one_in(site: Any) -> None:
    assert (await site.get("/search?q=fer*&tag=nowhere")).status_code == 200
    assert (await site.get("/search?q=fer*&role=nowhere")).status_code == 200
    assert not searching._costly.locked()


LONG = {
    "a slug": "/read/" + "a" * 60_000,
    "slashes": "/tags/" + "/" * 60_000,
    "a key": "/cite/" + "0" * 60_000,
    "a version": "/read/lamps@" + "9" * 60_000,
    "a diff": "/read/lamps/diff/" + "1" * 30_000 + "/" + "2" * 30_000,
    "escapes": "/read/" + "%C3%A4" * 10_000,
    "dots": "/cite/" + "a." * 30_000,
    "a query": "/search?q=" + "a" * 60_000,
    "colours": "/-/annotate/colours.css?c=" + "aaaaaa," * 9_000,
}


@pytest.mark.parametrize("path", LONG.values(), ids=LONG)
async def test_a_long_address_is_refused_at_once(site: Any, path: str) -> None:
    began = time.process_time()
    response = await site.get(path)
    assert cpu_of(began) < 0.3
    assert response.status_code in (302, 404, 414) or path.startswith("/-/annotate/")


async def test_a_list_of_a_million_etags_is_not_read(site: Any) -> None:
    etag = (await site.get("/search?q=ferry")).headers["etag"]
    began = time.process_time()
    many = await site.get("/search?q=ferry", headers={"If-None-Match": f"{etag}, " * 40_000})
    late = await site.get("/search?q=ferry", headers={"If-None-Match": '"x",' * 250_000 + etag})
    assert cpu_of(began) < 0.3
    assert (many.status_code, late.status_code) == (304, 200)
