"""
A message of mail cut into its parts, in one pass a level, whatever its bytes are.

Heads are read by the standard library; bodies are cut here, so that a message within a message
keeps its own bytes, and nothing nests without end.
"""

import binascii
import quopri
import re
from email import message_from_bytes
from email.message import Message
from itertools import islice, pairwise
from typing import NamedTuple

from annotate.readers.web import charset
from annotate.text import clean

__all__ = ["Part", "cut", "parts", "whole"]

_LONGEST_HEAD = 200_000  # bytes
_LONGEST_LINE = 10_000  # characters of a line of the head that are read
_DEEPEST = 20  # messages that only carry another
_MANY = 1_000  # parts of a part
_HEAD = re.compile(rb"\r?\n|[!-9;-~]+[ \t]*:")
_HEAD_END = re.compile(rb"(?:\A|\n)\r?\n")
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_LIKELY = re.compile(rb"(?m)^--(\S{4,70})[ \t]*\r?\n(?=Content-)", re.IGNORECASE)
_SHOWN = ("text/plain", "text/html")
_TROUBLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)  # of the library, with hostile heads


class Part(NamedTuple):
    """A message, or a part of one: its head, and the bytes below."""

    head: Message
    body: bytes

    def said(self, name: str) -> str:
        """What a line of the head says, in letters; empty if there is none."""
        value = next((v for key, v in self.head.raw_items() if key.lower() == name), "")
        return clean.line(_decoded(_raw(value)))

    @property
    def kind(self) -> str:
        """The media type."""
        return self.head.get_content_type()

    @property
    def name(self) -> str:
        """The name of the file that it is, without folders; empty if it has none."""
        try:
            said = self.head.get_filename() or ""
        except _TROUBLE:
            return ""
        return re.split(r"[/\\]", clean.line(_decoded(_raw(said))))[-1][-200:]

    @property
    def is_attached(self) -> bool:
        """Whether it is a file that goes with the message, and no part of what it says."""
        if self.said("content-disposition").lower().startswith("attachment"):
            return True
        return self.kind == "message/rfc822" or (bool(self.name) and self.kind not in _SHOWN)

    def letter(self) -> "Part":
        """It as a message, which is what parts of a digest are unless they say otherwise."""
        return Part(message_from_bytes(b"Content-Type: message/rfc822\n\n"), self.body)

    def parameter(self, name: str) -> str | None:
        """What the media type says besides."""
        try:
            said = self.head.get_param(name)
        except _TROUBLE:
            return None
        return said if isinstance(said, str) else None

    def data(self) -> bytes:
        """The bytes that it carries; what cannot be unpacked is left out."""
        packed = self.said("content-transfer-encoding").lower()
        if packed == "base64":
            return _from_base64(self.body)
        return quopri.decodestring(self.body) if packed == "quoted-printable" else self.body

    def text(self) -> str:
        """Its letters, in the encoding that it says or that its bytes are; else replaced."""
        return charset.letters(self.data(), self.parameter("charset"))


def cut(data: bytes) -> Part:
    """A message or a part as its head and its body."""
    if not _HEAD.match(data):
        return Part(message_from_bytes(b"\n"), data)
    end = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    head = data[: end.start()] if end else data[:_LONGEST_HEAD]
    return Part(_head(head), data[end.end() :] if end else b"")


def whole(data: bytes) -> Part:
    """A message, or the one that it only carries, as some programs send what they forward."""
    found = cut(data)
    for _ in range(_DEEPEST):
        if found.kind != "message/rfc822":
            break
        found = cut(found.data())
    return found


def _head(lines: bytes) -> Message:
    """The head, no line longer than the library reads soon."""
    found = message_from_bytes(lines + b"\n\n")
    for name in ("Content-Type", "Content-Disposition"):
        if (value := str(found.get(name, ""))) and len(value) > _LONGEST_LINE:
            del found[name]
            found[name] = value[:_LONGEST_LINE].replace("\n", " ").replace("\r", " ")
    return found


def parts(around: Part) -> tuple[list[Part], bool]:
    """The parts of a part, and whether the last one ends; none where nothing parts it."""
    if not around.kind.startswith("multipart/"):
        return [], True
    edges = _edges(around)
    found: list[Part] = []
    for edge, following in pairwise([*edges, None]):
        if edge is None or edge[1] or len(found) == _MANY:
            break
        body = around.body[edge.end() : following.start() if following else len(around.body)]
        found.append(cut(re.sub(rb"\A[ \t]*\r?\n", b"", body)))
    return found, not edges or bool(edges[-1][1])


def _edges(whole: Part) -> list[re.Match[bytes]]:
    """The lines between the parts; where they are not as the head says, those that look so."""
    said = (whole.parameter("boundary") or "").encode("utf-8", "surrogateescape")
    likely = _LIKELY.search(whole.body)
    for boundary in (said, likely[1] if likely else b""):
        edge = rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)"
        if boundary and (found := list(islice(re.finditer(edge, whole.body), _MANY + 1))):
            return found
    return []


def _from_base64(packed: bytes) -> bytes:
    signs = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
    signs = signs[:-1] if len(signs) % 4 == 1 else signs
    return binascii.a2b_base64(signs + b"===")


def _raw(value: object) -> str:
    """A line of a head, of which the library keeps bytes beyond ASCII as half letters."""
    words = str(value)[:_LONGEST_LINE]
    if words.isascii():
        return words
    return charset.letters(words.encode("utf-8", "surrogateescape"), None)


def _decoded(words: str) -> str:
    """The words with those in other encodings; a letter may be spread over two of them."""
    found: list[str] = []
    at, pending, encoding = 0, b"", ""
    for word in _WORD.finditer(words):
        between = words[at : word.start()]
        said = word[1].partition("*")[0].lower()
        if between.strip() or said != encoding:
            found.append(charset.letters(pending, encoding))
            found.append(between if between.strip() or not pending else "")
            pending = b""
        pending, encoding, at = pending + _unpacked(word), said, word.end()
    return "".join((*found, charset.letters(pending, encoding), words[at:]))


def _unpacked(word: re.Match[str]) -> bytes:
    packed = word[3].encode("utf-8", "replace")
    return _from_base64(packed) if word[2] in "bB" else quopri.decodestring(packed, header=True)
