"""Citation links that were public, in the next publication."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import (
    articles,
    describing,
)
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_write
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import BadInput
from annotate.model import Metadata
from annotate.text.key import key
from tests import made_up
from tests.publish.conftest import Put, beside, rows


def ending(put: Put, choice: Choice) -> list[Withdrawn]:
    asked: list[Withdrawn] = []

    def agree(links: Sequence[Withdrawn]) -> bool:
        asked.extend(links)
        return True

    put(choice, agree=agree)
    return asked


def test_links_that_end_are_asked_for_and_leave_tombstones(put: Put) -> None:
    assert ending(put, Choice()) == []
    found = ending(put, Choice(articles=("harbour", "orchard")))
    assert {(link.key, link.article, link.title) for link in found} == {
        (key(words), "museum", "") for words in made_up.MUSEUM
    }
    assert ending(put, Choice(articles=("orchard",)))[0].article == "harbour"
    site = put(Choice(articles=("orchard",))).place
    assert rows(site, "select distinct article from tombstones order by 1") == [
        ("harbour",),
        ("museum",),
    ]
    put()
    assert rows(site, "select count(*) from tombstones") == [(0,)]


def test_links_with_an_older_slug_end_too(put: Put, work: Path) -> None:
    with closing(open_write(work)) as db:
        command = Command(db, coder="ben", words="c")
        describing.edit(command, "museum", Metadata(), slug="locks")
    put()
    slugs = [link.article for link in ending(put, Choice(articles=("harbour", "orchard")))]
    assert sorted(slugs) == ["locks", "locks", "museum", "museum"]


def test_a_link_that_is_not_to_end_keeps_the_old_one(put: Put, tmp_path: Path) -> None:
    first = put()
    with pytest.raises(
        BadInput, match=r"2 citation links that are public would end \(/cite/museum/"
    ):
        put(Choice(articles=("harbour", "orchard")), agree=lambda _: False)
    assert rows(first.place, "select revision from publication") == [(first.told.revision,)]
    assert beside(tmp_path) == ["site"]


def test_links_go_on_through_versions_and_names(put: Put, work: Path) -> None:
    put()
    with closing(open_write(work)) as db:
        command = Command(db, coder="ben", words="c")
        made = made_up.draft(*made_up.MUSEUM[:1], "Quite another sentence.", title="Museum")
        articles.add(command, made, made.text.encode(), source="museum.txt")
        describing.edit(command, "museum", Metadata(), slug="locks")
    assert ending(put, Choice()) == []
