"""
Fit the trees of `annotate/readers/web/content.json` on the labelled pages.

    python -m tests.quality.pagefit            # fits on all of them and writes the file
    python -m tests.quality.pagefit --folds 5  # cross-validated by site: prints what to expect

scikit-learn does the fitting: pip install -e .[quality]
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import numpy as np
from lxml import etree
from sklearn.ensemble import HistGradientBoostingClassifier

from annotate.readers.web import blocks, charset, content, measures, parts, said, tree
from annotate.readers.web.blocks import Page
from annotate.text import layout
from tests.quality import pages
from tests.quality.pages import Found, Labelled, Summary

__all__ = ["Sample", "as_read", "blocks_of", "cross_validated", "found", "samples"]

GROWING = frozenset(
    {"own_prose", "parent_prose", "grand_prose", "branch_prose", "alike_prose"}
    | {f"marked{step}" for step in ("", "-2", "-1", "+1", "+2")}
    | {f"{where}_marked" for where in ("own", "parent", "grand", "branch", "alike")}
)
SHRINKING = frozenset(
    {"links", "parent_links", "grand_links", "branch_links", "nav", "footer", "form", "aside"}
    | {"hidden", "near_clutters", "copies"}
)
SIZE = {"max_iter": 80, "max_leaf_nodes": 8, "learning_rate": 0.12}
ENOUGH = 1000  # characters from which on a block weighs no more


class Sample:
    """One labelled page: its blocks, their measures and the truth."""

    def __init__(self, page: Labelled, markup: str) -> None:
        self.labelled = page
        self.page, root = _read(markup)
        marks = content.marked(self.page, root)
        self.is_doubtful = marks is not None and content.is_doubtful(self.page, marks)
        self.is_alone = marks is None
        self.said = said.of(root)
        self.marked = measures.of(self.page, marks or [False] * len(self.page.blocks))
        self.alone = measures.of(self.page, [False] * len(self.page.blocks))
        self.truth = pages.labels(page, self.page.blocks)

    def rows(self, name: str) -> list[list[float]]:
        """The measures that a model of a name sees."""
        return self.marked if name == "marked" else self.alone


def _read(markup: str) -> tuple[Page, etree._Element]:
    root = tree.parsed(markup)
    assert root is not None
    return blocks.page(root), root


def blocks_of(page: Labelled) -> tuple[Page, etree._Element]:
    """The blocks of a page, and its tree."""
    return _read(charset.decode(page.data))


def samples() -> list[Sample]:
    """The labelled pages."""
    return [Sample(page, charset.decode(page.data)) for page in pages.pages()]


def _bare(some: Sequence[Sample]) -> Iterator[Sample]:
    """Every third page as a word processor would have it: the article and nothing else."""
    for sample in some[::3]:
        lines = (_line(block) for block, of in zip(sample.page.blocks, sample.truth, strict=True)
                 if of)  # fmt: skip
        if any(sample.truth):
            yield Sample(sample.labelled, f"<html><body>{''.join(lines)}</body></html>")


def _line(block: blocks.Block) -> str:
    tag = block.inside.tag if block.inside.tag in ("h1", "h2", "h3", "li", "blockquote") else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _fit(name: str, some: Sequence[Sample]) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        **SIZE,
        l2_regularization=5.0,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=0,
        monotonic_cst=[(n in GROWING) - (n in SHRINKING) for n in measures.NAMES],
    )
    rows = np.array([row for sample in some for row in sample.rows(name)], dtype=float)
    truth = np.array([of for sample in some for of in sample.truth])
    sizes = [block.size for sample in some for block in sample.page.blocks]
    return model.fit(rows, truth, sample_weight=np.sqrt(np.minimum(sizes, ENOUGH)))


def _stored(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The trees as nested lists [measure, limit, at most, above], leaves as numbers."""
    return {
        "base": float(model._baseline_prediction[0, 0]),
        "trees": [_tree(stage[0].nodes, 0) for stage in model._predictors],
    }


def _tree(nodes: Any, index: int) -> Any:
    node = nodes[index]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    return [
        measures.NAMES[int(node["feature_idx"])], round(float(node["num_threshold"]), 6),
        _tree(nodes, node["left"]), _tree(nodes, node["right"]),
    ]  # fmt: skip


def folds(some: Sequence[Sample], number: int, seed: int = 0) -> list[int]:
    """The fold of each page: that of its site, so that none is both learnt from and judged."""
    sites = sorted({sample.labelled.site for sample in some})
    order = np.random.RandomState(seed).permutation(len(sites))
    fold = {site: int(order[i]) % number for i, site in enumerate(sites)}
    return [fold[sample.labelled.site] for sample in some]


def cross_validated(
    some: Sequence[Sample], number: int, name: str = "marked", seed: int = 0
) -> list[list[float]]:
    """For each page how likely its blocks are of the article, by trees that know no such site."""
    fold = folds(some, number, seed)
    likely: list[list[float]] = [[] for _ in some]
    for k in range(number):
        known = [sample for sample, f in zip(some, fold, strict=True) if f != k]
        model = _fit(name, [*known, *_bare(known)])
        for i, sample in enumerate(some):
            if fold[i] == k:
                rows = np.array(sample.rows(name), dtype=float)
                likely[i] = model.predict_proba(rows)[:, 1].tolist() if len(rows) else []
    return likely


def as_read(
    some: Sequence[Sample], marked: Sequence[list[float]], alone: Sequence[list[float]]
) -> list[list[float]]:
    """For each page the likelihoods that the reader goes by."""
    return [
        other if sample.is_alone else content.wider(known, other) if sample.is_doubtful else known
        for sample, known, other in zip(some, marked, alone, strict=True)
    ]


def found(sample: Sample, likely: Sequence[float], limit: float = content.LIMIT) -> Found:
    """What is read of a page whose blocks are so likely of the article."""
    taken = content.chosen(content.together(sample.page, likely), limit)
    taken = content.whole(sample.page, taken)
    text, spans = layout.laid_out(block.text for block in sample.page.blocks)
    told = sample.said
    read = parts.assign(sample.page, taken, text, spans, told.title, told.byline)
    return pages.found(text, read)


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, help="cross-validate, and write nothing")
    asked = parser.parse_args()
    some = samples()
    if asked.folds:
        for seed in range(2):
            marked, alone = (
                cross_validated(some, asked.folds, name, seed) for name in ("marked", "alone")
            )
            for name, likely in (("as read", as_read(some, marked, alone)), ("alone", alone)):
                for limit in (0.3, 0.35, 0.42, 0.5, 0.6):
                    print(name, seed, limit, _summary(some, likely, limit), flush=True)
        return
    models = {name: _stored(_fit(name, [*some, *_bare(some)])) for name in ("marked", "alone")}
    lines = json.dumps(models, separators=(",", ":")).replace("],[", "],\n[")
    content.MODEL.write_text(lines + "\n", encoding="utf-8")


def _summary(some: Sequence[Sample], likely: Sequence[Sequence[float]], limit: float) -> Summary:
    return pages.summary(
        (sample.labelled, found(sample, scores, limit))
        for sample, scores in zip(some, likely, strict=True)
    )


if __name__ == "__main__":
    main()
