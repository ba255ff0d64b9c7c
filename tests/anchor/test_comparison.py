"""What changed between two versions, in reading order."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import comparison
from annotate.anchor.comparison import BREAK, Difference, Entry, Kind, Link, compare, folded
from annotate.model import Article, Paragraph, Reading, Version
from annotate.text.normalise import normalise

DAWN = "The ferry left at dawn, and nobody waved."
NOON = "The ferry left at noon, and nobody waved."
ROPE, LAMP, MAST = "One rope was cut.", "The lamp went out at sea.", "A mast stood on the quay."


def reading(number: int, paragraphs: list[tuple[int, str]]) -> Reading:
    """A version of (id, text) pairs."""
    article = Article(1, "ferry", "Ferry", None, None, None, None, None, 2)
    versions = tuple(Version(n, "", "-", "text/plain", "") for n in (1, 2))
    rows = tuple(
        Paragraph(id, "ferry", "", place, place, "body", text, 0, len(text), None)
        for place, (id, text) in enumerate(paragraphs, 1)
    )
    return Reading(article, versions[number - 1], versions, rows, ())


def compared(
    old: list[tuple[int, str]], new: list[tuple[int, str]], links: list[tuple[int, int]]
) -> Difference:
    return compare(reading(1, old), reading(2, new), [Link(a, b, 0.9) for a, b in links])


def told(found: Difference) -> list[tuple[Kind, list[int], list[int]]]:
    return [(e.kind, [p.id for p in e.old], [p.id for p in e.new]) for e in found.entries]


CASES: dict[str, tuple[list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, int]],
                       list[tuple[Kind, list[int], list[int]]]]] = {
    "nothing": ([(1, ROPE)], [(1, ROPE)], [(1, 1)], [("same", [1], [1])]),
    "white space alone": ([(1, ROPE)], [(1, f" {ROPE.replace(' ', chr(10))}")], [(1, 1)],
                          [("same", [1], [1])]),
    "edited": ([(1, DAWN)], [(1, NOON)], [(1, 1)], [("edited", [1], [1])]),
    "removed where it stood": (
        [(1, ROPE), (2, LAMP), (3, MAST)], [(1, ROPE), (3, MAST)], [(1, 1), (3, 3)],
        [("same", [1], [1]), ("removed", [2], []), ("same", [3], [3])],
    ),
    "removed before added": (
        [(1, ROPE), (2, LAMP)], [(1, ROPE), (3, MAST)], [(1, 1)],
        [("same", [1], [1]), ("removed", [2], []), ("added", [], [3])],
    ),
    "moved": (
        [(1, ROPE), (2, LAMP), (3, MAST)], [(2, LAMP), (3, MAST), (1, ROPE)],
        [(1, 1), (2, 2), (3, 3)],
        [("same", [2], [2]), ("same", [3], [3]), ("moved", [1], [1])],
    ),
    "split": (
        [(1, f"{ROPE} {LAMP}"), (2, MAST)], [(1, ROPE), (3, LAMP), (2, MAST)],
        [(1, 1), (1, 3), (2, 2)], [("split", [1], [1, 3]), ("same", [2], [2])],
    ),
    "merged": (
        [(1, ROPE), (2, LAMP)], [(2, f"{ROPE} {LAMP}")], [(1, 2), (2, 2)],
        [("merged", [1, 2], [2])],
    ),
    "all else": ([(1, ROPE)], [(2, MAST)], [], [("removed", [1], []), ("added", [], [2])]),
    "empty": ([], [(1, ROPE)], [], [("added", [], [1])]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_paragraphs_is_told_in_reading_order(case: str) -> None:
    old, new, links, expected = CASES[case]
    assert told(compared(old, new, links)) == expected


def test_what_was_edited_may_have_moved_as_well() -> None:
    found = compared(
        [(1, DAWN), (2, LAMP), (3, MAST)], [(2, LAMP), (3, MAST), (1, NOON)],
        [(1, 1), (2, 2), (3, 3)],
    )  # fmt: skip
    assert [(e.kind, e.has_moved) for e in found.changes] == [("edited", True)]
    assert found.counts == {"edited": 1, "same": 2}


def test_an_edited_paragraph_is_marked_word_by_word() -> None:
    [entry] = compared([(1, DAWN)], [(1, NOON)], [(1, 1)]).entries
    assert [(p.kind, p.text) for p in entry.pieces] == [
        ("same", "The ferry left at "), ("removed", "dawn"), ("added", "noon"),
        ("same", ", and nobody waved."),
    ]  # fmt: skip
    assert entry.score == 0.9


def test_a_split_shows_where_the_paragraph_was_parted() -> None:
    [entry] = compared([(1, f"{ROPE} {LAMP}")], [(1, ROPE), (2, LAMP)], [(1, 1), (1, 2)]).entries
    assert [(p.kind, p.text) for p in entry.pieces] == [
        ("same", ROPE), ("removed", " "), ("added", BREAK), ("same", LAMP),
    ]  # fmt: skip


words = st.lists(
    st.sampled_from(["a", "b", "c", "d,", "e.", "\n", "字", "é", "e\u0301", "\u200e", "<"]),
    max_size=6,
)
texts = st.lists(words.map(" ".join), max_size=6)


@given(texts, texts, st.data())
def test_both_versions_can_be_put_together_again(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    olds, news = list(enumerate(old)), [(100 + j, text) for j, text in enumerate(new)]
    pairs = [(i, j) for i, _ in olds for j, _ in news]
    links = data.draw(st.lists(st.sampled_from(pairs), max_size=6)) if pairs else []
    found = compared(olds, news, links)
    for entry in found.entries:
        assert joined(entry, "added") == BREAK.join(normalise(p.text) for p in entry.old)
        assert joined(entry, "removed") == BREAK.join(normalise(p.text) for p in entry.new)
    assert sorted(p.id for e in found.entries for p in e.old) == [id for id, _ in olds]
    assert sorted(p.id for e in found.entries for p in e.new) == [id for id, _ in news]


def joined(entry: Entry, without: str) -> str:
    return "".join(piece.text for piece in entry.pieces if piece.kind != without)


def test_unchanged_paragraphs_are_folded_but_for_those_around_a_change() -> None:
    old = [(i, f"{ROPE} {i}") for i in range(9)]
    new = [(i, DAWN if i == 4 else text) for i, text in old]
    found = compared(old, new, [(i, i) for i in range(9)])
    runs = [(len(r.entries), r.is_folded) for r in folded(found.entries)]
    assert runs == [(4, True), (1, False), (4, True)]
    runs = [(len(r.entries), r.is_folded) for r in folded(found.entries, around=1)]
    assert runs == [(3, True), (3, False), (3, True)]
    runs = [(len(r.entries), r.is_folded) for r in folded(found.entries, around=3)]
    assert runs == [(1, False), (7, False), (1, False)]
    assert list(folded(())) == []


def test_too_much_is_marked_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MOST_LETTERS", 100)
    found = compared([(1, DAWN), (2, DAWN)], [(1, NOON), (2, NOON)], [(1, 1), (2, 2)])
    assert [len(e.pieces) for e in found.entries] == [4, 2]
    assert [p.text for p in found.entries[1].pieces] == [DAWN, NOON]


def test_a_large_article_takes_bounded_time() -> None:
    old = [(i, " ".join(f"w{i * k % 997}" for k in range(80))) for i in range(10_000)]
    new = [(i, text.replace("w1", "v1")) for i, text in reversed(old)]
    start = time.process_time()
    assert compared(old, new, [(i, i) for i, _ in old]).counts["edited"] > 9_000
    assert time.process_time() - start < 20
