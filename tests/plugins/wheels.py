"""Plugins as wheels, made without a network and installed by pip beside the package."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

__all__ = ["install", "of_folder", "unpack", "wheel"]


_WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(folder: Path, name: str, files: Mapping[str, str], *, hooks: str | None = None) -> Path:
    """A wheel with these files; `hooks` is the module that its entry point names, if any."""
    safe = name.replace("-", "_")
    about = f"{safe}-1.0.dist-info"
    path = folder / f"{safe}-1.0-py3-none-any.whl"
    listed = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": _WHEEL,
        f"{about}/entry_points.txt": f"[annotate]\n{safe} = {hooks}\n" if hooks else "",
    }
    record = "".join(f"{inside},,\n" for inside in [*listed, f"{about}/RECORD"])
    with ZipFile(path, "w") as archive:
        for inside, text in {**listed, f"{about}/RECORD": record}.items():
            archive.writestr(inside, text)
    return path


def of_folder(folder: Path, project: Path, name: str) -> Path:
    """A wheel of a project of Python files, whose entry point names its one package."""
    files = {str(p.relative_to(project)): p.read_text() for p in project.rglob("*.py")}
    [package] = {inside.split("/")[0] for inside in files}
    return wheel(folder, name, files, hooks=package)


def install(target: Path, *wheels: Path) -> Path:
    """A folder for PYTHONPATH in which pip has installed the wheels."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*pip, *map(str, wheels)], check=True, capture_output=True)
    return target


def unpack(target: Path, made: Path) -> Path:
    """The same for one wheel of our own, without pip, which takes a second for each."""
    with ZipFile(made) as archive:
        archive.extractall(target)
    return target
