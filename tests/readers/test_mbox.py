"""Mailboxes: each message its own bytes, however large the file."""

import base64
import gzip
import io
import random
import tracemalloc
from itertools import islice
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings

from annotate.errors import UnreadableSource
from annotate.readers import formats
from annotate.readers.record import DEFAULT, BadRecord, Options, Record
from tests.readers.many import TITLES, damaged, drafts, good, read, sample, survives

START = b"From ida@x.org Thu Oct 20 08:00:00 2016\n"


def test_each_message_is_an_article() -> None:
    found = drafts(sample("python.mbox"), "mbox")
    assert [draft.metadata.title for draft in found] == TITLES
    assert [draft.metadata.published for draft in found] == [
        "2024-05-06T07:00:00+02:00", "2024-06-17T07:00:00+02:00", "2024-07-29T07:00:00+02:00",
    ]  # fmt: skip
    assert all("From here on the letter is made by hand." in draft.text for draft in found)


def test_a_message_is_named_by_its_id_else_by_its_place() -> None:
    data = START + b"Message-ID: <1@x>\n\na\n\n" + START + b"Subject: b\n\nMessage-ID: <2@x>\n"
    found = good(data, "mbox")
    assert [(each.label, each.is_lasting) for each in found] == [
        ("1@x", True), ("message 2", False),
    ]  # fmt: skip
    assert [each.data for each in found] == [
        b"Message-ID: <1@x>\n\na\n\n", b"Subject: b\n\nMessage-ID: <2@x>\n",
    ]  # fmt: skip


def test_a_line_that_begins_with_from_is_no_message() -> None:
    data = START + b"Subject: a\n\nFrom Monday on.\nFrom 10:30 on the\nlamp is lit.\n>From a\n"
    [record] = good(data, "mbox")
    assert b"\nFrom Monday on.\nFrom 10:30 on the\nlamp is lit.\nFrom a\n" in record.data


def test_a_packed_mailbox() -> None:
    packed = gzip.compress(sample("python.mbox"))
    assert formats.detect(packed, "a.mbox.gz")[0].name == "mbox"
    assert good(packed, "mbox") == good(sample("python.mbox"), "mbox")


def test_a_packed_mailbox_that_is_cut_off_is_read_up_to_there() -> None:
    noise = base64.b64encode(random.Random(1).randbytes(600_000))
    packed = gzip.compress(sample("python.mbox") + START + b"Subject: a\n\n" + noise)[:-1000]
    found = formats.records(io.BytesIO(packed), "mbox", DEFAULT)
    assert [type(each) for each in islice(found, 3)] == [Record] * 3
    with pytest.raises(UnreadableSource, match=r"^is damaged, or cut off: "):
        next(found)


def test_line_ends_of_windows() -> None:
    assert len(good(sample("python.mbox").replace(b"\n", b"\r\n"), "mbox")) == 3


def test_a_message_that_is_too_large_is_named() -> None:
    data = START + b"Subject: a\n\n" + b"a" * 3_000_000 + b"\n" + START + b"Subject: b\n\nc\n"
    large, small = read(data, "mbox", Options(largest=1_000_000))
    assert large == BadRecord("message 1", "is a message of more than 1 MB")
    assert isinstance(small, Record)


class _Endless(io.RawIOBase):
    """A mailbox of so many bytes, made as it is read."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1) -> bytes:
        self._left -= size
        message = START + b"Subject: a\n\n" + b"The lamp was lit. " * 100 + b"\n\n"
        return (message * (size // len(message))) if self._left > 0 else b""


def test_no_more_is_held_than_a_message() -> None:
    tracemalloc.start()
    file = cast(BinaryIO, _Endless(100_000_000))
    count = sum(1 for _ in formats.records(file, "mbox", DEFAULT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 50_000
    assert peak < 5_000_000


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(sample("python.mbox")))
def test_a_damaged_mailbox_is_read_as_far_as_it_goes(data: bytes) -> None:
    survives(data, "mbox")
