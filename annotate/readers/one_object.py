"""
An object of JSON that stands by itself, as on a line: each of its fields once.
"""

import json

__all__ = ["DECODER", "Twice"]


class Twice(Exception):
    """A field that an object has twice, of which JSON keeps the last alone."""


def _once(fields: list[tuple[str, object]]) -> dict[str, object]:
    """An object of its fields; raises Twice."""
    record = dict(fields)
    if len(record) < len(fields):
        names = [name for name, _ in fields]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return record


DECODER = json.JSONDecoder(object_pairs_hook=_once)
"""One for all: `json.loads` with a hook makes another for every line."""
