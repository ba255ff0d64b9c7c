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
    noise = os.urandom(8 * count)
    return [_uuid7(noise[i : i + 8]) for i in range(0, 8 * count, 8)]


def _uuid7(random: bytes) -> str:
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    noise = int.from_bytes(random, "big") >> 2
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | noise
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
