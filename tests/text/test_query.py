"""What a query says: its tree, and where it cannot be one."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import BadQuery
from annotate.text import query, sought
from annotate.text.query import All, Either, Field, Node, Not, joined, parse, written
from annotate.text.sought import Term

A, B, C = Term("a"), Term("b"), Term("c")
ISIS = Field("tag", "actor/isis")
TREES = {
    "words": ("a b", All((A, B))),
    "either": ("a OR b", Either((A, B))),
    "OR binds least": ("a b OR c", Either((All((A, B)), C))),
    "AND says what stands there anyway": ("a AND b OR c", Either((All((A, B)), C))),
    "NOT binds most": ("NOT a b", All((Not(A), B))),
    "NOT alone": ("NOT a", Not(A)),
    "NOT twice": ("NOT NOT a", A),
    "not not in brackets": ("NOT (NOT a)", A),
    "a minus": ("a -b", All((A, Not(B)))),
    "a minus before brackets": ("a -(b OR c)", All((A, Not(Either((B, C)))))),
    "brackets": ("a (b OR c)", All((A, Either((B, C))))),
    "brackets that touch": ("(a)OR(b)", Either((A, B))),
    "brackets that change nothing": ("((a) OR ((b) OR c))", Either((A, B, C))),
    "brackets in a word": ("word(s) OR a", Either((Term("word(s)"), A))),
    "a phrase": ('"a OR b" OR c', Either((Term("a OR b"), C))),
    "typographic marks": ("“a b” OR c", Either((Term("a b"), C))),
    "a beginning": ("a* OR b", Either((Term("a*", is_beginning=True), B))),
    "a field": ("tag:actor/isis", ISIS),
    "a field in capitals": ("Tag:actor/isis", ISIS),
    "a value in capitals": ("is:Removed", Field("is", "removed")),
    "a field in brackets": ("(tag:actor/isis OR a)", Either((ISIS, A))),
    "a field left out": ("-tag:actor/isis", Not(ISIS)),
    "a quoted value": ('tag:"civil society" a', All((Field("tag", "civil society", True), A))),
    "a value with brackets": ("tag:x(y)", Field("tag", "x(y)")),
    "signs that are no words": ("a & b OR * c", Either((All((A, B)), C))),
}


@pytest.mark.parametrize(("text", "tree"), TREES.values(), ids=TREES)
def test_a_query_is_a_tree(text: str, tree: Node) -> None:
    said = parse(text)
    assert said.node == tree
    assert said.is_plain == (text == "a b")
    assert parse(written(tree)).node == tree


PLAIN = [
    "ISIS (IS) said so.", "1) first, 2) second", "at 10:30, in (the city", "note: tag: is:",
    "see https://a.example/x?y=z and mailto:a@b.example", "Mosul:Iraq", "john:3", "std::vector",
    "or and not", '"a OR b"', "ORANGE NOTE", "a -5 - b", "second-week", "U.S.", "doi:10.1/x",
    "war \u2013 peace", "", " \n", "* ( -", "(" * 10_000 + "a",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_people_paste_is_words_as_ever(text: str) -> None:
    said, terms = parse(text), sought.terms(text)
    assert said.is_plain
    assert said.node == (joined(All, terms) if terms else None)


PLACES = {
    "an open bracket": ("a (b OR c", 2, "this bracket is not closed"),
    "the outer one of two": ("a (b OR (c)", 2, "this bracket is not closed"),
    "a bracket too many": ("a OR b)", 6, "nothing opens this bracket"),
    "empty brackets": ("a OR ()", 5, "nothing stands in these brackets"),
    "OR alone": ("OR", 0, "something must stand before it"),
    "OR at the end": ("a OR", 2, "something must stand behind it: turkey OR iraq"),
    "OR twice": ("a OR OR b", 2, "something must stand behind it"),
    "AND first": ("(AND a)", 1, "something must stand before it"),
    "NOT alone": ("NOT", 0, "something must stand behind it: NOT turkey"),
    "NOT before a bracket's end": ("(a NOT) b", 3, "something must stand behind it"),
    "an unknown field": ("a tagg:x", 2, "no field tagg:; nearest: tag:actor/isis; fields are tag:"),
    "an unknown field with a phrase": ('said:"so"', 0, "no field said:; fields are tag:"),
    "an open value": ('tag:"a b', 4, "this quotation mark is not closed"),
    "no value": ('a tag:""', 2, "tag: says nothing; say it like tag:actor/isis"),
    "a value that is none": ("a is:" + "x" * 9_000, 2, "is: has 9,000 characters of 300 at most"),
    "too many words": ("a OR " + "b " * 200, 5 + 2 * 99, "a query with operators has 100 words"),
    "too deep": ("(" * 10_000 + " OR", 50, "brackets stand in 50 others at most"),
}


@pytest.mark.parametrize(("text", "at", "told"), PLACES.values(), ids=PLACES)
def test_an_error_points_at_its_place(text: str, at: int, told: str) -> None:
    with pytest.raises(BadQuery, match="^" + told.replace("(", r"\(")) as raised:
        parse(text)
    assert raised.value.at == at
    shown, caret = raised.value.place
    assert str(raised.value) == f"{raised.value.told}\n{shown}\n{caret}"
    assert shown[caret.index("^")] == text[at]


def test_a_caret_stands_under_wide_letters_and_in_long_lines() -> None:
    with pytest.raises(BadQuery) as raised:
        parse("\u6469\u82cf\u5c14\x00OR a\n)  OR b")
    assert raised.value.place == ("  \u6469\u82cf\u5c14\ufffdOR a )  OR b", "              ^")
    with pytest.raises(BadQuery) as raised:
        parse("word " * 50 + "(a OR b" + " c" * 45)
    shown, caret = raised.value.place
    assert shown[caret.index("^") :].startswith("(a OR b c")
    assert len(shown) < 80


def words() -> st.SearchStrategy[Term]:
    plain = st.from_regex(r"[a-z]{1,4}( [a-z]{1,3})?", fullmatch=True).map(Term)
    begun = st.from_regex(r"[a-z]{1,4}\*", fullmatch=True).map(lambda w: Term(w, True))
    return plain | begun


def fields() -> st.SearchStrategy[Field]:
    value = st.from_regex(r"[a-z(]{1,4}( [a-z)]{1,3})?", fullmatch=True)
    name = st.sampled_from(list(query.FIELDS))
    bare = st.from_regex(r"[a-z0-9./]{1,6}\*?", fullmatch=True)
    return st.builds(Field, name, value, st.just(True)) | st.builds(Field, name, bare)


def larger(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    negated = nodes.map(lambda node: node.of if isinstance(node, Not) else Not(node))
    return (
        several.map(lambda of: joined(All, of)) | several.map(lambda of: joined(Either, of))
    ) | negated


@given(st.recursive(words() | fields(), larger, max_leaves=20))
def test_a_tree_as_a_query_parses_to_the_same_tree(tree: Node) -> None:
    assert parse(written(tree)).node == tree


ODD = "abNOTRAD \"'()*:-“”\x00\n.tagise/"


@given(st.text(max_size=60) | st.text(ODD, max_size=60) | st.lists(st.sampled_from(
    ["a", "OR", "AND", "NOT", "(", ")", "tag:x", '"', "is:", "-", "b*"]), max_size=30).map(" ".join)
)  # fmt: skip
def test_any_text_parses_or_says_where_it_does_not(text: str) -> None:
    with suppress(BadQuery):
        said = parse(text)
        assert said.is_plain or (said.node and parse(written(said.node)).node == said.node)
        return
    with pytest.raises(BadQuery) as raised:
        parse(text)
    assert 0 <= raised.value.at <= len(text)
    assert len(str(raised.value).splitlines()) == 3


def test_a_long_query_takes_no_time() -> None:
    for text in ("a OR ", "NOT ", "(", "a(", '"', "tag:x ", "-(", "x:y:", "a:(", '"a" ', "a"):
        with suppress(BadQuery):
            parse(text * (300_000 // len(text)))
