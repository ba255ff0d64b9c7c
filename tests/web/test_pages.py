"""Every page, on whichever Datasette is installed."""

import json
import re
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from annotate.cite.forms import FORMS, Form
from annotate.corpus import articles, notes, tags
from annotate.corpus.database import Command, open_write
from tests.web.conftest import FERRY as FERRY_WORDS
from tests.web.conftest import HOSTILE_ARTICLE, SECRET, Serve, draft, key_of

FERRY = key_of("The ferry left at dawn, and nobody waved from the quay.")
MASTER = key_of("The harbour master counted the passengers twice.")
OLD_LAMP = key_of("The old lamp stood here.")
PAGES = (
    "/",
    "/read",
    "/read/the-last-ferry",
    "/read/lamps@1",
    "/read/lamps/diff",
    "/read/lamps/diff/1/2",
    "/read/lamps/diff.json",
    f"/cite/{MASTER}",
    f"/cite/{FERRY}",
    f"/cite/the-last-ferry/{FERRY}",
    f"/cite/{OLD_LAMP}",
    f"/cite/{OLD_LAMP}.json",
    *(f"/cite/{MASTER}{suffix}" for suffix in (".txt", ".md", ".bib", ".ris", ".csl.json")),
    f"/cite/the-last-ferry/{FERRY}.bib",
    "/tags",
    "/tags/actor",
    "/tags/actor/crew",
    "/search",
    "/search?q=lamp",
)
MISSING = (
    "/read/nothing",
    "/read/lamps@9",
    "/read/lamps/diff/1/9",
    "/read/nothing/diff",
    "/cite/0000000000000",
    "/tags/nothing",
)


