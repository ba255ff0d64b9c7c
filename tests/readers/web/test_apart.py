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
