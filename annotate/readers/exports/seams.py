"""
Where articles begin in a file of many, and how sure that is.

Whatever the database: lines that count ("3 of 27"), that close ("End of Document"), rules,
codes that begin anew, elements of one class. What lies between two of them is an article if
it has a head or a tail as databases write them; else it is a cover sheet, or goes with what
stands before it.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from annotate.readers.exports.heads import is_label, is_sentence
from annotate.readers.exports.line_kinds import Line

__all__ = ["Found", "Part", "found", "insisted"]

_LIKELY = 0.8  # of the parts between lines that need not be seams
_MOST_NAMES = 4  # lines above "87 words"
_LONGEST_NAME = 250  # characters
_FEW = 3  # lines, which may stand between articles
_HEAD = 30  # lines of a chunk that are looked at for what stands above its text
_TAIL = 30
_ENOUGH = 3  # of what `_weight` adds up
_PROSE = 400  # characters that no article without a head should take along unsaid
_SHORT = 40  # characters; longer lines are more than a name
_WEIGHTS = {"row": 3, "closing": 2, "length": 1, "copyright": 1, "date": 1, "body": 1}
_LABELS = frozenset({"title", "byline", "section", "published", "place", "after", "id", "url"})


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of an article, and those of a cover sheet or index before it."""

    lines: tuple[Line, ...]
    cover: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The articles of a file; whether it is sure that they are."""

    parts: tuple[Part, ...]
    is_sure: bool


def found(lines: Sequence[Line], opens: Set[int] = frozenset()) -> Found | None:
    """The articles of a file, if anything shows that it holds some as databases write them."""
    plain = {*_codes(lines), *_closed(lines), *_counted(lines), *_measured(lines), *_rows(lines)}
    surely = _parted(lines, {*plain, *opens})
    if surely and (plain or len(surely.parts) > 1):
        return surely
    for cuts in (_ruled(lines), _repeated(lines)):
        likely = _parted(lines, {*cuts, *_closed(lines)}, least=_LIKELY)
        if likely and len(likely.parts) > 1:
            is_sure = all(_is_plain(part.lines) for part in likely.parts[:-1])
            return replace(likely, is_sure=likely.is_sure and is_sure)
    return surely


def insisted(lines: Sequence[Line]) -> Found | None:
    """The parts between rules, counters and closing lines, where someone says that they are."""
    kinds = ("rule", "counter")
    cuts = {*_closed(lines), *(i for i, line in enumerate(lines) if line.kind in kinds)}
    starts: list[int] = []
    has_text = False  # of the part that is open
    for start, end in pairwise(sorted({0, len(lines), *cuts})):
        is_text = _has_text(lines[start:end])
        if not starts or (has_text and is_text):
            starts.append(start)
            has_text = False
        has_text = has_text or is_text
    parts = tuple(Part(tuple(lines[a:b])) for a, b in pairwise((*starts, len(lines))))
    return Found(parts, is_sure=True) if len(parts) > 1 else None


def _parted(lines: Sequence[Line], cuts: Set[int], least: float = 0) -> Found | None:
    """The articles between cuts, if so large a part of what is more than a few lines is one."""
    starts: list[int] = []
    others = 0
    is_sure = True
    for start, end in pairwise(sorted({0, len(lines), *cuts})):
        chunk = lines[start:end]
        is_rest = least > 0 and end == len(lines) and len(starts) > 1  # cut off, it shows less
        if _is_article(chunk, _ENOUGH - is_rest):
            starts.append(start)
        elif starts:
            others += len(chunk) > _FEW
            is_sure = is_sure and _prose(chunk) < _PROSE
    if not starts or len(starts) < least * (len(starts) + others):
        return None
    first, *rest = (tuple(lines[a:b]) for a, b in pairwise((*starts, len(lines))))
    parts = (Part(first, tuple(lines[: starts[0]])), *map(Part, rest))
    return Found(parts, is_sure)


def _is_article(chunk: Sequence[Line], least: int) -> bool:
    """Whether lines have a head or tail as databases write it, and text."""
    return _weight(chunk) >= least and _has_text(chunk)


def _weight(chunk: Sequence[Line]) -> int:
    kinds, said = set(), set()
    counted = 0
    for line in (*chunk[:_HEAD], *chunk[_HEAD:][-_TAIL:]):
        if line.kind in ("label", "code"):
            said.add(line.field)
        elif line.kind == "counter":
            counted = max(counted, 2 if line.is_named else 1)
        else:
            kinds.add(line.kind)
    by_label = min(3, len(said & _LABELS)) + len(said & {"length", "text"})
    return counted + by_label + sum(_WEIGHTS.get(kind, 0) for kind in kinds)


def _is_plain(part: Sequence[Line]) -> bool:
    """Whether an article says of itself what only databases say: how long it is, or the like."""
    seen = {line.kind for line in part[:_HEAD]} | {line.field for line in part[:_HEAD]}
    labels = {line.field for line in part[:_HEAD] if line.kind == "label"} - {"other"}
    is_measured = _weight(part) > _ENOUGH and seen & {"length", "text", "copyright", "closing"}
    return bool(is_measured) or len(labels) > _ENOUGH


def _has_text(chunk: Iterable[Line]) -> bool:
    """Whether there is more of it than the name of a paper."""
    texts = [line for line in chunk if line.kind == "text" or line.field == "text"]
    return len(texts) > 2 or any(len(line.text) > _SHORT for line in texts)


def _prose(chunk: Iterable[Line]) -> int:
    return sum(len(line.text) for line in chunk if line.kind == "text" and len(line.text) > 100)


def _closed(lines: Sequence[Line]) -> Iterator[int]:
    return (i + 1 for i, line in enumerate(lines) if line.kind == "closing")


def _counted(lines: Sequence[Line]) -> Iterator[int]:
    """Counters; those that do not say of what only where they count up to one number."""
    bare = [line.numbers for line in lines if line.kind == "counter" and not line.is_named]
    ups = sum(a[0] + 1 == b[0] and a[1] == b[1] for a, b in pairwise(bare))
    counting = len(bare) > 1 and ups == len(bare) - 1
    for i, line in enumerate(lines):
        if line.kind == "counter" and (line.is_named or counting):
            yield i


def _codes(lines: Sequence[Line]) -> Iterator[int]:
    """Where codes begin anew: below the number of a document, or at another headline."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.kind != "code":
            if "id" in seen and line.kind in ("text", "label"):
                seen = set()
                yield i
            continue
        if "id" in seen or line.field == "title":
            start = i
            while "id" not in seen and start and lines[start - 1].field in ("section", "place"):
                start -= 1
            seen = set()
            yield start
        seen.add(line.field)


