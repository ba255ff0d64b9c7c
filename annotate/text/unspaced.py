"""
What no index of words knows as it is read: scripts without blanks, and letters in other forms.

No index knows the words of 空气污染的新标准. So such letters are looked for in pairs, each
with its follower: 空气 气污 污染 … A phrase of pairs stands wherever its letters do. Words
of other scripts among them (iPhone手机) stay whole.

Ligatures (ﬁnance), letters of full width (ｆｉｎ) and words with something in them that does not
show (soft hyphens) are the plain words. Texts with either are indexed apart, `parted`.
"""

import re
from operator import add
from unicodedata import normalize

__all__ = ["LETTERS", "first_rare", "folded", "has", "is_otherwise", "parted", "phrase", "plain"]

_RANGES = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai; digits and full stops are apart, here and below
    "\u0e81-\u0ece\u0edc-\u0edf"  # Lao
    "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17d3\u17dc\u17dd"  # Khmer
    "\u1950-\u1974\u1980-\u19c9\u1a20-\u1a7c"  # Tai Le, New Tai Lue, Tai Tham
    "\u1b00-\u1b4c\ua980-\ua9c0"  # Balinese, Javanese
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa0-\uffdc"  # Korean
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f"  # kana
    "\u3105-\u312f\u31a0-\u31bf"  # Bopomofo
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U00020000-\U0003fffd"
)
LETTERS = f"[{_RANGES}]"
"""A regular expression of one such letter, or sign above or below one."""

_ASCII = bytes(range(128))
# patterns are compiled when they are first needed: most texts have no such letter

_RUN = f"{LETTERS}+"
# what stands between letters and does not show, soft hyphens and signs for a variant among it
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
_WIDE = (
    "[\u2e80-\u2fdf\u3131-\u318e\u32d0-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff10-\uff5a\uff66-\uffdc]+"
)
_FORMS = "[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
# between letters of Europe: others are shaped by joiners, which are seen there
_EUROPE = "(?:(?![×÷])[0-9A-Za-z\xaa\xb5\xba\xc0-\u058f\u1e00-\u1fff])"
_HIDDEN = f"(?<={_EUROPE})[\u00ad\u200b-\u200d\u2060\ufeff]+(?={_EUROPE})"
_OTHERWISE = f"{_FORMS}|{_HIDDEN}"
_RARE = f"{LETTERS}|{_FORMS}|[\u00ad\u200b-\u200d\u2060\ufeff]"
_KOREAN = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
_BROKEN = rf"(?<=(?![{_KOREAN}]){LETTERS})[ \t]*\n\s*(?=(?![{_KOREAN}]){LETTERS})"


def has(text: str) -> bool:
    """Whether there are letters of such scripts in a text."""
    if text.isascii():
        return False
    return re.search(LETTERS, _beyond(text.encode("utf-8", "surrogatepass"))) is not None


def is_otherwise(text: str, utf8: bytes | None = None) -> bool:
    """Whether a text, which somebody may have in UTF-8, has either: it is indexed `parted`."""
    if text.isascii():
        return False
    rare = first_rare(text.encode("utf-8", "surrogatepass") if utf8 is None else utf8)
    if rare is None:
        return False
    hidden = rare[0] in "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # which may be between words
    return not hidden or re.search(f"{LETTERS}|{_OTHERWISE}", text) is not None


def first_rare(utf8: bytes) -> re.Match[str] | None:
    """The first letter of a text in UTF-8 without which it is not otherwise."""
    return re.search(_RARE, _beyond(utf8))


def _beyond(utf8: bytes) -> str:
    """All but the few letters beyond ASCII of most texts goes at once."""
    return utf8.translate(None, _ASCII).decode("utf-8", "surrogatepass")


def plain(words: str) -> str:
    """Words of scripts with blanks with every letter in its one form, and nothing hidden."""
    if words.isascii():
        return words
    letters = re.sub(_FORMS, lambda letter: normalize("NFKC", letter[0]), words)
    return re.sub(_HIDDEN, "", letters)


def folded(text: str) -> str:
    """A text with one form for every letter, and lines joined where a break parts no words."""
    text = re.sub(_UNSEEN, "", normalize("NFC", text))
    text = re.sub(_WIDE, lambda letters: normalize("NFKC", letters[0]), text)
    return re.sub(_BROKEN, "", text) if "\n" in text else text


def parted(text: str) -> str:
    """A text with such letters in pairs, the last of a run alone: what the search index has."""
    return re.sub(_RUN, _pairs, folded(text))


def phrase(words: str) -> tuple[str, bool]:
    """Words as they stand in a text that is parted, and whether the last is only a beginning."""
    text = " ".join(parted(words).split())
    runs = re.findall(_RUN, text)
    if not runs or not text.endswith(runs[-1]) or len(runs[-1]) > 1:
        return text, False
    # a run of several letters may go on: its last letter alone would say that it ends there
    pair = len(runs) > 1 and len(runs[-2]) == 2 and text.endswith(f"{runs[-2]} {runs[-1]}")
    return (text[: -len(runs[-1])].rstrip(), False) if pair else (text, True)


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    return f" {' '.join(map(add, letters, letters[1:]))} {letters[-1]} "
