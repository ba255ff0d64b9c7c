"""The shape of the code, which no single test of behaviour can hold."""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import annotate

PACKAGE = Path(annotate.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
RINGS = ("pure", "stored", "work", "faces")  # from the innermost
DATABASES = {"sqlite3", "sqlite_utils"}
SHOWING = {"click", "datasette", "rich", "textual"}
SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\b.+\binto\b|\bdelete\s+from\b|\bupdate\b.+\bset\b", re.S | re.I
)

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

HOUSED = [f for f in FILES if not (f.parent == PACKAGE and f.name.startswith("__"))]  # no doors


def each(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=lambda f: str(f.relative_to(PACKAGE)))


each_file, each_housed_file = each(FILES), each(HOUSED)


@cache
def rooms() -> dict[str, str]:
    """Folder or file of the package → its ring, as the table of docs/architecture.md has it."""
    page = (PACKAGE.parent / "docs" / "architecture.md").read_text()
    rows = re.findall(rf"^\| ({'|'.join(RINGS)}) \| ([^|]+) \|", page, re.MULTILINE)
    return {room.rstrip("/"): ring for ring, listed in rows for room in listed.split()}


def ring(file: Path) -> str:
    return rooms()[file.relative_to(PACKAGE).parts[0]]


def test_every_room_is_in_a_ring() -> None:
    there = {file.relative_to(PACKAGE).parts[0] for file in FILES}
    assert set(rooms()) == there - {"__init__.py", "__main__.py"}
    assert set(rooms().values()) == set(RINGS)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def defined(tree: ast.Module) -> Iterator[str]:
    """The functions and classes a module makes for others: those without an underscore."""
    for node in tree.body:
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
            yield node.name


def assigned(tree: ast.Module) -> Iterator[str]:
    """Its constants and aliases, which it may keep to itself."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from (n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def lazy(tree: ast.Module) -> Iterator[str]:
    """What it loads when first used: imported for the type checker alone."""
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            imports = [n for n in node.body if isinstance(n, ast.ImportFrom)]
            yield from (alias.name for n in imports for alias in n.names)


def listed(tree: ast.Module) -> Iterator[str]:
    """What `__all__` says."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AugAssign) and "'__all__'" in ast.dump(node):
            yield from ast.literal_eval(node.value)


@each_housed_file
def test_imports_point_inwards(file: Path) -> None:
    inner = RINGS.index(ring(file))
    banned = {f"annotate.{Path(room).stem}" for room, r in rooms().items()
              if RINGS.index(r) > inner}  # fmt: skip
    banned |= DATABASES if ring(file) == "pure" else set()
    banned |= SHOWING if ring(file) != "faces" else set()
    found = {
        name
        for name in imported(ast.parse(file.read_text()))
        for one in banned
        if name == one or name.startswith(f"{one}.")
    }
    assert found == set()


def module(file: Path) -> str:
    """The name that a file is imported by."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def files_used(tree: ast.Module, known: Collection[str]) -> Iterator[str]:
    """Which of the known files it imports: at its top, in a function, for the type checker."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & set(known)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


def test_no_files_import_each_other_in_a_circle() -> None:
    trees = {module(file): ast.parse(file.read_text()) for file in FILES}
    uses = {name: set(files_used(tree, trees)) for name, tree in trees.items()}
    TopologicalSorter(uses).prepare()  # raises CycleError, which names them


SAME = {
    "articles.py", "blocks.py", "check.py", "citing.py", "codebook.py", "defining.py", "diff.py",
    "formats.py",
    "history.py", "html.py", "lineage.py", "markdown.py", "notes.py", "reading.py", "same.py",
    "split.py",
}  # fmt: skip
"""Names of files that stand in several folders and mean the same there."""


def test_a_name_means_one_thing() -> None:
    names = [file.name for file in FILES if file.name != "__init__.py"]
    assert {name for name in names if names.count(name) > 1} == SAME


@pytest.mark.parametrize("room", [room for room, ring in rooms().items() if ring != "stored"])
def test_sql_is_in_corpus_alone(room: str) -> None:
    files = (PACKAGE / room).rglob("*.py") if (PACKAGE / room).is_dir() else [PACKAGE / room]
    strings = {
        node.value
        for file in files
        for node in ast.walk(_without_docstrings(ast.parse(file.read_text())))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [words for words in strings if SQL.search(words)] == []


def test_what_is_between_corpus_and_faces_prints_nothing() -> None:
    calls = [
        (file.name, node.func.id)
        for file in HOUSED
        if ring(file) == "work"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert [call for call in calls if call[1] == "print"] == []


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [n for n in node.body if not _is_docstring(n)]
    return tree


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@each_file
def test_a_file_can_be_read_in_a_sitting(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 350


@each_file
def test_everything_public_has_a_docstring(file: Path) -> None:
    tree = ast.parse(file.read_text())
    top = [node for node in tree.body if isinstance(node, DEFINITIONS)]
    public = [c for c in top if isinstance(c, ast.ClassDef) and c.name[0] != "_"]
    inner = [n for c in public for n in c.body if isinstance(n, DEFINITIONS)]
    bare = [n.name for n in [*top, *inner] if n.name[0] != "_" and not ast.get_docstring(n)]
    assert (bare, bool(ast.get_docstring(tree))) == ([], True)


@each_file
def test_all_lists_every_public_function_and_class(file: Path) -> None:
    tree = ast.parse(file.read_text())
    names = set(listed(tree))
    missing, made_up = (
        set(defined(tree)) - names,
        names - {*defined(tree), *assigned(tree), *lazy(tree)},
    )
    assert (missing, made_up) == (set(), set())
