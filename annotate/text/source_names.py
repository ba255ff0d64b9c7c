"""
What others are told of where an article came from: no folder that is not the corpus's own.

A source is remembered as a path from the database's folder, so that the same file is
known again. One that leads out of it names the folders of somebody's machine.
"""

import re

__all__ = ["told"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\.\.(?:[/\\]|$)|[^#]*[/\\]\.\.(?:[/\\]|$)"  # up from the database's folder
    r"|[/\\]|[A-Za-z]:[/\\]|~[/\\]|file:"
)
_LABELLED = re.compile(r"#(?=https?://)", re.IGNORECASE)


def told(source: str) -> str:
    """A source as others see it: of a file outside the database's folder its name alone."""
    if _ADDRESS.match(source) or not _OUTSIDE.match(source):
        return source
    path, *address = _LABELLED.split(source, maxsplit=1)  # a record of a file of many, by its own
    name = re.split(r"[/\\]", path)[-1]
    return "#".join([name, *address])
