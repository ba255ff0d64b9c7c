"""What pages say of themselves."""

import pytest

from annotate.model import Metadata
from annotate.readers import html


def test_what_other_programs_remark_on_a_page_is_heard() -> None:
    saved = html.read(b"<!-- saved from url=(0028)https://example.org/a?b=1 -->\n<html><p>x")
    assert saved.metadata.url == "https://example.org/a?b=1"
    single = html.read(
        b"<html><!--\n Page saved with SingleFile \n url: https://example.org/c \n"
        b" saved date: Sat Mar 09 2024 08:30:00 GMT+0100 (Central European Standard Time)\n--><p>x"
    )
    assert (single.metadata.url, single.captured) == (
        "https://example.org/c",
        "2024-03-09T07:30:00Z",
    )


META = {
    "dc": ("<meta name=DC.title content=T><meta name=dc.creator content=Ann>"
           "<meta name=dc.date content=2020-01-02>", Metadata("T", "Ann", None, "2020-01-02")),
    "a title with the site": ("<title>T | S</title><meta property=og:site_name content=S>",
                              Metadata("T", None, "S")),
    "json in a list": ('<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"T"'
                       ',"author":"Ann","datePublished":"2020-01-02T03:04Z","inLanguage":"pt_br",'
                       '"publisher":[{"name":"Site"}],"mainEntityOfPage":"https://e.org"}]'
                       "</script>",
                       Metadata("T", "Ann", "Site", "2020-01-02T03:04Z", "https://e.org", "pt-BR")),
    "broken json": ('<script type="application/ld+json">{"x": </script><h1>T</h1>', Metadata("T")),
    "odd json": ('<script type="application/ld+json">{"headline": 7, "author": [[{"name": {}}], 3],'
                 '"publisher": [], "datePublished": [1], "mainEntityOfPage": 5}</script>',
                 Metadata("7")),
    "a date that is none": ("<meta name=date content=2020-13-45>", Metadata()),
    "a date as in mail": ("<meta name=date content='Sat, 09 Mar 2024 06:30:00 +0000'>",
                          Metadata(published="2024-03-09T06:30:00Z")),
    "an address that is none": ("<link rel=canonical href='javascript:x'>", Metadata()),
    "an author's page": ("<meta name=author content=https://e.org/a>", Metadata()),
    "one time": ("<time datetime=2020-01-02>x</time>", Metadata(published="2020-01-02")),
    "many times": ("<time datetime=2020-01-02></time><time datetime=2020-01-03>", Metadata()),
}  # fmt: skip


@pytest.mark.parametrize(("head", "said"), META.values(), ids=META)
def test_metadata_is_what_the_page_says(head: str, said: Metadata) -> None:
    found = html.read(f"<html><head>{head}</head><body><p>Some words.</p></body>".encode()).metadata
    assert found == said


BODY = f"<h1>The mill</h1>%s<p>{'The mill stands by the weir, and it turns. ' * 5}</p>"


SIGNED = {
    "a name": ("<div class=byline>Ann Example</div>", "Ann Example"),
    "a name and a day": ("<p class='post-meta author'>Ann Example | 20 October 2016</p>",
                         "Ann Example"),
    "the same twice": ("<a class=author>Ann Example</a><a class=author>Ann Example</a>",
                       "Ann Example"),
    "in a list of others": ("<aside><p class=author>Ann Example</aside>", None),
    "of a comment": ("<div class=comments><p class=author>Ann Example</div>", None),
    "several": ("<p class=author>Ann Example</p><p class=author>Bob Example</p>", None),
    "no name": ("<p class=author>Valley News</p>", None),
    "a property with more": ("<p itemprop=author>Ann Example | May 2, 2016 1:01 PM Print</p>",
                             "Ann Example"),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "name"), SIGNED.values(), ids=SIGNED)
def test_the_author_is_who_stands_where_the_page_shows_one(shown: str, name: str | None) -> None:
    assert html.read((BODY % shown).encode()).metadata.byline == name


def test_the_day_is_the_one_beside_the_author() -> None:
    shown = "<p class=byline>Ann Example | 20 October 2016</p>"
    assert html.read((BODY % shown).encode()).metadata.published == "2016-10-20"
