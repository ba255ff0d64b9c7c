"""
The figures of reading web pages, as a section of `docs/quality.md`.

    python -m tests.quality.pagetable    # prints it: about two minutes
"""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean

import trafilatura
from justext import get_stoplist, justext

from annotate.readers import html
from annotate.readers.web import content
from tests.quality import pagefit, pages
from tests.quality.pages import Found, Labelled, Summary

__all__ = ["BASELINES", "section"]

FOLDS = 5
SEEDS = (0, 1)  # ways to deal the sites into parts; the figures are their mean
HEAD = (
    "",
    "text F1",
    "paragraph F1",
    "headings kept",
    "quotes kept",
    "lists kept",
    "CPU ms a page",
)
TARGETS = (0.97, 0.945, 0.85, 0.70, 0.80)

TEXT = Path(__file__).with_suffix(".md")


def ours(page: Labelled) -> Found:
    """What the reader finds."""
    draft = html.read(page.data)
    return pages.found(draft.text, draft.blocks)


def plainly(page: Labelled) -> Found:
    """What trafilatura finds."""
    return Found((trafilatura.extract(page.data, include_comments=False) or "").splitlines())


def precisely(page: Labelled) -> Found:
    """What trafilatura finds when it prefers precision."""
    text = trafilatura.extract(page.data, include_comments=False, favor_precision=True)
    return Found((text or "").splitlines())


def marked(page: Labelled) -> Found:
    """The blocks of the page that trafilatura takes for the article."""
    sample = pagefit.blocks_of(page)
    marks = content.marked(*sample) or []
    return Found([b.text for b, mark in zip(sample[0].blocks, marks, strict=False) if mark])


def just_text(page: Labelled) -> Found:
    """What jusText finds with English stop words."""
    found = justext(page.data, get_stoplist("English"))
    return Found([each.text for each in found if not each.is_boilerplate])


BASELINES: dict[str, Callable[[Labelled], Found]] = {
    "trafilatura": plainly,
    "trafilatura, its precision mode": precisely,
    "our blocks that trafilatura marks": marked,
    "jusText": just_text,
}
"""Name → what finds the text of a page."""


def section() -> str:
    """The section, in Markdown."""
    samples = pagefit.samples()
    structures = [pages.structure(s.labelled, s.page.blocks) for s in samples]
    labelled = [sample.labelled for sample in samples]
    crossed, alone = zip(*(_crossed(samples, structures, seed) for seed in SEEDS), strict=True)
    shipped, cpu = _timed(ours, labelled)
    rows = [
        ("**cross-validated**", *_cells(_mean(crossed)), ""),
        ("target", *(f"≥ {_share(target)}" for target in TARGETS), "≤ 45"),
        ("as shipped (training)", *_cells(pages.summary(shipped, structures)), f"{cpu:.1f}"),
        ("without trafilatura", *_cells(_mean(alone)), ""),
        *(_baseline(name, labelled) for name in BASELINES),
    ]
    ours_expected = _mean(crossed)
    return TEXT.read_text(encoding="utf-8").format(
        number=len(samples),
        folds=FOLDS,
        seeds=len(SEEDS),
        table=_table(rows),
        missed=_missed(ours_expected),
    )


def _crossed(
    samples: Sequence[pagefit.Sample], structures: Sequence[pages.Structure], seed: int
) -> tuple[Summary, Summary]:
    """Cross-validated: as pages are read, and without trafilatura."""
    marked, alone = (
        pagefit.cross_validated(samples, FOLDS, name, seed) for name in ("marked", "alone")
    )
    as_read = pagefit.as_read(samples, marked, alone)
    return _summary(samples, as_read, structures), _summary(samples, alone, structures)


def _summary(
    samples: Sequence[pagefit.Sample],
    likely: Sequence[list[float]],
    structures: Sequence[pages.Structure],
) -> Summary:
    return pages.summary(
        [(s.labelled, pagefit.found(s, scores)) for s, scores in zip(samples, likely, strict=True)],
        structures,
    )


def _mean(some: Sequence[Summary]) -> Summary:
    return Summary(
        mean(s.text for s in some), mean(s.precision for s in some), mean(s.recall for s in some),
        mean(s.paragraphs for s in some),
        tuple(mean(kept) for kept in zip(*(s.kept for s in some), strict=True)),
    )  # fmt: skip


def _timed(
    read: Callable[[Labelled], Found], labelled: Sequence[Labelled]
) -> tuple[list[tuple[Labelled, Found]], float]:
    read(labelled[0])  # what is loaded when first used
    start = time.process_time()
    found = [(page, read(page)) for page in labelled]
    return found, 1000 * (time.process_time() - start) / len(labelled)


def _baseline(name: str, labelled: Sequence[Labelled]) -> tuple[str, ...]:
    found, cpu = _timed(BASELINES[name], labelled)
    told = pages.summary(found)
    return name, _share(told.text), _share(told.paragraphs), "", "", "", f"{cpu:.1f}"


def _cells(summary: Summary) -> tuple[str, ...]:
    return tuple(_share(share) for share in _shares(summary))


def _shares(summary: Summary) -> tuple[float, ...]:
    return (summary.text, summary.paragraphs, *summary.kept)


def _missed(summary: Summary) -> str:
    """Which targets the cross-validated figures miss."""
    names = [name for name, share, target in zip(HEAD[1:], _shares(summary), TARGETS, strict=False)
             if share < target]  # fmt: skip
    return f"**Missed targets**, cross-validated: {', '.join(names) or 'none'}."


def _share(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = [HEAD, ["---", *["---:"] * (len(HEAD) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(section())
