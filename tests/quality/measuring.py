"""
Figures of ways to follow paragraphs and spans, over version pairs.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from annotate.anchor import Alignment, align
from tests.quality import baselines, scores

__all__ = ["Figures", "baseline", "of", "times", "worst"]

Record = dict[str, Any]
MIDDLING = range(40, 61)  # paragraphs
FEWEST = 50  # hard paragraphs that a figure says anything of


@dataclass(frozen=True, slots=True)
class Figures:
    """How one way does, and the milliseconds of CPU a pair: of all, and of middling ones."""

    paragraphs: scores.Summary
    spans: scores.Spans
    cpu: float | None = None
    cpu_middling: float | None = None


def of(results: Sequence[tuple[Record, Alignment]]) -> Figures:
    """The figures of our alignments."""
    return Figures(
        scores.summary((record, a.targets) for record, a in results),
        scores.spans(
            (record, [a.place(span["i"], *span["a"]) for span in record["spans"]])
            for record, a in results
        ),
    )


def baseline(name: str, records: Sequence[Record]) -> Figures:
    """The figures of a simpler way."""
    found, cpu, middling = _timed(baselines.BASELINES[name], records)
    results = list(zip(records, found, strict=True))
    return Figures(
        scores.summary(results),
        scores.spans((record, baselines.places(record, targets)) for record, targets in results),
        cpu, middling,
    )  # fmt: skip


def times(records: Sequence[Record]) -> tuple[list[tuple[Record, Alignment]], float, float]:
    """The pairs aligned by the trees that are shipped; milliseconds: of all, of middling ones."""
    found, cpu, middling = _timed(align, records)
    return list(zip(records, found, strict=True)), cpu, middling


T = TypeVar("T")


def _timed(
    follow: Callable[[Sequence[str], Sequence[str]], T], records: Sequence[Record]
) -> tuple[list[T], float, float]:
    found, taken = [], []
    for record in records:
        start = time.process_time()
        found.append(follow(record["old"], record["new"]))
        taken.append(1000 * (time.process_time() - start))
    middling = [t for t, r in zip(taken, records, strict=True) if len(r["old"]) in MIDDLING]
    return found, median(taken), median(middling or taken)


def worst(
    results: Iterable[tuple[Record, Alignment]], number: int = 5
) -> list[tuple[str, scores.Summary]]:
    """The kinds of pairs with the lowest HARD F1."""
    kinds: defaultdict[str, list[tuple[Record, list[int | None]]]] = defaultdict(list)
    for record, alignment in results:
        kinds[_kind(record)].append((record, alignment.targets))
    told = [(kind, scores.summary(some)) for kind, some in kinds.items()]
    return sorted((one for one in told if one[1].hard >= FEWEST), key=lambda one: one[1].f1)[
        :number
    ]


def _kind(record: Record) -> str:
    if record["kind"] != "real":
        return str(record["kind"]).replace("syn:", "made up: ")
    steps = record["steps"]
    return f"real: {'1' if steps == 1 else '3 to 10' if steps <= 10 else '20 to 40'} revisions"
