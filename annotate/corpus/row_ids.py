"""
Numbers of rows as people type them, of any size.
"""

__all__ = ["asked"]


def asked(id: int) -> int:
    """The number, or 0, which no row has, where SQLite knows none so large."""
    return id if 0 < id < 2**63 else 0
