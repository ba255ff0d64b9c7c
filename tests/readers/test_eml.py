"""Messages of mail, by Python's own library and by hand, forged ones too."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import eml, formats
from annotate.readers.record import DEFAULT, Options, Record, Several
from tests.readers.documents import check_read, content, damaged, texts

HEAD = "From: Ida Holm <ida@coast.example.org>\nSubject: The lamp\nMessage-ID: <1@x>\n"
LONG = "The terminal opens again on Monday, as the authority told us this morning in a letter."


def made(*lines: str, head: str = HEAD) -> bytes:
    return (head + "\n" + "\n".join(lines) + "\n").encode()


def one(data: bytes) -> Draft:
    found = eml.read(data)
    assert isinstance(found, Draft)
    return found


def pieces(data: bytes) -> list[tuple[str, str]]:
    draft = one(data)
    return [(b.role, draft.text[b.start : b.end]) for b in draft.blocks][1:]  # below the subject


def test_a_newsletter_is_read_as_the_page_that_it_is() -> None:
    draft = one(content("python.eml"))
    word = formats.read(content("libreoffice.docx"), "docx", DEFAULT)
    prose = ("body", "quote", "list_item")
    found = [text.replace("\n", " ") for text in texts(draft, *prose)]
    assert found == texts(word, *prose)
    assert texts(draft, "boilerplate") == ["Unsubscribe"]
    assert draft.metadata == Metadata(
        title="The lamp at Varde Point",
        byline="Ida Holm",
        site="Coast and Light",
        published="2021-03-04T08:00:00+01:00",
    )


SAID = {
    "words in other encodings": (
        "Subject: =?utf-8?b?4oCT?= a =?iso-8859-1?Q?caf=E9_b?=",
        "– a café b",
    ),
    "a letter over two words": ("Subject: =?utf-8?b?4oA=?=\n =?utf-8?b?kw==?= a", "– a"),
    "two words are one": ("Subject: =?utf-8?q?one?= =?utf-8?q?two?=", "onetwo"),
    "lines that go on": ("Subject: one\n two", "one two"),
    "bytes that are UTF-8": ("Subject: Größe", "Größe"),
    "an encoding that is none": ("Subject: =?klingon?q?caf=C3=A9?=", "café"),
    "an encoding that lies": ("Subject: =?utf-8?q?caf=E9s?=", "cafés"),
    "nothing that can be unpacked": ("Subject: =?utf-8?b?====?= a", "a"),
    "half a word": ("Subject: =?utf-8?b?abc", "=?utf-8?b?abc"),
}


@pytest.mark.parametrize(("head", "title"), SAID.values(), ids=SAID)
def test_the_subject_is_the_title(head: str, title: str) -> None:
    assert one(made(LONG, head=f"From: A B <a@b>\n{head}\n")).metadata.title == title


FROM = {
    "a name": ("Ida Holm <ida@x.org>", "Ida Holm"),
    "quoted": ('"Holm, Ida" <ida@x.org>', "Holm, Ida"),
    "an address alone": ("ida@x.org", None),
    "an address for a name": ('"ida@x.org" <ida@x.org>', None),
    "by way of a list": ("'Ida Holm' via Coast <list@x.org>", "Ida Holm"),
    "none": ("", None),
    "damaged": ("Ida <<<", "Ida"),
}


@pytest.mark.parametrize(("said", "byline"), FROM.values(), ids=FROM)
def test_who_sent_it_is_its_author(said: str, byline: str | None) -> None:
    head = f"From: {said}\nList-Id: Coast <c.x.org>\n"
    assert one(made(LONG, head=head)).metadata.byline == byline


def test_what_else_the_head_says() -> None:
    head = (
        "Date: Thu, 20 Oct 2016 08:00:00 +0200 (CEST)\nContent-Language: en-GB\n"
        "Archived-At: <https://lists.example.org/1>\nList-Id: a1b2c3 list <1.mcsv.net>\n"
    )
    assert one(made(LONG, head=head)).metadata == Metadata(
        published="2016-10-20T08:00:00+02:00", language="en-GB", url="https://lists.example.org/1"
    )
    assert one(made(LONG, head="Date: yesterday\nSubject: \n")).metadata == Metadata()


def test_an_answer_says_what_its_sender_wrote() -> None:
    found = pieces(
        made(
            LONG,
            "",
            "On Thu, 20 Oct 2016, Ida Holm <ida@x.org> wrote:",
            "> When does it open?",
            ">",
            "> > Nobody knows.",
            "",
            "Yours, Tomas",
            "",
            "-- ",
            "Tomas Berger",
            "Press Office",
            head=HEAD + "In-Reply-To: <0@x>\n",
        )
    )
    assert [role for role, _ in found] == [
        *(
            "body",
            "comment",
            "comment",
            "comment",
            "body",
            "boilerplate",
            "boilerplate",
            "boilerplate",
        )
    ]
    assert [text for role, text in found if role == "comment"][1:] == [
        "When does it open?",
        "Nobody knows.",
    ]


def test_what_another_message_does_not_answer_is_a_quotation() -> None:
    assert pieces(made(LONG, "", "> The lens turned again.", "", LONG)) == [
        ("body", LONG),
        ("quote", "The lens turned again."),
        ("body", LONG),
    ]


def test_an_earlier_message_below_is_apart() -> None:
    found = pieces(made(LONG, "", "-----Original Message-----", "From: Ida", "", LONG))
    assert [role for role, _ in found] == ["body", "comment", "comment", "comment"]


HEADS = {
    "Outlook": ["From: Ida", "Sent: Thursday", "To: Tomas", "Subject: The lamp"],
    "in German": ["Von: Ida", "Gesendet: Donnerstag", "An: Tomas"],
    "with signs": ["*From:* Ida", "*Date:* Thursday"],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_below_the_head_of_an_earlier_message_all_is_its(head: list[str]) -> None:
    answer = HEAD.replace("The lamp", "RE: The lamp")
    plain = pieces(made(LONG, "", *head, "", LONG, head=answer))
    lines = [f"<div><b>{line}</b></div>" for line in head]
    html = made(
        f"<p>{LONG}</p>", *lines, f"<p>{LONG}</p>", head=answer + "Content-Type: text/html\n"
    )
    for found in (plain, pieces(html)):
        assert found[0] == ("body", LONG)
        assert {role for role, _ in found[1:]} == {"comment"}
        assert found[-1][1] == LONG


def test_what_is_forwarded_is_the_text() -> None:
    found = pieces(made("Von: Ida", "Gesendet: Donnerstag", "", LONG, head=HEAD))
    assert found[-1] == ("body", LONG)


def test_an_answer_as_a_page() -> None:
    page = f"<p>{LONG}</p><div>On Thursday Ida wrote:</div><blockquote><p>When?</p></blockquote>"
    head = HEAD + "In-Reply-To: <0@x>\nContent-Type: text/html\n"
    assert [role for role, _ in pieces(made(page, head=head))] == ["body", "comment", "comment"]


MAILING = [
    "To unsubscribe, write to leave@coast.example.org",
    "Newsletter abbestellen: https://x.org",
    "Vous pouvez vous désabonner ici",
    "View this email in your browser",
    "Чтобы отписаться, нажмите здесь",
    "配信停止はこちら",
]


@pytest.mark.parametrize("line", MAILING)
def test_what_is_said_of_the_mailing_is_boilerplate(line: str) -> None:
    assert pieces(made(LONG, "", line)) == [("body", LONG), ("boilerplate", line)]


def test_the_foot_of_a_mailing_list_is_boilerplate() -> None:
    foot = ("_" * 47, "Coast mailing list", "Coast@lists.example.org", "https://x/listinfo/coast")
    found = pieces(made(LONG, "", LONG, "", *foot))
    assert {role for role, text in found if text != LONG} == {"boilerplate"}


def test_lines_that_flow_are_one() -> None:
    head = HEAD + 'Content-Type: text/plain; format=flowed; DelSp="{}"\n'
    lines = ("The lens ", "turned. ", "", "> It ", "> flows.", " From here", "-- ", "Ida")
    found = [text for _, text in pieces(made(*lines, head=head.format("no")))]
    assert found == ["The lens turned.", "It flows.", "From here", "--", "Ida"]
    glued = [text for _, text in pieces(made("a ", "b", head=head.format("yes")))]
    assert glued == ["ab"]


PACKED = {
    "base64": ("base64", "utf-8", "R3LDtsOfZQ=="),
    "base64 with damage": ("base64", "utf-8", "R3LD\n!!tsOfZ\nQ"),
    "quoted-printable": ("quoted-printable", "iso-8859-1", "Gr=F6=\n=DFe"),
    "an encoding that lies": ("8bit", "us-ascii", "Größe"),
    "nobody's encoding": ("8bit", "x-unknown", "Größe"),
    "a packing that is none": ("zebra", "utf-8", "Größe"),
}


@pytest.mark.parametrize(("packed", "charset", "body"), PACKED.values(), ids=PACKED)
def test_bodies(packed: str, charset: str, body: str) -> None:
    head = (
        f"{HEAD}Content-Transfer-Encoding: {packed}\nContent-Type: text/plain; charset={charset}\n"
    )
    assert pieces(made(body, head=head))[0][1] == "Größe"


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "The lamp"
    message["From"] = "Ida Holm <ida@coast.example.org>"
    message.set_content(LONG)
    return message


def test_of_a_letter_the_plain_form_is_read_unless_it_is_short_of_words() -> None:
    message = letter()
    message.add_alternative(f"<p><b>{LONG}</b></p>", subtype="html")
    assert pieces(bytes(message)) == [("body", LONG)]
    message = letter()
    message.set_content("Please look at the page.")
    message.add_alternative(f"<p>{LONG}</p><p>{LONG}</p>", subtype="html")
    assert pieces(bytes(message)) == [("body", LONG), ("body", LONG)]


def test_attached_articles_are_articles() -> None:
    message = letter()
    message.add_attachment(
        content("pandoc.docx"), "application", "octet-stream", filename="r/ä.docx"
    )
    message.add_attachment(content("pandoc.rtf"), "text", "rtf", filename="ä.docx")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="lamp.png")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="a.ics")
    message.add_attachment("x", filename="ATT00001.txt")
    inner = letter()
    inner.replace_header("Subject", "Another lamp")
    message.add_attachment(inner)
    found = eml.read(bytes(message))
    assert isinstance(found, Several)
    records = [each for each in found.records if isinstance(each, Record)]
    assert [(each.label, each.format) for each in records] == [
        ("message", "clipping"),
        ("ä.docx", "docx"),
        ("ä.docx (2)", "rtf"),
        ("Another lamp.eml", "eml"),
    ]
    drafts = [formats.read_record(each, DEFAULT) for each in records]
    assert all(isinstance(draft, Draft) for draft in drafts)
    first = formats.read(records[0].data, "clipping", DEFAULT)
    assert texts(first) == ["The lamp", LONG]
    assert first.metadata.byline == "Ida Holm"


def test_a_digest_is_the_messages_in_it() -> None:
    head = HEAD + "Content-Type: multipart/digest; boundary=bound\n"
    inner = ("", "Subject: Another", "", LONG)
    found = eml.read(made("--bound", *inner, "--bound", *inner, "--bound--", head=head))
    assert isinstance(found, Several)
    assert [(each.label, type(each)) for each in found.records] == [
        ("Another.eml", Record), ("Another.eml (2)", Record),
    ]  # fmt: skip


def test_a_message_that_only_carries_another() -> None:
    outer = b"Content-Type: message/rfc822\n\n"
    assert one(outer * 3 + made(LONG)).metadata.title == "The lamp"


def test_unless_it_is_to_be_one() -> None:
    message = letter()
    message.add_attachment(content("pandoc.docx"), "application", "x-word", filename="a.docx")
    draft = eml.read(bytes(message), Options(split=False))
    assert isinstance(draft, Draft)
    assert texts(draft) == ["The lamp", LONG]


def test_a_message_that_only_carries_an_article() -> None:
    message = EmailMessage()
    message.add_attachment(content("pandoc.docx"), "application", "x-word", filename="a.docx")
    found = eml.read(bytes(message))
    assert isinstance(found, Several)
    assert [each.label for each in found.records] == ["a.docx"]


def test_a_message_of_which_the_end_is_missing() -> None:
    message = letter()
    message.add_alternative(f"<p>{LONG}</p>", subtype="html")
    draft = one(bytes(message)[:-30])
    assert draft.remarks == ("is cut off: what came last is missing",)
    assert texts(draft, "body") == [LONG]


BOUNDARY = "Content-Type: multipart/mixed; boundary={}\n"
FORGED = {
    "another boundary than is said": made(
        "--bound",
        "Content-Type: text/plain",
        "",
        LONG,
        "--bound--",
        head=HEAD + BOUNDARY.format("a"),
    ),
    "no boundary": made(
        "--bound",
        "Content-Type: text/plain",
        "",
        LONG,
        "--bound--",
        head=HEAD + "Content-Type: multipart/mixed\n",
    ),
    "no parts": made(LONG, head=HEAD + BOUNDARY.format("a")),
    "no type": made(LONG, head=HEAD + "Content-Type: ;;;\n"),
    "no head": f"\n{LONG}".encode(),
    "line ends of Windows": made(LONG).replace(b"\n", b"\r\n"),
    "a mailbox of one": b"From ida@x Thu Oct 20 08:00:00 2016\n" + made(LONG),
    "Apple's": b"%d      \n%b<?xml version='1.0'?><plist/>" % (len(made(LONG)), made(LONG)),
}


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED)
def test_forged_messages_are_read(data: bytes) -> None:
    assert LONG in texts(one(data))


@pytest.mark.parametrize("data", [b"", b"\n\n", HEAD.encode(), made("")])
def test_a_message_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"^is a message without any text$"):
        eml.read(data)


def read(data: bytes) -> Draft:
    """Whatever it holds, as one draft."""
    found = eml.read(data)
    if isinstance(found, Draft):
        return found
    assert all("\n" not in each.label for each in found.records)
    return formats.read(data, "eml", DEFAULT)


NESTED = b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n"
FLOWED = b"Content-Type: text/plain; format=flowed\n\n"
HOSTILE = {
    "lines that flow": FLOWED + b"a \n" * 300_000,
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 20_000,
    "parts in parts": b"".join(NESTED % (i, i) for i in range(9_000)),
    "parts of nothing": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 100_000,
    "lines of a head": b"A: b\n" * 100_000,
    "a line of a head": b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\na",
    "parameters": b"Content-Type: text/plain" + b"; a*0=b" * 50_000 + b"\n\na",
    "quotes": b"From: a\n\n" + b">" * 300_000,
    "quoted lines": b"From: a\n\n" + b"> a\n\n" * 60_000,
    "tags": b"Content-Type: text/html\n\n" + b"<a " * 100_000,
    "soft ends": b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 150_000 + b"a",
    "feet": b"From: a\n\n" + (b"_" * 30 + b"\n") * 10_000,
    "wrote": b"From: a\n\n" + b"wrote " * 50_000 + b"\n> a",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_no_message_takes_long(data: bytes) -> None:
    started = time.process_time()
    check_read(read, data)
    assert time.process_time() - started < 10


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(content("python.eml")))
def test_a_damaged_message_is_read_or_refused(data: bytes) -> None:
    check_read(read, data)


PARTS = [
    "Content-Type: multipart/mixed; boundary=a\n",
    "Content-Type: multipart/alternative; boundary=b\n",
    "Content-Type: text/html\n",
    "Content-Type: message/rfc822\n",
    "--a\n",
    "--b\n",
    "--a--\n",
    "\n",
    "Content-Disposition: attachment; filename=a.html\n",
    "Content-Transfer-Encoding: base64\n",
    "PGI+YQ==\n",
    "<p>a</p>\n",
    "> a\n",
    "-- \n",
    "Subject: =?x?q?=FF?=\n",
    "From: \x00\n",
    "a\n",
    "Content-Type: text/plain; charset=utf-16; format=flowed\n",
    "{\\rtf1 a}\n",
    "é",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_whatever_follows_whatever(parts: list[str]) -> None:
    check_read(read, "".join(parts).encode("latin-1"))


NAMED = {
    "by its name": (b"Subject: a\n\nb", "a.eml", "eml", None),
    "a page": (
        b"<!doctype html><html><body>a",
        "a.eml",
        "html",
        "is a web page (HTML), whatever its name says",
    ),
    "by its head": (
        made(LONG, head=HEAD + "Date: x\n"),
        "a.txt",
        "eml",
        "is a message of mail, whatever its name says",
    ),
    "by its head, without a suffix": (made(LONG), "a", "eml", None),
    "an article with labels": (b"From: Ida\nDate: Monday\nSubject: a\n\nb", "a.txt", "plain", None),
    "a saved page": (
        b"From: <Saved by Blink>\nSubject: a\nMessage-ID: <b>\nMIME-Version: 1.0\n",
        "a.mhtml",
        "mhtml",
        None,
    ),
    "a mailbox": (b"From a@b Thu Oct 20 08:00:00 2016\nSubject: a\n\nb", "a", "mbox", None),
}


@pytest.mark.parametrize(("head", "name", "format", "told"), NAMED.values(), ids=NAMED)
def test_what_is_a_message(head: bytes, name: str, format: str, told: str | None) -> None:
    found, remark = formats.detect(head, name)
    assert (found.name, remark) == (format, told)
