"""
Ids of annotations: UUIDv7 (RFC 9562), so that databases of several people can be merged.
"""

import os
import time

__all__ = ["uuid7", "uuid7s"]


def uuid7() -> str:
    """
    A new UUIDv7: milliseconds since 1970, 12 bits of their fraction, 62 random bits.

    The fraction (method 3 of RFC 9562, 6.2) keeps the ids of one process in order.
    """
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[str]:
    """So many new UUIDv7s, in order."""
    noise = os.urandom(8 * count).hex()
    return [_uuid7(noise[i : i + 16]) for i in range(0, 16 * count, 16)]


def _uuid7(noise: str) -> str:
    """From 16 random hexadecimal digits, the first of which gives two bits to the variant."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    at = f"{milliseconds:012x}"
    variant = _VARIANT[noise[0]]
    return f"{at[:8]}-{at[8:]}-7{fraction:03x}-{variant}{noise[1:4]}-{noise[4:]}"


_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
