"""
How the bytes of an RTF file are letters: by its code page, and by the character set of a font.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotate.readers.richtext.controls import number

__all__ = ["LATIN", "Letters", "fonts", "is_utf8", "of_page"]

_PAGES = {
    437: "cp437", 708: "iso8859-6", 720: "cp720", 737: "cp737", 775: "cp775", 850: "cp850",
    852: "cp852", 855: "cp855", 857: "cp857", 860: "cp860", 861: "cp861", 862: "cp862",
    863: "cp863", 864: "cp864", 865: "cp865", 866: "cp866", 869: "cp869", 874: "cp874",
    932: "cp932", 936: "gbk", 949: "cp949", 950: "cp950", 1361: "johab",
    10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek", 10007: "mac_cyrillic",
    10029: "mac_latin2", 10081: "mac_turkish", 54936: "gb18030", 65001: "utf-8",
    **{page: f"cp{page}" for page in range(1250, 1259)},
}  # fmt: skip
_SETS = {
    77: 10000, 78: 10001, 80: 936, 81: 950, 85: 10006, 86: 10081, 88: 10029, 89: 10007,
    128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
_PICTURED = 2  # the set of fonts whose letters are other signs
_SYMBOL = "symbol"
_GREEK = dict(
    zip(
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {0xA3: "≤", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xAE: "→"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")  # where Word has the letters of such fonts
_PART = re.compile(
    rb"\\(?:(f|fcharset|cpg)([0-9]{1,9})|[a-zA-Z]+-?[0-9]*|.) ?|([^\\{};\r\n]+)", re.DOTALL
)


class Letters(NamedTuple):
    """What bytes mean in a font: its encoding, and its name if its letters are other signs."""

    encoding: str
    pictured: str = ""

    def of(self, data: bytes) -> str:
        """The letters that the bytes are; what is none is replaced."""
        if self.pictured:
            return "".join(map(self._sign, data))
        return data.decode(self.encoding, "replace")

    def of_codes(self, codes: Iterable[int]) -> str:
        """The letters with these codes in Unicode; below 0 are those of the upper half."""
        text = "".join(
            [chr(code & 0xFFFF if code < 0x10000 else code % 0x110000) for code in codes]
        )
        return _PRIVATE.sub(lambda letter: self._sign(ord(letter[0]) & 0xFF), text)

    def _sign(self, letter: int) -> str:
        if letter <= 0x20:
            return " "
        if self.pictured != _SYMBOL:
            return "▪"
        return _GREEK.get(letter) or (chr(letter) if letter < 0x7F else "▪")


LATIN = Letters("cp1252")
"""What nothing else is said of."""


def of_page(page: int) -> Letters:
    """The letters of a code page."""
    return Letters(_PAGES[page]) if page in _PAGES else LATIN


def fonts(table: bytes, usual: Letters) -> Mapping[int, Letters]:
    """
    The letters of each font of a table by its number.

    A font that says Latin has Latin letters, unless all of them say so: such a table is
    written by a program that knows of no sets, and what is usual in the file is meant.
    """
    said = _said(table)
    knows = any(font.page or font.set in _SETS for font in said.values())
    latin = LATIN if knows else usual
    return {which: font.letters(usual, latin) for which, font in said.items()}


@dataclass(slots=True)
class _Font:
    """What a table says of a font."""

    set: int = 1
    page: int = 0
    name: bytes = b""

    def letters(self, usual: Letters, latin: Letters) -> Letters:
        if self.set == _PICTURED:
            return usual._replace(pictured=self.name.strip().decode("latin-1").lower() or "-")
        if page := self.page or _SETS.get(self.set):
            return of_page(page)
        return usual if self.set else latin


def _said(table: bytes) -> dict[int, _Font]:
    found: dict[int, _Font] = {}
    font = _Font()
    for part in _PART.finditer(table):
        word, value = part[1], number(part[2], 0)
        if word == b"f":
            font = found.setdefault(value, _Font())
        elif word == b"fcharset":
            font.set = value
        elif word == b"cpg":
            font.page = value
        elif part[3] and not font.name:
            font.name = part[3]
    return found


def is_utf8(data: bytes) -> bool:
    """Whether a file has letters of UTF-8 in it, against the rules of RTF."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
