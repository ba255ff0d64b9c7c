"""
The messages of a mailbox (mbox), cut at their lines "From ", each with its own bytes.

The file is read on as messages are asked for, and no more of it is held than one of them.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotate.readers import streams
from annotate.readers.record import DEFAULT, BadRecord, Options, Record

__all__ = ["label", "records"]

_BLOCK = 1 << 18
_LONGEST_START = 1 << 10  # bytes: the line, and the name that the next one begins with
_START = re.compile(
    rb"(?<![^\n])From [^\n]{0,300}\d\d:\d\d[^\n]{0,100}\n(?=[!-9;-~]{1,100}:|>From )"
)
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_HEAD = 1 << 16  # bytes in which the message's name is looked for
_ID = re.compile(rb"(?mi)^Message-ID:\s*<?([!-;=?-~]{3,250})>?\s*$")


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord]:
    """The messages, in order; one that is too large is named."""
    for number, data in enumerate(_messages(streams.as_utf8(file), options.largest), 1):
        if data is None:
            told = f"is a message of more than {options.largest / 1e6:g} MB"
            yield BadRecord(f"message {number}", told)
        elif data.strip():
            yield Record(label(data, f"message {number}"), data, "eml")


def label(data: bytes, place: str) -> str:
    """The name that a message has wherever it is kept, else its place."""
    end = re.search(rb"\n\r?\n", data[:_HEAD])
    found = _ID.search(data, 0, end.start() + 1 if end else _HEAD)
    return found[1].decode() if found else place


def _messages(file: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is longer."""
    held = bytearray()
    at, too_long, is_begun = 0, False, False
    while True:
        while start := _START.search(held, at):
            if is_begun:
                yield None if too_long else _ESCAPED.sub(rb"\1", bytes(held[: start.start()]))
            del held[: start.end()]
            at, too_long, is_begun = 0, False, True
        at = max(0, len(held) - _LONGEST_START)
        if len(held) > longest:
            too_long = True
        if too_long:  # what is held of it is forgotten, but where the next may begin
            del held[:at]
            at = 0
        if not (block := file.read(_BLOCK)):
            break
        held += block
    if is_begun:
        yield None if too_long else _ESCAPED.sub(rb"\1", bytes(held))
