"""
The files that a host needs beside the copy and its settings: how to serve it, and to cite it.
"""

import re
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from annotate.corpus.publication import Publication

__all__ = ["CITATION", "FILES", "write", "write_citation"]

_TEMPLATES = ("README.md", "serve.sh", "nginx.conf", "Dockerfile")
CITATION = "CITATION.cff"
FILES = (*_TEMPLATES, CITATION)
_LOCAL = "http://127.0.0.1:8001"
_CREATIVE = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)|CC0[ -](1\.0)", re.IGNORECASE)
_KNOWN = ("ODbL-1.0", "ODC-By-1.0", "PDDL-1.0")  # of SPDX; other licences are not named by id


def write(folder: Path, told: Publication) -> None:
    """Write them; what the publication says of itself stands in them."""
    base = urlsplit(told.base_url)
    path = base.path.rstrip("/")
    words = {
        "title": _line(told.title),
        "description": _line(told.description) or "Articles in numbered paragraphs, annotated.",
        "licence": f"; its licence is {_line(told.licence)}" if told.licence else "",
        "revision": told.revision,
        "host": _name(base.hostname),
        "prefix": path,
        "path": "/" if not path else f"{path}/",
        "local": f"{_LOCAL}{path}/",
        "version": version("annotate-corpus"),
    }
    for name in _TEMPLATES:
        template = Path(__file__).parent.joinpath("files", name).read_text(encoding="utf-8")
        (folder / name).write_text(Template(template).substitute(words), encoding="utf-8")
    write_citation(folder, told)


def write_citation(folder: Path, told: Publication) -> None:
    """Write how the corpus is cited, for programs."""
    (folder / CITATION).write_text(_citation(told), encoding="utf-8")


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(host: str | None) -> str:
    return host if host and re.fullmatch(r"[\w.-]+", host, re.ASCII) else "_"


def _citation(told: Publication) -> str:
    """The Citation File Format, 1.2.0; the authors are those whom the words to cite name."""
    import yaml

    title = _line(told.title)
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _line(told.cite_as) or f"Please cite {title} as below.",
        "title": title,
        "type": "dataset",
        "authors": [{"name": f"The editors of {title}"}],
        "version": told.revision,
        "abstract": told.description,
        "url": told.base_url,
        "license": _spdx(told.licence),
    }
    return yaml.safe_dump(
        {name: value for name, value in said.items() if value},
        sort_keys=False, allow_unicode=True, width=100,
    )  # fmt: skip


def _spdx(licence: str) -> str:
    """The id by which SPDX knows the licence; empty where it may not know it."""
    if found := _CREATIVE.fullmatch(licence.strip()):
        return f"CC0-{found[3]}" if found[3] else f"CC-{found[1].upper()}-{found[2]}"
    return next((known for known in _KNOWN if known.lower() == licence.strip().lower()), "")
