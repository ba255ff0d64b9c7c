"""
Times in a recording, as its listeners write them.
"""

__all__ = ["shown"]


def shown(seconds: int) -> str:
    """Minutes and seconds, hours where there are any: `12:04`, `1:02:04`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
