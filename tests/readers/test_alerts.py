"""Exports of press databases that a message or a saved page carries."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings

from annotate.model import Draft
from annotate.readers import eml, formats, mhtml
from annotate.readers.record import DEFAULT, Options, Record, Several
from tests.readers.documents import check_read, damaged
from tests.readers.exports import samples
from tests.readers.exports.samples import ITEMS
from tests.readers.many import one

GREETING = "Here is what the papers wrote on Norrvik this week."


def alert(text: str = "", html: str = "", subject: str = "Your alert", answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Alerts <alerts@press.example.org>"
    message["Subject"] = subject
    message["Message-ID"] = "<7@press.example.org>"
    if answers:
        message["In-Reply-To"] = answers
    if text:
        message.set_content(f"{GREETING}\n\n{text}", cte="quoted-printable")
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def saved(page: str) -> bytes:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://press.example.org/list\n"
        "MIME-Version: 1.0\nDate: Sat, 09 Mar 2024 08:30:00 +0100\n"
        'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n'
        f"Content-Location: https://press.example.org/list\n\n{page}\n--x--\n"
    ).encode()


def titled(found: Draft | Several) -> list[tuple[str | None, str | None, str | None]]:
    assert isinstance(found, Several)
    drafts = [one(each) for each in found.records if isinstance(each, Record)]
    return [(d.metadata.title, d.metadata.site, d.metadata.published) for d in drafts]


SAID = [(item.title, item.site, item.day) for item in ITEMS]
BODIES: dict[str, Callable[[], bytes]] = {
    "text": lambda: alert(samples.classic()),
    "text with codes": lambda: alert(samples.coded()),
    "a page": lambda: alert(html=samples.page()),
    "both, of which the text alone shows it": lambda: alert(samples.classic(), "<p>See below.</p>"),
    "both": lambda: alert("See the page.", samples.page()),
}


@pytest.mark.parametrize("name", BODIES)
def test_the_articles_of_an_alert_are_taken_apart_as_those_of_a_file(name: str) -> None:
    data = BODIES[name]()
    assert titled(eml.read(data)) == SAID
    whole = eml.read(data, Options(split=False))
    assert isinstance(whole, Draft)
    assert (whole.metadata.title, whole.metadata.byline) == ("Your alert", "Alerts")


def test_what_stands_above_the_articles_is_kept() -> None:
    found = eml.read(alert(samples.classic()))
    assert isinstance(found, Several)
    first = found.records[0]
    assert isinstance(first, Record)
    draft = one(first)
    assert [b.role for b in draft.blocks if draft.text[b.start : b.end] == GREETING] == [
        "boilerplate"
    ]


def test_an_alert_of_one_article_is_that_article() -> None:
    found = eml.read(alert(samples.uncoded(ITEMS[:1])))
    assert isinstance(found, Draft)
    assert (found.metadata.title, found.metadata.byline) == (ITEMS[0].title, ITEMS[0].byline)


def test_what_an_answer_quotes_is_no_export() -> None:
    found = eml.read(alert(samples.classic(), answers="<6@x>"))
    assert isinstance(found, Draft)


def test_a_letter_is_not_looked_at_for_one() -> None:
    found = eml.read(alert("The mill stood still. It said so at length: it was 1 of 3."))
    assert isinstance(found, Draft)
    assert found.metadata.title == "Your alert"


def test_articles_in_a_mailbox_are_named_by_their_message() -> None:
    record = Record("7@press.example.org", alert(samples.page()), "eml")
    found = formats.read_record(Record(record.label, alert(html=samples.page()), "eml"), DEFAULT)
    assert isinstance(found, Several)
    assert [each.label for each in found.records] == [f"{record.label}/{i.id}" for i in ITEMS]


def test_a_saved_export_is_taken_apart() -> None:
    data = saved(samples.page())
    found = mhtml.articles(data)
    assert titled(found) == SAID
    assert isinstance(found, Several)
    captured = [each.captured for each in found.records if isinstance(each, Record)]
    assert captured == ["2024-03-09T07:30:00Z"] * len(ITEMS)
    assert isinstance(mhtml.read(data), Draft)


def test_a_message_that_was_saved_as_a_page_is_the_message() -> None:
    found = mhtml.articles(alert(GREETING))
    assert isinstance(found, Draft)
    assert GREETING in found.text


def read(data: bytes) -> Draft:
    """Whatever it holds, as one draft."""
    eml.read(data)
    return formats.read(data, "eml", DEFAULT)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(alert(samples.classic(), samples.page())))
def test_a_damaged_alert_is_read_or_refused(data: bytes) -> None:
    check_read(read, data)
