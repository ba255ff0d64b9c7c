"""
Learning where to draw the line: a tag above it, none below it.

Words, and pairs of them, by how telling they are (TF-IDF), and a linear support vector machine.
How often that is right is measured on texts that were not learned from, in five parts; where
the line is drawn, on other parts than the one it is measured on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any, Protocol

from annotate.errors import BadInput
from annotate.text import unspaced
from annotate.text.words import WORD

__all__ = ["Learned", "Measured", "Vectors", "Words", "learn", "require_installed"]

FOLDS = 5
PLACES = 2**20  # of words and pairs
ROUNDS = 10_000  # of learning, at most
_Z = 1.96  # of 95 %


@dataclass(frozen=True, slots=True)
class Measured:
    """Of `read` texts `positives` have the tag; `right` of those `proposed` by others do."""

    read: int
    positives: int
    proposed: int
    right: int

    @property
    def precision(self) -> float | None:
        """The part of what is proposed that is right; None where nothing is."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float:
        """The part of what has the tag that is proposed."""
        return self.right / self.positives

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which the precision is, for so few texts (Wilson's interval of 95 %)."""
        n, share = self.proposed, self.precision
        if share is None:
            return 0.0, 1.0
        middle = share + _Z**2 / (2 * n)
        around = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        whole = 1 + _Z**2 / n
        return (middle - around) / whole, (middle + around) / whole

    @property
    def is_better_than_chance(self) -> bool:
        """Whether what is proposed has the tag more often than what was read, in all likelihood."""
        return self.bounds[0] > self.positives / self.read


class Vectors(Protocol):
    """How texts become vectors; `may_be_nothing`: of what is not known they are zero."""

    name: str
    may_be_nothing: bool

    def learned(self, texts: Sequence[str]) -> Any:
        """Of those that are learned from, which come first."""

    def of(self, texts: Sequence[str]) -> Any:
        """Of others."""


class Words:
    """
    TF-IDF of words and pairs of words, of all scripts.

    Each has its place by its hash: words that were not learned from weigh in a text like those
    that were, so that the line is for new texts where it was for those it was measured on.
    """

    name = "words"
    may_be_nothing = True

    def __init__(self) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

        self._counts = HashingVectorizer(
            preprocessor=_prepared, token_pattern=WORD, ngram_range=(1, 2), n_features=PLACES,
            alternate_sign=False, norm=None, dtype="float32",
        )  # fmt: skip
        self._weights = TfidfTransformer(sublinear_tf=True)

    def learned(self, texts: Sequence[str]) -> Any:
        """How telling each word is, these say."""
        return self._weights.fit_transform(self._counts.transform(texts))

    def of(self, texts: Sequence[str]) -> Any:
        """By what these are known to tell."""
        return self._weights.transform(self._counts.transform(texts))


def _prepared(text: str) -> str:
    return (unspaced.parted(text) if unspaced.is_otherwise(text) else text).lower()


@dataclass(frozen=True, slots=True)
class Learned:
    """A line, and how good it is."""

    measured: Measured
    _vectors: Vectors
    _machine: Any
    _line: float

    def scores(self, texts: Sequence[str]) -> list[float]:
        """How far above the line each is."""
        away = self._machine.decision_function(self._vectors.of(texts))
        return [round(float(each) - self._line, 4) for each in away]


def require_installed() -> None:
    """Raise BadInput, which says what to install, where scikit-learn is not."""
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise BadInput(
            "suggesting tags needs one more package: pip install 'annotate-corpus[suggest]'"
        ) from error


def learn(texts: Sequence[str], has: Sequence[bool], vectors: Vectors) -> Learned:
    """Learn which texts have a tag; of each kind there are as many as there are parts, or more."""
    from sklearn.model_selection import StratifiedKFold

    matrix, labels = vectors.learned(texts), [int(each) for each in has]
    parts = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    away, part_of, least = [0.0] * len(labels), [0] * len(labels), []
    for part, (others, these) in enumerate(parts.split(labels, labels)):
        machine = _fitted(matrix[others], [labels[i] for i in others])
        least.append(_least(machine, vectors))
        for i, value in zip(these, machine.decision_function(matrix[these]), strict=True):
            away[i], part_of[i] = float(value), part
    machine = _fitted(matrix, labels)
    line = max(_line(away, labels), _least(machine, vectors))
    return Learned(_measured(away, labels, part_of, least), vectors, machine, line)


def _least(machine: Any, vectors: Vectors) -> float:
    """Where a text is of which nothing is known: it is never above the line."""
    return float(machine.intercept_[0]) if vectors.may_be_nothing else -inf


def _fitted(matrix: Any, labels: Sequence[int]) -> Any:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    machine = LinearSVC(class_weight="balanced", random_state=0, max_iter=ROUNDS)
    with warnings.catch_warnings():  # how good it is by then is measured
        warnings.simplefilter("ignore", ConvergenceWarning)
        return machine.fit(matrix, labels)


def _measured(
    away: Sequence[float], labels: Sequence[int], part_of: Sequence[int], least: Sequence[float]
) -> Measured:
    proposed = right = 0
    for part in range(FOLDS):
        others = [i for i, each in enumerate(part_of) if each != part]
        line = max(_line([away[i] for i in others], [labels[i] for i in others]), least[part])
        above = [i for i, each in enumerate(part_of) if each == part and away[i] > line]
        proposed += len(above)
        right += sum(labels[i] for i in above)
    return Measured(len(labels), sum(labels), proposed, right)


def _line(away: Sequence[float], labels: Sequence[int]) -> float:
    """
    Where it parts them best: by F1, which wants much of what is above it to be right, and much
    of what is right to be above it.
    """
    ranked = sorted(zip(away, labels, strict=True), reverse=True)
    best, line, right, positives = -1.0, 0.0, 0, sum(labels)
    for at, (value, label) in enumerate(ranked, 1):
        right += label
        below = ranked[at][0] if at < len(ranked) else value - 1
        quality = right / (at + positives)
        if quality > best and below < value:
            best, line = quality, (value + below) / 2
    return line
