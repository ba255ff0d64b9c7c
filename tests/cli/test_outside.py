"""Files outside the database's folder: known again, and told by their names alone."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from annotate.corpus import public
from tests.conftest import Run

LONG = "The boat left the harbour at dawn, and nobody waved from the quay to whoever was on it.\n"


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("somebodys-private-folder") / "told to nobody"
    folder.mkdir()
    return folder


def test_a_file_is_known_again_and_its_folder_is_not_told(
    run: Run, secret: Path, tmp_path: Path
) -> None:
    file = secret / "boat.txt"
    file.write_text(f"The boat\n\n{LONG}")
    for status in ("added", "unchanged"):
        [added] = json.loads(run("add", file, "-f", "json").stdout)
        assert added["status"] == status
    file.write_text(f"The boat\n\n{LONG}\nAnother day.\n")
    [added] = json.loads(run("add", file, "-f", "json").stdout)
    assert added["version"] == 2
    (secret / "again.html").write_text(f"<title>The boat</title><p>{LONG}<p>Another day.")
    run("add", secret / "again.html")
    shown = json.loads(run("show", "the-boat", "-f", "json").stdout)
    assert shown["article"]["source"] == "boat.txt"
    said = [run(*words).stdout for words in (
        ("show", "the-boat"), ("show", "the-boat", "-f", "json"), ("articles", "-f", "json"),
        ("articles",), ("cite", "the-boat:1", "-f", "json"), ("diff", "the-boat", "-f", "json"),
    )]  # fmt: skip
    assert not any("folder" in words or "told to nobody" in words for words in said)


@pytest.mark.parametrize("is_owner", [False, True])
async def test_neither_do_pages_and_tables(
    run: Run, secret: Path, path: Path, monkeypatch: pytest.MonkeyPatch, is_owner: bool
) -> None:
    monkeypatch.setenv(public.OWNER, str(os.getpid()) if is_owner else "")
    (secret / "lines.jsonl").write_text(json.dumps({"id": 7, "title": "T", "text": LONG}))
    run("add", secret / "lines.jsonl")
    client: Any = Datasette([str(path)]).client
    for address in ("/", "/read/t", "/read/t.json", f"/{path.stem}/versions", "/search?q=boat"):
        assert "told to nobody" not in (await client.get(address)).text
    table = await client.get(f"/{path.stem}/versions")
    assert ("lines.jsonl#7" in table.text) == is_owner
