"""
Reading plain text: bytes to text, text to paragraphs with roles.

What the bytes declare (a byte order mark) or prove (strict UTF-8) is believed;
only then is the encoding guessed. What no text could contain is refused, with
the reason. The draft's text is the decoded file as it is, line ends included,
so that offsets count in the file the user knows; but of print whose lines break words
(`printed`) it is these words whole.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import pieces, refused
from annotate.readers.exports import hints
from annotate.readers.markup.traces import Traces
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, Options, Several
from annotate.text import address_list, metadata, split
from annotate.text.roles import steps

if TYPE_CHECKING:
    from annotate.readers.exports.export_file import Labelled

__all__ = ["MEDIA_TYPE", "OTHER_XML", "articles", "decode", "paragraphs", "printed", "read"]

MEDIA_TYPE = "text/plain"

# longer marks first: the one of UTF-32 starts with the one of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = 8  # bytes, below which a NUL is no sign of UTF-16
_SAMPLE = 200_000  # bytes; enough to guess an encoding from
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_AS_NUL = bytes.maketrans(_CONTROLS, bytes(len(_CONTROLS)))
_CONTROL_CHARACTERS = r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]"
_PDF = rb"%PDF-\d\.\d[\r\n][^\x00]{0,2000}? obj\b"
_BREAKING = ("-", "‐", "⸗", "¬", "\xad")  # where a line ends in a word
_BROKEN_LINE = rf"[{''.join(_BREAKING)}](?<=[^\W\d_].)[ \t]*[\r\n\f]"
_PAIR = r"[\ud800-\udbff][\udc00-\udfff]"
_SURROGATE = r"[\ud800-\udfff]"
_VISIBLE = (
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe0f\ufeff]"
)


# ASCII and the Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, kana, Han and Hangul blocks in
# everyday use: bytes that mean something else, read as UTF-16, fall all over the plane
_COMMON = (
    r"[\t-\r -~\xa0-\u017f\u0370-\u06ff\u0900-\u0e7f\u2010-\u203a\u20ac"
    r"\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]+"
)


OTHER_XML = (
    "is XML of another kind than feeds, NITF, NewsML and TEI; save its articles as text or HTML,"
    " or as a table (CSV)"
)
"""What is said of it, in words that follow its name."""

_MARKED_UP = ((rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|rss|feed)\b", OTHER_XML),)


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a plain text; raises `UnreadableSource` for what is not text or empty."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a plain text, or the articles of an export; raises as `read` does."""
    for sign, told in _MARKED_UP:
        if re.match(sign, data):
            raise UnreadableSource(told)
    text = decode(data)
    if address_list.is_one(text):
        raise UnreadableSource(address_list.TOLD)
    lines = [line for line in text.splitlines() if line]
    apart = _taken_apart(text, lines, options.split)
    if isinstance(apart, Several):
        return apart
    if apart and apart.pieces:
        return pieces.placed(text, apart.pieces, apart.said, MEDIA_TYPE)
    if not apart and (found := printed(text, lines)):
        return pieces.draft(found, Metadata(), MEDIA_TYPE)
    del lines  # as much as the text once more
    blocks = steps.assign(text, split.paragraphs(text))
    remarks = apart.remarks if apart else ()
    return Draft(text, blocks, metadata.of(text, blocks), MEDIA_TYPE, remarks=remarks)


def _taken_apart(
    text: str, lines: Sequence[str], split: bool | None
) -> "Several | Labelled | None":
    if not (split or hints.hinted(lines)):
        return None
    from annotate.readers.exports import export_file, texts  # few texts need it

    return export_file.taken_apart(texts.lined(text), split, texts=texts.parted)


def printed(text: str, lines: Sequence[str]) -> list[Piece] | None:
    """The paragraphs of a text whose lines break words, as print does; None for another."""
    may_be = any(line.rstrip(" \t").endswith(_BREAKING) for line in lines)
    if not may_be or not re.search(_BROKEN_LINE, text):
        return None
    from annotate.readers.printed import paragraphs  # few texts need it

    return paragraphs(text)


