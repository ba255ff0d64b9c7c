"""The shape of the code, which no single test of behaviour can hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotate

PACKAGE = Path(annotate.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
PURE = ("text", "readers", "anchor", "cite", "manuscript", "model.py", "ref.py", "errors.py",
        "fields.py", "trees.py")  # fmt: skip
DATABASES = {"sqlite3", "sqlite_utils"}
FACES = {"click", "datasette", "annotate.cli", "annotate.web", "annotate.tui"}
SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\b.+\binto\b|\bdelete\s+from\b|\bupdate\b.+\bset\b", re.S | re.I
)

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

each_file = pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))


def ring(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return "pure" if first in PURE else "stored" if first == "corpus" else "shown"


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


@each_file
def test_imports_point_inwards(file: Path) -> None:
    forbidden = {"pure": DATABASES | FACES | {"annotate.corpus"}, "stored": FACES, "shown": set()}
    found = {
        name
        for name in imported(ast.parse(file.read_text()))
        for banned in forbidden[ring(file)]
        if name == banned or name.startswith(f"{banned}.")
    }
    assert found == set()


@pytest.mark.parametrize("face", ["cli", "web"])
def test_the_faces_hold_no_sql(face: str) -> None:
    strings = {
        node.value
        for file in (PACKAGE / face).rglob("*.py")
        for node in ast.walk(_without_docstrings(ast.parse(file.read_text())))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [words for words in strings if SQL.search(words)] == []


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
