"""
The text of a page's bytes.

A byte order mark or strict UTF-8 proves itself, whatever the page declares: browsers
save in UTF-8 and leave the declaration as it was. Then what the server or the page
declares is believed, unless the bytes are not in it; then plain text's guess.
"""

import codecs
import re

from annotate.errors import UnreadableSource
from annotate.readers import plain

__all__ = ["decode", "letters"]

_LOOKED_AT = 65_536  # bytes; browsers look at 1,024, but pages declare late
_DECLARED = re.compile(
    rb"""(?i)<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w:.-]{2,30})"""
    rb"""|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{2,30})"""
)
_LEGAL = re.compile(
    r"(?:windows|cp|ibm|x-cp)-?\d{3,4}|iso_?-?8859-?\d{1,2}(?:-[ei])?|utf-?8|koi8-?[rut]|latin-?\d{1,2}"
    r"|euc-?(?:jp|kr|cn|tw)|(?:x-)?(?:shift[_-]?|s)jis|big5(?:-?hkscs)?|gb(?:k|18030|2312)|hz-gb-2312"
    r"|iso-2022-(?:jp|kr)(?:-\d)?|tis-?620|macintosh|x-mac-cyrillic|us-ascii|ascii|viscii"
    r"|ks_c_5601-1987|x-gbk|x-euc-jp"
)
_WIDER = {  # what browsers take labels for: each is all of the former, and more
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874",
    "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_NAMED = {"x-sjis": "shift_jis", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
          "x-gbk": "gbk", "x-euc-jp": "euc_jp", "hz-gb-2312": "hz", "iso-8859-8-i": "iso-8859-8",
          "iso-8859-8-e": "iso-8859-8", "iso-8859-6-i": "iso-8859-6"}  # fmt: skip
_SHIFTING = frozenset({"iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz"})  # ASCII bytes, yet not it
_DAMAGED = 100  # one character in so many may be wrong


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a page; `declared` is what the server said. Raises `UnreadableSource`."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return plain.decode(data)
    codec = _codec(declared) or _said(data)
    if codec in _SHIFTING or not _is_utf8(data):
        text = data.decode(codec, "replace") if codec else ""
        if text and text.count("\ufffd") * _DAMAGED <= len(text):
            return text
    return plain.decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _said(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _LOOKED_AT)
    return _codec((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _codec(label: str | None) -> str | None:
    """The codec that a label means, None if it is none that a page may be in."""
    label = (label or "").strip().lower()
    if not _LEGAL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(_NAMED.get(label, label.removeprefix("x-"))).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def letters(data: bytes, declared: str | None) -> str:
    """The text of bytes that are one whatever they are: what is no letter is replaced."""
    try:
        return decode(data, declared) if data else ""
    except UnreadableSource:
        return data.decode("windows-1252", "replace")
