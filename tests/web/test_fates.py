"""A citation link says what became of the words."""

import re
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from annotate.corpus import review_answers, reviews, tags
from annotate.corpus.database import Command, open_write
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, ORCHARD, draft

FIRST, SECOND, THIRD = HARBOUR
REWORDED = FIRST.replace("froze in the second week", "froze over in the first week")
SIGNS = {
    "unchanged": "✓",
    "moved": "↕",
    "reworded": "≠",
    "split": "↔",
    "merged": "+",
    "removed": "×",
}
NEW = "The icebreakers were sold in the summer that followed, to a town with a warmer winter."


@pytest.fixture
def datasette(tmp_path: Path) -> Datasette:
    """The harbour in three versions, the orchard reordered."""
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.fill(db)
    made_up.add(db, draft(NEW, REWORDED, f"{SECOND} {THIRD}", title="Harbour"), "harbour.txt")
    made_up.add(db, draft(NEW, f"{SECOND} {THIRD}", title="Harbour"), "harbour.txt")
    made_up.add(db, draft(ORCHARD[1], ORCHARD[2], ORCHARD[0], title="Orchard"), "orchard.txt")
    db.close()
    return Datasette([str(path)])


async def told(datasette: Datasette, words: str) -> dict[str, Any]:
    answer = await datasette.client.get(f"/cite/{key(words)}.json")
    assert answer.status_code == 200
    record: dict[str, Any] = answer.json()
    assert record["cited"]["text"] == words
    page = await datasette.client.get(f"/cite/{key(words)}")
    assert page.status_code == 200
    assert record["said"] in page.text.replace("&#39;", "'")
    seen = re.findall(r'<p class="status (\w+)"[^>]*><span class="sign"[^>]*>(.)</span>', page.text)
    assert seen == [(record["status"], SIGNS[record["status"]])]
    assert not re.search(
        r"\d{4}-\d\d-\d\d", re.sub("<pre.*?</pre>|<[^>]*>", "", page.text, flags=re.S)
    )
    return record


async def test_merged(datasette: Datasette) -> None:
    record = await told(datasette, SECOND)
    assert (record["status"], record["versions"], record["since"]) == ("merged", [1], 2)
    assert record["current"]["text"] == f"{SECOND} {THIRD}"
    assert record["current"]["ref"] == "harbour:2"
    assert 0.4 < record["similarity"] < 0.6


async def test_gone_after_it_was_reworded(datasette: Datasette) -> None:
    for words, versions in ((FIRST, [1]), (REWORDED, [2])):
        record = await told(datasette, words)
        assert (record["status"], record["versions"]) == ("removed", versions)
        assert (record["current"], record["similarity"]) == (None, None)
        assert re.search(rf"since version {versions[0] + 1} of \d+ \w+ 20\d\d", record["said"])


async def test_moved_and_unchanged(datasette: Datasette) -> None:
    moved = await told(datasette, ORCHARD[0])
    assert (moved["status"], moved["current"]["number"], moved["versions"]) == ("moved", 3, [1, 2])
    unchanged = await told(datasette, ORCHARD[1])
    assert unchanged["status"] == "unchanged"
    assert "paragraph 1 now, it was paragraph 2 in version 1" in unchanged["said"]
    assert (unchanged["similarity"], unchanged["cited"]["number"]) == (1.0, 1)


async def test_split(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(f"{FIRST} {SECOND}", THIRD, title="Harbour"), "harbour.txt")
    made_up.add(db, draft(FIRST, SECOND, THIRD, title="Harbour"), "harbour.txt")
    db.close()
    record = await told(Datasette([str(path)]), f"{FIRST} {SECOND}")
    assert record["status"] == "split"
    assert {record["current"]["number"], *(p["number"] for p in record["parts"])} == {1, 2}
    assert "paragraph 1 and paragraph 2" in record["said"]
    page = await Datasette([str(path)]).client.get(f"/cite/{key(f'{FIRST} {SECOND}')}")
    assert "<del>" not in page.text
    assert page.text.count('<ins><span class="unseen"') == 1  # the end of a paragraph
    assert f"{FIRST} <ins>" in page.text
    assert record["similarity"] == 1.0


async def test_the_parts_of_a_split_are_not_like_words_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(f"{FIRST} {SECOND}", title="Harbour"), "harbour.txt")
    made_up.add(db, draft(FIRST, SECOND, title="Harbour"), "harbour.txt")
    db.close()
    site = Datasette([str(path)]).client
    assert "nearly the same" not in (await site.get(f"/cite/{key(f'{FIRST} {SECOND}')}")).text
    db = open_write(path)
    made_up.add(db, draft(f"{FIRST} {SECOND} Or so.", title="Another"), "another.txt")
    db.close()
    page = (await site.get(f"/cite/{key(f'{FIRST} {SECOND}')}")).text
    assert re.findall('<li><a href="([^"]*)"', page) == ["/read/another#p1"]


async def test_a_split_is_shown_against_all_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(f"{FIRST} {SECOND}", NEW, title="Harbour"), "harbour.txt")
    changed = SECOND.replace("old icebreakers", "icebreakers")
    made_up.add(db, draft(FIRST, changed, NEW, title="Harbour"), "harbour.txt")
    db.close()
    datasette = Datasette([str(path)])
    record = await told(datasette, f"{FIRST} {SECOND}")
    assert (record["status"], record["similarity"] > 0.9) == ("split", True)
    page = (await datasette.client.get(f"/cite/{key(f'{FIRST} {SECOND}')}")).text
    assert re.findall("<del>.*?</span>([^<]*)<", page) == ["old "]
    assert "the words are in paragraph 1 and paragraph 2 now" in page
    assert "Now paragraph 1</a>" in page
    assert "Now paragraph 2</a>" in page


