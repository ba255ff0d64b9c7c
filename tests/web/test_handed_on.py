"""An article for machines: JSON, Markdown and plain text, with nothing that its page keeps back."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from annotate import as_json
from annotate.corpus import notes, reading
from annotate.corpus.database import Command, open_read, open_write
from tests.web.conftest import SECRET, Serve, key_of

FERRY = "/read/the-last-ferry"
FORMS = {".json": "application/json", ".md": "text/markdown", ".txt": "text/plain"}
DAWN = "The ferry left at dawn, and nobody waved from the quay."


@pytest.fixture
def db(corpus: Path) -> Any:
    with closing(open_read(corpus)) as db:
        yield db


@pytest.mark.parametrize("suffix", FORMS)
async def test_its_words_are_in_every_form(site: Any, suffix: str) -> None:
    answer = await site.get(f"{FERRY}{suffix}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{FORMS[suffix]}; charset=utf-8"
    for words in ("The Last Ferry", "nobody", "We go when the tide goes.", "Two lamps"):
        assert words in answer.text


@pytest.mark.parametrize("suffix", FORMS)
async def test_who_has_it_is_told_so(site: Any, suffix: str) -> None:
    name = (await site.get(f"{FERRY}{suffix}")).headers["etag"]
    again = await site.get(f"{FERRY}{suffix}", headers={"If-None-Match": name})
    assert (again.status_code, again.content) == (304, b"")
    assert name != (await site.get(FERRY)).headers["etag"]


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("owner", [False, True])
async def test_nothing_private_is_handed_on(serve: Serve, suffix: str, owner: bool) -> None:
    client = serve(owner=owner).client
    text = (await client.get(f"{FERRY}{suffix}?all=1")).text
    assert SECRET not in text
    assert "ferry.txt" not in text  # the file that it was


async def test_json_is_what_show_writes_but_the_file(serve: Serve, db: sqlite3.Connection) -> None:
    told = (await serve(owner=True).client.get(f"{FERRY}.json")).json()
    shown = json.loads(json.dumps(as_json.reading(reading.article(db, "the-last-ferry"))))
    assert told["article"].pop("link") == f"http://localhost{FERRY}"
    for name in ("source", "media_type", "sha256"):
        del shown["article"][name]
    assert told["article"] == shown["article"]
    links = [p.pop("link") for p in told["paragraphs"]]
    assert told["paragraphs"] == shown["paragraphs"]
    keys = [p["key"] for p in shown["paragraphs"]]
    assert links == [f"http://localhost/cite/the-last-ferry/{key}" for key in keys]


async def test_strangers_of_a_working_database_do_not_learn_who_made_what(site: Any) -> None:
    told = (await site.get(f"{FERRY}.json")).json()
    made = [each for p in told["paragraphs"] for each in (*p["taggings"], *p["notes"])]
    assert made
    assert not any({"id", "coder", "created", "updated"} & {*each} for each in made)


@pytest.mark.parametrize("table", ["tags", "taggings", "notes"])
async def test_what_is_denied_is_left_out(serve: Serve, table: str) -> None:
    client = serve(database={"tables": {table: {"allow": {"id": "root"}}}}).client
    told = (await client.get(f"{FERRY}.json")).json()
    text = (await client.get(f"{FERRY}.md")).text
    are_notes = table == "notes"
    assert any(p["tags"] for p in told["paragraphs"]) == ("Tags: " in text) == are_notes
    assert any(p["notes"] for p in told["paragraphs"]) == ("> Note:" in text) == (not are_notes)


async def test_numbers_in_markdown_lead_to_citations(site: Any) -> None:
    text = (await site.get(f"{FERRY}.md")).text
    link = f"http://localhost/cite/the-last-ferry/{key_of(DAWN)}"
    assert text.startswith("# The Last Ferry\n\nAda Lund, ")
    assert f"\n\n[1]({link}) {DAWN}\n\nTags: actor/crew, time\n\n> Note:\n>\n> " in text
    assert re.search(r"\n> \[2\]\([^)]*\) We go when the tide goes\.\n", text)
    assert re.search(r"\n- \[3\]\([^)]*\) One rope\n", text)
    assert "\n## What the captain said\n" in text


async def test_a_note_is_the_markdown_that_it_is(serve: Serve, corpus: Path) -> None:
    with closing(open_write(corpus)) as db:
        notes.add(Command(db, coder="ada", words="note"), "lamps:1", "2. second\n\n- - -")
        notes.add(Command(db, coder="ada", words="note"), "lamps:1", "---")
    text = (await serve().client.get("/read/lamps.md")).text
    html = MarkdownIt().render(text)
    assert html.count("<p>Note:</p>") == 2
    assert '<ol start="2">\n<li>second</li>' in html


@pytest.mark.parametrize("suffix", [".md", ".txt"])
async def test_what_stands_around_it_only_comes_when_asked_for(site: Any, suffix: str) -> None:
    alone, whole = [(await site.get(f"{FERRY}{suffix}{all}")).text for all in ("", "?all=1")]
    assert "All rights reserved" not in alone
    assert "All rights reserved" in whole


async def test_an_earlier_version_has_them_too(site: Any) -> None:
    old, new = [(await site.get(f"/read/lamps{at}.txt")).text for at in ("@1", "")]
    assert "The old lamp stood here." in old
    assert old.splitlines()[2].endswith("/read/lamps@1")
    assert "The old lamp stood here." not in new
    assert (await site.get("/read/lamps@1.json")).json()["article"]["version"] == 1


@pytest.mark.parametrize("suffix", [".md", ".txt"])
async def test_hostile_words_turn_no_line_around(site: Any, suffix: str) -> None:
    found = await site.get(f"/read/2{suffix}")
    text = (await site.get(found.headers["location"])).text
    assert re.search(r"(?<!\\)<script", text) is None or suffix == ".txt"
    assert not re.search("[\x00\x1b\u202a-\u202e]", text)


async def test_names_that_are_near_lead_to_the_same_form(site: Any) -> None:
    near = await site.get("/read/the-last.md")
    assert (near.status_code, near.headers["location"]) == (302, f"{FERRY}.md")
    whole = await site.get("/read/the-last.txt?all=1")
    assert whole.headers["location"] == f"{FERRY}.txt?all=1"
    missing = await site.get("/read/nothing-like-it.json")
    assert (missing.status_code, missing.json()["nearest"]) == (404, [])


async def test_the_page_leads_to_them(site: Any) -> None:
    page = (await site.get("/read/lamps@1")).text
    for suffix, type in FORMS.items():
        assert f'<link rel="alternate" type="{type}" href="/read/lamps@1{suffix}">' in page
