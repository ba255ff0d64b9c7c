"""
What a publication says of itself: as given, as metadata.yaml beside the database has it, as before.
"""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from annotate.cite.fragment import web
from annotate.corpus.copying import WITHHELD
from annotate.corpus.publication import Publication
from annotate.errors import BadInput
from annotate.text import clean

__all__ = ["Said", "told"]

_PATH = re.compile(r"(/[\w.~-]*[\w~-])*/?", re.ASCII)  # which recipes can name as they are
_WITHHELD = (
    "Of the articles only the words that someone quoted are here;"
    f" what is withheld stands as {WITHHELD}."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is given; None of what is to stay as it is, an empty text takes it back."""

    title: str | None = None
    description: str | None = None
    licence: str | None = None
    base_url: str | None = None
    cite_as: str | None = None


def told(given: Said, database: str, before: Publication | None, *, text: bool) -> Publication:
    """All of it; raises BadInput for an address that is none, or a metadata.yaml that is none."""
    beside = _beside(Path(database).parent / "metadata.yaml")
    earlier = before or Publication("")

    def first(said: str | None, name: str, else_: str) -> str:
        return clean.multiline(next(w for w in (said, beside.get(name), else_) if w is not None))

    description = first(given.description, "description", earlier.description)
    said = Publication(
        clean.line(first(given.title, "title", earlier.title)) or Path(database).stem,
        description.removesuffix(_WITHHELD).strip(),
        first(given.licence, "license", earlier.licence),
        _base_url(earlier.base_url if given.base_url is None else given.base_url),
        first(given.cite_as, "cite_as", earlier.cite_as),
    )
    return said if text else replace(said, description=f"{said.description} {_WITHHELD}".strip())


def _beside(path: Path) -> dict[str, str]:
    """What metadata.yaml says of the whole in words, in the terms of Datasette."""
    if not os.path.exists(path):
        return {}
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError) as error:
        raise BadInput(f"{path} cannot be read: {clean.line(str(error))}") from error
    return {n: w for n, w in said.items() if isinstance(w, str)} if isinstance(said, dict) else {}


def _base_url(words: str) -> str:
    address = clean.line(words)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        good = web(address) == address and parts.hostname and not (parts.query or parts.fragment)
        good = good and parts.port != 0  # asking raises ValueError for one that is none
        good = good and _PATH.fullmatch(parts.path) is not None
    except ValueError:
        good = False
    if not good or "@" in parts.netloc:
        raise BadInput(f"{address!r} is no address of a site; say it like https://corpus.example/")
    return address.rstrip("/") + "/"
