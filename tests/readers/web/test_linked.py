"""The objects that a page describes itself with, wherever they stand in its JSON-LD."""

import json
from typing import Any

import pytest

from annotate.readers.web import linked

A = {"@type": "Article", "headline": "A"}
B = {"@type": "Person", "name": "B"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (A, [A]),
        ([A, B], [A, B]),
        ([[A], [[B]]], [A, B]),
        (["words", None, 7, [True], A], [A]),
        ({"mainEntity": A}, [{"mainEntity": A}, A]),
    ],
    ids=["one", "a list", "lists of lists", "among what is none", "of a page"],
)
def test_objects_are_found_in_order(said: Any, found: list[dict[str, Any]]) -> None:
    assert list(linked.things(json.dumps(said))) == found


def test_a_graph_is_looked_into_and_what_is_deep_in_others_is_not() -> None:
    said: Any = A
    for _ in range(5):
        said = {"@graph": [said]}
    assert list(linked.things(json.dumps(said)))[-1] == A
    for _ in range(20):
        said = [said]
    assert list(linked.things(json.dumps(said))) == []


@pytest.mark.parametrize("said", ["", "{", "[" * 100_000, "nonsense", '"words"', "7"])
def test_what_is_no_json_or_no_object_says_nothing(said: str) -> None:
    assert list(linked.things(said)) == []
