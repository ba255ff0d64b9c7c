"""The codebook in parts says what the whole tree says."""

import random
import sqlite3

import pytest

from annotate.corpus import branches, codebook, defining, tags
from annotate.corpus.codebook import Node
from annotate.corpus.database import Command
from tests import made_up

NAMES = (
    "a", "a/b", "a/b/c", "a/b-c", "a-b", "a-b/x", "A/d/e", "Été/été", "été/Ähre/z", "b", "c/d/e/f",
    "a/b/c/d", "%/_", "[x]/*?",
)  # fmt: skip


@pytest.fixture
def coded(empty: sqlite3.Connection) -> sqlite3.Connection:
    """Sixty articles of four paragraphs, some in two versions, tagged all over."""
    chance = random.Random(7)
    for number in range(60):
        words = [f"{number}, {each}: words of it that stand nowhere else." for each in range(4)]
        made_up.add(empty, made_up.draft(*words, title=f"Article {number}"), f"{number}.txt")
    slugs = [row["slug"] for row in empty.execute("select slug from articles")]
    wishes = [
        tags.Request(f"{chance.choice(slugs)}:{chance.randint(1, 4)}", (chance.choice(NAMES),))
        for _ in range(400)
    ]
    tags.add(Command(empty, coder="anna", words="tag"), wishes)
    for number in (3, 30, 55):
        words = [f"{number}, {each}: words of it that stand nowhere else." for each in (3, 1, 0)]
        made_up.add(empty, made_up.draft(*words, title=f"Article {number}"), f"{number}.txt")
    return empty


def directly_under(nodes: list[Node], depth: int) -> dict[str, tuple[int, int]]:
    """Name → its total, and how many tags are under it."""
    found = {node.name: (node.total, 0) for node in nodes if node.depth == depth}
    return {
        name: (total, sum(n.tag is not None and n.depth > depth
                          and n.name.casefold().startswith(f"{name}/".casefold()) for n in nodes))
        for name, (total, _) in found.items()
    }  # fmt: skip


def test_parts_are_those_of_the_tree(coded: sqlite3.Connection) -> None:
    for below in (None, "a", "A/B", "été", "c/d", "a/b/c/d", "nothing", "%", "[x]"):
        nodes = codebook.tree(coded, below)
        depth = 0 if below is None else below.count("/") + 1
        found = branches.parts(coded, below, limit=100)
        said = {b.node.name: (b.node.total, b.tags) for b in found}
        assert said == directly_under(nodes, depth)
        assert [b.node for b in found] == [node for node in nodes if node.depth == depth]
        paged = [b for n in range(4) for b in branches.parts(coded, below, limit=2, offset=2 * n)]
        assert {b.node.name for b in paged} == set(said)


def test_a_tag_that_another_program_made_is_among_them(coded: sqlite3.Connection) -> None:
    coded.execute("insert into tags (name) values ('Ära/eins')")
    assert "Ära" in {b.node.name for b in branches.parts(coded, limit=100)}


def test_a_branch_has_the_counts_of_its_tags(coded: sqlite3.Connection) -> None:
    for name in ("a", "A/b", "a/b/c/d", "été", "c", "c/d/e/f"):
        nodes = codebook.tree(coded, name)
        found = branches.branch(coded, name)
        assert found is not None
        assert found.node == nodes[0]
        of = [node.tag for node in nodes if node.tag]
        assert (found.gone, found.removed) == (sum(t.gone for t in of), sum(t.removed for t in of))
        assert found.paragraphs == codebook.spread(coded, name)[1]
        assert found.tags == len([node for node in nodes[1:] if node.tag])
    for name in ("nothing", "a\u200bb", ""):
        assert branches.branch(coded, name) is None


def test_paragraphs_that_are_many_are_not_counted(
    coded: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branches, "COUNTED", 10)
    several, one = branches.branch(coded, "a"), branches.branch(coded, "c")
    assert several is not None
    assert several.paragraphs is None
    assert one is not None
    assert one.paragraphs == codebook.spread(coded, "c")[1]


def test_the_most_used_are_told_with_those_under_them(coded: sqlite3.Connection) -> None:
    defining.define(Command(coded, coder="anna", words="define"), "unused", definition="Of none.")
    used = [node for node in codebook.tree(coded) if node.tag and node.tag.taggings]
    assert branches.most_used(coded, 100) == used
    most = branches.most_used(coded, 3)
    assert sorted(n.total for n in most) == sorted(n.total for n in used)[-3:]
    assert [n for n in used if n in most] == most


def test_the_codebook_is_counted_as_far_as_asked(coded: sqlite3.Connection) -> None:
    assert branches.size(coded, most=5) == 5
    assert branches.size(coded, most=100) == len(codebook.listing(coded))
    assert branches.size(coded, "A/b", most=100) == 2
