"""How well paragraphs and roles are found, against texts labelled by a person."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotate.text import split
from annotate.text.roles import steps

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests/data/seeds_gold.json"
SHARED = ROOT.parent / "shared/data/split"

Labels = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Score:
    """Shares between 0 and 1."""

    boundaries: float
    accuracy: float
    boilerplate: float
    lost: float


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def found_in(text: str) -> Labels:
    blocks = steps.assign(text, split.paragraphs(text))
    return [(block.start, block.end, block.role) for block in blocks]


def painted(text: str, labels: Labels) -> list[str | None]:
    """The role of each visible character, None for one that no paragraph covers."""
    canvas: list[str | None] = [None] * len(text)
    for start, end, role in labels:
        canvas[start:end] = [role] * (end - start)
    return [role for role, character in zip(canvas, text, strict=True) if not character.isspace()]


def main_role(text: str, labels: Labels, start: int, end: int) -> str | None:
    """The role of most of the visible characters of a passage."""
    inside = [(max(a, start) - start, min(b, end) - start, r) for a, b, r in labels]
    seen = painted(text[start:end], [label for label in inside if label[0] < label[1]])
    return max(set(seen), key=seen.count)


def score(documents: list[tuple[str, Labels]]) -> Score:
    spans = found_spans = gold_spans = accurate = 0
    junk = found_junk = gold_junk = lost = visible = 0
    for text, gold in documents:
        found = found_in(text)
        spans += len({label[:2] for label in gold} & {label[:2] for label in found})
        found_spans += len(found)
        gold_spans += len(gold)
        accurate += sum(main_role(text, found, a, b) == role for a, b, role in gold)
        pairs = list(zip(painted(text, found), painted(text, gold), strict=True))
        junk += pairs.count(("boilerplate", "boilerplate"))
        found_junk += sum(mine == "boilerplate" for mine, theirs in pairs if theirs)
        gold_junk += sum(theirs == "boilerplate" for _, theirs in pairs)
        lost += sum(mine is None for mine, theirs in pairs if theirs)
        visible += len(pairs)
    return Score(
        f1(spans, found_spans, gold_spans),
        accurate / gold_spans,
        f1(junk, found_junk, gold_junk),
        lost / visible,
    )


def seeds() -> list[tuple[str, Labels]]:
    gold = json.loads(GOLD.read_text())
    return [((ROOT / "seeds" / name).read_text(), labels(found)) for name, found in gold.items()]


def labels(gold: list[dict[str, object]]) -> Labels:
    return [(int(str(x["start"])), int(str(x["end"])), str(x["role"])) for x in gold]


def shared(name: str) -> list[tuple[str, Labels]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the labelled articles are not here: {path}")
    documents = map(json.loads, path.read_text().splitlines())
    return [(document["text"], labels(document["gold"])) for document in documents]


def test_the_example_corpus_is_split_and_labelled_as_a_person_would() -> None:
    result = score(seeds())
    assert result.boundaries >= 0.99
    assert result.accuracy >= 0.93
    assert result.boilerplate >= 0.98
    assert result.lost == 0


def test_news_pages_are_split_and_labelled_as_a_person_would() -> None:
    result = score(shared("dev_text.jsonl"))
    assert result.boundaries >= 0.995
    assert result.accuracy >= 0.97
    assert result.boilerplate >= 0.95
    assert result.lost == 0


def test_paragraphs_are_found_in_broken_layouts() -> None:
    result = score(shared("dev_breaks_text.jsonl"))
    assert result.boundaries >= 0.97
    assert result.lost == 0
