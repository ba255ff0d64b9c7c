"""Objects cut out of arrays deep in JSON, wherever the file is parted when it is read."""

import io
import json
import random
from typing import Any

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import below

WAYS = [("a",), ("a", "b"), ("r", "a")]
SCALARS = [None, 1, -2.5, True, "a", 'x"y', "\\", "{[", "é", ""]


class Dripping(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


def value(chance: random.Random, deep: int) -> Any:
    kind = chance.random()
    if kind < 0.3 or not deep:
        return chance.choice(SCALARS)
    if kind < 0.6:
        return [value(chance, deep - 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice("abcr:"): value(chance, deep - 1) for _ in range(chance.randint(0, 4))}


def expected(found: Any, way: tuple[str, ...]) -> list[Any]:
    if isinstance(found, dict):
        if not way:
            return [found]
        return [
            o for name, each in found.items() if name == way[0] for o in expected(each, way[1:])
        ]
    return [o for each in found for o in expected(each, way)] if isinstance(found, list) else []


@pytest.mark.parametrize("way", WAYS)
def test_what_is_cut_is_what_the_parsed_file_has_there(way: tuple[str, ...]) -> None:
    for seed in range(200):
        chance = random.Random(seed)
        whole = value(chance, 5)
        data = json.dumps(whole, indent=chance.choice([None, 1])).encode()
        for file in (io.BytesIO(data), Dripping(data)):
            found = [json.loads(each or b"") for each in below.objects(file, way, 10**6)]
            assert found == expected(whole, way), seed


def test_one_that_is_too_long_is_none_and_the_next_is_there() -> None:
    data = json.dumps({"a": [{"x": "y" * 900_000}, {"x": 1}]}).encode()
    assert list(below.objects(io.BytesIO(data), ("a",), 100)) == [None, b'{"x": 1}']


def test_a_file_that_is_cut_off_says_so_after_what_it_has() -> None:
    found = below.objects(io.BytesIO(b'{"a": [{"x": 1}, {"x"'), ("a",), 100)
    assert next(found) == b'{"x": 1}'
    with pytest.raises(UnreadableSource, match="is cut off"):
        next(found)


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="nested too deep"):
        list(below.objects(io.BytesIO(b"[" * 100_000), ("a",), 100))
