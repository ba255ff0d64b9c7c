"""docs/words.md says what the words mean that the tables and the code use."""

import re
from pathlib import Path
from typing import get_args

import pytest

from annotate import ref
from annotate.anchor import moves
from annotate.cite import fate
from annotate.corpus import schema
from annotate.model import CITABLE, ROLES
from annotate.text.key import KEY_LENGTH, key

PAGE = (Path(__file__).parents[1] / "docs" / "words.md").read_text()
MEANINGS = dict(re.findall(r"^\| ([a-z ]+) \| (.+) \|$", PAGE, re.MULTILINE))

DESIGNED = (
    "article", "version", "paragraph", "role", "number", "key", "ref", "quote", "tag", "tagging",
    "note", "coder", "manuscript", "reading", "origin", "published copy", "move", "citation",
)  # fmt: skip
"""The words that the design of the product begins with."""

SAID = {  # the table that has what the word says
    "article": "articles", "version": "versions", "original": "originals",
    "paragraph": "paragraphs", "wording": "wordings", "move": "lineage", "tag": "tags",
    "tagging": "taggings", "note": "notes", "correction": "corrections", "review": "reviews",
    "command": "commands", "history": "history", "role": "roles", "example": "examples",
    "reading": "readings", "revision": "codebook_revisions", "rule": "rules",
    "suggestion": "suggestions",
}  # fmt: skip
KEPT_APART = {"addresses", "old_slugs", "opened", "placements", "state", "stops", "taken_out"}
KEPT_APART |= {"rule_taggings", "rule_tags", "unspaced", "unsure"}
"""Tables of what has no word of its own on the page: `docs/tables.md` explains them."""


@pytest.fixture(scope="module")
def tables() -> dict[str, str]:
    """Table → its SQL."""
    found = re.findall(
        r"^CREATE TABLE (\w+) \((.*?)^[^\n]*strict;", schema.generated(), re.S | re.M
    )
    return dict(found)


def coded(word: str) -> list[str]:
    """What the meaning of a word has in code."""
    return re.findall(r"`([^`]+)`", MEANINGS[word])


def allowed(sql: str, column: str) -> list[str]:
    """The values that the check of a column allows."""
    values = re.search(rf"\b{column} in \((.*?)\)", sql, re.DOTALL)
    assert values
    return re.findall(r"'(\w+)'", values[1])


@pytest.mark.parametrize("word", [*DESIGNED, *SAID])
def test_every_word_has_a_meaning(word: str) -> None:
    assert MEANINGS[word]


def test_every_table_has_its_word(tables: dict[str, str]) -> None:
    assert set(tables) == {*SAID.values(), *KEPT_APART}


def test_roles_are_those_of_the_code_and_the_tables(tables: dict[str, str]) -> None:
    assert coded("role") == list(ROLES) == allowed(tables["paragraphs"], "role")
    assert set(coded("citable")) == CITABLE


def test_moves_are_those_of_the_code_and_the_tables(tables: dict[str, str]) -> None:
    assert coded("move") == list(get_args(moves.Kind)) == allowed(tables["lineage"], "move")


@pytest.mark.parametrize(
    ("word", "table", "column"),
    [
        ("origin", "taggings", "origin"),
        ("correction", "corrections", "kind"),
        ("review", "reviews", "answer"),
    ],
)
def test_other_kinds_are_those_of_the_tables(
    tables: dict[str, str], word: str, table: str, column: str
) -> None:
    assert coded(word) == allowed(tables[table], column)


def test_what_becomes_of_cited_words_is_what_the_code_knows() -> None:
    assert coded("fate") == list(get_args(fate.Status))


def test_the_key_of_the_page_is_the_key_of_its_words() -> None:
    words, shown = coded("key")[:2]
    assert (key(words), len(shown)) == (shown, KEY_LENGTH)


def test_every_ref_of_the_page_is_one() -> None:
    parsed = [ref.parse(words).items for words in coded("ref")]
    assert parsed == [(12,), (3, 7, 12, 13, 14, 15), (12,), ("5v0hrh",)]
    assert f"first {ref.KEY_PREFIX} characters" in MEANINGS["ref"]
