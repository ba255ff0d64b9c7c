"""However much is hidden, advertised or in a form, the article that is shown is the article."""

import pytest

from annotate.model import CITABLE
from annotate.readers import html

WRITTEN = (
    "The diary of the harbour master was found in the attic of the customs house last year.",
    "It is printed here for the first time, with the kind permission of his family and town.",
)
MUCH = "".join(
    f"<p>Entry {i}: the ice had closed the strait on that day, {i + 3} ships lay outside, and"
    " nobody knew when the towns along the shore would be supplied again.</p>"
    for i in range(30)
)
SHOWN = "<h1>Diary</h1>" + "".join(f"<p>{words}</p>" for words in WRITTEN)


def numbered(body: str) -> list[str]:
    draft = html.read(f"<html><title>Diary</title><body>{body}</body></html>".encode())
    return [draft.text[b.start : b.end] for b in draft.blocks if b.role in CITABLE]


@pytest.mark.parametrize(
    "around",
    [
        '<div style="display:none" hidden>{}</div>',
        "<div hidden>{}</div>",
        '<section style="visibility: hidden"><div>{}</div></section>',
        '<div class="advertisement ad-slot promo">{}</div>',
        "<form>{}</form>",
        '<div aria-hidden="true">{}</div>',
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        '<div style="position:absolute; left: -9999px">{}</div>',
        '<div style="text-indent:-999em">{}</div>',
        '<div style="position:absolute;clip:rect(0 0 0 0);width:1px">{}</div>',
        "<dialog>{}</dialog>",
        "<dialog open>{}</dialog>",
        '<div role="dialog" aria-modal="true">{}</div>',
        '<div id="cookie-banner"><section>{}</section></div>',
        '<section id="comments"><ol>{}</ol></section>',
        '<div id="disqus_thread">{}</div>',
        "<aside>{}</aside>",
    ],
)
def test_what_is_apart_from_the_article_never_is_the_article(around: str) -> None:
    much = around.format(MUCH)
    for body in (f"<article>{SHOWN}</article>{much}", f"{much}<article>{SHOWN}</article>",
                 f"<div><article>{SHOWN}</article>{much}</div>"):  # fmt: skip
        assert numbered(body) == list(WRITTEN)


def test_hidden_text_that_goes_on_from_shown_text_is_of_it() -> None:
    for body in (f"<article>{SHOWN}<div hidden>{MUCH}</div></article>",
                 f"<article><div>{SHOWN}</div><div hidden>{MUCH}</div></article>"):  # fmt: skip
        assert len(numbered(body)) == 32


def test_a_page_that_is_all_hidden_or_all_in_a_form_is_read() -> None:
    for around in ("<div hidden>{}</div>", "<form>{}</form>", '<div class="ad-slot">{}</div>'):
        assert len(numbered(around.format(SHOWN + MUCH))) == 32
        assert len(numbered(around.format(f"<article>{SHOWN}{MUCH}</article>"))) == 32


def test_a_form_for_a_newsletter_in_the_article_is_none_of_it() -> None:
    asked = f'<form class="newsletter-signup"><h3>News</h3>{MUCH[:450]}<input></form>'
    assert numbered(f"<article>{SHOWN}{asked}<p>{WRITTEN[0]}</p></article>") == [
        *WRITTEN, WRITTEN[0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "around",
    [
        "<dialog open>{}</dialog>", "<aside>{}</aside>", '<div class="comments">{}</div>',
        '<form class="subscribe">{}</form>', '<div style="margin-left:-9999px">{}</div>',
        '<div id="cookie-banner">{}</div>',
    ],
)  # fmt: skip
def test_what_may_wrap_the_article_takes_none_of_it(around: str) -> None:
    for body in (around.format(f"<article>{SHOWN}{MUCH}</article>"),
                 f"<article>{around.format(SHOWN + MUCH)}</article>"):  # fmt: skip
        assert len(numbered(body)) == 32
