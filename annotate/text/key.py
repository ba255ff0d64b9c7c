"""
Keys: the permanent names of wordings.

A key is 13 characters of Crockford's base32 (lower case: digits and letters
without i, l, o, u) of the sha256 of the normalised text. 13 characters are 65
bits: among a billion wordings the chance of any collision is about 1 in 70.
A wording that stands several times in an article is `key`, `key~2`, `key~3`.
"""

from hashlib import sha256

from annotate.text.normalise import normalise

__all__ = ["ALPHABET", "KEY_LENGTH", "key"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 13

_PAIRS = [a + b for a in ALPHABET for b in ALPHABET]


def key(text: str) -> str:
    """The key of a wording: equal for texts that a reader would call the same."""
    digest = sha256(normalise(text).encode("utf-8", "surrogatepass")).digest()
    bits = int.from_bytes(digest[:9], "big") >> 2  # 70 bits: seven pairs, one character too many
    return (
        f"{_PAIRS[bits >> 60]}{_PAIRS[bits >> 50 & 1023]}{_PAIRS[bits >> 40 & 1023]}"
        f"{_PAIRS[bits >> 30 & 1023]}{_PAIRS[bits >> 20 & 1023]}{_PAIRS[bits >> 10 & 1023]}"
        f"{ALPHABET[bits >> 5 & 31]}"
    )
