"""
Ids of annotations: UUIDv7 (RFC 9562), so that databases of several people can be merged.
"""

import os
import time

__all__ = ["uuid7"]


def uuid7() -> str:
    """
    A new UUIDv7: milliseconds since 1970, 12 bits of their fraction, 62 random bits.

    The fraction (method 3 of RFC 9562, 6.2) keeps the ids of one process in order.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    noise = int.from_bytes(os.urandom(8), "big") >> 2
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | noise
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
