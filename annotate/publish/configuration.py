"""
What Datasette is told of a publication, in the words of both of its lines.

0.65 reads metadata.yaml and settings.json, 1.0 datasette.yaml and metadata.yaml; the two
YAML files are the same. `inspect-data.json` makes the copy immutable, and saves counting.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from annotate.corpus import published
from annotate.corpus.publication import Publication
from annotate.publish.folder import COPY

__all__ = ["FILES", "Access", "write"]

FILES = ("metadata.yaml", "datasette.yaml", "settings.json", "inspect-data.json")
NAME = COPY.removesuffix(".db")  # of the database on pages

_CHEAP = {
    "allow_facet": False,
    "suggest_facets": False,
    "allow_csv_stream": False,
    "default_page_size": 50,
    "max_returned_rows": 500,
    "sql_time_limit_ms": 500,
    "facet_time_limit_ms": 100,
    "max_csv_mb": 5,
}
"""What keeps Datasette's own pages from costing more than ours."""


@dataclass(frozen=True, slots=True)
class Access:
    """What of Datasette's own pages there is."""

    data: bool = True  # pages of tables, and their JSON and CSV
    sql: bool = False
    download: bool = False  # of the whole copy


def write(folder: Path, told: Publication, access: Access) -> None:
    """Write the files beside the copy."""
    import yaml

    counts = published.counts(folder / COPY)
    text = yaml.safe_dump(
        _said(told, access, [*counts]), sort_keys=False, allow_unicode=True, width=100
    )
    for name in ("metadata.yaml", "datasette.yaml"):
        (folder / name).write_text(text, encoding="utf-8")
    _write_json(folder / "settings.json", _settings(told, access))
    _write_json(folder / "inspect-data.json", {NAME: _inspected(folder / COPY, counts)})


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def _said(told: Publication, access: Access, tables: list[str]) -> dict[str, Any]:
    described = {name: {**said, "allow": access.data or None} for name, said in _tables().items()}
    about = {"title": told.title, "description": told.description, "license": told.licence}
    return {
        **{word: said for word, said in about.items() if said},
        "plugins": {"annotate": {"data": access.data}},
        "databases": {
            NAME: {
                "allow_sql": access.sql,
                "tables": {
                    **{name: _without_none(said) for name, said in described.items()},
                    **{name: {"hidden": True, "allow": False} for name in sorted(tables)
                       if name not in described},
                },
            }
        },
        "settings": _settings(told, access),
    }  # fmt: skip


def _without_none(said: dict[str, Any]) -> dict[str, Any]:
    return {word: value for word, value in said.items() if value is not None}


def _settings(told: Publication, access: Access) -> dict[str, Any]:
    base = urlsplit(told.base_url)
    return {
        "default_allow_sql": access.sql,
        "allow_download": access.download,
        "force_https_urls": base.scheme == "https",
        "base_url": base.path or "/",
        **_CHEAP,
    }


def _inspected(path: Path, counts: dict[str, int]) -> dict[str, Any]:
    with path.open("rb") as copy:
        digest = hashlib.file_digest(copy, "sha256").hexdigest()
    return {
        "hash": digest,
        "size": path.stat().st_size,
        "file": path.name,
        "tables": {name: {"count": count} for name, count in counts.items()},
    }


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """Of each table that may be seen: what it is, and its columns."""
    import yaml

    text = Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found
