"""
Fit the trees of `annotate/anchor/trees.json` on the labelled version pairs.

    python -m tests.quality.fit            # fits on all of them and writes the file
    python -m tests.quality.fit --folds 5  # cross-validated by document: prints what to expect

scikit-learn does the fitting: pip install -e .[quality]
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from annotate.anchor import alignment, decision, evidence, neighbours
from annotate.anchor.alignment import Alignment
from annotate.anchor.evidence import Evidence
from annotate.anchor.neighbours import Setting
from tests.quality import labelled, scores

GROWING = frozenset(evidence.NAMES) - {"length", "old_repeated"}
GROWING |= {"lead_of_old", "lead_of_new", "words_say", "provisional", "in_chain"}
SHRINKING = frozenset({"rank_of_old", "rank_of_new"})
SIZE = {
    "words": {"max_iter": 60, "max_leaf_nodes": 10, "learning_rate": 0.2},
    "setting": {"max_iter": 90, "max_leaf_nodes": 12, "learning_rate": 0.15},
}


class Sample:
    """One version pair: its candidates, their measures, and the truth (-1: not known)."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record
        self.evidence = Evidence(record["old"], record["new"])
        self.pairs = [(i, j) for i, js in self.evidence.candidates().items() for j in js]
        self.words = [self.evidence.of(i, j) for i, j in self.pairs]
        self.truth = [_truth(record["truth"][i], j) for i, j in self.pairs]

    def settings(self, likely: Sequence[float]) -> list[list[float]]:
        """The measures with those of the setting that these first opinions make."""
        seen = Setting(self.evidence, self._opinions(likely))
        return [w + seen.of(i, j) for w, (i, j) in zip(self.words, self.pairs, strict=True)]

    def alignment(self, likely: Sequence[float], limit: float) -> Alignment:
        """What follows from these last opinions."""
        old, new = self.record["old"], self.record["new"]
        return alignment.concluded(self.evidence, self._opinions(likely), old, new, limit)

    def _opinions(self, likely: Sequence[float]) -> neighbours.Opinions:
        opinions: neighbours.Opinions = {}
        for (i, j), p in zip(self.pairs, likely, strict=True):
            if p:
                opinions.setdefault(i, {})[j] = p
        return opinions


def _truth(truth: dict[str, Any], j: int) -> int:
    if truth["s"] == "skip":
        return -1
    return int(truth["s"] == "ok" and j in truth["j"])


def _fit(name: str, measures: Any, truth: Any) -> HistGradientBoostingClassifier:
    names = evidence.NAMES + (neighbours.NAMES if name == "setting" else ())
    model = HistGradientBoostingClassifier(
        **SIZE[name],
        l2_regularization=5.0,
        min_samples_leaf=60,
        early_stopping=False,
        monotonic_cst=[(n in GROWING) - (n in SHRINKING) for n in names],
    )
    known = truth >= 0
    return model.fit(measures[known], truth[known])


def _stored(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The trees as nested lists [measure, limit, at most, above], leaves as numbers."""
    return {
        "base": float(model._baseline_prediction[0, 0]),
        "trees": [_tree(stage[0].nodes, 0) for stage in model._predictors],
    }


def _tree(nodes: Any, index: int) -> Any:
    node = nodes[index]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    return [
        int(node["feature_idx"]), round(float(node["num_threshold"]), 6),
        _tree(nodes, node["left"]), _tree(nodes, node["right"]),
    ]  # fmt: skip


def _flat(samples: Sequence[Sample], rows: Callable[[Sample], list[Any]]) -> Any:
    return np.array([row for sample in samples for row in rows(sample)], dtype=float)


def _chunks(samples: Sequence[Sample], values: Any) -> Iterator[Any]:
    at = 0
    for sample in samples:
        yield values[at : at + len(sample.pairs)]
        at += len(sample.pairs)


def _out_of_fold(name: str, measures: Any, truth: Any, fold: Any) -> Any:
    """For each row the likelihood by a model that has not seen its document."""
    likely = np.zeros(len(truth))
    for k in np.unique(fold):
        model = _fit(name, measures[fold != k], truth[fold != k])
        likely[fold == k] = model.predict_proba(measures[fold == k])[:, 1]
    return likely


def _numbers(samples: Sequence[Sample], folds: int) -> Any:
    """The fold of each row: that of its document, so that none is both learnt from and judged."""
    documents = sorted({labelled.document(s.record) for s in samples})
    order = np.random.RandomState(0).permutation(len(documents))
    number = {document: int(order[k]) % folds for k, document in enumerate(documents)}
    return np.array([number[labelled.document(s.record)] for s in samples for _ in s.pairs])


@dataclass(frozen=True, slots=True)
class Table:
    """All pairs of all samples, a row each: their measures, truth, folds, and which have hope."""

    words: Any
    settings: Any
    truth: Any
    folds: Any
    hopeful: Any


def _table(samples: Sequence[Sample], folds: int) -> Table:
    numbers = _numbers(samples, folds)
    truth = np.array([t for s in samples for t in s.truth])
    words = _flat(samples, lambda s: s.words)
    first = _out_of_fold("words", words, truth, numbers)  # as it will be on texts not seen before
    opinions = dict(zip(map(id, samples), _chunks(samples, first), strict=True))
    settings = _flat(samples, lambda s: s.settings(opinions[id(s)].tolist()))
    return Table(words, settings, truth, numbers, first >= alignment.HOPELESS)


def _judged(table: Table) -> Any:
    """The last opinion of each pair, by trees that have not seen its document; 0 without hope."""
    some = table.hopeful
    likely = np.zeros(len(some))
    likely[some] = _out_of_fold(
        "setting", table.settings[some], table.truth[some], table.folds[some]
    )
    return likely


def cross_validated(
    records: Iterable[dict[str, Any]], folds: int, limits: Sequence[float] = (alignment.SURE,)
) -> Iterator[list[tuple[dict[str, Any], Alignment]]]:
    """For each limit the version pairs, aligned by trees that have not seen their documents."""
    samples = [Sample(record) for record in records]
    table = _table(samples, folds)
    likely = _judged(table)
    for limit in limits:
        yield [
            (sample.record, sample.alignment(some.tolist(), limit))
            for sample, some in zip(samples, _chunks(samples, likely), strict=True)
        ]


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, help="cross-validate, and write nothing")
    asked = parser.parse_args()
    if asked.folds:
        limits = (0.7, 0.8, 0.85, 0.88, 0.9, 0.95)
        for limit, results in zip(
            limits, cross_validated(labelled.pairs(), asked.folds, limits), strict=True
        ):
            print(limit, scores.summary((r, a.targets) for r, a in results))
        return
    table = _table([Sample(record) for record in labelled.pairs()], 5)
    models = {
        "words": _stored(_fit("words", table.words, table.truth)),
        "setting": _stored(
            _fit("setting", table.settings[table.hopeful], table.truth[table.hopeful])
        ),
    }
    decision.TREES.write_text(json.dumps(models, separators=(",", ":")).replace("],[", "],\n["))


if __name__ == "__main__":
    main()
