"""
Which way writing runs: told by its language, or where that is silent by its letters.

Right to left run the scripts below (Unicode 15, bidirectional classes R and AL), and the
languages that are written in one of them if nothing else is said (CLDR 48, likely subtags).
"""

import re
from collections.abc import Iterable
from typing import Literal

__all__ = ["Side", "fit", "has_rtl", "isolated", "of_language", "of_text", "of_texts", "straight"]

Side = Literal["ltr", "rtl"]

_SCRIPTS = "adlm arab aran hebr mand mend nkoo phnx rohg samr sogd syrc syre syrj syrn thaa yezi"
_LANGUAGES = (
    "acm acq acw acx adf aeb aec afb aii ajp apc apd ar ara arc arq ars ary arz ayl ayp bal bft bgn"
    " bqi brh ckb dv fa fas glk gbz hac haz he heb iw ji khw ks lki lrc luz mvy mzn nqo pbt pes pnb"
    " prs ps pus rhg rmt sd sdh skr snd syr tru trw ug uig ur urd uzs xmn yi yid"
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
_RTL_SCRIPTS, _RTL_LANGUAGES = frozenset(_SCRIPTS.split()), frozenset(_LANGUAGES.split())
_UNSAID = frozenset(("", "und", "mul", "zxx", "mis"))
_RTL = re.compile(
    "[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what a text may begin and never end
_FIRST, _POP, _RTL_MARK = "\u2068", "\u2069", "\u200f"
_MOSTLY = 2  # times as many letters run the other way
_LOOKED_AT = 2_000  # characters of a text


def fit(tag: str | None) -> str:
    """A language tag fit for an attribute, else nothing."""
    return tag if tag and _TAG.fullmatch(tag) else ""


def of_language(tag: str | None) -> Side | None:
    """The side of a language (BCP 47), None where it is not said."""
    parts = (tag or "").lower().replace("_", "-").split("-")
    if parts[0] in _UNSAID or not 2 <= len(parts[0]) <= 8 or not parts[0].isalpha():
        return None
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS else "ltr"
        if len(part) == 1:  # what follows is no script
            break
    return "rtl" if parts[0] in _RTL_LANGUAGES else "ltr"


def has_rtl(text: str) -> bool:
    """Whether there is a letter that runs from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def of_text(text: str, side: Side | None) -> Side | None:
    """The side of a text in a language with a side: the other one if most letters say so."""
    text = text[:_LOOKED_AT]
    if not has_rtl(text):  # as nearly all: one letter says it, none needs to be counted
        return "ltr" if _LETTER.search(text) else side
    rtl, ltr = len(_RTL.findall(text)), len(_LETTER.findall(_RTL.sub("", text)))
    if rtl > _MOSTLY * ltr:
        return "rtl"
    return "ltr" if ltr > _MOSTLY * rtl else side


def of_texts(texts: Iterable[str]) -> Side:
    """The side of a page in a language that is not said: that of most of its texts."""
    sides = [of_text(text, None) for text in texts]
    return "rtl" if sides.count("rtl") > sides.count("ltr") else "ltr"


def straight(text: str) -> str:
    """Without the signs that turn a line around, which may never be ended."""
    return _TURNS.sub("", text)


def isolated(text: str, side: Side | None = None) -> str:
    """
    For a line that goes on in its own direction, whatever the text's is: FSI … PDI.

    Its first strong letter says its direction; one of a text that runs right to left
    may begin with a name that does not, and then begins with a mark (RLM).
    """
    text = straight(text)
    first = _LETTER.search(text)
    turned = side == "rtl" and first is not None and not _RTL.match(first[0])
    return f"{_FIRST}{_RTL_MARK if turned else ''}{text}{_POP}"
