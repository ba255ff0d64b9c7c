"""What changed between two versions, as a page and as JSON."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from annotate.anchor.changes import Change
from annotate.anchor.comparison import BREAK
from annotate.corpus import notes, tags
from annotate.corpus.database import Command, open_write
from annotate.web import markup
from tests import lives
from tests.web.conftest import HOSTILE, SECRET, Serve, key_of
from tests.web.test_pages import parsed

DAWN = "The boat left at dawn, and nobody waved from the quay."
NOON = DAWN.replace("dawn", "noon")
ROPE, LAMP, MAST = "One rope was cut.", "The lamp went out at sea.", "A mast stood on the quay."
STOOD = {f"s{n}": f"Paragraph {n} stands as it stood." for n in range(5)}
ARABIC = "مرحبا بالعالم، هذه فقرة من اليمين إلى اليسار"


@pytest.fixture
def boat(corpus: Path) -> None:
    """An article of three versions, tagged and noted."""
    with closing(open_write(corpus)) as db:
        put(lambda: Command(db, coder="ada", words="test"), db)


def put(command: Callable[[], Command], db: Any) -> None:
    lives.put(
        db, "boat",
        [
            {"t": "The Boat", "a": DAWN, **STOOD, "b": ROPE, "c": f"{LAMP} {MAST}"},
            {"t": "The Boat", "a": NOON, **STOOD, "b": ROPE, "c": f"{LAMP} {MAST}"},
            {"t": "The Boat", "b": ROPE, "a": f"{NOON} {HOSTILE}", **STOOD, "c": LAMP, "m": MAST,
             "n": ARABIC},
        ],
        [(2, "edited", "a", "a"), (3, "edited", "a", "a"), (3, "moved", "b", "b"),
         (3, "split", "c", "c"), (3, "split", "c", "m"), (3, "added", None, "n")],
        roles={"t": "title"},
    )  # fmt: skip
    tags.add(command(), [tags.Request("boat@1:2", ("time",), quote="boat")])
    notes.add(command(), "boat@1:2", SECRET, private=True)
    notes.add(command(), "boat@1:2", "a public note")


def words(html: str) -> str:
    """The text of the page's article, marks and all."""
    main = html[html.index("<article") : html.index("</article>")]
    main = re.sub(r'<span class="unseen"[^>]*>.*?</span>', "", main)
    return " ".join(unescape(re.sub(r"<(?!/?(ins|del)\b)[^>]*>", " ", main)).split())


@pytest.mark.usefixtures("boat")
async def test_the_words_that_changed_are_marked(site: Any) -> None:
    page = (await site.get("/read/boat/diff/1/2")).text
    assert "left at <del>dawn</del><ins>noon</ins>, and nobody" in words(page)
    assert '<span class="unseen" lang="en" dir="ltr"> [deleted: </span>dawn' in page
    assert '<span class="unseen" lang="en" dir="ltr"> [inserted: </span>noon' in page
    assert "1 January 2026" in page
    assert "1 paragraph edited 8 unchanged" in words(page)
    assert '<a href="/read/boat@1#p2">2</a>' in page
    assert '<a href="/read/boat@2#p2">2</a>' in page
    assert f'href="/cite/{key_of(NOON)}"' in page
    assert '<a href="/tags/time"' in page


@pytest.mark.usefixtures("boat")
async def test_the_last_two_versions_are_compared_unless_others_are_named(site: Any) -> None:
    last = (await site.get("/read/boat/diff")).text
    assert 'rel="canonical" href="http://localhost/read/boat/diff/2/3"' in last
    assert 'rel="prev" href="/read/boat/diff/1/2"' in last
    assert 'href="/read/boat/diff/1/3">from the first to the current version' in last
    assert "Split" in words(last)
    assert "The lamp went out at sea. <ins>" in words(last)
    assert 'rel="next" href="/read/boat/diff/2/3"' in (await site.get("/read/boat/diff/1/2")).text


@pytest.mark.usefixtures("boat")
async def test_unchanged_paragraphs_are_passed_over_but_for_neighbours(site: Any) -> None:
    page = (await site.get("/read/boat/diff/1/2")).text
    assert "Paragraph 0 stands" in page
    assert "Paragraph 1 stands" not in page
    assert '<a href="/read/boat@2#p4">6 paragraphs unchanged</a>' in page


