"""
How well paragraphs and their roles are found in plain text: a section of docs/quality.md.

    python -m tests.quality.paragraphs   # prints the section

The labelled articles are where `ANNOTATE_LABELLED` says, in `split/`.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.model import ROLES
from annotate.text import split
from annotate.text.roles import steps
from annotate.text.roles.article_words import STOP_WORDS
from tests.quality.labelled import DATA

__all__ = ["WAYS", "Scores", "documents", "scores", "section", "there"]

TEXT = Path(__file__).with_suffix(".md")
HEAD = ("", "paragraphs F1", "role accuracy", "role macro-F1", "boilerplate F1", "lost")

Labels = Sequence[tuple[int, int, str]]
Labelled = tuple[str, Labels]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares between 0 and 1; `by_role` holds the F1 of each role and how often it stands."""

    boundaries: float
    accuracy: float
    macro: float
    boilerplate: float
    lost: float
    by_role: dict[str, tuple[float, int]]


def there() -> bool:
    """Whether the labelled articles are where they should be."""
    return (DATA / "split" / "dev_text.jsonl").exists()


def documents(name: str) -> list[Labelled]:
    """The texts of a file of labelled articles, and their paragraphs."""
    lines = (DATA / "split" / name).read_text(encoding="utf-8").splitlines()
    return [
        (found["text"], [(gold["start"], gold["end"], gold["role"]) for gold in found["gold"]])
        for found in map(json.loads, lines)
    ]


def ours(text: str) -> Labels:
    """What is shipped."""
    blocks = steps.assign(text, split.paragraphs(text))
    return [(block.start, block.end, block.role) for block in blocks]


def blank_lines(text: str) -> Labels:
    """Paragraphs end at blank lines; all are body."""
    return _body(text, r"(?s)\S(?:.*?\S)??(?=\s*\n[ \t]*\n|\s*\Z)")


def every_line(text: str) -> Labels:
    """Every line is a paragraph; all are body."""
    return _body(text, r"\S(?:.*\S)?")


def density(text: str) -> Labels:
    """Every line, boilerplate if it is short or has few stop words (after jusText's idea)."""
    return [
        (start, end, "body" if _is_dense(text[start:end]) else "boilerplate")
        for start, end, _ in every_line(text)
    ]


def _is_dense(line: str) -> bool:
    words = re.findall(r"\w+", line.lower())
    stops = sum(word in STOP_WORDS for word in words)
    return len(line) >= 70 and stops * 10 >= 3 * len(words)


def _body(text: str, pattern: str) -> Labels:
    return [(match.start(), match.end(), "body") for match in re.finditer(pattern, text)]


WAYS: dict[str, Callable[[str], Labels]] = {
    "**ours**": ours,
    "blank lines": blank_lines,
    "every line": every_line,
    "line density": density,
}


def scores(labelled: Sequence[Labelled], way: Callable[[str], Labels]) -> Scores:
    """The figures of one way over all documents; a role is that of most of a gold paragraph."""
    spans: Counter[str] = Counter()
    confused: Counter[tuple[str, str | None]] = Counter()
    junk: Counter[tuple[bool, bool]] = Counter()
    for text, gold in labelled:
        found = way(text)
        spans["right"] += len({label[:2] for label in gold} & {label[:2] for label in found})
        spans["all"] += len(gold) + len(found)
        mine, theirs = _painted(text, found), _painted(text, gold)
        for start, end, role in gold:
            seen = Counter(mine[i] for i in range(start, end) if not text[i].isspace())
            confused[role, seen.most_common(1)[0][0]] += 1
        for a, b, character in zip(mine, theirs, text, strict=True):
            if b is not None and not character.isspace():
                junk[a == "boilerplate", b == "boilerplate"] += 1
                spans["lost"] += a is None
    by_role = {role: _by_role(confused, role) for role in ROLES}
    present = [f1 for f1, count in by_role.values() if count]
    return Scores(
        boundaries=2 * spans["right"] / spans["all"],
        accuracy=sum(n for (a, b), n in confused.items() if a == b) / confused.total(),
        macro=sum(present) / len(present),
        boilerplate=_f1(junk[True, True], junk[True, False] + junk[False, True]),
        lost=spans["lost"] / junk.total(),
        by_role=by_role,
    )


def _painted(text: str, labels: Labels) -> list[str | None]:
    """The role of each character."""
    canvas: list[str | None] = [None] * len(text)
    for start, end, role in labels:
        canvas[start:end] = [role] * (end - start)
    return canvas


def _by_role(confused: Counter[tuple[str, str | None]], role: str) -> tuple[float, int]:
    wrong = sum(n for pair, n in confused.items() if (pair[0] == role) != (pair[1] == role))
    count = sum(n for (gold, _), n in confused.items() if gold == role)
    return _f1(confused[role, role], wrong), count


def _f1(right: int, wrong: int) -> float:
    return 2 * right / (2 * right + wrong) if right or wrong else 1.0


def section() -> str:
    """The section of the page, in Markdown."""
    dev, seeds = documents("dev_text.jsonl"), documents("seeds_text.jsonl")
    found = {name: scores(dev, way) for name, way in WAYS.items()}
    breaks = documents("dev_breaks_text.jsonl")
    laid = {name: scores(breaks, way).boundaries for name, way in WAYS.items()}
    return TEXT.read_text(encoding="utf-8").format(
        documents=len(dev),
        paragraphs=sum(len(gold) for _, gold in dev),
        figures=_table(HEAD, [(name, *_cells(figures)) for name, figures in found.items()]),
        seeds=_table(HEAD, [("**ours**", *_cells(scores(seeds, ours)))]),
        breaks=_table(("", "paragraphs F1"), [(n, _share(f1)) for n, f1 in laid.items()]),
        roles=_table(("role", "F1", "paragraphs"), _roles(found["**ours**"])),
    )


def _roles(figures: Scores) -> list[tuple[str, ...]]:
    return [(role, _share(f1), str(count)) for role, (f1, count) in figures.by_role.items()]


def _cells(found: Scores) -> tuple[str, ...]:
    shares = (found.boundaries, found.accuracy, found.macro, found.boilerplate, found.lost)
    return tuple(map(_share, shares))


def _share(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(section())