class Strict(HTMLParser):
    """Collects what a page is made of and complains about tags left open."""

    VOID = frozenset({"meta", "link", "input", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    assert parser.open == []
    return parser


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_there_with_strict_headers(site: Any, path: str) -> None:
    response = await site.get(path)
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"]
    assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", [p for p in PAGES if "." not in p] + list(MISSING))
async def test_a_page_is_well_formed_and_asks_nothing_of_other_hosts(site: Any, path: str) -> None:
    html = (await site.get(path)).text
    page = parsed(html)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        if tag in ("script", "img", "link"):
            address = attributes.get("src") or attributes.get("href") or ""
            assert address.startswith("/") or attributes.get("rel") == "canonical"
        if tag == "a":
            assert (attributes["href"] or "").startswith(("/", "http://", "https://", "#"))
    assert all(a.get("src") for tag, a in page.tags if tag == "script")
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert {"main", "header", "footer", "nav"} <= {tag for tag, _ in page.tags}


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_hostile_and_nothing_private_gets_out(site: Any, path: str) -> None:
    response = await site.get(path)
    assert SECRET not in response.text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", response.text)
    if not path.endswith(".json"):
        assert "<script>" not in response.text
        assert not re.search("=.?javascript:", response.text)


async def test_hostile_text_is_shown_as_text(site: Any) -> None:
    home = (await site.get("/")).text
    slug = re.findall(r'href="(/read/title[^"]*)"', home)[0]
    page = (await site.get(slug)).text
    parsed(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page
    assert not re.search("=.?javascript:", page)
    assert "\x00" not in page
    assert "\u202e" not in re.findall("<title>(.*)</title>", page)[0]
    assert 'lang="&#34;' not in page
    assert 'dir="auto">مرحبا' in page
    found = (await site.get("/search?q=alert")).text
    assert "&lt;script&gt;<mark>alert</mark>(1)" in found
    cited = await site.get(f"/cite/{key_of(HOSTILE_ARTICLE[1][1])}")
    assert cited.status_code == 200
    assert "&lt;script&gt;" in cited.text
    assert "<script>" not in cited.text


async def test_an_article_is_numbered_and_anchored(site: Any) -> None:
    page = (await site.get("/read/the-last-ferry")).text
    parsed(page)
    for number in range(1, 6):
        assert f'id="p{number}"' in page
    assert 'id="p6"' not in page
    assert f'id="{MASTER}"' in page
    assert f'href="/cite/{MASTER}"' in page
    assert f'href="/cite/the-last-ferry/{FERRY}"' in page  # shared with another article
    assert "<h2 " in page
    assert page.count("<blockquote") == 1
    assert page.count('role="list"') == 1
    assert page.count('role="listitem"') == 2
    assert page.count("<details") == 2
    assert "2 paragraphs around the article" in page
    assert "nobody</mark> waved from" in page  # white space folds
    assert "on the <em>article</em>" in page


async def test_a_page_says_what_is_set_aside_and_shows_it_all(site: Any) -> None:
    page = (await site.get("/read/the-last-ferry")).text
    link = '<a href="/read/the-last-ferry?all=1">'
    assert f"{link}4 paragraphs are set aside as not the author’s; show them</a>" in page
    assert "<details open" not in page.replace(' class="boilerplate"', "")
    assert "of prose" not in page
    shown = (await site.get("/read/the-last-ferry?all=1")).text
    parsed(shown)
    assert shown.replace(' class="boilerplate"', "").count("<details open") == 2
    assert '<a href="/read/the-last-ferry">4 paragraphs are set aside' in shown
    assert 'rel="canonical" href="http://localhost/read/the-last-ferry"' in shown


async def test_a_page_says_when_most_prose_has_no_number(serve: Serve, corpus: Path) -> None:
    long = "Whoever borrows a lamp brings it back filled, trimmed and wiped, and says so aloud. "
    made, data = draft(
        ("title", "Lamps"), ("body", long * 2 + "One."),
        ("boilerplate", long * 2 + "Two."), ("comment", long * 2 + "Three."),
    )  # fmt: skip
    with closing(open_write(corpus)) as db:
        added = articles.add(Command(db, coder="ada", words="test"), made, data, source="-")
    page = (await serve().client.get(f"/read/{added.slug}")).text
    parsed(page)
    assert "Only 1 of 3 paragraphs of prose has a number" in page


@pytest.mark.parametrize(
    ("site", "url", "shown"),
    [
        (
            "The Courier",
            "https://b.example/2",
            'external">The same words in <bdi>The Courier</bdi>',
        ),
        ("<b>The Courier", None, "The same words in <bdi>&lt;b&gt;The Courier</bdi></span>"),
        (None, "https://b.example/2", 'external">The same words elsewhere</a>'),
        ("Harbour News", None, None),
        (None, None, None),
    ],
)
async def test_where_the_words_of_an_article_stood_too(
    serve: Serve, corpus: Path, site: str | None, url: str | None, shown: str | None
) -> None:
    said = {name: value for name, value in (("site", site), ("url", url)) if value}
    made, data = draft(*FERRY_WORDS, title="The Last Ferry", **said)
    with closing(open_write(corpus)) as db:
        command = Command(db, coder="ada", words="test")
        added = articles.add(command, made, data + b" ", source="copy.txt")
    assert (added.status, added.slug) == ("same", "the-last-ferry")
    page = (await serve().client.get("/read/the-last-ferry")).text
    parsed(page)
    assert (shown or "</h1>") in page
    assert ("The same words" in page) == (shown is not None)


async def test_overlapping_quotes_are_marked_stretch_by_stretch(site: Any) -> None:
    page = (await site.get("/read/the-last-ferry")).text
    marks = re.findall(r'<mark class="([^"]*)" data-by="([^"]*)">([^<]*)</mark>', page)
    words = [words for _, _, words in marks[:3]]
    assert words == ["ferry left at ", "dawn", ", and nobody"]
    assert "several" in marks[1][0]
    assert len(marks[1][1].split()) == 2
    assert "c-c0392b" in marks[0][0]
    sheet = re.findall(r'href="([^"]*colours\.css[^"]*)"', page)[0]
    response = await site.get(sheet)
    assert response.text == ".c-c0392b{--tag:#c0392b}\n"
    assert response.headers["content-type"].startswith("text/css")


async def test_a_colour_that_is_none_makes_no_rule(site: Any) -> None:
    response = await site.get("/-/annotate/colours.css?c=c0392b,zzz,}body{,000000")
    assert response.text == ".c-c0392b{--tag:#c0392b}\n.c-000000{--tag:#000000}\n"


async def test_notes_are_markdown_without_html_and_pictures(site: Any) -> None:
    page = (await site.get("/read/the-last-ferry")).text
    assert "<strong>public</strong>" in page
    assert '<a href="https://note.example"' in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<img" not in page


async def test_an_article_says_what_stands_on_removed_paragraphs(
    serve: Serve, corpus: Path
) -> None:
    client, link = serve().client, f'href="/read/lamps@1#{OLD_LAMP}"'
    page = (await client.get("/read/lamps")).text
    assert "1 tag on a paragraph that was removed" in page
    assert f"{link}>paragraph 1 in version 1</a>" in page
    assert "that was removed" not in (await client.get("/read/lamps@1")).text
    assert "object/lamp" in (await client.get("/read/lamps@1")).text
    with closing(open_write(corpus)) as db:
        command = Command(db, coder="x", words="x")
        notes.add(command, "lamps@1:1", "It was old.")
        notes.add(command, "lamps@1:1", SECRET, private=True)
    page = (await client.get("/read/lamps")).text
    assert "1 note and 1 tag on a paragraph that was removed" in page
    denied = serve(database={"tables": {"notes": {"allow": False}}}).client
    assert "1 tag on a paragraph that was removed" in (await denied.get("/read/lamps")).text


async def test_an_older_version_says_so_and_shows_what_stood_there(site: Any) -> None:
    page = (await site.get("/read/lamps@1")).text
    assert "<strong>Version 1</strong> of 2" in page
    assert 'href="/read/lamps"' in page
    assert "old lamp" in page
    assert "new lamp" not in page
    assert "old lamp" not in (await site.get("/read/lamps")).text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/read/the-last", "/read/the-last-ferry"),
        ("/read/1", "/read/the-last-ferry"),
        (f"/cite/{MASTER.upper()}", f"/cite/{MASTER}"),
    ],
)
async def test_a_near_miss_leads_to_the_page(site: Any, path: str, to: str) -> None:
    response = await site.get(path)
    assert (response.status_code, response.headers["location"]) == (302, to)


async def test_a_citation_has_the_words_first_and_says_how_to_cite_them(site: Any) -> None:
    page = (await site.get(f"/cite/{MASTER}")).text
    assert page.index("counted the passengers twice") < page.index("The Last Ferry</bdi>")
    assert "these words stand in the article" in page
    assert re.search(rf"para\. 5, accessed [\d-]+\. http://localhost/cite/{MASTER}\n", page)
    assert "user-select" not in page
    assert 'href="/read/the-last-ferry#p5"' in page


async def test_a_citation_of_removed_words_says_so(site: Any) -> None:
    page = (await site.get(f"/cite/{OLD_LAMP}")).text
    assert "no longer in the article since version 2" in page
    assert f'href="/read/lamps@1#{OLD_LAMP}"' in page
    told = (await site.get(f"/cite/{OLD_LAMP}.json")).json()
    assert (told["status"], told["removed_in"], told["version"]) == ("removed", 2, 1)


async def test_words_in_several_articles_are_listed(site: Any) -> None:
    page = (await site.get(f"/cite/{FERRY}")).text
    assert "2 places" in page
    told = (await site.get(f"/cite/{FERRY}.json")).json()
    assert set(told) == {"key", "citations"}
    assert told["citations"][0]["article"] == "the-last-ferry"
    one = (await site.get(f"/cite/the-last-ferry/{FERRY}.json")).json()
    assert one["url"] == f"http://localhost/cite/the-last-ferry/{FERRY}"
    assert len(one["citations"]) == 1


async def test_the_json_of_a_citation(site: Any) -> None:
    response = await site.get(f"/cite/{MASTER}.json")
    told = response.json()
    assert response.headers["content-type"].startswith("application/json")
    assert "access-control-allow-origin" not in response.headers
    assert {k: told[k] for k in ("key", "ref", "quote", "number", "role", "status")} == {
        "key": MASTER,
        "ref": "the-last-ferry:5",
        "quote": "The harbour master counted the passengers twice.",
        "number": 5,
        "role": "body",
        "status": "unchanged",
    }
    assert told["tags"] == ["actor/harbour master"]
    assert [note["text"] for note in told["notes"]] == ["master of what?"]
    assert told["notes"][0]["quote"]["exact"] == "harbour master"


SUFFIXES = {form.suffix: form for form in FORMS.values() if form.suffix}


@pytest.mark.parametrize(("suffix", "form"), SUFFIXES.items(), ids=SUFFIXES)
async def test_a_citation_has_every_form(site: Any, suffix: str, form: Form) -> None:
    page = await site.get(f"/cite/{MASTER}")
    assert f'<a href="/cite/{MASTER}{suffix}">{form.title}</a>' in page.text
    response = await site.get(f"/cite/{MASTER}{suffix}")
    assert response.headers["content-type"] == f"{form.media_type}; charset=utf-8"
    assert f"http://localhost/cite/{MASTER}" in response.text
    assert "The harbour master counted the passengers twice." in response.text
    again = await site.get(
        f"/cite/{MASTER}{suffix}", headers={"If-None-Match": response.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    both = await site.get(f"/cite/{FERRY}{suffix}")
    assert both.text.count(f"/{FERRY}") >= 2
    one = await site.get(f"/cite/the-last-ferry/{FERRY}{suffix}")
    assert "Title <script>" not in one.text
    missing = await site.get(f"/cite/0000000000000{suffix}")
    assert missing.status_code == 404
    moved = await site.get(f"/cite/{MASTER.upper()}{suffix}")
    assert moved.headers["location"] == f"/cite/{MASTER}{suffix}"


async def test_no_control_character_leaves_in_a_form(site: Any) -> None:
    hostile = key_of(HOSTILE_ARTICLE[1][1])
    for suffix in SUFFIXES:
        text = (await site.get(f"/cite/{hostile}{suffix}")).text
        assert "alert(1)" in text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("suffix", [".html", ".csl", ".bibtex", ".txt.bib", ".", ".json.json"])
async def test_there_is_no_other_form(site: Any, suffix: str) -> None:
    assert (await site.get(f"/cite/{MASTER}{suffix}")).status_code == 404


async def test_a_citation_leads_to_the_words_in_the_original(site: Any) -> None:
    page = (await site.get(f"/cite/{MASTER}")).text
    link = (
        "https://news.example/ferry#:~:text="
        "The%20harbour%20master%20counted%20the%20passengers%20twice."
    )
    assert f'<a href="{link}" rel="noopener noreferrer nofollow external">See it in the' in page
    assert (await site.get(f"/cite/{MASTER}.json")).json()["source_link"] == link
    assert "in the original" not in (await site.get(f"/cite/{OLD_LAMP}")).text


async def test_json_is_for_other_sites_only_when_datasette_says_so(serve: Serve) -> None:
    client = serve(cors=True).client
    response = await client.get(f"/cite/{MASTER}.json")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in (await client.get("/tags")).headers


@pytest.mark.parametrize("path", MISSING)
async def test_what_is_not_there_is_a_helpful_404(site: Any, path: str) -> None:
    response = await site.get(path)
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"
    assert 'role="search"' in response.text


async def test_an_unknown_key_is_json_too_and_names_near_ones(site: Any) -> None:
    response = await site.get(f"/cite/{MASTER[:6]}0000000.json")
    assert response.status_code == 404
    assert response.json()["nearest"] == [MASTER]
    page = await site.get(f"/cite/{MASTER[:6]}0000000")
    assert f'href="/cite/{MASTER}"' in page.text


@pytest.mark.parametrize(
    "key", ["~", "~2", "a~b", f"{MASTER}~2", f"{MASTER}~99999999999", "%00", "%F0%9F%92%A9", "%ff"]
)
async def test_no_key_is_an_error(site: Any, key: str) -> None:
    assert (await site.get(f"/cite/{key}")).status_code == 404
    assert (await site.get(f"/cite/the-last-ferry/{key}.json")).status_code == 404


async def test_the_codebook_is_a_tree_with_definitions(site: Any) -> None:
    page = (await site.get("/tags")).text
    assert "Who sails." in page
    assert page.index(">actor<") < page.index(">crew<")
    assert 'href="/tags/actor"' in page


async def test_everything_under_a_tag_is_in_context(site: Any) -> None:
    page = (await site.get("/tags/actor")).text
    assert "ferry left at" in page
    assert "harbour master" in page
    assert 'href="/read/the-last-ferry#p1"' in page
    assert "with the tags under it" in page
    crew = (await site.get("/tags/actor/crew")).text
    assert "on the tag" in crew
    lamp = (await site.get("/tags/object/lamp")).text
    assert "no longer in the article since version 2" in lamp
    assert f"/read/lamps@1#{OLD_LAMP}" in lamp


async def test_one_parent_in_two_cases_is_one_in_any_script(site: Any, corpus: Path) -> None:
    with closing(open_write(corpus)) as db:
        tags.add(Command(db, coder="x", words="x"), [tags.Request("lamps:1", ("Ära/x", "ära/y"))])
    page = (await site.get("/tags")).text
    assert [page.count(f'href="/tags/{quote(name)}"') for name in ("Ära", "ära")] == [1, 0]
    assert page.index(">Ära<") < page.index(">x<") < page.index(">y<")
    below = (await site.get(f"/tags/{quote('ÄRA')}")).text
    assert [below.count(f'href="/tags/{quote(name)}"') for name in ("Ära/x", "ära/y")] == [2, 2]
    assert "2 taggings on 1 paragraph, with the tags under it" in below.replace("</span>", "")


async def test_a_tag_with_a_difficult_name_has_a_page(site: Any) -> None:
    links = re.findall(r'href="(/tags[^"]*)"', (await site.get("/tags")).text)
    difficult = next(link for link in links if "%3Cb%3E" in link and "%C3%BC" in link)
    response = await site.get(difficult.replace("&amp;", "&"))
    assert response.status_code == 200
    assert "We go when the tide goes." in response.text
    assert ".." not in difficult.partition("?")[0]


STRAYS = ["", "  ", '"', '""', '"open phrase', "NEAR(", "a AND", "*", "-", "'", "💩", "%00", "((("]
STRAYS += [
    "col:x",
    "zzzzz",
    "%ff",
    "x" * 5000,
    "^",
    "%22%00",
    "{",
    "a OR",
    "NOT",
    "ferry*",
    "*ferry",
]


@pytest.mark.parametrize("words", STRAYS)
async def test_no_search_is_an_error(site: Any, words: str) -> None:
    response = await site.get(f"/search?q={words}")
    assert response.status_code == 200
    parsed(response.text)


async def test_search_marks_its_hits_and_divides_them(site: Any) -> None:
    page = (await site.get("/search?q=ferry")).text
    assert "The <mark>ferry</mark> left" in page
    assert "4 paragraphs with <bdi>ferry</bdi>" in page or "3 paragraphs" in page
    assert "/search?q=ferry&amp;role=body" in page
    assert "/search?q=ferry&amp;tag=actor%2Fcrew" in page
    narrowed = (await site.get("/search?q=ferry&tag=actor")).status_code
    assert narrowed == 200
    assert "Nothing found for <bdi>“zzz”" in (await site.get("/search?q=zzz")).text
    wrong = await site.get("/search?q=ferry&role=nonsense&article=nothing&page=x")
    assert wrong.status_code == 200
    assert "no article" in wrong.text
    assert (await site.get("/search?tag=actor/crew")).text.count('class="where"') == 2


async def test_the_number_beside_a_tag_is_what_its_link_finds(site: Any) -> None:
    page = (await site.get("/search?q=the")).text
    counted = re.findall(
        r'<li><a href="(/search\?[^"]*tag=[^"]*)">.*?</a> <span class="n">(\d+)', page
    )
    assert any(link.endswith("tag=actor") for link, _ in counted)
    for link, count in counted:
        assert f"{count} paragraph" in (await site.get(link.replace("&amp;", "&"))).text


async def test_what_a_search_divides_over_is_shown_whole_on_demand(
    serve: Serve, corpus: Path
) -> None:
    with closing(open_write(corpus)) as db:
        command = Command(db, coder="x", words="x")
        for i in range(20):
            made, data = draft(("body", f"A quay of the number {i}."), title=f"Quay {i}")
            articles.add(command, made, data, source=f"{i}.txt")
            tags.add(command, [tags.Request(f"quay-{i}:1", ("berth", f"berth/{i}"))])
    client = serve().client
    page = (await client.get("/search?q=number")).text
    assert page.count("article=") == 12
    assert 'href="/search?q=number&amp;all=1">and 8 more</a>' in page
    assert ">and 9 more</a>" in page  # of 21 tags
    page = (await client.get("/search?q=number&all=1")).text
    assert (page.count("article="), page.count("tag=berth")) == (20, 21)
    assert 'href="/search?q=number">Show fewer</a>' in page


@pytest.mark.parametrize("page", ["99999", "99999999999"])
async def test_pages_end_with_the_last(site: Any, page: str) -> None:
    for path in ("/search?q=ferry", "/tags/actor"):
        last = (await site.get(f"{path}{'&' if '?' in path else '?'}page={page}")).text
        assert last == (await site.get(path)).text
    assert "No more articles" in (await site.get("/read?after=99999")).text


async def test_the_last_page_of_very_many_hits_says_how_to_see_others(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.web.searching.MOST", 3)
    monkeypatch.setattr("annotate.web.searching.PAGE", 2)
    first, last = [(await site.get(f"/search?q=the&page={page}")).text for page in (1, 2)]
    told = "These are the last of the first 3 hits"
    assert ("More →" in first, told in first) == (True, False)
    assert ("More →" in last, told in last) == (False, True)


async def test_taggings_say_on_how_many_paragraphs_they_are(site: Any) -> None:
    for path in ("/tags/actor", "/tags/ACTOR", "/"):
        assert re.search("[46] taggings on 3 paragraphs", (await site.get(path)).text), path
    assert "3 paragraphs" in (await site.get("/search?tag=actor")).text
    lamp = (await site.get("/tags/object/lamp")).text
    assert "0 taggings</span>" in lamp


async def test_an_unchanged_page_is_a_304_until_something_changes(
    serve: Serve, corpus: Path
) -> None:
    from annotate.corpus import notes
    from annotate.corpus.database import Command, open_write

    client = serve().client
    first = await client.get("/read/the-last-ferry")
    etag = first.headers["etag"]
    again = await client.get("/read/the-last-ferry", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert again.headers["content-security-policy"]
    db = open_write(corpus)
    notes.add(Command(db, coder="x", words="x"), "the-last-ferry:5", "freshly written")
    db.close()
    changed = await client.get("/read/the-last-ferry", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "freshly written" in changed.text


async def test_head_has_the_headers_and_no_body_and_other_methods_are_refused(site: Any) -> None:
    response = await site.request("HEAD", "/read/the-last-ferry")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["etag"]
    assert (await site.request("DELETE", "/tags")).status_code in (403, 405)


async def test_links_begin_with_the_base_url(serve: Serve) -> None:
    client = serve(settings={"base_url": "/deep/"}).client
    page = await client.get("/read/the-last-ferry")
    assert page.status_code == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
    assert links
    assert all(link.startswith("/deep/") for link in links)
    assert (await client.get(links[0].removeprefix("/deep"))).status_code == 200
    cited = (await client.get(f"/cite/{MASTER}.json")).json()
    assert cited["url"] == f"http://localhost/deep/cite/{MASTER}"


async def test_the_front_page_is_datasettes_own_where_there_is_more_than_a_corpus(
    serve: Serve, corpus: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    import sqlite3

    connection = sqlite3.connect(other)
    connection.execute("create table articles (id integer primary key, title)")
    connection.close()
    both = serve(files=[other, corpus]).client
    assert "Harbour News" not in (await both.get("/")).text
    assert "Harbour News" in (await both.get("/read")).text
    alone = serve(files=[other]).client
    assert (await alone.get("/")).status_code == 200
    assert (await alone.get("/read")).status_code == 404
    assert (await alone.get("/other/articles")).status_code == 200


async def test_datasettes_own_pages_stay_and_lead_to_ours(site: Any, corpus: Path) -> None:
    index = await site.get("/-/")
    assert index.status_code == 200
    [database] = set(re.findall(r'"(/field[^"/]*)"', index.text))
    assert 'href="/search"' in (await site.get(database)).text
    table = (await site.get(f"{database}/paragraphs")).text
    assert f'<a href="/cite/{MASTER}">' in table
    view = (await site.get(f"{database}/citations")).text
    assert f'<a href="/cite/the-last-ferry/{MASTER}">' in view
    assert '<a href="/read/the-last-ferry">' in view
    assert (await site.get("/.json")).status_code == 200


async def test_an_immutable_corpus_is_served_too(serve: Serve, corpus: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(corpus)
    connection.execute("pragma journal_mode = delete")
    connection.close()
    response = await serve(immutable=True).client.get("/read/lamps")
    assert response.status_code == 200


async def test_title_and_description_come_from_the_metadata(corpus: Path) -> None:
    said = {"title": "Harbours <i>", "description": "What was written & read."}
    served = Datasette([str(corpus)], metadata={"databases": {corpus.stem: said}})
    page = (await served.client.get("/")).text
    assert "<bdi>Harbours &lt;i&gt;</bdi></h1>" in page
    assert "What was written &amp; read." in page
    for database in served.databases.values():
        database.close()


async def test_assets_may_be_kept_for_ever(site: Any) -> None:
    page = (await site.get("/tags")).text
    for file in re.findall(r'"(/-/annotate/[^"]*v=[^"]*)"', page):
        response = await site.get(file)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["x-content-type-options"] == "nosniff"
    assert (await site.get("/-/annotate/nothing.css")).status_code == 404
    assert "immutable" not in (await site.get("/-/annotate/annotate.css")).headers["cache-control"]


async def test_a_locked_corpus_is_a_503(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from annotate.corpus import history

    def locked(db: sqlite3.Connection) -> tuple[int, int]:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(history, "revision", locked)
    response = await site.get("/tags")
    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert "try again" in response.text
    told = await site.get(f"/cite/{MASTER}.json")
    assert json.loads(told.text)["error"]
