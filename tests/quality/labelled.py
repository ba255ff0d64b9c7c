"""
The labelled version pairs, where they are: `ANNOTATE_LABELLED`, else `../shared/data`.
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["DATA", "document", "pairs", "there"]

DATA = Path(os.environ.get("ANNOTATE_LABELLED", Path(__file__).parents[3] / "shared" / "data"))


def there() -> bool:
    """Whether they are where they should be."""
    return (DATA / "anchor" / "dev.jsonl.gz").exists()


def pairs() -> Iterator[dict[str, Any]]:
    """The version pairs of the development part; its README says what is in them."""
    with gzip.open(DATA / "anchor" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def document(record: dict[str, Any]) -> str:
    """What pairs must not be torn apart by when they are split: one text, translations included."""
    name = record["path"]
    if record["source"] == "opensource-guide":
        name = name.rpartition("/")[2]
    return f"{record['source']}/{name}"
