"""Lists of addresses in the forms that reading lists and databases of news have."""

import io

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import csv, html, listed, plain
from annotate.text import address_list

ONE, TWO = "https://a.example/news/1?a=1&b=2", "http://b.example/2_(x)"
POCKET = f"title,url,time_added,tags,status\nFirst,{ONE},1476950400,a|b,unread\nTwo,{TWO},1,,x\n"
INSTAPAPER = f'URL,Title,Selection,Folder,Timestamp\n"{ONE}","A, b","",Unread,1\n{TWO},B,,,2\n'
CLOUD = f"id\tpublish_date\ttitle\tURL\tmedia_name\n1\t2016\tA\t{ONE}\tx\n2\t2016\tB\t{TWO}\ty\n"
BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><A HREF="{ONE.replace("&", "&amp;")}" ADD_DATE="1476950400" TAGS="a">First</A>
<DT><a add_date=1 href='{TWO}'>Two</a> <DT><A HREF="javascript:void(0)">no</A></DL>"""
LINES = f"# to read\n{ONE}\n\n  {TWO}\n{ONE}\nnothing here\n"
PROSE = f"See [the first]({ONE}), then <{TWO}>."


@pytest.mark.parametrize("text", [POCKET, INSTAPAPER, CLOUD, BOOKMARKS, LINES, PROSE])
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


def test_a_table_of_addresses_is_none_of_articles() -> None:
    with pytest.raises(UnreadableSource, match="annotate add --urls FILE fetches them"):
        list(csv.records(io.BytesIO(POCKET.encode())))
    rows = f"title,url,text\nA,{ONE},Words that are an article of their own.\n"
    assert len(list(csv.records(io.BytesIO(rows.encode())))) == 1