def _rows(lines: Sequence[Line]) -> Iterator[int]:
    """Rows that are heads of articles, with the names of their columns."""
    for i, line in enumerate(lines):
        if line.kind == "row":
            yield i - (i > 0 and lines[i - 1].kind == "columns")


def _measured(lines: Sequence[Line]) -> Iterator[int]:
    """Where names stand above "87 words" and a day, below the tail of another article."""
    for i, line in enumerate(lines):
        if line.kind == "length" and any(each.kind == "date" for each in lines[i + 1 : i + 3]):
            start = i
            while start and i - start < _MOST_NAMES and lines[start - 1].kind == "text":
                start -= 1
            if not start or lines[start - 1].kind in ("copyright", "label", "closing", "rule"):
                yield start


def _is_label(line: Line) -> bool:
    return line.kind == "label" and is_label(line)


def _ruled(lines: Sequence[Line]) -> Iterator[int]:
    return (i for i, line in enumerate(lines) if line.kind == "rule")


def _repeated(lines: Sequence[Line]) -> Iterator[int]:
    """Where a label comes again that is the first of those above the texts."""
    labels = [(i, line.field) for i, line in enumerate(lines) if _is_label(line)]
    firsts = [field for _, field in labels[:12] if field in _LABELS - {"after"} | {"site"}]
    if not firsts:
        return
    counts = {field: sum(each == field for _, each in labels) for field in firsts}
    first = max(firsts, key=lambda field: (counts[field], -firsts.index(field)))
    yield from (_headed(lines, i) for i, field in labels if field == first)


def _headed(lines: Sequence[Line], label: int) -> int:
    """Where a head begins of which a label is a part: names and labels may stand above it."""
    start = label
    while start and label - start < _MOST_NAMES and _is_above(lines[start - 1]):
        start -= 1
    return start


def _is_above(line: Line) -> bool:
    is_name = line.kind == "text" and len(line.text) <= _LONGEST_NAME
    return (is_name and not is_sentence(line)) or (
        line.kind == "label" and line.field in ("title", "byline", "section", "place")
    )
