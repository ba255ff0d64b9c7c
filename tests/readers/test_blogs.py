"""Exports of whole blogs: of WordPress (WXR), of Blogger."""

import json
import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Metadata
from annotate.readers import wordpress
from tests.conftest import Run
from tests.readers.many import FERRY, asides, damaged, drafts, good, pieces, read, survives

SPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
)
AUTHOR = (
    "<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ida]]></wp:author_login>"
    "<wp:author_email>i@example.org</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ida & Holm]]></wp:author_display_name></wp:author>"
)
SECOND = AUTHOR.replace("[ida]", "[jon]").replace("Ida & Holm", "Jon Vik")


def post(
    text: str = FERRY, number: int = 1, *, status: str = "publish", kind: str = "post",
    date: str = "2024-05-06 10:00:00", gmt: str = "2024-05-06 08:00:00", more: str = "",
) -> str:  # fmt: skip
    return (
        f"<item><title><![CDATA[Title {number}]]></title>"
        f"<link>https://bay.example.org/{number}/</link>"
        "<pubDate>Mon, 06 May 2024 08:00:00 +0000</pubDate><dc:creator><![CDATA[ida]]></dc:creator>"
        f'<guid isPermaLink="false">https://bay.example.org/?p={number}</guid>'
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date><![CDATA[{date}]]></wp:post_date>"
        f"<wp:post_date_gmt><![CDATA[{gmt}]]></wp:post_date_gmt>"
        f"<wp:status><![CDATA[{status}]]></wp:status>"
        f"<wp:post_type><![CDATA[{kind}]]></wp:post_type>"
        f"{more}</item>"
    )


def export(*items: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{SPACES}><channel>'
    about = f"<title>Bay Notes</title><language>en-GB</language>{AUTHOR}{SECOND}"
    return f"{head}{about}{''.join(items)}</channel></rss>".encode()


def paragraphs(text: str) -> list[tuple[str, str]]:
    [draft] = drafts(export(post(text)), "feed")
    return pieces(draft)[1:]


def test_what_is_said_of_a_post() -> None:
    [draft] = drafts(export(post()), "feed")
    assert draft.metadata == Metadata(
        "Title 1", "Ida & Holm", "Bay Notes", "2024-05-06T10:00:00+02:00",
        "https://bay.example.org/1/", "en-GB",
    )  # fmt: skip
    assert pieces(draft) == [("title", "Title 1"), ("body", FERRY)]


DATES = {
    "the zone of the blog": ({}, "2024-05-06T10:00:00+02:00"),
    "west of Greenwich": ({"date": "2024-05-06 03:30:00"}, "2024-05-06T03:30:00-04:30"),
    "nothing but the time of the blog": ({"gmt": "0000-00-00 00:00:00"}, "2024-05-06T08:00:00Z"),
    "a draft": ({"status": "draft", "gmt": "0000-00-00 00:00:00"}, None),
    "a draft that was changed": ({"status": "draft"}, None),
    "a private post": ({"status": "private"}, "2024-05-06T10:00:00+02:00"),
}


@pytest.mark.parametrize(("said", "published"), DATES.values(), ids=DATES)
def test_dates(said: dict[str, str], published: str | None) -> None:
    [draft] = drafts(export(post(**said)), "feed")  # type: ignore[arg-type]
    assert draft.metadata.published == published


def test_several_authors_are_named_as_the_blog_names_them() -> None:
    more = "".join(
        f'<category domain="author" nicename="cap-{name}"><![CDATA[{name}]]></category>'
        for name in ("jon", "ida", "A Guest")
    )
    [draft] = drafts(export(post(more=more)), "feed")
    assert draft.metadata.byline == "Jon Vik, Ida & Holm, A Guest"


TEXTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "blank lines are paragraphs": ("One.\r\n\r\nTwo <em>a</em>.\n \n\nThree.",
        [("body", "One."), ("body", "Two a."), ("body", "Three.")]),
    "line ends are line ends": ("One,\ntwo\n<em>three</em>", [("body", "One,\ntwo\nthree")]),
    "HTML among the lines": (
        "One.\n\n<blockquote>Two.\n\nThree.</blockquote>\n"
        "<ul>\n <li>Four</li>\n\n <li>Five</li>\n</ul>\nSix.",
        [("body", "One."), ("quote", "Two."), ("quote", "Three."), ("list_item", "Four"),
         ("list_item", "Five"), ("body", "Six.")],
    ),
    "what is written as it is": ("One.\n\n<pre>a\n\n  b</pre>",
        [("body", "One."), ("body", "a\n\n  b")]),
    "blocks": (
        "<!-- wp:paragraph -->\n<p>One\ntwo.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n"
        "<h2>Three</h2>\n<!-- /wp:heading -->\n\n"
        "<!-- wp:list --><ul><li>Four</li></ul><!-- /wp:list -->",
        [("body", "One two."), ("heading", "Three"), ("list_item", "Four")],
    ),
    "an embedded player": (
        "<!-- wp:embed --><figure><div class=\"wp-block-embed__wrapper\">\n"
        "https://youtube.com/x\n</div></figure><!-- /wp:embed --><p>One.</p>",
        [("body", "One.")],
    ),
    "more and pages": ("One.\n\n<!--more-->\n\nTwo.\n\n<!--nextpage-->\n\nThree.",
        [("body", "One."), ("body", "Two."), ("body", "Three.")]),
    "a caption": (
        '[caption id="a1" align="alignnone" width="300"]<a href="x"><img src="a.jpg" /></a>'
        " The quay at <em>dusk</em>[/caption]\n\nOne.",
        [("caption", "The quay at dusk"), ("body", "One.")],
    ),
    "a caption of old": ('[caption width="3" caption="x"]<img src="a.jpg" />[/caption]One.',
        [("body", "One.")]),
    "a gallery": ('One.\n\n[gallery ids="1,2" columns="3"]\n\n[gallery]\n\nTwo.',
        [("body", "One."), ("body", "Two.")]),
    "an address between tags": ("[embed]https://youtube.com/x[/embed]\n\nOne.", [("body", "One.")]),
    "tags of a page builder": ('[vc_row][vc_column width="1/2"]One.[/vc_column][/vc_row]',
        [("body", "One.")]),
    "words in brackets": ("He said [sic] that [the minister] had [1] gone [...].",
        [("body", "He said [sic] that [the minister] had [1] gone [...].")]),
    "a tag that is shown": ("Write [[gallery]] for it.", [("body", "Write [gallery] for it.")]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), TEXTS.values(), ids=TEXTS)
