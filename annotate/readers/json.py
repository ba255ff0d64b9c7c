"""
Reading one record as an article: a JSON object with a text, and what it says of it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from annotate.errors import UnreadableSource
from annotate.model import DESCRIBED, Draft, Metadata
from annotate.readers import entry, fields
from annotate.readers.entry import Entry
from annotate.readers.record import DEFAULT, Options

__all__ = ["LONGEST", "dump", "guessed", "load", "read", "whole"]

LONGEST = 10_000_000
"""Bytes of one record."""

_DECODER = json.JSONDecoder(strict=False)  # control characters in a text harm nobody
_CUT = re.compile(r"\s*\[\+?[0-9]{1,7} char(?:s|acters)\]\Z")  # NewsAPI and others, instead
_LONGEST_CUT = 100  # characters
_HTML = ("html", "rendered")  # how fields are named that hold HTML, whatever it looks like


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of one record; raises UnreadableSource."""
    record = load(data)
    text = fields.find(record, "text", options)
    if text is None:
        raise UnreadableSource(fields.textless(record))
    said = {
        name: found.value for name in DESCRIBED if (found := fields.find(record, name, options))
    }
    is_html = text.name.lower().endswith(_HTML) or entry.is_markup(text.value)
    return entry.draft(
        Entry(whole(text.value), is_html, Metadata(**said), "application/json"), options
    )


def whole(text: str) -> str:
    """A text without what stands for the rest of it: `… [+2310 chars]`."""
    if not text.endswith("]"):
        return text
    found = _CUT.search(text, max(0, len(text) - _LONGEST_CUT))
    return text[: found.start()] if found and found.start() else text


def guessed(data: bytes, options: Options = DEFAULT) -> dict[str, str]:
    """Which fields of a record are what: our names to theirs; raises UnreadableSource."""
    record = load(data)
    found = {ours: fields.find(record, ours, options) for ours in fields.GUESSES}
    return {ours: field.name for ours, field in found.items() if field}


def load(data: bytes) -> dict[str, Any]:
    """The object that the bytes are; raises UnreadableSource."""
    if len(data) > LONGEST:
        raise UnreadableSource(f"is a record of more than {LONGEST // 10**6} MB")
    try:
        record = _DECODER.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"is not UTF-8, as JSON is (byte {error.start + 1})") from error
    except RecursionError as error:
        raise UnreadableSource("is JSON nested too deep") from error
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"is no JSON: {error.msg} (character {error.pos + 1})") from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableSource("is no JSON: it has a number that is too long") from error
    if not isinstance(record, dict):
        raise UnreadableSource("is JSON, but not an object: {…}")
    return record


def dump(record: Mapping[str, object]) -> bytes:
    """The bytes that stand for a record which has none of its own."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
