"""
Keys: the permanent names of wordings.

A key is 13 characters of Crockford's base32 (lower case: digits and letters
without i, l, o, u) of the sha256 of the normalised text. 13 characters are 65
bits: among a billion wordings the chance of any collision is about 1 in 70.
A wording that stands several times in an article is `key`, `key~2`, `key~3`.
"""

from hashlib import sha256
from struct import Struct

from annotate.text.normalise import normalise

__all__ = ["ALPHABET", "KEY_LENGTH", "key"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 13

_BITS = Struct(">QB").unpack_from  # 64, which Python has in one piece, and the last one
_PAIRS = [a + b for a in ALPHABET for b in ALPHABET]


def key(text: str) -> str:
    """The key of a wording: equal for texts that a reader would call the same."""
    first, next = _BITS(sha256(normalise(text).encode("utf-8", "surrogatepass")).digest())
    return (
        f"{_PAIRS[first >> 54]}{_PAIRS[first >> 44 & 1023]}{_PAIRS[first >> 34 & 1023]}"
        f"{_PAIRS[first >> 24 & 1023]}{_PAIRS[first >> 14 & 1023]}{_PAIRS[first >> 4 & 1023]}"
        f"{ALPHABET[first << 1 & 31 | next >> 7]}"
    )