async def test_words_that_went_into_another_paragraph_are_not_struck_out(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    opened = "The harbour was opened again on the second of March."
    made_up.add(db, draft(FIRST, SECOND, f"{opened} {THIRD}", title="Harbour"), "harbour.txt")
    made_up.add(db, draft(FIRST, f"{SECOND} {opened}", THIRD, title="Harbour"), "harbour.txt")
    db.close()
    datasette = Datasette([str(path)])
    record = await told(datasette, f"{opened} {THIRD}")
    assert (record["status"], record["current"]["number"]) == ("reworded", 3)
    assert [part["ref"] for part in record["parts"]] == ["harbour:2"]
    assert record["said"].endswith("3 now, and some of the words are in paragraph 2.")
    page = (await datasette.client.get(f"/cite/{key(f'{opened} {THIRD}')}")).text
    assert "<del>" not in page
    assert f"[elsewhere: </span>{opened}" in page
    assert "What is underlined with dots is in" in page
    assert 'href="/read/harbour#p2">Now paragraph 2</a>' in page


PARTS = (
    "The harbour master told the council on Monday that the ferry would not sail again.",
    "Two of the engines had been taken out in March, and nobody knew where they were kept.",
    "A spokesman for the company declined to say whether spare parts had ever been ordered.",
)
CUT = {
    "in two": ((PARTS[0], f"{PARTS[1]} {PARTS[2]}", THIRD), "split", 1),
    "in three": ((*PARTS, THIRD), "split", 2),
    "half of it into another": ((f"{PARTS[0]} {PARTS[1]}", f"{THIRD} {PARTS[2]}"), "reworded", 1),
    "a part into a new one": ((f"{PARTS[0]} {PARTS[1]}", THIRD, PARTS[2]), "reworded", 1),
    "into one with another": ((f"{' '.join(PARTS)} {THIRD}",), "merged", 0),
}


@pytest.mark.parametrize(("after", "status", "parts"), CUT.values(), ids=CUT)
async def test_no_word_that_still_stands_is_struck_out(
    tmp_path: Path, after: tuple[str, ...], status: str, parts: int
) -> None:
    path, whole = tmp_path / "corpus.db", " ".join(PARTS)
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(whole, THIRD, title="Harbour"), "harbour.txt")
    made_up.add(db, draft(*after, title="Harbour"), "harbour.txt")
    db.close()
    datasette = Datasette([str(path)])
    record = await told(datasette, whole)
    assert (record["status"], len(record["parts"])) == (status, parts)
    page = (await datasette.client.get(f"/cite/{key(whole)}")).text
    assert "<del>" not in page


async def test_reworded_with_its_difference_and_the_way_to_the_present_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(FIRST, SECOND, title="Harbour"), "harbour.txt")
    made_up.add(db, draft(NEW, REWORDED, SECOND, title="Harbour"), "harbour.txt")
    db.close()
    datasette = Datasette([str(path)])
    record = await told(datasette, FIRST)
    assert (record["status"], record["current"]["number"]) == ("reworded", 2)
    page = (await datasette.client.get(f"/cite/{key(FIRST)}")).text
    assert "<del>" in page
    assert 'href="/read/harbour#p2"' in page
    assert 'href="/read/harbour/diff/1/2"' in page
    assert f'href="/read/harbour@1#{key(FIRST)}"' in page
    text = (await datasette.client.get(f"/cite/{key(FIRST)}.txt")).text
    assert "version 1 of 2" in text
    assert (await datasette.client.get("/read/harbour/diff/1/2")).status_code == 200


async def test_a_wording_of_an_earlier_version_in_one_article_and_the_current_one_of_another(
    tmp_path: Path,
) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    made_up.add(db, draft(FIRST, SECOND, title="Harbour"), "harbour.txt")
    made_up.add(db, draft(REWORDED, SECOND, title="Harbour"), "harbour.txt")
    made_up.add(db, draft(FIRST, THIRD, title="Wire"), "wire.txt")
    db.close()
    datasette = Datasette([str(path)])
    record = (await datasette.client.get(f"/cite/{key(FIRST)}.json")).json()
    assert [(c["article"], c["status"]) for c in record["citations"]] == [
        ("wire", "unchanged"), ("harbour", "reworded"),
    ]  # fmt: skip
    one = (await datasette.client.get(f"/cite/harbour/{key(FIRST)}.json")).json()
    assert one["status"] == "reworded"


async def test_words_that_a_person_found_again_lead_to_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    anna = Command(db, coder="anna", words="test")
    made_up.add(db, draft(FIRST, SECOND, THIRD, title="Harbour"), "harbour.txt")
    tags.add(anna, [tags.Request("harbour:2", ("kept",), None)])
    made_up.add(db, draft(FIRST, NEW, THIRD, title="Harbour"), "harbour.txt")
    [review] = [*reviews.queue(db), *reviews.queue(db, gone=True)]
    before = await told(Datasette([str(path)]), SECOND)
    review_answers.accept(anna, review.id, to="harbour:2")
    db.close()
    after = await told(Datasette([str(path)]), SECOND)
    assert (before["status"], after["status"]) == ("removed", "reworded")
    assert after["current"]["text"] == NEW
