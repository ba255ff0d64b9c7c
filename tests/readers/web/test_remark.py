"""What archives put into a page, and what they say in it."""

import pytest

from annotate.readers import html

PAGE, AT = "https://miller.example.org/weir", "2016-10-21T09:30:12Z"
BODY = "<h1>The mill</h1>" + f"<p>{'The mill stands by the weir, and it turns. ' * 5}</p>" * 3
WAYBACK = f"https://web.archive.org/web/20161021093012/{PAGE}"
CACHE = ("This is Google's cache of {}. It is a snapshot of the page as it appeared on"
         " 21 Oct 2016 09:30:12 GMT. The current page could have changed since.")  # fmt: skip

KEPT = {
    "its link": f"<link rel=canonical href='{WAYBACK}'>{BODY}",
    "its property": f"<meta property=og:url content='{WAYBACK}'>{BODY}",
    "the page as it came, saved": "<!-- saved from url=(0080)"
                                  f"{WAYBACK.replace('/http', 'id_/http')} -->\n<html>{BODY}",
    "its script": f'<script>__wm.wombat("{PAGE}","20161021093012","https://web.archive.org/");'
                  f"</script>{BODY}",
    "its older script": '<script>wbinfo.timestamp = "20161021093012";\nwbinfo.url = '
                        f'"{PAGE}";</script>{BODY}',
    "its comment": f"<link rel=canonical href='{PAGE}'>{BODY}<!--\n FILE ARCHIVED ON 09:30:12 Oct"
                   " 21, 2016 AND RETRIEVED FROM THE\n INTERNET ARCHIVE -->",
    "archive.today": f"<link rel=canonical href='https://archive.ph/2016.10.21-093012/{PAGE}'>"
                     "<meta property=og:site_name content=archive.ph>"
                     "<meta property=og:url content='http://archive.ph/AbCdE'>"
                     f"<meta property=article:published_time content='{AT}'>{BODY}",
    "a cache": f"<div id=b5__google-cache-hdr>{CACHE.format(f'<a href={PAGE}>{PAGE}</a>')}</div>"
               f"{BODY}",
    "a cache, without a name": f"<div>{CACHE.format(PAGE)}</div>{BODY}",
}  # fmt: skip


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_a_page_in_an_archive_is_the_page_itself_as_it_was(page: str) -> None:
    draft = html.read(page.encode())
    said = draft.metadata
    assert (said.url, draft.captured, said.site, said.published) == (PAGE, AT, None, None)
    assert [block.role for block in draft.blocks][-4:] == ["title", "body", "body", "body"]


def test_what_an_archive_shows_around_a_page_is_none_of_it() -> None:
    about = "The archive discovers and captures web pages through many crawls at a time. " * 20
    bar = f"<div id=wm-ipp-base><p>21 Oct 2016 - 03 Mar 2022</p><p>{about}</p></div>"
    draft = html.read(f"<link rel=canonical href='{WAYBACK}'>{bar}{BODY}".encode())
    assert [block.role for block in draft.blocks[:2]] == ["boilerplate", "boilerplate"]
    assert draft.metadata.published is None