def paragraphs(text: str, line: int = 1) -> list[Piece]:
    """The paragraphs of a text that begins on a line, with their traces."""
    found: list[Piece] = []
    traces, at = Traces(), 0
    for start, end in split.paragraphs(text):
        breaks = text.count("\n", at, start)
        traces.opened(0, "p" if breaks > 1 else "br", {})
        traces.text(0, text[start:end], line + breaks)
        found += (
            Piece(text[start:end], traces=own)
            for own in traces.taken([text[start:end]], [text[start:end]])
        )
        line, at = line + text.count("\n", at, end), end
    return found


def decode(data: bytes) -> str:
    """The text of a file without its byte order mark; raises `UnreadableSource`."""
    text = _declared(data)
    if text is None:
        text = _proven(data)
    if text is None:
        text = _guessed(data)
    if not text:
        raise UnreadableSource("is empty")
    if not re.search(_VISIBLE, text):
        reason = "has only white space" if not text.strip() else "has no visible characters"
        raise UnreadableSource(reason)
    return text


def _declared(data: bytes) -> str | None:
    """The text if a byte order mark says how to read it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8":
                text = _proven(rest)
                return rest.decode("utf-8", "replace") if text is None else text
            text = rest.decode(encoding, "replace")
            return None if _is_noise(text) else text
    return None


def _proven(data: bytes) -> str | None:
    """The text if it is UTF-8, allowing for surrogates and a few damaged characters."""
    if re.match(_PDF, data):
        raise _binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data)
    if "\x00" in text and (wide := _wide(data)):
        return wide
    if "\x1b" in text and "\x1b$" in text and (japanese := _strictly(data, "iso2022_jp_2")):
        return japanese
    if _has_controls(data, 10):
        raise _binary(data)
    return text


def _nearly_utf8(data: bytes) -> str | None:
    if b"\xed" in data and (text := _strictly(data, "utf-8", "surrogatepass")):
        return re.sub(_SURROGATE, "\ufffd", re.sub(_PAIR, _astral, text))
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if "\x00" in text or damaged * 10 > len(text):
        return None
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond_ascii > 5 * damaged else None


def _astral(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _guessed(data: bytes) -> str:
    """The text in an encoding that its bytes make likely."""
    if text := _wide(data):
        return text
    sample = data[:_SAMPLE]
    if b"\x00" in sample or _has_controls(sample, 50):
        raise _binary(data)
    import chardet  # takes longer to import than most files to read, and few need it

    encoding = chardet.detect(sample)["encoding"]
    if encoding is None:
        raise _binary(data)
    text = data.decode(encoding, "replace")
    if _is_noise(text):
        raise _binary(data)
    return text


def _wide(data: bytes) -> str | None:
    """The text if it is UTF-16 or UTF-32 without a mark: spaces and line ends have NULs then."""
    if b"\x00" not in data or len(data) < _WIDE:
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if text := _strictly(data, encoding):
            common = sum(len(run) for run in re.findall(_COMMON, text[:5000]))
            if "\x00" not in text and common * 20 >= 19 * min(len(text), 5000):
                return text
    return None


def _strictly(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def _has_controls(data: bytes, share: int) -> bool:
    """Whether more than one in so many bytes, and not just a stray one, is a control character."""
    sample = data[:_SAMPLE]
    found = sample.translate(_AS_NUL).count(0)
    return found > 2 and found * share > len(sample)


def _is_noise(text: str) -> bool:
    """Whether more than a stray character is one that no text contains."""
    sample = text[:_SAMPLE]
    strange = len(re.findall(_CONTROL_CHARACTERS, sample))
    return strange > 2 and strange * 20 > len(sample)


def _binary(data: bytes) -> UnreadableSource:
    kind = refused.kind(data)
    named = f" ({kind.name})" if kind else ""
    way = f"; {kind.way}" if kind and kind.way else ""
    return UnreadableSource(f"looks like a binary file{named}, not text{way}")
