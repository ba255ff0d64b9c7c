"""
The API reference: what others may rely on, as its signatures and docstrings say.

griffe reads the sources without running them; `make docs` writes the page, a test holds it.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent
WIDEST = 100  # columns of a signature on one line

PUBLIC: dict[str, tuple[str, ...]] = {
    "annotate": (),
    "annotate.library": (),
    "annotate.handing": (),
    "annotate.answers": (),
    "annotate.coding.suggesting": ("Suggested",),
    "annotate.coding.learning": ("Measured",),
    "annotate.corpus.suggestions": ("Suggestion",),
    "annotate.errors": (),
    "annotate.model": (),
    "annotate.intake.settings": ("Settings",),
    "annotate.intake.storing": ("Outcome",),
    "annotate.intake.notices": (),
    "annotate.intake.item": (),
    "annotate.hookspecs": ("register_readers", "register_forms", "register_commands"),
    "annotate.readers.formats": ("Format", "FORMATS", "detect", "read"),
    "annotate.readers.record": ("Options",),
    "annotate.readers.pieces": (),
    "annotate.readers.plain": ("read", "decode"),
    "annotate.cite.forms": (),
    "annotate.cite.citation": ("Citation",),
    "annotate.cite.fate": ("Status", "Fate", "Current"),
    "annotate.cli.options": ("read", "command", "format_option", "base_url_option"),
    "annotate.cli.output": ("emit", "say"),
    "annotate.corpus.database": ("Command", "open_read", "open_write", "transaction"),
    "annotate.corpus.articles": ("add", "store", "walk"),
    "annotate.corpus.named": (),
    "annotate.corpus.locate": ("Place",),
    "annotate.corpus.tags": ("Request", "add", "remove"),
    "annotate.corpus.notes": ("add", "edit", "delete", "get", "listing"),
    "annotate.corpus.narrowing": ("Filters",),
    "annotate.corpus.search": ("Hit", "NoteHit", "paragraphs", "notes"),
    "annotate.corpus.frequencies": ("Frequency", "Frequencies", "Cell", "Crossed"),
    "annotate.corpus.tallying": ("Count",),
    "annotate.coding.autocoding": ("Autocoded", "Ruled", "Sample"),
    "annotate.corpus.rules": ("Changed",),
    "annotate.text.rule": ("Rule",),
    "annotate.corpus.citing": ("by_ref",),
    "annotate.corpus.reviews": ("Review", "Candidate", "queue", "get"),
    "annotate.corpus.history": (),
    "annotate.corpus.choosing": ("Choice", "Left"),
    "annotate.corpus.publication": ("Publication", "of"),
    "annotate.corpus.published": ("Contents",),
    "annotate.publish.publishing": (),
    "annotate.publish.saying": ("Said",),
    "annotate.publish.configuration": ("Access",),
    "annotate.anchor": (),
    "annotate.anchor.quote": ("find",),
    "annotate.text.key": (),
    "annotate.text.normalise": (),
    "annotate.ref": ("Ref", "parse"),
}
"""Module → names that may be relied on; none: all that its `__all__` lists."""


HEAD = """\
# API reference

What programs and plugins may rely on, as its signatures and docstrings say; [Python API](python-api.md) and [Plugins](plugins.md) show how it is used.
What is not here may change with any version, underscore or not: [what holds from version to version](contributing.md#versions).
"""  # noqa: E501


def page() -> str:
    """The whole page, as Markdown: a table of the modules, then each."""
    rows = (f"| [{path}](#{path.replace('.', '')}) | {_first(path)} |\n" for path in PUBLIC)
    table = "".join(["| module | what it is |\n|---|---|\n", *rows])
    how = "<!-- Generated: `make docs`; a test keeps it equal. -->\n"
    return "\n".join([HEAD, how, table, *(_module(*each) for each in PUBLIC.items())])


@cache
def _package() -> griffe.Object | griffe.Alias:
    loader = griffe.GriffeLoader(search_paths=[ROOT], allow_inspection=False)
    package = loader.load("annotate")
    loader.resolve_aliases()
    return package


def _found(path: str) -> griffe.Object | griffe.Alias:
    package = _package()
    return package[path.removeprefix("annotate.")] if "." in path else package


def _first(path: str) -> str:
    """The first paragraph of a module's docstring, on one line."""
    return " ".join(_said(_found(path)).split("\n\n")[0].split())


def _module(path: str, names: Sequence[str]) -> str:
    module = _found(path)
    listed = [str(name) for name in module.exports or ()]
    if unknown := set(names) - set(listed):
        raise LookupError(f"{path} has no {', '.join(sorted(unknown))} in its __all__")
    public = [_real(module[name]) for name in names or listed]
    constants = "".join(f"- `{one.name}`: {_said(one)}\n" for one in public if one.is_attribute)
    things = [_thing(one) for one in public if not one.is_attribute]
    head = f"## {path}\n\n{_said(module)}\n"
    return "\n".join([head, *([constants] if constants else []), *things])


def _real(one: griffe.Object | griffe.Alias) -> griffe.Object | griffe.Alias:
    return one.final_target if isinstance(one, griffe.Alias) else one


def _said(one: griffe.Object | griffe.Alias) -> str:
    if one.docstring:
        return one.docstring.value
    if one.is_attribute:
        return f"`{one.source.strip()}`"
    raise LookupError(f"{one.path} has no docstring")


def _thing(one: griffe.Object | griffe.Alias) -> str:
    """A class or function: how it is written, what it says, and what a class can do."""
    if isinstance(one, griffe.Function):
        return f"### {one.name}\n\n{_code(_signature(one))}\n{_said(one)}\n"
    does = [each for each in one.members.values() if not each.name.startswith("_")]
    does = [each for each in does if each.is_function or "property" in each.labels]
    methods = "".join(f"\n{_code(_signature(each))}\n{_said(each)}\n" for each in does)
    return f"### {one.name}\n\n{_code(_head(one))}\n{_said(one)}\n{methods}"


def _code(lines: str) -> str:
    return f"```python\n{lines}\n```\n"


def _head(one: griffe.Object | griffe.Alias) -> str:
    """How a class is called: its bases and fields, or what `__init__` takes."""
    assert isinstance(one, griffe.Class)
    fields = [each.source.rstrip() for each in one.members.values() if _is_field(each)]
    made = one.members.get("__init__")
    if made and "dataclass" not in one.labels:
        line = _signature(made).replace("def __init__", f"class {one.name}")
        return line.removesuffix(" -> None")
    bases = f"({', '.join(map(str, one.bases))})" if one.bases else ""
    lines = [f"class {one.name}{bases}{':' if fields else ''}", *(f"    {f}" for f in fields)]
    return "\n".join(lines)


def _is_field(one: griffe.Object | griffe.Alias) -> bool:
    if not one.is_attribute or "property" in one.labels or one.name.startswith("_"):
        return False
    return not one.source.startswith("self.")


def _signature(one: griffe.Object | griffe.Alias) -> str:
    """On one line, or with a parameter a line, as formatters break it."""
    if isinstance(one, griffe.Attribute):  # a property
        return f"{one.name}: {one.annotation}"
    assert isinstance(one, griffe.Function)
    line = f"def {one.signature()}"
    if len(line) <= WIDEST:
        return line
    before, rest = line.split("(", 1)
    inside, after = rest.rsplit(") ->", 1)
    listed = re.sub(r", (?=\*{0,2}\w+: |\*, )", ",\n    ", inside)
    return f"{before}(\n    {listed},\n) ->{after}"


if __name__ == "__main__":
    print(page(), end="")
