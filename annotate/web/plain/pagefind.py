"""
Search without a program on the host: Pagefind's index of the articles, and the page that asks it.

Pagefind is a program of its own (MIT), which comes with the extra `static`.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from annotate.errors import BadInput
from annotate.text import clean
from annotate.web import rendering
from annotate.web.plain.relative import Relative

__all__ = ["FOLDER", "index", "page", "program"]

FOLDER = "pagefind"

_ASIDE = ".beside, .num, .meta, .notice, summary"  # what is on the page of an article besides
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # faces of its own


def program() -> Path:
    """Pagefind's program; raises BadInput where there is none."""
    try:
        from pagefind.service import get_executable

        found: Path | None = get_executable()
    except ImportError:
        found = None
    if found is None:
        raise BadInput(
            'search in plain files needs Pagefind: pip install "annotate-corpus[static]",'
            " or say --no-search"
        )
    return found


def page(site: Relative) -> bytes:
    """The search page."""
    return rendering.html("find.html", site, index=f"{site.base}{FOLDER}/pagefind.js")


def index(folder: Path, by: Path) -> None:
    """Index the articles as they are now; raises BadInput with what Pagefind says of trouble."""
    command = [
        str(by), "--site", str(folder), "--glob", "read/*/index.html", "--quiet",
        "--exclude-selectors", _ASIDE,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = clean.line(done.stderr.decode("utf-8", "replace"))
        raise BadInput(f"Pagefind could not index the pages: {said[-500:]}")
    for path in _unused(folder / FOLDER):
        path.unlink()


def _unused(folder: Path) -> Iterable[Path]:
    return [path for pattern in _UNUSED for path in folder.glob(pattern)]
