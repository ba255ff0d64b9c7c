"""A publication is served by Datasette as it is, on both lines."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from annotate.corpus.choosing import Choice
from annotate.corpus.copying import WITHHELD
from annotate.corpus.database import open_read
from annotate.publish import publishing
from annotate.publish.configuration import Access
from annotate.publish.publishing import Wanted
from annotate.publish.saying import Said
from tests.web.conftest import SECRET, key_of

Publish = Callable[..., Any]
DAWN = key_of("The ferry left at dawn,\nand nobody   waved from the quay.")
LAMP = key_of("The old lamp stood here.")


@pytest.fixture
def publish(corpus: Path, tmp_path: Path) -> Iterator[Publish]:
    """Publish the corpus; the client of a Datasette over it as a folder of settings."""
    made = []

    def call(wanted: Wanted | None = None, *, agreed: bool = True) -> Any:
        with closing(open_read(corpus)) as db:
            publishing.publish(db, tmp_path / "site", wanted or Wanted(), agree=lambda _: agreed)
        datasette = Datasette(files=[], config_dir=tmp_path / "site")
        made.append(datasette)
        return datasette.client

    yield call
    for one in made:
        for database in one.databases.values():
            database.close()


async def crawled(client: Any) -> dict[str, int]:
    """Every page that is led to from home, with its status."""
    found: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found or re.match(r"/corpus.*\?|/corpus/\w+/", path):  # sorted, or one row
            continue
        response = await client.get(path)
        found[path] = response.status_code
        assert SECRET not in response.text
        if "html" in response.headers["content-type"]:
            links = re.findall(r'(?:href|src)="(/[^"]*)"', response.text)
            waiting += [unescape(link).partition("#")[0] for link in links if link[1:2] != "/"]
        if response.is_redirect and response.headers["location"].startswith("/"):
            waiting.append(response.headers["location"])
    return found


async def test_every_page_is_there(publish: Publish) -> None:
    client = publish()
    found = await crawled(client) | {
        "/corpus/articles": (await client.get("/corpus/articles")).status_code
    }
    assert {path: status for path, status in found.items() if status not in (200, 302)} == {}
    assert len([path for path in found if path.startswith("/cite/")]) > 20
    assert {"/", "/tags", "/search", "/corpus/articles", f"/cite/{DAWN}.bib"} <= {*found}


@pytest.mark.parametrize("suffix", ["", ".json", ".txt", ".md", ".bib", ".ris", ".csl.json"])
async def test_words_of_earlier_versions_are_cited_on(publish: Publish, suffix: str) -> None:
    client = publish()
    for path in (f"/cite/{LAMP}{suffix}", f"/cite/lamps/{LAMP}{suffix}"):
        response = await client.get(path)
        assert response.status_code == 200
        assert "old" in response.text


BOOKKEEPING = [
    "reviews", "tombstones", "publication", "unspaced", "sqlite_sequence", "notes_fts",
    "notes_fts_data", "paragraphs_fts_idx", "history", "state",
]  # fmt: skip


@pytest.mark.parametrize("table", BOOKKEEPING)
async def test_bookkeeping_is_not_there(publish: Publish, table: str) -> None:
    client = publish()
    for path in (f"/corpus/{table}", f"/corpus/{table}.json", f"/corpus/{table}.csv"):
        assert (await client.get(path)).status_code in (403, 404), path


async def test_the_page_of_a_row_leads_only_where_one_may_go(publish: Publish) -> None:
    client = publish()
    led = set()
    for row in ("articles/1", "paragraphs/1", "versions/1", "tags/1"):
        page = (await client.get(f"/corpus/{row}")).text
        links = page.partition("Links from other tables")[2].partition("</ul>")[0]
        led |= set(re.findall(r'href="(/corpus/\w+)\?', unescape(links)))
    assert {"/corpus/paragraphs", "/corpus/taggings"} <= led
    assert {path: (await client.get(path)).status_code for path in led} == dict.fromkeys(led, 200)


async def test_neither_sql_nor_the_file_nor_reviews_are_there(publish: Publish) -> None:
    client = publish()
    paths = ("/corpus.db", "/corpus?sql=select+1", "/corpus/-/query?sql=select+1", "/review")
    for path in paths:
        response = await client.get(path, follow_redirects=True)
        assert response.status_code in (400, 403, 404), path
    assert "to review" not in (await client.get("/")).text


async def test_tables_may_stay_out(publish: Publish) -> None:
    client = publish(Wanted(access=Access(data=False)))
    found = await crawled(client)
    assert {path: status for path, status in found.items() if status not in (200, 302)} == {}
    assert not [path for path in found if path.startswith(("/corpus", "/-/databases"))]
    for path in ("/corpus", "/corpus/articles", "/corpus/notes.json", "/-/databases.json",
                 "/corpus.db", "/-/", "//corpus/articles", "/corpus/-/query"):  # fmt: skip
        assert (await client.get(path)).status_code in (403, 404), path


@pytest.mark.parametrize("base", ["", "https://corpus.example/at/"])
async def test_a_table_that_stays_out_is_answered_by_our_page(publish: Publish, base: str) -> None:
    client = publish(Wanted(said=Said(base_url=base), access=Access(data=False)))
    assert (await client.get("/")).status_code == 200
    assert (await client.get("/-/annotate/annotate.css")).status_code == 200
    for path in ("/corpus", "/corpus/articles", "/-/databases", "/-/", "/%63orpus/articles"):
        answer = await client.get(path)
        assert (answer.status_code, "<h1>Not here</h1>" in answer.text) == (404, True), path
        assert answer.headers["cache-control"] == "no-store"
        assert (await client.head(path)).content == b""
    told = await client.get("/corpus/notes.json")
    assert (told.status_code, told.json()["ok"]) == (404, False)
    assert (await client.post("/corpus/notes")).status_code == 405


async def test_tables_are_described_and_cheap(publish: Publish) -> None:
    client = publish()
    page = (await client.get("/corpus/paragraphs")).text
    assert "The permanent name of its words, the same in every database" in page
    assert "_facet=" not in page
    assert (await client.get("/corpus/notes.json?_shape=array")).json()[0]["private"] == 0
    csv = await client.get("/corpus/tags.csv")
    assert csv.text.startswith("id,name")
    assert (await client.get("/corpus/tags.csv?_stream=on")).status_code in (400, 403)


async def test_sql_and_the_file_are_there_when_asked_for(publish: Publish) -> None:
    client = publish(Wanted(access=Access(sql=True, download=True)))
    file = await client.get("/corpus.db")
    assert file.content.startswith(b"SQLite format 3")
    rows = await client.get("/corpus.json?sql=select+1+as+one&_shape=array", follow_redirects=True)
    assert rows.json() == [{"one": 1}]


async def test_what_is_withheld_is_said(publish: Publish) -> None:
    client = publish(Wanted(Choice(text=False), said=Said(description="A harbour.")))
    assert "A harbour. Of the articles only the words" in (await client.get("/")).text
    page = (await client.get(f"/cite/{DAWN}.json")).json()["citations"][0]
    assert page["key"] == DAWN
    assert (
        " ".join(page["quote"].split()) == f"{WITHHELD} ferry left at dawn, and nobody {WITHHELD}"
    )
    found = await crawled(client)
    assert {path: status for path, status in found.items() if status not in (200, 302)} == {}
    for path in found:
        assert "waved" not in (await client.get(path)).text, path


FORMS = ["", ".json", ".txt", ".bib"]


@pytest.mark.parametrize("suffix", FORMS)
async def test_a_link_that_ended_says_so(publish: Publish, suffix: str) -> None:
    publish()
    publish(Wanted(Choice(articles=("lamps",)), said=Said(title="Lamps")))
    client = publish(Wanted(Choice(articles=("lamps",)), said=Said(title="Again")))
    for path in (f"/cite/{DAWN}{suffix}", f"/cite/the-last-ferry/{DAWN}{suffix}"):
        response = await client.get(path)
        assert response.status_code == 410, path
        assert "withdrawn" in response.text
        assert "Ferry" not in response.text
    assert (await client.get("/read/the-last-ferry")).status_code == 410
    assert (await client.get("/cite/0000000000000")).status_code == 404
    client = publish()
    assert (await client.get(f"/cite/{DAWN}{suffix}")).status_code == 200


async def test_pages_are_new_once_it_is_published_again(publish: Publish, corpus: Path) -> None:
    first = await publish(Wanted(said=Said(title="One"))).get("/")
    again = await publish(Wanted(said=Said(title="Two"))).get(
        "/", headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 200
    assert "Two" in again.text
