"""
JSON objects: the bytes of records, and what is wrong with some.
"""

import json
from collections.abc import Mapping
from typing import Any

from annotate.errors import UnreadableSource

__all__ = ["LONGEST", "dump", "load"]

LONGEST = 10_000_000
"""Bytes of one record."""

_DECODER = json.JSONDecoder(strict=False)  # control characters in a text harm nobody


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
