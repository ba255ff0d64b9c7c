"""
What each function and word of `annotate/text/roles/` is worth: each is switched off by itself.

    python -m tests.quality.ablation                   # functions and lists of words
    python -m tests.quality.ablation --words           # words without which nothing changes
    python -m tests.quality.ablation --off head._is_label page_words.DEEDS=actually   # together
    python -m tests.quality.ablation --number head._TITLED 10 15 20 25                # in its place

Measured are the roles of the labelled paragraphs, and what of the labelled web pages, as
text, is taken for the article. What changes nothing here may be right all the same: the
pages are mostly English, and what two rules find, each finds without the other.
"""

import argparse
import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from statistics import mean
from types import FunctionType
from typing import Any

from annotate.model import Block
from annotate.readers.web import blocks, charset, tree
from annotate.text import layout, roles, split
from annotate.text.roles import signs, steps
from tests.quality import pages, paragraphs

__all__ = ["Figures", "figures", "instead", "off", "switches", "words"]

MODULES = {
    name: import_module(f"{roles.__name__}.{name}") for _, name, _ in iter_modules(roles.__path__)
}
NEEDED = ("signs.read", "steps._rest", "extent.find")  # without them there are no roles
LABELLED = ("dev_text.jsonl", "dev_breaks_text.jsonl", "seeds_text.jsonl")


Text = tuple[str, list[tuple[int, int]]]  # and its paragraphs


@dataclass(frozen=True, slots=True)
class Figures:
    """`right`: of the labelled paragraphs; F1 of what is taken for the article of pages."""

    right: float
    by_character: float
    by_page: float
    roles: tuple[str, ...]  # of all paragraphs

    def __str__(self) -> str:
        return f"{self.right:.4f}  {self.by_character:.4f}  {self.by_page:.4f}"


def figures() -> Figures:
    """The figures with the functions and words as they are now."""
    signs._label.cache_clear()
    found = [steps.assign(*text) for text in _texts()]
    dumps = found[-len(_dumps()) :]
    counts = [_counted(blocks, of) for blocks, (_, of) in zip(dumps, _dumps(), strict=True)]
    right, wrong = (sum(column) for column in zip(*counts, strict=True))
    return Figures(
        mean(paragraphs.scores(texts, paragraphs.ours).accuracy for texts in _labelled()),
        _f1(right, wrong),
        mean(_f1(*page) for page in counts),
        tuple(block.role for blocks in found for block in blocks),
    )


def _counted(found: Sequence[Block], truth: Sequence[bool]) -> tuple[int, int]:
    """Twice the characters that are rightly taken for the article, and those that are wrong."""
    right = wrong = 0
    for block, is_of in zip(found, truth, strict=True):
        taken, size = block.role in pages.CONTENT, block.end - block.start
        right += 2 * size * (taken and is_of)
        wrong += size * (taken != is_of)
    return right, wrong


