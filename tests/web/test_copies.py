"""A published copy: what it says of itself is what the pages say, and it may be replaced."""

import gzip
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus import publication
from annotate.corpus.publication import Publication
from tests.web.conftest import SECRET, Serve, key_of

MASTER = key_of("The harbour master counted the passengers twice.")
SAID = Publication(
    "The Harbour Papers", "What was written of a ferry.", "CC BY 4.0",
    "https://papers.example/corp/", "Lund, A. (2024). The Harbour Papers.", "r1",
)  # fmt: skip
PAGES = ("/", "/read", "/read/the-last-ferry", "/read/lamps/diff", f"/cite/{MASTER}", "/tags",
         "/tags/actor", "/search?q=ferry", "/nothing", "/cite/nothing")  # fmt: skip
FORMS = ("", ".json", ".txt", ".md", ".bib", ".ris", ".csl.json")


def publish(path: Path, said: Publication = SAID) -> Path:
    """The corpus as a published copy: nothing private, no books of what was done, no log."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(publication.TABLES)
        db.execute("delete from notes where private")
        publication.write(db, said)
        db.commit()
        triggers = "select name from sqlite_master where type = 'trigger' and name like '%history%'"
        for (name,) in db.execute(triggers).fetchall():
            db.execute(f"drop trigger {name}")
        db.executescript("""
            pragma foreign_keys = off;
            drop table history; drop table commands; drop table taken_out; drop table originals;
            insert into notes_fts (notes_fts) values ('rebuild');
            pragma journal_mode = delete;
        """)
    return path


@pytest.fixture
def copy(corpus: Path) -> Path:
    """The corpus, published."""
    return publish(corpus)


async def test_it_says_what_it_is(serve: Serve, copy: Path) -> None:
    page = (await serve().client.get("/")).text
    for words in (SAID.title, SAID.description, SAID.licence, SAID.cite_as):
        assert words in page
    assert "to review" not in page
    cited = (await serve().client.get(f"/cite/{MASTER}")).text
    assert "on the command line" not in cited


async def test_the_owners_setting_makes_nothing_of_it(serve: Serve, copy: Path) -> None:
    client = serve(owner=True).client
    assert (await client.get("/review")).status_code == 403
    assert "on the command line" not in (await client.get(f"/cite/{MASTER}")).text
    assert (await client.get("/-/databases.json")).status_code == 403
    assert (await client.get("/", headers={"Host": "other.example"})).status_code == 200


async def test_its_tables_are_datasettes_without_indexes_and_bookkeeping(
    serve: Serve, copy: Path
) -> None:
    client = serve().client
    for table in ("notes", "versions", "articles", "tombstones", "tagged_paragraphs"):
        assert (await client.get(f"/field~20notes/{table}.json")).status_code == 200, table
    for table in ("notes_fts", "notes_fts_data", "paragraphs_fts", "unspaced", "unspaced_fts_idx",
                  "_sqlite_migrations", "sqlite_sequence", "state", "publication"):  # fmt: skip
        answer = await client.get(f"/field~20notes/{table}.json")
        assert answer.status_code in (403, 404), table
    found = await client.get("/field~20notes/paragraphs.json?_search=ferry&_shape=array")
    assert len(found.json()) == 3
    assert SECRET not in (await client.get("/field~20notes/notes.json")).text


async def test_its_settings_decide_about_sql_and_download(serve: Serve, copy: Path) -> None:
    sql = "/field~20notes.json?sql=select+1+as+one"
    opened = await serve(database={"allow_sql": True}).client.get(sql, follow_redirects=True)
    assert opened.status_code == 200
    closed = await serve(database={"allow_sql": False}).client.get(sql, follow_redirects=True)
    assert closed.status_code == 403
    database = serve(immutable=True)
    assert (await database.client.get("/field~20notes.db")).status_code == 200
    database = serve(immutable=True, settings={"allow_download": False})
    assert (await database.client.get("/field~20notes.db")).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8001", ""])
async def test_its_base_url_wins_over_whatever_host_is_asked(
    serve: Serve, copy: Path, host: str
) -> None:
    client = serve().client
    for path in [*PAGES, *(f"/cite/{MASTER}{form}" for form in FORMS), "/read/the-last",
                 "/field~20notes/paragraphs.json?_size=2", "/field~20notes", "/-/versions.json",
                 "/field~20notes/paragraphs"]:  # fmt: skip
        answer = await client.get(path, headers={"Host": host})
        told = answer.text + str(answer.headers)
        assert not host or host not in told, path
        assert "//localhost" not in told, path
    page = (await client.get(f"/cite/{MASTER}", headers={"Host": host})).text
    assert f'<link rel="canonical" href="https://papers.example/corp/cite/{MASTER}">' in page
    for form in FORMS:
        told = (await client.get(f"/cite/{MASTER}{form}", headers={"Host": host})).text
        assert f"https://papers.example/corp/cite/{MASTER}" in told.replace("\\_", "_")


@pytest.mark.parametrize("host", ['localhost"><script>', "x y", "[::1"])
async def test_a_host_that_can_be_none_is_refused_and_not_repeated(
    serve: Serve, copy: Path, host: str
) -> None:
    for path in [*PAGES, f"/cite/{MASTER}.json", "/field~20notes/paragraphs.json?_size=2"]:
        answer = await serve().client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert host not in answer.text + str(answer.headers)


async def test_what_it_says_wins_over_the_environment(
    serve: Serve, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATE_BASE_URL", "https://other.example/")
    told = (await serve().client.get(f"/cite/{MASTER}.txt")).text
    assert "https://papers.example/corp/cite/" in told
    assert "other.example" not in told


async def replaced(copy: Path, title: str, revision: str) -> None:
    """Another copy, of the same size, written over the file in place."""
    fresh = copy.with_name("fresh.db")
    shutil.copy(copy, fresh)
    with closing(sqlite3.connect(fresh)) as db:
        db.execute("update articles set byline = ? where slug = 'lamps'", [title])
        publication.write(db, Publication("Papers", revision=revision))
        db.commit()
    inode = copy.stat().st_ino
    with fresh.open("rb") as source, copy.open("r+b") as target:
        shutil.copyfileobj(source, target)
        target.truncate()
    assert copy.stat().st_ino == inode


@pytest.mark.parametrize("immutable", [False, True], ids=["mutable", "immutable"])
async def test_a_copy_that_is_replaced_in_place_shows_no_old_page(
    serve: Serve, copy: Path, immutable: bool
) -> None:
    client = serve(immutable=immutable).client
    etag = ""
    for number in range(4):
        await replaced(copy, f"Title{number}", f"r{number}")
        answers = [await client.get("/read/lamps", headers={"If-None-Match": etag})
                   for _ in range(5)]  # fmt: skip
        assert {answer.status_code for answer in answers} == {200}
        assert all(f"Title{number}" in answer.text for answer in answers)
        etag = answers[0].headers["etag"]
        again = await client.get("/read/lamps", headers={"If-None-Match": etag})
        assert again.status_code == 304


async def test_a_copy_that_takes_the_place_of_another_is_shown_at_once(
    serve: Serve, copy: Path
) -> None:
    client = serve(immutable=True).client
    assert "Lamps" in (await client.get("/read/lamps")).text
    other = shutil.copy(copy, copy.with_name("other.db"))
    await replaced(Path(other), "Renamed", "r9")
    os.replace(other, copy)
    assert "Renamed" in (await client.get("/read/lamps")).text


async def test_a_page_is_compressed_once_and_kept_so(serve: Serve, copy: Path) -> None:
    client = serve().client
    path, zipped = "/read/the-last-ferry", {"Accept-Encoding": "gzip, br"}
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert int(plain.headers["content-length"]) == len(plain.content)
    for _ in range(2):
        answer = await client.get(path, headers=zipped)
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(plain.content) / 2
        assert answer.text == plain.text
        assert "Accept-Encoding" in answer.headers["vary"]
        assert answer.headers["etag"] == plain.headers["etag"]
        assert answer.headers["etag"].startswith("W/")
    head = await client.head(path, headers=zipped)
    assert (head.content, head.headers["content-encoding"]) == (b"", "gzip")
    refused = await client.get(path, headers={"Accept-Encoding": "gzip;q=0, *;q=0"})
    assert "content-encoding" not in refused.headers
    assert gzip.compress(b"x", mtime=0)[4:8] == bytes(4)  # no time in it: the same bytes again


@pytest.mark.parametrize("base", ["/corp/", "/a/b/"])
async def test_under_a_path_all_links_and_the_stylesheet_lead_somewhere(
    serve: Serve, copy: Path, base: str
) -> None:
    client = serve(settings={"base_url": base}).client
    for path in PAGES:
        page: Any = await client.get(path)
        links = set(re.findall(r'(?:href|src|action)="([^"#?]*)', page.text))
        ours = {link for link in links if link and not link.startswith(("http", "mailto"))}
        assert ours
        assert all(link.startswith(base) for link in ours), (path, ours)
        for link in ours:
            answer = await client.get(link.replace(base, "/", 1), follow_redirects=True)
            assert answer.status_code == 200, link
    location = (await client.get("/read/the-last")).headers["location"]
    assert location == f"{base}read/the-last-ferry"
