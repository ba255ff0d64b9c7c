"""Documents that a word processor wrote as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Draft
from annotate.readers import html

SENTENCE = "The mill stands by the weir, and it turns whenever there is water in the brook."
GOOGLE = f"""<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style>.c0{{font-size:26pt}}ul.lst-kix_1-0{{list-style:none}}</style></head>
<body class="c5 doc-content"><p class="c2 title"><span class="c0">The miller sleeps</span></p>
<p class="c2 subtitle"><span>At last</span></p><h1 class="c4"><span>The night</span></h1>
<p class="c2"><span>{SENTENCE}</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span>
&nbsp;He slept</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span>.</span></p>
<ul class="c7 lst-kix_1-0 start"><li class="c8"><span>Fewer sacks</span></li>
<li class="c8"><span>Longer nights</span></li></ul><hr class="c10">
<div><p class="c11"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Since 1987.</span></p></div>
<div class="c12"><p class="c2"><a href="#cmnt_ref1" id="cmnt1">[a]</a>
<span>Ask the miller.</span></p>
<p class="c2"><span>And his daughters.</span></p></div></body></html>"""
WORD = f"""<html><head><meta name=Generator content="Microsoft Word 15 (filtered)"></head><body>
<p class=MsoTitle>The miller sleeps</p><h1>The night</h1><p class=MsoNormal>{SENTENCE}<span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1" name="_msoanchor_1">
[AE1]</a></span></p><p class=MsoListParagraphCxSpFirst>Fewer sacks</p>
<p class=MsoListParagraphCxSpLast>Longer nights</p>
<div style='mso-element:comment-list'><div id="_com_1"><p class=MsoCommentText><a
name="_msocom_1"></a>Ask the miller.</p></div></div><div style='mso-element:header'><p>The Miller,
p. 1</p></div></body></html>"""


def lines(draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, draft.text[block.start : block.end]) for block in draft.blocks]


def test_a_document_of_google_docs_is_read_without_the_remarks_on_it() -> None:
    draft = html.read(GOOGLE.encode())
    assert draft.metadata.title == "The miller sleeps"
    assert lines(draft) == [
        ("title", "The miller sleeps"),
        ("heading", "At last"),
        ("heading", "The night"),
        ("body", f"{SENTENCE} He slept[1]."),
        ("list_item", "Fewer sacks"),
        ("list_item", "Longer nights"),
        ("list_item", "[1] Since 1987."),
        ("boilerplate", "[a] Ask the miller."),
        ("boilerplate", "And his daughters."),
    ]


def test_so_is_one_of_word() -> None:
    draft = html.read(WORD.encode())
    assert draft.metadata.title == "The miller sleeps"
    assert lines(draft) == [
        ("title", "The miller sleeps"),
        ("heading", "The night"),
        ("body", SENTENCE),
        ("list_item", "Fewer sacks"),
        ("list_item", "Longer nights"),
        ("boilerplate", "Ask the miller."),
        ("boilerplate", "The Miller, p. 1"),
    ]


def test_of_a_published_document_the_frame_is_none_of_it() -> None:
    page = (
        "<title>The miller sleeps - Google Docs</title><div id=header>Published using Google Docs"
        f"</div><div id=contents><div class='c1 doc-content'><h1>The night</h1><p>{SENTENCE}</p>"
        "<p>Fewer sacks</p></div></div><div id=footer>Updated automatically every 5 minutes</div>"
    )
    roles = [role for role, _ in lines(html.read(page.encode()))]
    assert (roles[0], roles[-1]) == ("boilerplate", "boilerplate")
    assert set(roles[1:-1]) <= {"title", "heading", "body"}


@pytest.mark.parametrize("program", ["LibreOffice 7.4 (Linux)", "Microsoft Word 97"])
def test_all_of_a_document_is_its_article(program: str) -> None:
    page = f"<meta name=generator content='{program}'><p>Short.</p><p>{SENTENCE}</p><p>Ends here."
    assert all(role == "body" for role, _ in lines(html.read(page.encode())))


def test_a_page_about_programs_is_a_page() -> None:
    page = (
        f"<nav>Menu</nav><div class=doc-content><h1>The mill</h1>{f'<p>{SENTENCE}</p>' * 3}</div>"
    )
    assert lines(html.read(page.encode()))[0] == ("boilerplate", "Menu")
    framed = f"<nav>Menu</nav><div class=doc-content><p>{SENTENCE}</p></div><p>{SENTENCE}</p>"
    assert lines(html.read(framed.encode()))[-1][0] == "body"


@given(st.text(alphabet="<>/apdiv #cmnt1_hre=fliodsu\"' ", max_size=200))
def test_any_document_is_read(text: str) -> None:
    html.read(f"<body class=doc-content><p>Some words.</p>{text}</p></a></div>".encode())
