"""
Labelled web pages, and how well a way of reading finds their text.

Text F1 is that of the article-extraction benchmark the pages are from: runs of four
words, precision and recall averaged over the pages. Paragraph F1 counts paragraphs that
are found whole, by their letters and digits. Kept is how many of the paragraphs that the
page marks as a heading, a quote or a list have that role.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import mean
from urllib.parse import urlsplit

from annotate import model
from annotate.readers.web.blocks import Block, Element
from tests.quality import labelled

__all__ = [
    "CONTENT",
    "KINDS",
    "Found",
    "Labelled",
    "Structure",
    "Summary",
    "found",
    "is_heading",
    "labels",
    "letters",
    "pages",
    "structure",
    "summary",
    "there",
]

DATA = labelled.DATA / "html"
CONTENT = frozenset({"heading", "body", "quote", "list_item"})
"""The roles whose paragraphs the benchmark takes for the article."""

Structure = dict[str, Counter[str]]  # by kind of markup, the paragraphs in it

KINDS = ("heading", "quote", "list_item")
_WORD = re.compile(r"\w+")
_RUN = 4  # words


@dataclass(frozen=True, slots=True)
class Labelled:
    """A saved page, the paragraphs of its article, and the site it is from."""

    name: str
    data: bytes
    paragraphs: tuple[str, ...]
    site: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a way of reading takes for the article: paragraphs, each with its role."""

    paragraphs: Sequence[str]
    roles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """How well a way does; `kept` by role: headings, quotes, lists."""

    text: float
    precision: float
    recall: float
    paragraphs: float
    kept: tuple[float, ...] = ()

    def __str__(self) -> str:
        kept = " / ".join(f"{share:.3f}" for share in self.kept)
        return f"text F1 {self.text:.4f}  paragraph F1 {self.paragraphs:.4f}  kept {kept or '-'}"


def found(text: str, blocks: Iterable[model.Block]) -> Found:
    """What a draft takes for the article."""
    content = [block for block in blocks if block.role in CONTENT]
    return Found([text[b.start : b.end] for b in content], [b.role for b in content])


def there() -> bool:
    """Whether the pages are where they should be."""
    return (DATA / "ground-truth.json").exists()


def pages() -> list[Labelled]:
    """The labelled pages; their README says where they are from."""
    truth = json.loads((DATA / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Labelled(
            name,
            gzip.decompress((DATA / "pages" / f"{name}.html.gz").read_bytes()),
            tuple(line for line in page["articleBody"].splitlines() if letters(line)),
            _site(page["url"]),
        )
        for name, page in truth.items()
    ]


def _site(address: str) -> str:
    """The name of a site without what stands before it: pages of one are of a kind."""
    parts = (urlsplit(address).hostname or "").split(".")
    return ".".join(parts[-2:] if len(parts) < 3 or len(parts[-2]) > 3 else parts[-3:])


def letters(text: str) -> str:
    """A paragraph as it is compared: its letters and digits."""
    return "".join(_WORD.findall(text)).lower()


def summary(
    results: Iterable[tuple[Labelled, Found]],
    structures: Iterable[Structure] | None = None,
) -> Summary:
    """Of pages, each with what was found; `structures` are what their markup says."""
    results = list(results)
    runs = [_runs(page, found) for page, found in results]
    precision = mean(both / theirs for both, _, theirs in runs if theirs)
    recall = mean(both / ours for both, ours, _ in runs if ours)
    whole = [_whole(page, found) for page, found in results]
    hits, all_gold, all_found = (sum(column) for column in zip(*whole, strict=True))
    return Summary(
        2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        precision,
        recall,
        2 * hits / max(1, all_gold + all_found),
        _kept(results, list(structures)) if structures else (),
    )


def _runs(page: Labelled, found: Found) -> tuple[int, int, int]:
    """Runs of words: in both, in the truth, found."""
    truth, ours = _counted("\n".join(page.paragraphs)), _counted("\n".join(found.paragraphs))
    return (truth & ours).total(), truth.total(), ours.total()


def _counted(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _RUN + 1)) if words else ()
    return Counter(tuple(words[i : i + _RUN]) for i in starts)


def _whole(page: Labelled, found: Found) -> tuple[int, int, int]:
    """Paragraphs: found whole, in the truth, found."""
    truth, ours = _paragraphs(page.paragraphs), _paragraphs(found.paragraphs)
    return (truth & ours).total(), truth.total(), ours.total()


def _paragraphs(some: Iterable[str]) -> Counter[str]:
    return Counter(key for text in some if (key := letters(text)))


def _kept(
    results: Sequence[tuple[Labelled, Found]], structures: Sequence[Structure]
) -> tuple[float, ...]:
    """Of the paragraphs that markup gives each role, how many have it."""
    of, kept = Counter[str](), Counter[str]()
    for (_, found), structure in zip(results, structures, strict=True):
        given: Structure = {kind: Counter() for kind in KINDS}
        for text, role in zip(found.paragraphs, found.roles, strict=True):
            if role in given:
                given[role][letters(text)] += 1
        for kind in KINDS:
            of[kind] += structure[kind].total()
            kept[kind] += (structure[kind] & given[kind]).total()
    return tuple(kept[kind] / max(1, of[kind]) for kind in KINDS)


def structure(page: Labelled, blocks: Sequence[Block]) -> Structure:
    """The paragraphs of the article that stand in markup of each kind."""
    truth = _paragraphs(page.paragraphs)
    told: Structure = {kind: Counter() for kind in KINDS}
    for block, is_of in zip(blocks, labels(page, blocks), strict=True):
        key, kind = letters(block.text), _kind(block.inside)
        if is_of and kind and sum(counts[key] for counts in told.values()) < truth[key]:
            told[kind][key] += 1
    return told


def is_heading(block: Block) -> bool:
    """Whether the page marks a block as a heading."""
    return _kind(block.inside) == "heading"


def _kind(element: Element | None) -> str | None:
    """The nearest markup that says what a block is."""
    while element is not None:
        if re.fullmatch("h[1-6]", element.tag):
            return "heading"
        if element.tag in ("blockquote", "li"):
            return "quote" if element.tag == "blockquote" else "list_item"
        element = element.parent
    return None


def labels(page: Labelled, blocks: Sequence[Block]) -> list[bool]:
    """For each block of a page whether it is of the article; of two alike the one in order."""
    truth = [letters(text) for text in page.paragraphs]
    keys = [letters(block.text) for block in blocks]
    chosen = [False] * len(keys)
    for start, _, size in SequenceMatcher(None, keys, truth, autojunk=False).get_matching_blocks():
        chosen[start : start + size] = [True] * size
    left = Counter(truth) - Counter(key for key, is_of in zip(keys, chosen, strict=True) if is_of)
    joined, known = "".join(truth), frozenset(truth)
    for i, key in enumerate(keys):
        if not chosen[i] and key in known:
            chosen[i] = left[key] > 0
            left[key] -= 1
        elif not chosen[i]:
            chosen[i] = len(key) >= 25 and key in joined
    return chosen
