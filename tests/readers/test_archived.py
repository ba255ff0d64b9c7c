"""Pages that a web archive keeps."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Draft, Metadata
from annotate.readers import archived, formats
from annotate.readers.archived import Capture
from annotate.readers.record import DEFAULT, Record

PAGE = "https://miller.example.org/2016/weir?a=1"
AT = "2016-10-21T09:30:12Z"
KEPT = {
    f"http://web.archive.org/web/20161021093012/{PAGE}": Capture(PAGE, AT),
    f"https://web.archive.org/web/20161021093012id_/{PAGE}": Capture(PAGE, AT),
    f"https://web.archive.org/web/20161021093012if_/{PAGE}": Capture(PAGE, AT),
    "https://web.archive.org/web/20161021093012/https:/miller.example.org/":
        Capture("https://miller.example.org/", AT),
    "https://web.archive.org/web/20161021093012/www.example.org/a":
        Capture("http://www.example.org/a", AT),
    f"https://web.archive.org/web/2016/{PAGE}": Capture(PAGE, None),
    f"https://web.archive.org/web/2016*/{PAGE}": Capture(PAGE, None),
    f"https://web.archive.org/web/{PAGE}": Capture(PAGE, None),
    f"https://archive.ph/2016.10.21-093012/{PAGE}": Capture(PAGE, AT),
    f"http://archive.today/20161021093012/{PAGE}": Capture(PAGE, AT),
    f"https://www.webarchive.org.uk/wayback/archive/20161021093012mp_/{PAGE}": Capture(PAGE, AT),
    f"https://wayback.archive-it.org/1068/20161021093012/{PAGE}": Capture(PAGE, AT),
}  # fmt: skip


@pytest.mark.parametrize(("address", "capture"), KEPT.items(), ids=KEPT)
def test_an_archives_address_says_what_it_keeps_and_since_when(
    address: str, capture: Capture
) -> None:
    assert archived.of(address) == capture


@pytest.mark.parametrize("address", [
    None, "", PAGE, "https://archive.ph/AbCdE", "https://archive.org/details/millers",
    "https://example.org/news/20161021093012/story.html",
    f"https://web.archive.org/web/20169921093012/{PAGE}",  # no such day
])  # fmt: skip
def test_another_address_says_nothing(address: str | None) -> None:
    assert archived.of(address) is None


def test_a_page_fetched_from_an_archive_is_the_page_itself_as_it_was() -> None:
    address = f"https://web.archive.org/web/20161021093012/{PAGE}"
    fetched = Record("", b"<p>The mill stands by the weir.</p>", "html", Metadata(url=address),
                     "2026-11-21T08:00:00Z")  # fmt: skip
    draft = formats.read_record(fetched, DEFAULT)
    assert isinstance(draft, Draft)
    assert (draft.metadata.url, draft.captured) == (PAGE, AT)


@given(st.text(max_size=200))
def test_any_address_is_looked_at(words: str) -> None:
    archived.of(f"https://web.archive.org/web/{words}")
    archived.is_archive(f"https://{words}")


def test_a_hostile_address_takes_no_time() -> None:
    start = time.process_time()
    archived.of("https://a/" + "a/" * 100_000)
    archived.of("https://web.archive.org/web/" + "1" * 100_000)
    assert time.process_time() - start < 1


def test_the_day_on_which_a_page_was_archived_is_not_that_of_its_publication() -> None:
    page = (
        "<html><head><title>Mill</title></head><body><div>archived 21 Oct 2016 08:00:00 UTC</div>"
        "<div><h1>Mill</h1><p>The mill by the weir was sold on Tuesday, and its wheel with it, as"
        " was said at the market.</p></div></body></html>"
    )
    draft = formats.read(page.encode(), "html", DEFAULT)
    assert isinstance(draft, Draft)
    assert draft.metadata.published is None
