"""
The words of an RTF file as Word shows them: groups, fonts, letters, and what is passed over.

What Word does not show goes: hidden text, what tracked changes deleted, pictures, what
fields are made of, heads and feet of pages, comments.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import NamedTuple

from annotate.errors import UnreadableSource
from annotate.readers.flow import Flow
from annotate.readers.richtext import controls, letters
from annotate.readers.richtext.controls import (
    CLOSE,
    CODE,
    CODES,
    HEX,
    NUMBERED,
    OPEN,
    TEXT,
    WORD,
    number,
)
from annotate.readers.richtext.letters import Letters

__all__ = ["DEEPEST", "Act", "Machine", "State"]

DEEPEST = 10_000  # groups in each other
Act = Callable[[bytes | None], None]
"""What a control word does, given the number behind it."""

_SIGNS = {b"~": "\xa0", b"_": "\u2011"}
_WORDS = {
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "lbr": "\n",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_PASSED = (
    "colortbl", "filetbl", "revtbl", "pict", "nonshppict", "fldinst", "shprslt", "sp", "objdata",
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "xe", "rxe", "tc", "tcn", "txe",
    "listtable", "atnid", "atnauthor", "annotation", "bkmkstart", "bkmkend", "template", "private",
)  # fmt: skip
# groups that a program may pass over and this one does not
_SHOWN = frozenset({b"footnote", b"shpinst", b"do", b"ud", b"moMath", b"moMathPara", b"shptxt"})


class State(NamedTuple):
    """What holds in a group, and again once the groups in it are over."""

    letters: Letters
    after_code: int = 1  # bytes that stand for a letter beside its code
    hidden: bool = False
    mark: str | None = None  # these three of the paragraph
    is_item: bool = False
    in_cell: bool = False


class Machine(ABC):
    """What holds at a place of a file, and its words so far; `acts` does what control words say."""

    def __init__(self, data: bytes, acts: Mapping[bytes, Act]) -> None:
        self.flow = Flow()
        self.page = 0  # the code page
        self.usual = letters.LATIN  # where no font says otherwise
        self.state = State(self.usual)
        self.stack: list[State] = []
        self.at = 0
        self._acts = {**self._own_acts(), **acts}
        self._token = controls.token(self._acts)
        self._data = data
        self._is_utf8 = letters.is_utf8(data)
        self._fonts: Mapping[int, Letters] = {}
        self._first_font = 0
        self._bytes: list[bytes] = []  # that are no words yet
        self._passed = 0  # bytes to come that stand for a letter given by its code

    @abstractmethod
    def end(self, said: bytes | None) -> None:
        """A paragraph is over."""

    @abstractmethod
    def closing(self) -> None:
        """A group is about to end, with what holds in it."""

    def goes_on(self, at: int) -> bool:
        """Take the tokens from a place until another has to be gone to; False at the last one."""
        acts = self._acts
        for token in self._token.finditer(self._data, at):
            kind = token.lastindex
            if kind == TEXT:
                self._text(token[TEXT])
            elif kind in (WORD, NUMBERED):
                self.at = place = token.end()
                acts[token[WORD]](token[NUMBERED])
                if self.at != place:
                    return True
            elif kind == CODES:
                self._codes(token[CODES])
            elif kind == HEX:
                self._letters(bytes.fromhex(token[HEX].replace(b"\\'", b"").decode()))
            elif kind == OPEN:
                self._open()
                if token[8] and not self._is_shown(token[8], token[9], token.end()):
                    return True
            elif kind == CLOSE:
                if self._close():
                    self.at = token.end()
                    return False
            elif kind:
                self._sign(token[kind])
        self.at = len(self._data)
        return False

    def _is_shown(self, word: bytes, said: bytes | None, at: int) -> bool:
        """Take the first word of a group that may be passed over, or pass over the group."""
        if word in _SHOWN:
            self.at = at
            if act := self._acts.get(word):
                act(said)
            return self.at == at
        self.at = controls.end(self._data, at)
        return False

    def _open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise UnreadableSource(f"is RTF with groups more than {DEEPEST:,} deep in each other")
        self.stack.append(self.state)
        self._passed = 0

    def _close(self) -> bool:
        """Go back to what held around a group; True at the end of the file's own."""
        self.settle()
        self._passed = 0
        self.closing()
        if self.stack:
            self.state = self.stack.pop()
        return not self.stack

    def _text(self, text: bytes) -> None:
        if text.isascii() and not (self._passed or self._bytes or self.state.letters.pictured):
            if not self.state.hidden:
                self.flow.say(text.decode())
        elif self._is_utf8 and not self._passed and not text.isascii():
            self.say(text.decode("utf-8", "replace"))
        else:
            self._letters(text)

    def _letters(self, data: bytes) -> None:
        """Bytes that are letters as the font says; of some fonts two or more make one."""
        if self._passed:
            passed = min(self._passed, len(data))
            self._passed -= passed
            data = data[passed:]
        if data and not self.state.hidden:
            self._bytes.append(data)

    def settle(self) -> None:
        """The bytes so far are words."""
        if self._bytes:
            found, self._bytes = b"".join(self._bytes), []
            self.flow.say(self.state.letters.of(found))

    def say(self, text: str) -> None:
        """Words that are no bytes."""
        self.settle()
        if not self.state.hidden:
            self.flow.say(text)

    def _sign(self, sign: bytes) -> None:
        if self._passed:
            self._passed -= 1
        elif sign in (b"\\", b"{", b"}"):
            self._letters(sign)
        elif sign in (b"\r", b"\n"):
            self.end(None)
        elif sign in _SIGNS:
            self.say(_SIGNS[sign])

    def _code(self, said: bytes | None) -> None:
        self.say(self.state.letters.of_codes([number(said, 0)]))
        self._passed = self.state.after_code

    def _codes(self, run: bytes) -> None:
        """Letters by their codes, each with one byte that stands for it."""
        if self.state.after_code == 1:
            self.say(self.state.letters.of_codes(map(int, controls.codes(run))))
            self._passed = 0
            return
        for code, instead in CODE.findall(run):
            self._code(code)
            self._letters(b"?" if instead == b"?" else bytes.fromhex(instead[2:].decode()))

    def forget(self) -> None:
        """All is read: what is held for its sake may go at once, as `acts` hold the machine."""
        self._acts, self._data = {}, b""

    def _after_code(self, said: bytes | None) -> None:
        self.state = self.state._replace(after_code=max(0, number(said)))

    def _font(self, said: bytes | None) -> None:
        self._write_in(self._fonts.get(number(said, 0), self.usual))

    def _write_in(self, font: Letters) -> None:
        if font is not self.state.letters:
            self.settle()
            self.state = self.state._replace(letters=font)

    def _page(self, said: bytes | None) -> None:
        self.page = max(0, number(said, 0))
        self.usual = letters.of_page(self.page)
        self._write_in(self.usual)

    def _first(self, said: bytes | None) -> None:
        self._first_font = number(said, 0)

    def _plain(self, said: bytes | None) -> None:
        self._write_in(self._fonts.get(self._first_font, self.usual))
        if self.state.hidden:
            self.state = self.state._replace(hidden=False)

    def _hide(self, said: bytes | None) -> None:
        self.settle()
        self.state = self.state._replace(hidden=number(said) != 0)

    def _table_of_fonts(self, said: bytes | None) -> None:
        self._fonts = letters.fonts(self.group(), self.usual)
        font = self._fonts.get(self._first_font, self.usual)
        self.stack[:2] = [state._replace(letters=font) for state in self.stack[:2]]

    def group(self) -> bytes:
        """What is left of the group, which is passed over."""
        start, self.at = self.at, controls.end(self._data, self.at)
        return self._data[start : self.at]

    def pass_group(self, said: bytes | None = None) -> None:
        """Go to the end of the group."""
        self.at = controls.end(self._data, self.at)

    def _pass_bytes(self, said: bytes | None) -> None:
        self.at += max(0, number(said, 0))

    def _pass_inner(self, said: bytes | None) -> None:
        """What follows is said twice; the second time in letters of Unicode."""
        start = self._data.find(b"{", self.at)
        self.at = controls.end(self._data, start + 1) + 1 if start >= 0 else len(self._data)

    def _own_acts(self) -> dict[bytes, Act]:
        return {
            **{word.encode(): self._saying(words) for word, words in _WORDS.items()},
            **dict.fromkeys(map(str.encode, _PASSED), self.pass_group),
            b"ansicpg": self._page, b"deff": self._first, b"fonttbl": self._table_of_fonts,
            b"mac": lambda said: self._page(b"10000"), b"pc": lambda said: self._page(b"437"),
            b"pca": lambda said: self._page(b"850"),
            b"f": self._font, b"plain": self._plain, b"v": self._hide, b"deleted": self._hide,
            b"u": self._code, b"uc": self._after_code, b"bin": self._pass_bytes,
            b"upr": self._pass_inner,
        }  # fmt: skip

    def _saying(self, words: str) -> Act:
        return lambda said: self.say(words)