def test_texts_are_as_the_blog_shows_them(written: str, shown: list[tuple[str, str]]) -> None:
    found = paragraphs(written)
    marked = ("quote", "list_item", "caption", "heading")
    assert [text for _, text in found] == [text for _, text in shown]
    for (role, _), (expected, _) in zip(found, shown, strict=True):
        assert role == expected or expected not in marked


OTHERS = (
    *(post("", n, kind="attachment", status="inherit") for n in range(2, 5)),
    post(" ", 5, kind="nav_menu_item"), post(FERRY, 6, kind="revision"), post("", 7),
    post(FERRY, 8, status="trash"), post(FERRY, 9, kind="page", status="draft"),
    post("<wp:post_type>attachment</wp:post_type>" + FERRY, 10, status="private"),
)  # fmt: skip


def test_what_is_no_article_is_counted_in_one_line() -> None:
    data = export(post(), *OTHERS)
    assert [draft.metadata.title for draft in drafts(data, "feed")] == [
        "Title 1",
        "Title 9",
        "Title 10",
    ]
    assert asides(data, "feed") == [
        "is a blog's export; of 10 entries 7 are no article: 3 attachment, 1 nav_menu_item,"
        " 1 revision, 1 without a text, 1 trash; 2 were not published: 1 draft, 1 private"
    ]


def test_an_export_is_added_as_its_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "blog.xml").write_bytes(export(post(), *OTHERS))
    (tmp_path / "sitemap.xml").write_text('<?xml version="1.0"?><urlset><url>x</url></urlset>')
    result = run("add", tmp_path)
    assert result.exit_code == 0
    assert len([line for line in result.stderr.splitlines() if "blog.xml" in line]) == 1
    assert "sitemap.xml is left out: it is XML of another kind" in result.stderr
    shown = json.loads(run("show", "--why", "title-1", "-f", "json").stdout)
    assert [each["role"] for each in shown["paragraphs"]] == ["title", "body"]


