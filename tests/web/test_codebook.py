"""The codebook and a tag with many under it are folded, a page at a time."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus import branches, tags
from annotate.corpus.database import Command, open_write
from annotate.web import codebook


@pytest.fixture
def many(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten roots of five tags each, where pages take three."""
    names = tuple(f"many{n}/tag{m}" for n in range(10) for m in range(5))
    with closing(open_write(corpus)) as db:
        tags.add(Command(db, coder="x", words="x"), [tags.Request("lamps:1-2", names)])
    for name in ("WHOLE", "PILLS", "PARTS"):
        monkeypatch.setattr(codebook, name, 3)
    return corpus


async def listed(site: Any, path: str) -> list[str]:
    """The tags linked in all pages of a list, from its first on."""
    found = []
    while path:
        page = (await site.get(path)).text
        main = page.partition("<main")[2].partition("<section")[0]
        found += [part.partition('"')[0] for part in main.split('href="/tags/many')[1:]]
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        if "below" not in path:
            break
    return list(dict.fromkeys(name.partition("?")[0] for name in found))


async def test_a_large_codebook_shows_its_roots_a_page_at_a_time(many: Path, site: Any) -> None:
    page = (await site.get("/tags")).text
    assert "many0/tag0" not in page
    assert 'rel="next" href="/tags?below=2"' in page
    assert await listed(site, "/tags") == [str(n) for n in range(10)]
    later = (await site.get("/tags?below=3")).text
    assert 'rel="prev" href="/tags?below=2"' in later
    assert 'href="/tags/many4">5 tags under it</a>' in later
    assert "10 taggings in all" in later
    assert "No more tags" in (await site.get("/tags?below=99")).text


async def test_a_tag_with_many_under_it_shows_those_directly_under_it(
    many: Path, site: Any
) -> None:
    with closing(open_write(many)) as db:
        names = ("many3/tag1/deep/er", "many3/tag1/deep")
        tags.add(Command(db, coder="x", words="x"), [tags.Request("lamps:1", names)])
    page = (await site.get("/tags/many3")).text
    assert "12 taggings on 2 paragraphs, with the tags under it" in page.replace("</span>", "")
    assert "· 2 tags under it" in page
    assert "deep" not in page.partition('class="passage"')[0]
    assert 'href="/tags/many3?below=2"' in page
    found = await listed(site, "/tags/many3")
    assert [name for name in found if name != "3"] == [f"3/tag{n}" for n in range(5)]


async def test_what_is_not_counted_is_not_said(
    many: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branches, "COUNTED", 1)
    page = (await site.get("/tags/many3")).text.replace("</span>", "")
    assert "10 taggings, with the tags under it" in page


async def test_pages_of_passages_go_on_to_the_last(
    many: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codebook, "PAGE", 1)
    first = (await site.get("/tags/many3")).text
    [behind] = re.findall('rel="next" href="(/tags/many3.after=[0-9]+)"', first)
    last = (await site.get(behind)).text
    assert passages((await site.get("/tags/many3?page=2")).text) == passages(last)
    [before] = re.findall('rel="prev" href="(/tags/many3.before=[0-9]+)"', last)
    assert 'rel="next" href="/tags/many3?after' not in last
    again = (await site.get(before)).text
    assert 'rel="prev"' not in again
    assert passages(again) == passages(first) != passages(last)
    for beyond in ("page=9", "page=999999", "after=999999", "before=999999", "after=x"):
        assert 'class="passage"' in (await site.get(f"/tags/many3?{beyond}")).text
    assert f'href="{behind.replace("?", "?below=2&amp;")}"' in last


def passages(page: str) -> list[str]:
    return re.findall("<blockquote.+?</blockquote>", page)


async def test_a_tag_shows_what_it_is_for_and_what_it_is_not(corpus: Path, site: Any) -> None:
    page = (await site.get("/tags/actor/crew")).text
    shown = page.partition('<dl class="rules examples">')[2].partition("</dl>")[0]
    assert re.findall("<dt>(.+?)</dt>", shown) == ["As in", "Not for"]
    assert "The ferry left at dawn, and nobody waved from the quay." in shown
    assert 'href="/read/the-last-ferry#p1"' in shown
    assert "The old lamp stood here." in shown
    assert "(no longer in the article since version 2)" in shown
    assert "examples" not in (await site.get("/tags/actor")).text


async def test_a_copy_of_before_there_were_examples_is_shown(corpus: Path, site: Any) -> None:
    with closing(open_write(corpus)) as db:
        db.execute("drop table examples")
    page = await site.get("/tags/actor/crew")
    assert (page.status_code, "Who sails." in page.text) == (200, True)
