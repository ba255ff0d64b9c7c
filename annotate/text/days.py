"""
Days as people read them.
"""

from datetime import datetime

__all__ = ["in_words"]


def in_words(time: str) -> str | None:
    """A time (ISO 8601) as a day, `21 November 2026`; None for what is no time."""
    try:
        when = datetime.fromisoformat(time)
    except ValueError:
        return None
    return f"{when.day} {when:%B} {when.year}"
