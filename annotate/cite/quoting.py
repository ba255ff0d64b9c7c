"""
Quotation marks, as the language of what is quoted has them.

From the delimiters of CLDR 48 (Unicode Consortium): the outer pair and the one inside
it. Languages that are not named have those of English, as most of CLDR's do.
"""

from functools import cache
from typing import NamedTuple

__all__ = ["Marks", "marks"]


class Marks(NamedTuple):
    """Signs that begin and end a quotation, and one inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str

    def around(self, words: str) -> str:
        """The words in quotation marks; what would end them early becomes an inner mark."""
        inner: dict[str, str | int | None]
        inner = {'"': "'", self.closing: self.inner_closing, self.opening: self.inner_opening}
        inner.pop("’", None)  # which may be an apostrophe
        return self.opening + words.translate(str.maketrans(inner)) + self.closing


_ENGLISH = Marks(*"“”‘’")
_MARKS = {
    "“”‘’": "en ff-adlm zh-hans",
    "“”“”": "tk",
    "“”’‘": "uz",
    "«»“”": "ast blo bm br ca cv dyo el es-us eu ewo ie it kab kk lij mg mua nnh pms pt-ao pt-ch"
    " pt-cv pt-gq pt-gw pt-lu pt-mo pt-mz pt-pt pt-st pt-tl sc sg ti",
    "„“‚‘": "bs-cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl",
    "«»„“": "bas be bua ky os ru sah tyv uk",
    "«»‹›": "am az-arab az-cyrl fa fr-ch gsw jgo kkj mzn rm sdh wae",
    "””’’": "fi he lag rn se sn sv yi",
    "«»‘’": "dua ksf nb nn no rw",
    "«»«»": "fr ht hy oc yav",
    "«»”“": "fr-ca",
    "„“„“": "bg lt prg sgs",
    "”“’‘": "ar lld ms-arab syr ur",
    "„”«»": "nmg pl ro",
    "‘’“”": "fur ia ti-er tn",
    "„”‚’": "agq ff",
    "「」『』": "ja yue zh-hant zh-hk zh-mo zh-tw",
    "«»„”": "shi zgh",
    "„”»«": "hu szl",
    "„”‘’": "bs",
    "„”’’": "sr",
    "“”«»": "eo",
    "»«›‹": "kk-arab ug",
    "„“«»": "ka",
    "‘’‘’": "nl",
}


@cache
def _of() -> dict[str, Marks]:
    return {tag: Marks(*signs) for signs, tags in _MARKS.items() for tag in tags.split()}


@cache
def marks(language: str | None) -> Marks:
    """The marks of a language (BCP 47), as far as its tag is known."""
    parts = (language or "").lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        if found := _of().get("-".join(parts[:length])):
            return found
    without_script = [part for part in parts[1:] if len(part) != 4]
    return _of().get("-".join([parts[0], *without_script]), _ENGLISH)
