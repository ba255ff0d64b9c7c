"""The docs say what the thing does: generated parts are current, and everything is named."""

import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command: str) -> None:
    assert f"## annotate {command}\n" in (ROOT / "docs" / "cli.md").read_text()


def test_the_first_screen_of_the_readme_shows_the_two_commands() -> None:
    first_screen = (ROOT / "README.md").read_text().splitlines()[:24]
    shown = [line.split("#")[0].strip() for line in first_screen if line.startswith("make ")]
    assert shown == ["make demo", "make test"]


def test_the_readme_names_every_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    readme = (ROOT / "README.md").read_text()
    names = [requirement.split(">")[0] for requirement in project["dependencies"]]
    assert [name for name in names if f"| {name} |" not in readme] == []
