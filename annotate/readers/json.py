"""
Reading one record as an article: a JSON object with a text, and what it says of it.
"""

import re

from annotate.errors import UnreadableSource
from annotate.model import DESCRIBED, Draft, Metadata
from annotate.readers import entry, fields, objects
from annotate.readers.entry import Entry
from annotate.readers.record import DEFAULT, Options

__all__ = ["guessed", "read", "whole"]

_CUT = re.compile(r"\s*\[\+?[0-9]{1,7} char(?:s|acters)\]\Z")  # NewsAPI and others, instead
_LONGEST_CUT = 100  # characters
_HTML = ("html", "rendered")  # how fields are named that hold HTML, whatever it looks like


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of one record; raises UnreadableSource."""
    record = objects.load(data)
    text = fields.find(record, "text", options)
    if text is None:
        raise UnreadableSource(fields.textless(record))
    said = {
        name: found.value for name in DESCRIBED if (found := fields.find(record, name, options))
    }
    if "title" in said and "site" in said:
        said["title"] = _without_site(said["title"], said["site"])
    is_html = text.name.lower().endswith(_HTML) or entry.is_markup(text.value)
    return entry.draft(
        Entry(whole(text.value), is_html, Metadata(**said), "application/json"), options
    )


def _without_site(title: str, site: str) -> str:
    """A title without the site that stands behind it, as NewsAPI writes them."""
    return re.sub(rf"(?<=\S)\s+[-–—|]\s+{re.escape(site)}\Z", "", title)


def whole(text: str) -> str:
    """A text without what stands for the rest of it: `… [+2310 chars]`."""
    if not text.endswith("]"):
        return text
    found = _CUT.search(text, max(0, len(text) - _LONGEST_CUT))
    return text[: found.start()] if found and found.start() else text


def guessed(data: bytes, options: Options = DEFAULT) -> dict[str, str]:
    """Which fields of a record are what: our names to theirs; raises UnreadableSource."""
    record = objects.load(data)
    found = {ours: fields.find(record, ours, options) for ours in fields.GUESSES}
    return {ours: field.name for ours, field in found.items() if field}