def blogger(*entries: str) -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:app='http://purl.org/atom/app#'"
        " xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        f"<id>tag:blogger.com,1999:blog-1</id><title>Bay Notes</title>{''.join(entries)}</feed>"
    ).encode()


def entry(number: int, kind: str, text: str = FERRY, more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>{kind}"
        f"<published>2016-10-20T08:00:00.000+02:00</published>"
        f"<title type='text'>Title {number}</title>"
        f"<content type='html'>{escape(text)}</content>"
        f"<author><name>Ida Holm</name></author>{more}</entry>"
    )


def old(kind: str) -> str:
    term = f"http://schemas.google.com/blogger/2008/kind#{kind}"
    return f"<category scheme='http://schemas.google.com/g/2005#kind' term='{term}'/>"


LINK = "<link rel='alternate' type='text/html' href='https://bay.example.org/2016/10/a.html'/>"
BREAKS = f"{FERRY}<br /><br />Two.<br />\n<br />Three."
DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"


def new(kind: str, status: str) -> str:
    return f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"


BLOGGER = {
    "the backup": blogger(
        entry(1, old("settings")), entry(2, old("template")), entry(3, old("post"), BREAKS, LINK),
        entry(4, old("comment")), entry(5, old("page"), more=DRAFT),
    ),
    "Takeout": blogger(
        entry(3, new("POST", "LIVE"), BREAKS, LINK), entry(4, new("COMMENT", "LIVE")),
        entry(5, new("PAGE", "DRAFT")), entry(6, new("POST", "SOFT_TRASHED")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOGGER)
def test_posts_of_blogger(name: str) -> None:
    one, other = drafts(BLOGGER[name], "feed")
    assert one.metadata == Metadata(
        "Title 3", "Ida Holm", "Bay Notes", "2016-10-20T08:00:00.000+02:00",
        "https://bay.example.org/2016/10/a.html", None,
    )  # fmt: skip
    assert [text for _, text in pieces(one)] == ["Title 3", FERRY, "Two.", "Three."]
    assert (other.metadata.title, other.metadata.published) == ("Title 5", None)
    [told] = asides(BLOGGER[name], "feed")
    assert "1 comment" in told
    assert told.endswith("1 was not published: 1 draft")


def test_a_caption_of_blogger() -> None:
    cells = '<tr><td><img src="a"/></td></tr><tr><td class="tr-caption">Quay</td></tr>'
    table = f'<table class="tr-caption-container">{cells}</table>'
    [draft] = drafts(blogger(entry(1, old("post"), f"{FERRY}{table}")), "feed")
    assert pieces(draft)[2] == ("caption", "Quay")


def test_records_are_named_by_their_ids() -> None:
    [record] = good(export(post()), "feed")
    assert (record.label, record.is_lasting) == ("https://bay.example.org/?p=1", True)


def test_a_feed_that_is_no_export_says_what_has_no_text() -> None:
    data = b"<rss><channel><item><title>T</title></item></channel></rss>"
    assert ([len(read(data, "feed"))], asides(data, "feed")) == ([1], [])


HOSTILE = [
    "[caption ",
    "[caption a]",
    "[a ",
    "[a b=",
    "[embed]",
    "\n\n",
    "\n<p",
    "<pre>",
    "[/a]",
    "<!-- wp:",
]


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_text_takes_long(sign: str) -> None:
    begun = time.process_time()
    wordpress.html(sign * (200_000 // len(sign)))
    assert time.process_time() - begun < 5


@given(damaged(export(post(), *OTHERS)))
def test_whatever_the_damage_to_wordpress(data: bytes) -> None:
    survives(data, "feed")


@given(st.sampled_from([*BLOGGER.values()]).flatmap(damaged))
def test_whatever_the_damage_to_blogger(data: bytes) -> None:
    survives(data, "feed")
