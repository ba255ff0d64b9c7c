"""
Fit the trees of `annotate/anchor/trees.json` on the labelled version pairs.

    python -m tests.quality.fit            # fits on all of them and writes the file
    python -m tests.quality.fit --folds 5  # cross-validated by document: prints what to expect

scikit-learn does the fitting: pip install scikit-learn
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from annotate.anchor import alignment, decision, evidence, setting
from annotate.anchor.evidence import Evidence
from annotate.anchor.setting import Setting
from tests.quality import labelled, scores

GROWING = frozenset(evidence.NAMES) - {"length", "old_repeated", "new_repeated"}
GROWING |= {"lead_of_old", "lead_of_new", "words_say"}
SIZE = {
    "words": {"max_iter": 60, "max_leaf_nodes": 10, "learning_rate": 0.2},
    "setting": {"max_iter": 60, "max_leaf_nodes": 10, "learning_rate": 0.2},
}


class Sample:
    """One version pair: its candidates, their measures, and the truth (-1: not known)."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record
        self.evidence = Evidence(record["old"], record["new"])
        self.pairs = [(i, j) for i, js in self.evidence.candidates().items() for j in js]
        self.words = [self.evidence.of(i, j) for i, j in self.pairs]
        self.truth = [_truth(record["truth"][i], j) for i, j in self.pairs]

    def setting(self, likely: Sequence[float]) -> list[list[float]]:
        """The measures with those of the setting that these first opinions make."""
        opinions: setting.Opinions = {}
        for (i, j), p in zip(self.pairs, likely, strict=True):
            opinions.setdefault(i, {})[j] = p
        old, new = len(self.record["old"]), len(self.record["new"])
        seen = Setting(self.evidence.fixed, opinions, old, new)
        return [w + seen.of(i, j) for w, (i, j) in zip(self.words, self.pairs, strict=True)]


def _truth(truth: dict[str, Any], j: int) -> int:
    if truth["s"] == "skip":
        return -1
    return int(truth["s"] == "ok" and j in truth["j"])


def _fit(name: str, measures: Any, truth: Any) -> HistGradientBoostingClassifier:
    names = evidence.NAMES + (setting.NAMES if name == "setting" else ())
    model = HistGradientBoostingClassifier(
        **SIZE[name],
        l2_regularization=1.0,
        min_samples_leaf=30,
        early_stopping=False,
        monotonic_cst=[int(n in GROWING) for n in names],
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


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, help="cross-validate, and write nothing")
    asked = parser.parse_args()
    samples = [Sample(record) for record in labelled.pairs()]
    documents = sorted({labelled.document(s.record) for s in samples})
    order = np.random.RandomState(0).permutation(len(documents))
    number = {document: int(order[k]) % (asked.folds or 5) for k, document in enumerate(documents)}
    folds = np.array([number[labelled.document(s.record)] for s in samples for _ in s.pairs])
    truth = np.array([t for s in samples for t in s.truth])
    words = _flat(samples, lambda s: s.words)
    first = _out_of_fold("words", words, truth, folds)  # as it will be on texts not seen before
    opinions = dict(zip(map(id, samples), _chunks(samples, first), strict=True))
    settings = _flat(samples, lambda s: s.setting(opinions[id(s)].tolist()))
    if asked.folds:
        likely = _out_of_fold("setting", settings, truth, folds)
        for limit in (0.7, 0.8, 0.85, 0.9, 0.95):
            print(limit, scores.summary(_targets(samples, likely, limit)))
        return
    models = {
        "words": _stored(_fit("words", words, truth)),
        "setting": _stored(_fit("setting", settings, truth)),
    }
    decision.TREES.write_text(json.dumps(models, separators=(",", ":")).replace("],[", "],\n["))


def _targets(
    samples: Sequence[Sample], likely: Any, limit: float
) -> Iterator[tuple[dict[str, Any], list[int | None]]]:
    for sample, some in zip(samples, _chunks(samples, likely), strict=True):
        opinions: setting.Opinions = {}
        for (i, j), p in zip(sample.pairs, some, strict=True):
            opinions.setdefault(i, {})[j] = float(p)
        yield sample.record, alignment.targets(sample.evidence, opinions, limit)[0]


if __name__ == "__main__":
    main()
