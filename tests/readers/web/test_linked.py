"""The objects that a page describes itself with, wherever they stand in its JSON-LD."""

import json
import time
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


AROUND = [
    "<![CDATA[\n%s\n]]>",
    "//<![CDATA[\n%s\n//]]>",
    "\n// <![CDATA[\n%s\n// ]]>\n",
    "/* <![CDATA[ */ %s /* ]]> */",
    "/*<![CDATA[*/%s/*]]>*/",
    "<!--//--><![CDATA[//><!--\n%s\n//--><!]]>",
    "<!-- %s -->",
    "<!--\n%s\n//-->",
    "\ufeff%s;",
    "/* of the page */ var data = %s;",
]


@pytest.mark.parametrize("around", AROUND)
def test_a_script_is_read_that_is_hidden_from_other_programs(around: str) -> None:
    assert list(linked.things(around % json.dumps(A))) == [A]


def test_several_objects_may_follow_each_other_and_what_is_none_ends_them() -> None:
    a, b = json.dumps(A), json.dumps(B)
    assert list(linked.things(f"{a}\n{b}")) == [A, B]
    assert list(linked.things(f"{a},{b};")) == [A, B]
    assert list(linked.things(f"{a} or {b}")) == [A]


def test_a_script_with_escaped_quotation_marks_is_read() -> None:
    assert list(linked.things(json.dumps(A).replace('"', "&quot;"))) == [A]


def test_characters_that_are_escaped_once_more_are_meant() -> None:
    assert linked.line("Ann&#8217;s &amp; Bob&rsquo;s") == "Ann’s & Bob’s"
    assert linked.line("R&D; AT&T") == "R&D; AT&T"


@pytest.mark.parametrize("said", ["//" * 400_000, "<!--" * 200_000, " /*" * 300_000, "]]>" * 9])
def test_what_hides_nothing_is_passed_over_at_once(said: str) -> None:
    start = time.process_time()
    assert list(linked.things(said)) == []
    assert time.process_time() - start < 1


def test_a_reference_is_what_it_refers_to() -> None:
    ann, other = {"@id": "#a", "name": "Ann"}, {"@id": "#b", "x": 1}
    assert linked.resolved({"@id": "#a"}, [other, ann]) == ann
    assert linked.resolved([{"@type": "Person", "@id": "#a"}, "Bo"], [ann]) == [ann, "Bo"]
    for kept in ({"@id": "#b"}, {"@id": "#c"}, {"@id": "#a", "name": "Own"}, "Ann", None):
        assert linked.resolved(kept, [other, ann]) == kept
