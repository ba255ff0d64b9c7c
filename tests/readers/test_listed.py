"""Lists of addresses in the forms that reading lists and databases of news have."""

import io
from json import dumps

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import csv, html, json, listed, plain
from annotate.text import address_list

ONE, TWO = "https://a.example/news/1?a=1&b=2", "http://b.example/2_(x)"
POCKET = f"title,url,time_added,tags,status\nFirst,{ONE},1476950400,a|b,unread\nTwo,{TWO},1,,x\n"
INSTAPAPER = f'URL,Title,Selection,Folder,Timestamp\n"{ONE}","A, b","",Unread,1\n{TWO},B,,,2\n'
CLOUD = f"id\tpublish_date\ttitle\tURL\tmedia_name\n1\t2016\tA\t{ONE}\tx\n2\t2016\tB\t{TWO}\ty\n"
BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><A HREF="{ONE.replace("&", "&amp;")}" ADD_DATE="1476950400" TAGS="a">First</A>
<DT><a add_date=1 href='{TWO}'>Two</a> <DT><A HREF="javascript:void(0)">no</A></DL>"""
OBJECTS = [
    {"url": ONE, "url_mobile": "", "socialimage": f"{ONE}.png"},
    {"url": TWO, "socialimage": f"{TWO}.png"},
]
ANSWER = dumps({"articles": OBJECTS}).replace("/", "\\/")
LINES = f"# to read\n{ONE}\n\n  {TWO}\n{ONE}\nnothing here\n"
PROSE = f"See [the first]({ONE}), then <{TWO}>."


@pytest.mark.parametrize("text", [POCKET, INSTAPAPER, CLOUD, BOOKMARKS, ANSWER, LINES, PROSE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_gives_its_addresses_once_and_in_order(text: str, encoding: str) -> None:
    assert listed.found(text.encode(encoding)) == [ONE, TWO]


def test_a_list_without_any_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="no addresses in it: they begin with http"):
        listed.found(b"title,url\nOne,ftp://a.example\n")


def test_a_list_is_no_article() -> None:
    with pytest.raises(UnreadableSource, match="annotate add --urls FILE fetches them"):
        plain.read(f"{ONE}\n{TWO}\n".encode())
    with pytest.raises(UnreadableSource, match="annotate add --urls FILE fetches them"):
        html.read(BOOKMARKS.encode())
    for text in (f"{ONE} has a sentence about it.", ONE):
        assert not address_list.is_one(text)
    plain.read(f"{ONE} is where it stands, says she.".encode())


LINKS = f"""<html><head><title>List</title></head><body><h1>Unread</h1><ul>
<li><a href="{ONE}" time_added="1">First</a></li><li><a href="{TWO}">Two</a>%s</li></ul></body>"""


def test_a_page_of_links_in_lists_alone_is_no_article() -> None:
    with pytest.raises(UnreadableSource, match="annotate add --urls FILE fetches them"):
        html.articles((LINKS % "").encode())
    html.articles((LINKS % " says more than its link").encode())
    html.articles(f"<html><body><p><a href='{ONE}'>A</a></p><p><a href='{TWO}'>B</a></p>".encode())


def test_records_with_an_address_and_no_text_say_that_it_can_be_fetched() -> None:
    with pytest.raises(UnreadableSource, match=r"--urls FILE fetches what articles\[\]\.url says"):
        json.read(ANSWER.encode())
    with pytest.raises(UnreadableSource) as told:
        json.read(b'{"source": "https://a.example", "note": "none"}')
    assert "--urls" not in str(told.value)


def test_a_table_of_addresses_is_none_of_articles() -> None:
    with pytest.raises(UnreadableSource, match="annotate add --urls FILE fetches them"):
        list(csv.records(io.BytesIO(POCKET.encode())))
    rows = f"title,url,text\nA,{ONE},Words that are an article of their own.\n"
    assert len(list(csv.records(io.BytesIO(rows.encode())))) == 1
