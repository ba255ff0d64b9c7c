"""The docs say what the thing does: generated parts are current, and everything is named."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotate import hookspecs
from annotate.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
GENERATED = [page for page in PAGES if "[[[cog" in page.read_text()]


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_generated_parts_are_current(page: Path) -> None:
    cog = [sys.executable, "-m", "cogapp", "--check", "--diff", "-I", str(ROOT / "docs"), str(page)]
    done = subprocess.run(cog, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + "\n`make docs` writes it anew"


def test_the_reference_is_current() -> None:
    written = subprocess.run(
        [sys.executable, ROOT / "docs" / "reference.py"], capture_output=True, text=True, check=True
    )
    page = (ROOT / "docs" / "reference.md").read_text()
    assert page == written.stdout, "`make docs` writes it anew"


@pytest.mark.parametrize("name", ["python-api.md", "plugins.md"])
def test_what_a_page_for_programmers_names_is_in_the_reference(name: str) -> None:
    page = (ROOT / "docs" / name).read_text()
    named = re.findall(r"`(annotate(?:\.\w+)+)", page)
    for module, names in re.findall(r"^from (annotate(?:\.\w+)*) import (.+)$", page, re.M):
        named += [f"{module}.{each}" for each in names.split(", ")]
    assert [path for path in dict.fromkeys(named) if path not in referred()] == []


def referred() -> set[str]:
    """The modules of the reference, what is above them, and what is in them."""
    found, module = set(), ""
    for line in (ROOT / "docs" / "reference.md").read_text().splitlines():
        if line.startswith("## "):
            module = line.removeprefix("## ")
            found |= {module, module.rpartition(".")[0]}
        elif name := re.match(r"(?:### |- `)(\w+)", line):
            found.add(f"{module}.{name[1]}")
    return found


@pytest.mark.parametrize("hook", [name for name in hookspecs.__all__ if "register" in name])
def test_every_hook_is_in_the_docs(hook: str) -> None:
    assert f"| `{hook}()` |" in (ROOT / "docs" / "plugins.md").read_text()
    assert f"annotate.hookspecs.{hook}" in referred()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in linked(page) if not leads_somewhere(page, link)] == []


def linked(page: Path) -> Iterator[str]:
    """Where a page's relative links go; what stands in code is no link."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not link.startswith(("http://", "https://", "mailto:")):
            yield link


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not heading or heading in anchors(target))


def anchors(page: Path) -> set[str]:
    """The names that its headings have as places on the page."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", ["contributing.md", "architecture.md", "words.md"])
def test_every_path_that_a_page_names_is_there(name: str) -> None:
    roots = (ROOT, ROOT / "annotate", ROOT / "docs")
    missing = [
        path for path in paths(ROOT / "docs" / name) if not any(there(root, path) for root in roots)
    ]
    assert missing == []


def paths(page: Path) -> set[str]:
    """Files and folders in code: what has a slash at its end, or an ending that ours have."""
    words = {word for code in re.findall(r"`([^`\n]+)`", page.read_text()) for word in code.split()}
    ours = r"[\w./*-]+(?:/|\.(?:py|md|toml|txt|sh|sql|json|yaml|html|css|png))"
    return {word for word in words if re.fullmatch(ours, word) and "NAME" not in word}


def there(root: Path, path: str) -> bool:
    return any(root.glob(path.rstrip("/")))


def test_the_readme_lists_every_page() -> None:
    listed = set(linked(ROOT / "README.md"))
    pages = {str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md")}
    assert {*pages, "CHANGELOG.md", "SECURITY.md"} - listed == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command: str) -> None:
    assert f"## annotate {command}\n" in (ROOT / "docs" / "cli.md").read_text()


def test_the_first_screen_of_the_readme_shows_the_two_commands() -> None:
    first_screen = (ROOT / "README.md").read_text().splitlines()[:24]
    shown = [line.split("#")[0].strip() for line in first_screen if line.startswith("make ")]
    assert shown == ["make demo", "make test"]


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


def test_the_readme_names_every_dependency() -> None:
    extras = project()["optional-dependencies"]
    required = [
        *project()["dependencies"],
        *(r for name in extras if name != "test" for r in extras[name]),
    ]
    names = {re.split("[<>=[]", requirement)[0] for requirement in required} - {"annotate-corpus"}
    rows = re.findall(r"^\| ([\w, -]+) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert names - {name for row in rows for name in row.split(", ")} == set()


def test_who_cites_it_cites_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    own = project()
    assert {name: cited[name] for name in ("version", "license", "keywords")} == {
        name: own[name] for name in ("version", "license", "keywords")
    }
    assert [author["name"] for author in cited["authors"]] == [a["name"] for a in own["authors"]]
