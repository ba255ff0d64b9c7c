"""What the site has for machines: the codebook, hits, annotations, nothing private in any."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from annotate.web import collection, for_machines
from tests.web.conftest import SECRET, Serve, key_of

FERRY = "The ferry left at dawn,\nand nobody   waved from the quay."


async def every(site: Any, address: str, what: str) -> list[Any]:
    """What all parts of a list have, from the first on."""
    found: list[Any] = []
    while address:
        part = (await site.get(address)).json()
        found += part[what]
        address = part.get("next") or ""
        address = address.removeprefix("http://localhost")
    return found


@pytest.fixture(params=[1, 3, 100])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    for of, name in ((collection, "TAGS"), (collection, "ANNOTATIONS"), (for_machines, "PAGE")):
        monkeypatch.setattr(of, name, request.param)
    return int(request.param)


@pytest.mark.usefixtures("size")
async def test_the_codebook_is_listed_in_parts(site: Any) -> None:
    tags = await every(site, "/tags.json", "tags")
    names = [tag["name"] for tag in tags]
    assert len(names) == len(set(names)) == 5
    [crew] = [tag for tag in tags if tag["name"] == "actor/crew"]
    told = {n: crew[n] for n in ("definition", "colour", "taggings", "paragraphs", "total")}
    assert told == {
        "definition": "Who sails.", "colour": "#c0392b", "taggings": 3, "paragraphs": 2, "total": 3,
    }  # fmt: skip
    assert (await site.get("/tags/actor/crew")).status_code == 200
    assert crew["url"].endswith("/tags/actor/crew")


@pytest.mark.usefixtures("size")
async def test_all_annotations_are_a_collection_of_the_w3c(serve: Serve) -> None:
    site = serve(owner=True).client
    first = await site.get("/annotations/")
    assert first.headers["content-type"].startswith("application/ld+json; profile=")
    whole = first.json()
    assert (whole["@context"], whole["type"]) == (
        "http://www.w3.org/ns/anno.jsonld", "AnnotationCollection",
    )  # fmt: skip
    items = await every(site, whole["first"].removeprefix("http://localhost"), "items")
    assert len(items) == len({item["id"] for item in items}) == whole["total"] == 12
    assert SECRET not in json.dumps(items)
    [crew] = [i for i in items if i["body"]["value"] == "actor/crew" and type(i["target"]) is dict]
    quote, place = crew["target"]["selector"]
    assert quote["type"], place == (
        "TextQuoteSelector", {"type": "TextPositionSelector", "start": 4, "end": 22},
    )  # fmt: skip
    assert quote["exact"] == FERRY[place["start"] : place["end"]] == "ferry left at dawn"
    assert crew["target"]["source"].endswith(f"/cite/the-last-ferry/{key_of(FERRY)}")
    assert crew["creator"] == {"type": "Person", "name": "ada"}
    [on_tag] = [i for i in items if i["body"]["value"] == "on the tag"]
    assert on_tag["target"].endswith("/tags/actor/crew")
    assert on_tag["body"]["format"] == "text/markdown"


async def test_of_words_that_are_gone_no_place_is_told(site: Any) -> None:
    items = await every(site, "/annotations/?after=0", "items")
    [lamp] = [item for item in items if item["body"]["value"] == "object/lamp"]
    selectors = lamp["target"]["selector"] if isinstance(lamp["target"], dict) else []
    page = (await site.get(lamp["target"]["source"].removeprefix("http://localhost"))).text
    assert selectors[0]["exact"] == "old lamp"
    assert "old lamp" in page


async def test_visitors_are_not_told_who_made_what(site: Any) -> None:
    said = json.dumps(await every(site, "/annotations/?after=0", "items"))
    assert "creator" not in said
    assert "created" not in said
    assert SECRET not in said


@pytest.mark.parametrize("denied", ["tags", "notes"])
async def test_what_is_denied_is_in_none(serve: Serve, denied: str) -> None:
    site = serve(database={"tables": {denied: {"allow": False}}}).client
    items = await every(site, "/annotations/?after=0", "items")
    kind = {"tags": "tagging", "notes": "commenting"}[denied]
    assert items
    assert kind not in {item["motivation"] for item in items}
    assert (await site.get("/tags.json")).status_code == (403 if denied == "tags" else 200)
    hits = (await site.get("/search.json?q=ferry")).json()["hits"]
    assert any(hit["tags"] for hit in hits) == (denied != "tags")


@pytest.mark.usefixtures("size")
async def test_hits_as_json_are_those_of_the_page(site: Any) -> None:
    hits = await every(site, "/search.json?q=ferry", "hits")
    assert len(hits) == (await site.get("/search.json?q=ferry")).json()["count"] > 1
    found = [hit for hit in hits if hit["text"] == FERRY]
    assert [(h["slug"], h["ref"], h["tags"]) for h in found] == [
        ("the-last-ferry", "the-last-ferry:1", ["actor/crew", "time"])
    ]
    assert (await site.get(found[0]["url"].removeprefix("http://localhost"))).status_code == 200
    assert SECRET not in json.dumps(hits)


async def test_hits_as_csv_and_as_a_feed_are_the_same(site: Any) -> None:
    hits = (await site.get("/search.json?q=ferry")).json()["hits"]
    text = await site.get("/search.csv?q=ferry")
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(text.text, newline="")))
    assert [(row["ref"], row["text"]) for row in rows] == [(h["ref"], h["text"]) for h in hits]
    feed = await site.get("/search.atom?q=ferry")
    assert feed.headers["content-type"] == "application/atom+xml; charset=utf-8"
    atom = "{http://www.w3.org/2005/Atom}"
    tree = ElementTree.fromstring(feed.text)
    assert [e.findtext(f"{atom}id") for e in tree.iter(f"{atom}entry")] == [h["url"] for h in hits]
    for entry in tree.iter(f"{atom}entry"):
        assert entry.findtext(f"{atom}updated") in ("2024-02-03T00:00:00Z", "1970-01-01T00:00:00Z")


@pytest.mark.usefixtures("size")
async def test_behind_the_last_part_there_is_nothing(site: Any) -> None:
    for page in ("900", "99999999999"):
        at = f"?q=ferry&page={page}"
        told = (await site.get(f"/search.json{at}")).json()
        assert (told["hits"], told["next"]) == ([], None)
        head, *rows = csv.reader(io.StringIO((await site.get(f"/search.csv{at}")).text))
        assert (head[0], rows) == ("ref", [])
        assert "<entry>" not in (await site.get(f"/search.atom{at}")).text
    assert (await site.get("/tags.json?after=99999")).json() == {"tags": [], "next": None}
    assert (await site.get("/annotations/?after=999999999999999")).json()["items"] == []


async def test_no_more_hits_are_listed_than_are_counted(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.web.searching.MOST", 1)
    told = [(await site.get(f"/search.json?q=the&page={page}")).json() for page in (1, 2)]
    assert [(len(part["hits"]), part["next"]) for part in told] == [(1, None), (0, None)]


def parameters() -> Iterator[str]:
    for value in ("x", "-1", "99999999999999999999", "1e9", "%00", "%ff", "'", "0x1", "٣"):
        yield from (f"/tags.json?after={value}", f"/annotations/?after={value}")
        yield from (f"/search{form}?q={value}&page={value}&tag={value}"
                    for form in (".json", ".csv", ".atom"))  # fmt: skip


@pytest.mark.parametrize("address", list(parameters()))
async def test_nothing_that_is_asked_breaks_them(site: Any, address: str) -> None:
    answer = await site.get(address)
    assert answer.status_code in (200, 400)
    if ".json" in address:
        assert answer.json()


async def test_what_cannot_be_asked_is_said_in_a_line(site: Any) -> None:
    wrong = await site.get("/search.csv?q=ferry&tag=nothing")
    assert (wrong.status_code, wrong.text) == (400, "no tag 'nothing'\n")
    assert (await site.get("/search.json?q=tag:nothing")).status_code == 400
    assert (await site.get("/search.json")).json()["hits"] == []


@pytest.mark.parametrize(
    "address", ["/tags.json", "/annotations/", "/annotations/?after=0", "/search.atom?q=ferry"]
)
async def test_who_has_it_is_told_so(site: Any, address: str) -> None:
    name = (await site.get(address)).headers["etag"]
    again = await site.get(address, headers={"If-None-Match": name})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_search_page_leads_to_its_other_forms(site: Any, corpus: Path) -> None:
    page = (await site.get("/search?q=ferry")).text
    assert 'type="application/atom+xml" href="/search.atom?q=ferry"' in page
    assert 'type="application/json" href="/search.json?q=ferry"' in page
