"""
The names of tags: their one spelling, when two of them are one, and how they are sorted.

Two names are one when they differ by letter case, in any script, or by what cannot be
seen. What a script or an emoji needs besides what is seen (joiners between letters that
they shape, selectors of variants) may stand in a name; it does not make it another one.
"""

import re
import unicodedata
from functools import lru_cache

from annotate.errors import BadInput
from annotate.text import clean
from annotate.text.normalise import normalise

__all__ = ["LONGEST", "folded", "parts", "require_partable", "require_visible", "sorting"]
__all__ += ["require_printable", "spelled", "under"]

LONGEST = 200

# Patterns are strings, as names are mostly ASCII and need none of them.
# Unicode's Default_Ignorable_Code_Point, noncharacters, and what is painted as nothing
_INVISIBLE = (
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_EMOJI = "\xa9\xae\u203c-\u3299\U0001f000-\U0001faff"
_FLAG = "(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f"  # of England, Scotland, Wales
_JOINED = f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"  # several emoji are one
# Arabic and its kin, the scripts of India, Tibet, Burma, the Khmer and the Mongols
_SHAPED = (
    "\u0600-\u109f\u1780-\u18aa\u1900-\u1cff\ua800-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_VIRAMA = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_NEEDED = (
    f"{_FLAG}|{_JOINED}"
    f"|(?<=[#*0-9{_EMOJI}])[\ufe0e\ufe0f]"
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]"
    f"|(?<=[{_SHAPED}])[\u200c\u200d](?=[{_SHAPED}])|(?<=[{_VIRAMA}])\u200d"
)


@lru_cache(maxsize=1000)
def spelled(words: str) -> str:
    """A name in its one spelling; raises BadInput when it cannot be one."""
    require_printable(words)
    parts = [normalise(clean.line(part)) for part in words.split("/")]
    spelling = "/".join(parts)
    if not all(parts):
        raise BadInput(f"{words!r} is no tag name; say words like actor or actor/isis")
    if len(spelling) > LONGEST:
        raise BadInput(f"a tag name has at most {LONGEST} characters, not {len(spelling)}")
    return spelling


def under(target: str, name: str, source: str) -> str:
    """The name of a tag at or under `source` when that is called `target`."""
    return "/".join([target, *name.split("/")[source.count("/") + 1 :]])


def require_printable(words: str, kind: str = "a tag name") -> None:
    """Raise BadInput for control characters, line breaks and lone surrogates in a name."""
    if sign := clean.unprintable(words):
        point = f"U+{ord(sign):04X}"
        raise BadInput(f"{words!r} has a character that is no letter, {point}; {kind} has none")


def require_visible(name: str, kind: str = "a tag name") -> None:
    """Raise BadInput when a name has a character that cannot be seen, and that no script needs."""
    if name.isascii():
        return
    for match in re.finditer(f"{_NEEDED}|({_INVISIBLE})", name):
        if sign := match[1]:
            point = f"U+{ord(sign):04X}"
            raise BadInput(
                f"{name.replace(sign, f'[{point}]')!r} has a character that cannot be seen, {point}"
                f" ({unicodedata.name(sign, 'no character')}); {kind} goes without it"
            )


def require_partable(name: str) -> None:
    """Raise BadInput when a new name has the sign that parts the tags in a cell of a table."""
    if clean.APART in name:
        raise BadInput(f"{name!r} has a {clean.APART}, which parts tags in tables; say another")


def parts(name: str) -> list[str]:
    """What a name would be taken for where `;` or `,` parts tags: several, or one."""
    several = re.split(r"[;\uff1b\u061b]|[\uff0c\u060c\u3001]|(?<![0-9]),|,(?![0-9])", name)
    return [part for part in map(str.strip, several) if part]


def folded(name: str) -> str:
    """A name as its place in the tree: equal for names that are one."""
    if name.isascii():
        return name.lower()
    seen = re.sub(f"({_FLAG}|{_JOINED})|{_INVISIBLE}", r"\1", name)
    folding = unicodedata.normalize("NFC", seen).casefold()
    # İ folds to an i and its dot, which an i has anyway
    return unicodedata.normalize("NFC", folding.replace("i\u0307", "i"))


# letters that Unicode does not take apart, as the ones that people look for them at
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th"}
)


@lru_cache(maxsize=20_000)
def sorting(name: str) -> tuple[tuple[str, str], ...]:
    """What a name is sorted by: part by part without accents, with them where that is the same."""
    return tuple((_plain(part), part) for part in folded(name).split("/"))


def _plain(words: str) -> str:
    if words.isascii():
        return words
    apart = unicodedata.normalize("NFD", words.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))
