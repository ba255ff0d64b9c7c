"""The picture of a session in the docs."""

import os
import re
from contextlib import closing
from pathlib import Path

import pytest

from annotate.coding.session import Session
from annotate.corpus.database import open_write
from annotate.tui.app import Coding
from tests.conftest import Process

PICTURE = Path(__file__).parents[2] / "docs" / "coding.svg"


@pytest.mark.skipif("ANNOTATE_PICTURE" not in os.environ, reason="`make picture` takes it")
async def test_the_picture(tmp_path: Path, process: Process) -> None:
    seeds = sorted((PICTURE.parents[1] / "seeds").glob("*.txt"))
    path = tmp_path / "corpus.db"
    process("--db", path, "add", *seeds)
    with closing(open_write(path)) as db:
        app = Coding(Session(db, "anna", query="human shields"))
        async with app.run_test(size=(100, 30)) as pilot:
            for keys in ("tactor/isis", "ttactic/human-shields", "ttheme/civilians"):
                await pilot.press(*keys, "enter")
            await pilot.press("enter", "i", "v", *"used", "space", "right", "right", "right")
            await pilot.press("enter", "h")
            note = ["space" if letter == " " else letter for letter in "Who counted?"]
            await pilot.press("n", *note, "enter")
            svg = app.export_screenshot(title="annotate code")
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S))  # of another host
