"""
Reading pages saved as a single file (MHTML): mail with the page, its pictures and its address.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import archived, eml, html, says
from annotate.readers.record import DEFAULT, Options, Record, Several
from annotate.readers.web import charset

__all__ = ["articles", "read"]

MEDIA_TYPE = "multipart/related"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
_PART_CUT = (InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
_CUT_OFF = UnreadableSource("is a saved web page (MHTML) that is cut off; save it again")
_FRAME = re.compile(r"""<i?frame\b[^<>]*?\ssrc\s*=\s*["']?(cid:[^"'\s<>]+)""", re.IGNORECASE)
_SAVED = re.compile(r"""["<\s]*saved by\b""", re.IGNORECASE)  # what browsers have for a sender
_NONE = UnreadableSource("is a saved web page (MHTML) without a page in it; save it again as HTML")


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of the page that was saved; raises `UnreadableSource`."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of the page, or the articles of an export; raises `UnreadableSource`."""
    whole, page = _parts(data)
    if page is None:
        return eml.read(data, options)  # a message that a program saved under this name
    address = page.get("Content-Location") or whole.get("Snapshot-Content-Location")
    known = _web(address) or _web(whole.get("Snapshot-Content-Location"))
    text, frames = _text(page), _frames(whole, page)
    found = html.page_or_articles(text, options, known, frames)
    saved = says.utc(str(whole.get("Date")))
    if isinstance(found, Several):
        kept = (replace(r, captured=saved) if isinstance(r, Record) else r for r in found.records)
        return replace(found, records=tuple(kept))
    return replace(
        found, media_type=MEDIA_TYPE, captured=archived.earliest(saved, found.captured),
        remarks=(*found.remarks, *_lacking(text, frames)),
    )  # fmt: skip


def _parts(data: bytes) -> tuple[Message, Message | None]:
    """The whole and the page in it: the one the whole is about, else the first, if any."""
    try:
        whole = message_from_bytes(data)
        pages = [part for part in whole.walk() if part.get_content_type() in _PAGES]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise _NONE from error
    if any(isinstance(each, _CUT) for part in whole.walk() for each in part.defects):
        raise _CUT_OFF
    wanted = whole.get("Snapshot-Content-Location")
    named = [page for page in pages if wanted and page.get("Content-Location") == wanted]
    if not pages and whole.get("From") and not _SAVED.match(str(whole.get("From"))):
        return whole, None
    if not pages:
        raise _NONE
    return whole, (named or pages)[0]


def _text(page: Message) -> str:
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes):
        raise _NONE
    if any(isinstance(each, _PART_CUT) for each in page.defects):
        raise _CUT_OFF
    declared = page.get_param("charset")
    return charset.decode(body, declared if isinstance(declared, str) else None)


def _frames(whole: Message, page: Message) -> dict[str, str]:
    """The pages of frames by the address that a frame names."""
    found = {}
    for part in whole.walk():
        if part is page or part.get_content_type() not in _PAGES:
            continue
        name = str(part.get("Content-ID") or "").strip().strip("<>")
        address = "".join(str(part.get("Content-Location") or "").split())
        if named := f"cid:{name}" if name else address:
            with suppress(UnreadableSource):
                found[named] = _text(part)
    return found


def _lacking(text: str, frames: dict[str, str]) -> Iterator[str]:
    """What is to be told of pages that frames show and that are not in the file."""
    wanted = {name for each in (text, *frames.values()) for name in _FRAME.findall(each)}
    if lost := len(wanted - frames.keys()):
        yield f"lacks {lost:,} page{'s' * (lost > 1)} that its frames show"


def _web(address: object) -> str | None:
    return says.url("".join(str(address or "").split()))
