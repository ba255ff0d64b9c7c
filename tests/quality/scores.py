"""
How often targets are right.

HARD leaves out the paragraphs whose text is unchanged, stands once in both
versions and did not move; orphans, which no new paragraph carries, stay in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["Spans", "Summary", "spans", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """F1 over the hard paragraphs, orphans attached, wrong attachments a thousand hard ones."""

    f1: float
    orphans_attached: float
    wrong_per_thousand: float
    hard: int

    def __str__(self) -> str:
        return (
            f"HARD F1 {self.f1:.4f}  orphans attached {self.orphans_attached:.4f}"
            f"  wrong per 1,000 {self.wrong_per_thousand:.2f}  of {self.hard:,}"
        )


def summary(results: Iterable[tuple[dict[str, Any], list[int | None]]]) -> Summary:
    """Of version pairs, each with the targets that were found."""
    n: Counter[str] = Counter()
    for record, targets in results:
        n.update(_counts(record, targets))
    precision = n["right"] / n["attached"] if n["attached"] else 0.0
    recall = n["right"] / n["carried"] if n["carried"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Summary(
        f1, n["orphans attached"] / max(1, n["orphans"]),
        1000 * (n["attached"] - n["right"]) / max(1, n["hard"]), n["hard"],
    )  # fmt: skip


def _counts(record: dict[str, Any], targets: list[int | None]) -> Counter[str]:
    old, new = Counter(record["old"]), Counter(record["new"])
    n: Counter[str] = Counter()
    for text, truth, target in zip(record["old"], record["truth"], targets, strict=True):
        orphan = truth["s"] == "orphan"
        plain = truth.get("k") == "same" and not truth.get("mv") and old[text] == new[text] == 1
        if truth["s"] == "skip" or (plain and not orphan):
            continue
        n["hard"] += 1
        n["orphans" if orphan else "carried"] += 1
        if target is not None:
            n["attached"] += 1
            n["orphans attached"] += orphan
            n["right"] += not orphan and target in truth["j"]
    return n


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans whose ends both survive and were found exactly; orphaned ones that were attached."""

    exact: float
    orphans_attached: float
    spans: int

    def __str__(self) -> str:
        return (
            f"spans exact {self.exact:.4f}  orphaned spans attached {self.orphans_attached:.4f}"
            f"  of {self.spans:,}"
        )


def spans(
    results: Iterable[tuple[dict[str, Any], list[tuple[int, int, int] | None]]],
) -> Spans:
    """Of version pairs, each with the places that were found for its spans."""
    n: Counter[str] = Counter()
    for record, places in results:
        for span, place in zip(record["spans"], places, strict=True):
            truth = span["t"]
            n["spans"] += 1
            if truth["k"] == "orphan":
                n["orphans"] += 1
                n["attached"] += place is not None
            elif truth["k"] == "exact" or truth.get("b"):
                n["whole"] += 1
                n["exact"] += place == (truth["j"], *truth["z"])
    return Spans(n["exact"] / max(1, n["whole"]), n["attached"] / max(1, n["orphans"]), n["spans"])