def _f1(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


@cache
def _labelled() -> list[list[paragraphs.Labelled]]:
    return [paragraphs.documents(name) for name in LABELLED]


@cache
def _texts() -> list[Text]:
    """All texts: the labelled ones, and then the pages."""
    labelled = [text for texts in _labelled() for text, _ in texts]
    return [(text, split.paragraphs(text)) for text in labelled] + [page for page, _ in _dumps()]


@cache
def _dumps() -> list[tuple[Text, list[bool]]]:
    """Each page as text, and which of its blocks are of the article."""
    found = []
    for page in pages.pages():
        root = tree.parsed(charset.decode(page.data))
        assert root is not None
        some = blocks.page(root).blocks
        text, spans = layout.laid_out(block.text for block in some)
        found.append(((text, list(spans)), pages.labels(page, some)))
    return found


def switches() -> Iterator[str]:
    """
    What can be switched off: functions that say yes or no, or change roles, and lists of words.

    A function that says yes or no stands there twice: `NAME` says no, `NAME=True` yes.
    """
    for name, module in MODULES.items():
        for key, value in vars(module).items():
            own = isinstance(value, FunctionType) and value.__module__ == module.__name__
            told = inspect.signature(value).return_annotation if own else str
            if (told in (bool, None) and f"{name}.{key}" not in NEEDED) or key in _lists(name):
                yield f"{name}.{key}"
            if told is bool:
                yield f"{name}.{key}=True"


def words() -> Iterator[str]:
    """The words and phrases of all lists, each with its list: `page_words.DEEDS=get `."""
    for name in MODULES:
        for key, value in _lists(name).items():
            yield from (f"{name}.{key}={word}" for word in sorted(value))


def _lists(module: str) -> dict[str, Any]:
    """The lists of words that a module holds."""
    if not module.endswith("_words"):
        return {}
    return {key: value for key, value in vars(MODULES[module]).items() if key.isupper()}


@contextmanager
def off(*switched: str) -> Iterator[None]:
    """Switch functions, lists and words off, wherever they are used."""
    with ExitStack() as stack:
        for each in switched:
            name, _, rest = each.partition("=")
            old = _value(name)
            stack.enter_context(instead(name, _without(old, rest)))
        yield


def _value(name: str) -> Any:
    module, _, key = name.partition(".")
    return vars(MODULES[module])[key]


def _without(old: Any, rest: str) -> Any:
    """A list without a word, or without any; a function that always says the same."""
    if isinstance(old, tuple | frozenset):
        return type(old)(word for word in old if rest and word != rest)
    says = rest == "True" if inspect.signature(old).return_annotation is bool else None
    return lambda *_: says


@contextmanager
def instead(name: str, new: Any) -> Iterator[None]:
    """Put something in the place of a function, list or number, wherever it is used."""
    old = _value(name)
    module = MODULES[name.partition(".")[0]]
    places = [(module, name.partition(".")[2])]
    if not isinstance(old, int | float):  # of these, others may be the same
        places = [(m, k) for m in MODULES.values() for k, v in vars(m).items() if v is old]
    tables = [(steps, key) for key in ("_FIRST", "_WITH_PROSE", "_WITHOUT_PROSE", "_LAST")]
    kept = [(m, key, vars(m)[key]) for m, key in [*places, *tables]]
    for m, key in places:
        setattr(m, key, new)
    for _, key in tables:
        table = [s._replace(apply=new) if s.apply is old else s for s in vars(steps)[key]]
        setattr(steps, key, tuple(table))
    try:
        yield
    finally:
        for m, key, was in kept:
            setattr(m, key, was)


def main() -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", action="store_true", help="words without which nothing changes")
    parser.add_argument("--off", nargs="+", metavar="NAME", help="these, all at once")
    parser.add_argument("--number", nargs="+", metavar="NAME VALUE", help="other values of it")
    asked = parser.parse_args()
    if not (pages.there() and paragraphs.there()):
        print(f"no labelled pages in {pages.DATA}; set ANNOTATE_LABELLED", file=sys.stderr)
        return 1
    shipped = figures()
    print(f"{shipped}  as shipped: labelled paragraphs, pages by character, by page", flush=True)
    if asked.number:
        name, *values = asked.number
        for each in map(type(_value(name)), values):
            with instead(name, each):
                _tell(f"{name} = {each}", figures(), shipped)
    elif asked.words:
        for each in _idle(list(words())):
            print(each, flush=True)
    else:
        for some in [asked.off] if asked.off else [[each] for each in list(switches())]:
            with off(*some):
                _tell(" ".join(some), figures(), shipped)
    return 0


def _idle(some: Sequence[str]) -> Iterator[str]:
    """Those that can all go, with no role other than it is."""
    kept = [steps.assign(*text) for text in _texts()]
    with ExitStack() as gone:
        for each in some:
            word = each.partition("=")[2].strip()
            holds = [i for i, (text, _) in enumerate(_texts()) if word in text.lower()]
            with off(each):
                signs._label.cache_clear()
                is_idle = all(_roles(steps.assign(*_texts()[i])) == _roles(kept[i]) for i in holds)
            if is_idle:
                gone.enter_context(off(each))
                yield each


def _roles(found: Sequence[Block]) -> list[str]:
    return [block.role for block in found]


def _tell(what: str, found: Figures, shipped: Figures) -> None:
    changed = sum(a != b for a, b in zip(found.roles, shipped.roles, strict=True))
    print(f"{found}  {changed:5} roles  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
