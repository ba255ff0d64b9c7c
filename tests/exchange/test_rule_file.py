"""The file of rules: what it may say, and what is said of what it may not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import BadInput
from annotate.exchange import rule_file
from annotate.model import ROLES
from annotate.text.rule import Rule

FILE = """
isis: &first
  tag: actor/isis
  words: [ISIS, Islamic State, massacr*, NO, 1.10]
  except: [ISIS Street]
  case: true
shields:
  tags: [tactic/human-shields, seen]
  pattern: '(?i)human\\s+shields?'
  whole: true
  roles: [title, heading]
none:
  tag: nothing
  query: turkey NOT tag:country
"""
MAPPED = [
    Rule(
        "isis", ("actor/isis",), words=("ISIS", "Islamic State", "massacr*", "NO", "1.10"),
        but=("ISIS Street",), case=True, roles=("body", "quote", "list_item"),
    ),
    Rule(
        "shields", ("tactic/human-shields", "seen"), pattern="(?i)human\\s+shields?",
        whole=True, roles=("title", "heading"),
    ),
    Rule("none", ("nothing",), query="turkey NOT tag:country"),
]  # fmt: skip


def read(text: str) -> list[Rule]:
    return rule_file.read(text.encode(), "r.yaml")


def test_rules_are_a_mapping_of_their_names_and_say_where_they_are() -> None:
    found = read(FILE)
    assert found == MAPPED
    assert [rule.where for rule in found] == [f"r.yaml, line {n}" for n in (2, 7, 12)]


def test_rules_are_a_list_with_names() -> None:
    assert read("- {name: a, tag: x, words: b}\n- name: c\n  tag: x\n  query: d") == [
        Rule("a", ("x",), words=("b",), roles=("body", "quote", "list_item")),
        Rule("c", ("x",), query="d"),
    ]


def test_what_is_written_is_read_as_the_same() -> None:
    assert read(rule_file.written(MAPPED)) == MAPPED


def test_no_rules_can_be_said() -> None:
    assert read("[]") == read("{}") == []


def test_all_roles_and_those_of_one_name() -> None:
    [rule] = read("a: {tag: x, words: b, role: all}")
    assert rule.roles == ROLES
    [rule] = read("a: {tag: x, query: b, role: title}")
    assert rule.roles == ("title",)


WRONG = {
    "no YAML": ("a: [b\n]]", "r.yaml, line 2, character 2: this is no YAML: "),
    "a tab": ("a:\n\ttag: x", "r.yaml, line 2, character 1: this is no YAML: "),
    "nothing": ("# a comment", "r.yaml says no rule; one is like isis: {tag: actor/isis,"),
    "a word": ("isis", "r.yaml, line 1: it says no rule; one is like isis: {tag: actor/isis,"),
    "no mapping": ("a: [b]", "r.yaml, line 1: rule 'a' is like isis: {tag: actor/isis,"),
    "no name": ("- {tag: x, words: b}", "r.yaml, line 1: a rule of a list says its name, like"),
    "two names": ("a: {name: b, tag: x, words: b}", "line 1: rule 'a' has its name before the"),
    "an empty name": ("'': {tag: x, words: b}", "the name of a rule has 1 to 100 characters"),
    "a rule twice": (
        "a: {tag: x, words: b}\n\na: {tag: y, words: c}",
        "rule 'a' (r.yaml, line 3): line 1 has a rule of that name; give each its own",
    ),
    "a field twice": ("a: {tag: x, words: b, words: c}", "line 1: rule 'a' says words twice"),
    "an unknown field": (
        "a:\n  tag: x\n  word: b",
        "r.yaml, line 3: rule 'a' has no field 'word'; fields are tag, tags, pattern, words,",
    ),
    "a merge key": ("b: &b {tag: x, words: b}\na: {<<: *b}", "line 2: rule 'a' has no field '<<'"),
    "no tag": ("a: {words: b}", "rule 'a' (r.yaml, line 1): it says no tag, like tag: actor/isis"),
    "tag and tags": ("a: {tag: x, tags: [y], words: b}", "it says tag and tags; say one of them"),
    "nothing to look for": ("a: {tag: x}", "it does not say what to look for; a rule says one of"),
    "two things": ("a: {tag: x, words: b, query: c}", "it says words and query; a rule says one"),
    "no words": ("a: {tag: x, words: []}", "(r.yaml, line 1): its list of words is empty; say"),
    "an empty word": ("a: {tag: x, words: [b, '']}", "'' among its words is none; say words,"),
    "a star alone": ("a: {tag: x, words: ['*']}", "'*' among its words is none"),
    "a star inside": ("a: {tag: x, words: ['a*b']}", "a star stands at the end of a beginning"),
    "words in words": ("a: {tag: x, words: [[b]]}", "r.yaml, line 1: each of words is text"),
    "a list as pattern": ("a: {tag: x, pattern: [b]}", "r.yaml, line 1: pattern is text"),
    "an empty pattern": ("a: {tag: x, pattern: ''}", "(r.yaml, line 1): the pattern is empty"),
    "a broken pattern": (
        "a: {tag: x, pattern: '(b'}",
        "rule 'a' (r.yaml, line 1): the pattern is broken at character 1: missing )",
    ),
    "a pattern without end": ("a: {tag: x, pattern: 'b{99999999999}'}", "it repeats too much, or"),
    "a backspace": ('a: {tag: x, pattern: "\\bis\\b"}', "as YAML makes of \\b in double quotes;"),
    "an escape": ('a: {tag: x, pattern: "\\d"}', "patterns stand in 'single quotes', where a"),
    "all paragraphs": ("a: {tag: x, pattern: 'b*', whole: true}", "and so every paragraph"),
    "an empty query": ("a: {tag: x, query: ' '}", "it looks for nothing: say a pattern, words,"),
    "no flag": ("a: {tag: x, words: b, whole: maybe}", "whole is true (paragraphs, not words in"),
    "capitals of a pattern": ("a: {tag: x, pattern: b, case: true}", "case is for words; a"),
    "words out of a query": ("a: {tag: x, query: b, except: c}", "a query says NOT"),
    "words of a query": ("a: {tag: x, query: b, whole: false}", "a query tags whole paragraphs"),
    "no role": ("a: {tag: x, words: b, roles: titel}", "no role 'titel'; roles are title,"),
    "roles of none": ("a: {tag: x, words: b, roles: []}", "it says no role; roles are title,"),
    "two documents": ("a: {tag: x, words: b}\n---\nb", "this is no YAML: "),
    "a control character": ("a: {tag: x, words: \0}", "r.yaml"),
    "lists in lists": ("[" * 500_000, "r.yaml, line 1: this is too deep; a rule is like isis:"),
    "mappings in mappings": ("{a: " * 200_000, "r.yaml, line 1: this is too deep"),
    "items in items": ("- " * 400_000, "r.yaml, line 1: this is too deep"),
    "an alias of itself": ("a: &a {tag: x, words: [*a]}", "r.yaml, line 1: each of words is text"),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_a_line_with_its_place(text: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_in_another_encoding_or_a_large_one_is_refused() -> None:
    with pytest.raises(BadInput, match="is not in UTF-8, as YAML is"):
        rule_file.read("a: {tag: é, words: b}".encode("latin-1"), "r.yaml")
    with pytest.raises(BadInput, match="has more than 1 MB"):
        rule_file.read(b"#" * 1_000_001, "r.yaml")


def test_a_mark_of_the_byte_order_is_no_part_of_it() -> None:
    assert [rule.name for rule in rule_file.read("\ufeffa: {tag: x, words: b}".encode(), "r")] == [
        "a"
    ]


@given(st.text(st.sampled_from("a:{}[]&*-'\"\n, #tagwordspe|>?!%\\\0é"), max_size=60))
def test_whatever_stands_there_is_rules_or_bad_input(text: str) -> None:
    try:
        found = read(text)
    except BadInput:
        return
    assert all(rule.tags for rule in found)


def test_aliases_do_not_grow() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    started = time.process_time()
    with pytest.raises(BadInput):
        read("\n".join(lines))
    assert time.process_time() - started < 2
