"""What an article is, by hand and by its source, and the names it had."""

import sqlite3
from dataclasses import replace

import pytest

from annotate import prepared
from annotate.corpus import addresses, articles, describing, history, locate, reading
from annotate.corpus.database import Command
from annotate.errors import BadInput
from annotate.model import Metadata
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, SHARE, draft


def command(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="a test")


def test_what_is_set_by_hand_wins_over_later_versions(db: sqlite3.Connection) -> None:
    describing.edit(command(db), "harbour", Metadata(byline="Jo Berg"))
    made = draft(*HARBOUR, "One more.", title="The harbour", byline="I. Holm")
    made_up.add(db, made, "harbour.txt")
    article = reading.article(db, "harbour").article
    assert (article.title, article.byline) == ("The harbour", "Jo Berg")


def test_an_empty_text_takes_back_what_there_is(db: sqlite3.Connection) -> None:
    assert describing.edit(command(db), "harbour", Metadata(byline="")).byline is None
    with pytest.raises(BadInput, match="cannot be empty"):
        describing.edit(command(db), "harbour", Metadata(title=""))


def test_links_with_the_old_slug_go_on(db: sqlite3.Connection) -> None:
    describing.edit(command(db), "harbour", Metadata(), slug="the-harbour")
    assert locate.article(db, "harbour")["slug"] == "the-harbour"
    assert locate.paragraphs(db, "harbour:2")[0].ref == "the-harbour:2"
    added = made_up.add(db, draft(*MUSEUM, "Another one.", title="Harbour"))
    assert added.slug == "harbour-2"


def test_a_slug_that_is_taken_or_cannot_be_is_refused(db: sqlite3.Connection) -> None:
    describing.edit(command(db), "harbour", Metadata(), slug="the-harbour")
    for slug, told in (("orchard", "taken by 'Orchard'"), ("Harbour!", "harbour could")):
        with pytest.raises(BadInput, match=told):
            describing.edit(command(db), "museum", Metadata(), slug=slug)
    with pytest.raises(BadInput, match="taken"):
        describing.edit(command(db), "museum", Metadata(), slug="harbour")
    assert describing.edit(command(db), "the-harbour", Metadata(), slug="harbour").slug == "harbour"


def test_an_edit_can_be_undone(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    describing.edit(command(db), "harbour", Metadata(title="Port"), slug="port")
    history.undo(command(db))
    assert made_up.dump(db) == before


def test_what_is_said_when_adding_wins_and_names_the_article(empty: sqlite3.Connection) -> None:
    new = prepared.of(draft(*HARBOUR, title="Read", byline="A. B."), b"bytes")
    said = Metadata(title="Said", site="A site")
    added = articles.store(command(empty), new, source="a.txt", said=said)
    article = reading.article(empty, added.slug).article
    assert (article.slug, article.byline, article.site) == ("said", "A. B.", "A site")


def test_the_same_words_elsewhere_are_not_stored_twice(db: sqlite3.Connection) -> None:
    made = draft(*ORCHARD, SHARE, title="Orchard")
    url = "https://example.org/wire"
    made = replace(made, metadata=replace(made.metadata, url=url, site="The Wire"))
    added = made_up.add(db, made, "wire.txt")
    assert (added.status, added.slug) == ("same", "orchard")
    row = locate.article(db, "orchard")
    [address] = addresses.of(db, row["id"])
    assert (address.source, address.url, address.site) == ("wire.txt", url, "The Wire")
    again = made_up.add(db, made, "wire.txt")
    assert (again.status, len(addresses.of(db, row["id"]))) == ("same", 1)


def test_the_outlet_of_a_copy_is_what_is_said_by_hand(db: sqlite3.Connection) -> None:
    made = replace(draft(*ORCHARD, SHARE, title="Orchard"), metadata=Metadata("Orchard", site="A"))
    new = prepared.of(made, b"a copy")
    before = made_up.dump(db)
    articles.store(command(db), new, source="b.txt", said=Metadata(site="The Other"))
    [address] = addresses.of(db, locate.article(db, "orchard")["id"])
    assert address.site == "The Other"
    history.undo(command(db))
    assert made_up.dump(db) == before
    history.redo(command(db))
    [address] = addresses.of(db, locate.article(db, "orchard")["id"])
    assert address.site == "The Other"


def test_other_bytes_that_say_nothing_new_are_the_same(db: sqlite3.Connection) -> None:
    made = draft(*ORCHARD, title="Orchard")
    describing.edit(command(db), "orchard", Metadata(title="Wasps"))
    added = articles.add(command(db), made, b"a page, fetched again", source="orchard.txt")
    assert (added.status, added.version) == ("same", 1)
    news = replace(made, metadata=replace(made.metadata, byline="Ida Holm"))
    added = articles.add(command(db), news, b"a page, corrected", source="orchard.txt")
    assert (added.status, added.version) == ("updated", 2)


def test_the_same_words_with_another_title_are_an_article(db: sqlite3.Connection) -> None:
    added = made_up.add(db, draft(*ORCHARD, SHARE, title="Wasps"), "wire.txt")
    assert (added.status, added.like and added.like.slug) == ("added", "orchard")