@pytest.mark.usefixtures("boat")
async def test_no_note_is_shown_and_hostile_text_is_text(site: Any) -> None:
    for path in ("/read/boat/diff", "/read/boat/diff/1/3", "/read/boat/diff.json"):
        page = (await site.get(path)).text
        assert SECRET not in page
        assert "public note" not in page
    page = (await site.get("/read/boat/diff")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search("[\x00-\x08\x1b]", page)
    parsed(page)


@pytest.mark.usefixtures("boat")
async def test_the_json_has_both_wordings(site: Any) -> None:
    record = (await site.get("/read/boat/diff/1/2.json")).json()
    [change] = record["changes"]
    assert (record["article"], record["counts"]) == ("boat", {"edited": 1, "same": 8})
    assert (change["old"][0]["text"], change["new"][0]["text"]) == (DAWN, NOON)
    assert change["new"][0]["tags"] == ["time"]
    missing = (await site.get("/read/boat/diff/1/9.json")).json()
    assert missing["nearest"] == ["from version 1 to version 3"]


@pytest.mark.usefixtures("boat")
async def test_who_has_the_page_is_told_so(site: Any) -> None:
    first = await site.get("/read/boat/diff")
    again = await site.get("/read/boat/diff", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert "default-src 'none'" in first.headers["content-security-policy"]


@pytest.mark.usefixtures("boat")
@pytest.mark.parametrize(
    ("path", "told", "nearest"),
    [
        ("/read/boat/diff/2/1", "say the earlier one first", "/read/boat/diff/1/2"),
        ("/read/boat/diff/0/1", "has versions 1 to 3", "/read/boat/diff/1/3"),
        ("/read/boat/diff/1/9", "has versions 1 to 3", "/read/boat/diff/1/3"),
        ("/read/the-last-ferry/diff", "has only one version", "/read/the-last-ferry"),
        ("/read/boa/diff", "There is no article", "/read/boat"),
    ],
)
async def test_what_cannot_be_compared_says_what_can(
    site: Any, path: str, told: str, nearest: str
) -> None:
    response = await site.get(path)
    assert response.status_code == 404
    assert told in unescape(response.text)
    assert f'<a href="{nearest}">' in response.text


@pytest.mark.parametrize(
    "path", ["/read/boat/diff/1", "/read/boat/diff/a/b", "/read/boat/diff/1/2/3"]
)
async def test_other_addresses_are_no_page(site: Any, path: str) -> None:
    assert (await site.get(path)).status_code == 404


@pytest.mark.usefixtures("boat")
async def test_the_article_leads_to_what_changed(site: Any) -> None:
    assert '<a href="/read/boat/diff/2/3">What changed</a>' in (await site.get("/read/boat")).text
    old = (await site.get("/read/boat@1")).text
    assert '<a href="/read/boat/diff/1/3">what changed since</a>' in old
    assert "/diff" not in (await site.get("/read/the-last-ferry")).text


@pytest.mark.parametrize("table", ["tags", "taggings"])
@pytest.mark.usefixtures("boat")
async def test_denied_tags_are_left_out(serve: Serve, table: str) -> None:
    client = serve(database={"tables": {table: {"allow": {"id": "root"}}}}).client
    assert "/tags" not in (await client.get("/read/boat/diff/1/2")).text
    record = (await client.get("/read/boat/diff/1/2.json")).json()
    assert record["changes"][0]["new"][0]["tags"] == []


def test_marks_are_html_and_words_are_not() -> None:
    pieces = [Change("same", "<b> & "), Change("removed", "<i>"), Change("added", f"x{BREAK}y")]
    made = re.sub(r'<span class="unseen".*?</span>', "", markup.changed(pieces))
    assert made == Markup(
        "&lt;b&gt; &amp; <del>&lt;i&gt;</del>"
        '<ins>x<span class="break" dir="ltr">¶</span><br>y</ins>'
    )
    assert "␣" in markup.changed([Change("removed", " ")])


async def test_a_large_article_takes_bounded_time(corpus: Path, site: Any) -> None:
    line = "The boat number {} left at {}, and nobody waved from the quay that day."
    old = {f"p{n}": line.format(n, "dawn") for n in range(10_000)}
    new = {name: text.replace("dawn", "noon") for name, text in old.items()}
    huge = {"huge": " ".join(f"w{n * n % 9973}" for n in range(100_000))}
    with closing(open_write(corpus)) as db:
        lives.put(db, "large", [old | huge, new | {"huge": huge["huge"].replace("w1", "v1")}])
    start = time.process_time()
    response = await site.get("/read/large/diff")
    assert response.status_code == 200
    assert time.process_time() - start < 30
