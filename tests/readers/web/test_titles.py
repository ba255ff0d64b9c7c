"""The title of a page, beside its section, its site and its logo."""

import time

import pytest

from annotate.readers import html

TITLE, SITE, SECTION = "The miller sleeps at last", "The Valley Courier", "Mills and Weirs"
WINDOW = f"<title>{TITLE} | {SITE}</title>"
NAMED = f'<meta property="og:site_name" content="{SITE}">'
TOLD = f'<meta property="og:title" content="{TITLE}">'
LOGO = f'<header><h1><a href="/">{SITE}</a></h1></header>'
BODY = f"<p>{'The mill stands by the weir, and it turns. ' * 5}</p>" * 3

PAGES = {
    "a main heading": (WINDOW, f"<h1>{TITLE}</h1>"),
    "below a section": (WINDOW, f"<h1>{SECTION}</h1><h2>{TITLE}</h2>"),
    "below a section with many words": (WINDOW, f"<h1>All of our mills and weirs</h1><h2>{TITLE}"
                                        "</h2>"),
    "below a section in the window's title": (
        f"<title>{TITLE} | {SECTION} | {SITE}</title>", f"<h1>{SECTION}</h1><h3>{TITLE}</h3>"),
    "below a section that the data name": (
        f'{WINDOW}<meta property="article:section" content="All of our mills">',
        f"<h1>All of our mills</h1><div>{TITLE}</div>"),
    "below the site": (WINDOW + NAMED, f"<h1>{SITE}</h1><h2>{TITLE}</h2>"),
    "below a site that nothing names": (WINDOW, f"<h1>{SITE}</h1><h2>{TITLE}</h2>"),
    "below a logo, in no heading": (WINDOW, f"{LOGO}<p>{TITLE}</p>"),
    "behind the site": (f"<title>{SITE}: {TITLE}</title>", f"<h1>{SITE}</h1><h3>{TITLE}</h3>"),
    "beside a menu's heading": (WINDOW, f"<nav><h1>All that is in here</h1></nav><p>{TITLE}</p>"),
    "in no heading": (WINDOW, f"<div>{TITLE}</div>"),
    "in no heading, below its site": (WINDOW + NAMED, ""),
    "with the host for a site": (
        f'<title>{TITLE} - The Valley</title><link rel=canonical href="http://www.thevalley.org/1">',
        ""),
    "told, and not shown": (WINDOW + TOLD, f"<h1>{SECTION}</h1>"),
    "told as another title than the window's": (f"<title>Mills | {SITE}</title>{TOLD}",
                                                f"<h1>Mills</h1><h2>{TITLE}</h2>"),
    "where all else is the site": (f"<title>{SITE}</title>{NAMED}"
                                   f'<meta property="og:title" content="{SITE}">',
                                   f"<h1>{TITLE}</h1>"),
    "where the window has other words": (f"<title>Millers - {SITE}</title>", f"<h1>{TITLE}</h1>"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "shown"), PAGES.values(), ids=PAGES)
def test_the_title_is_that_of_the_article(head: str, shown: str) -> None:
    page = f"<html><head>{head}</head><body>{shown}{BODY}</body></html>"
    assert html.read(page.encode()).metadata.title == TITLE


def test_a_site_that_is_the_title_is_none() -> None:
    page = f"{WINDOW}<meta name=application-name content='{TITLE}'><h1>{TITLE}</h1>{BODY}"
    assert html.read(page.encode()).metadata.site is None


@pytest.mark.parametrize("window", ["| " * 5000, "a: " * 100, " " * 20_000 + "|", "« » @ " * 900])
def test_a_hostile_title_takes_no_time(window: str) -> None:
    page = f"<title>{window}</title>{'<h2>a</h2>' * 500}{BODY}"
    start = time.process_time()
    html.read(page.encode())
    assert time.process_time() - start < 3
