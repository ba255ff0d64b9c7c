"""
The formats that can be read: one table, what a file is, and its reader.

A reader is a module with `read(data, options) -> Draft`; one of a format that
holds many articles has `records(file, options)` as well or instead, which yields
a `Record` or `BadRecord` for each, reading on as they are asked for. The content
of a file decides what it is, its name only between kinds of text. All raise
`UnreadableSource` and nothing else, whatever the bytes are.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO, NamedTuple

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers.record import BadRecord, Options, Record

__all__ = ["FORMATS", "HEAD", "SUFFIXES", "Format", "detect", "read", "read_record", "records"]

HEAD = 65_536  # bytes of a file that are looked at to tell what it is


class Format(NamedTuple):
    """A format: its name is its module's, its `extra` what has to be installed for it."""

    name: str
    called: str
    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # packages to import
    extra: str = ""
    is_many: bool = False


_WEB = ("lxml", "trafilatura")

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("plain", "plain text", (".txt", ".text")),
        Format("html", "a web page (HTML)", (".html", ".htm", ".xhtml"), _WEB, "html"),
        Format("mhtml", "a saved web page (MHTML)", (".mhtml", ".mht"), _WEB, "html"),
    )
}  # fmt: skip
"""Every format by its name."""

SUFFIXES = frozenset(suffix for each in FORMATS.values() for suffix in each.suffixes)
"""What is taken from a folder; a file named by itself may have any suffix."""

# a pattern at the head of a file, and the format
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        r"(?is)(?:\xef\xbb\xbf)?(?:\s++|<!--.*?-->|<\?xml.*?\?>)*+"
        r"<(?:!doctype\s+html\b|(?:html|head|body)\b[^<>]*>\s*<)",
        "html",
    ),
    (
        r"(?is)(?:From: [\"<]{1,2}Saved by |MIME-Version: 1\.0\r?\n.{0,500}?\bmultipart/related)",
        "mhtml",
    ),
)
_TEXTS = frozenset(["plain", "html", "mhtml"])  # among these the name decides


def detect(head: bytes, name: str) -> tuple[Format, str | None]:
    """The format of a file by its first bytes (`HEAD` of them); a remark when its name lies."""
    suffix = PurePath(name).suffix.lower()
    named = next((each for each in FORMATS.values() if suffix in each.suffixes), None)
    told = next((key for sign, key in _SIGNS if re.match(sign.encode(), head)), None)
    if told is None:
        return (named if named and named.name in _TEXTS else FORMATS["plain"]), None
    found = FORMATS[told]
    remark = f"is {found.called}, whatever its name says" if named and named != found else None
    return found, remark


def read(data: bytes, format: str, options: Options) -> Draft:
    """The draft of one article; raises UnreadableSource."""
    found: Draft = _module(FORMATS[format]).read(data, options)
    return found


def read_record(record: Record, options: Options) -> Draft:
    """The draft of a record: what its file says of it wins over what it says itself."""
    draft = read(record.data, record.format, options)
    said = {
        field.name: value
        for field in fields(Metadata)
        if (value := getattr(record.metadata, field.name)) is not None
    }
    return replace(
        draft,
        metadata=replace(draft.metadata, **said),
        captured=record.captured or draft.captured,
    )


def records(file: BinaryIO, format: str, options: Options) -> Iterator[Record | BadRecord]:
    """The articles of a file that holds many; raises UnreadableSource where it cannot go on."""
    found: Iterator[Record | BadRecord] = _module(FORMATS[format]).records(file, options)
    return found


def _module(format: Format) -> ModuleType:
    for package in format.needs:
        try:
            import_module(package)
        except ImportError as error:
            raise UnreadableSource(
                f"is {format.called}, which needs one more package:"
                f' pip install "annotate-corpus[{format.extra}]"'
            ) from error
    return import_module(f"annotate.readers.{format.name}")
