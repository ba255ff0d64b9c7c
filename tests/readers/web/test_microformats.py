"""A page that marks its one entry says itself what its article is."""

from annotate.readers import html
from tests.readers.documents import texts

LONG = "The last ferry of the day leaves an hour earlier than it used to do, and without bakers."
ENTRY = (
    '<article class="h-entry"><p>By Jo</p><div class="e-content">TEXT</div><p>Share</p></article>'
)


def read(*entries: str) -> list[str]:
    body = "".join(entries)
    page = f"<html><head><title>T</title></head><body><nav>Home</nav>{body}</body></html>"
    return texts(html.read(page.encode()), "body")


def test_all_in_it_is_of_the_article() -> None:
    assert read(ENTRY.replace("TEXT", f"<p>Oh.</p><p>{LONG}</p><p>So it is.</p>")) == [
        "Oh.", LONG, "So it is.",
    ]  # fmt: skip


def test_of_several_entries_and_of_a_small_one_the_marks_are_not_believed() -> None:
    two = [ENTRY.replace("TEXT", f"<p>{LONG} {n}</p><p>Oh.</p>") for n in (1, 2)]
    assert LONG + " 1" in read(*two)
    small = ENTRY.replace("TEXT", "<p>Oh, a note.</p>")
    assert LONG in read(small, f"<main><p>{LONG}</p><p>{LONG} More.</p><p>{LONG} Most.</p></main>")
