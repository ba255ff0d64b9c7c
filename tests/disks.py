"""File systems made for one test, where the machine lets us."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, *, size: int = 10_000_000) -> Iterator[Path]:
    """A folder that is a disk of so many bytes; skips the test where none can be mounted."""
    folder.mkdir()
    if not shutil.which("mount") or _mount("-t", "tmpfs", "-o", f"size={size}", "none", folder):
        pytest.skip("no file system can be mounted here; root can")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def made_read_only(folder: Path) -> None:
    """From here on nothing can be written there."""
    assert _mount("-o", "remount,ro", folder) == 0


def _mount(*words: str | Path) -> int:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode
