"""kill -9 and Ctrl-C in the middle of an `add`: each article is wholly in or not at all."""

import json
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus.database import open_read
from tests.conftest import Run
from tests.made_up import HARBOUR

MANY = 1000

# as the console script, but with transactions so small that there are many to interrupt
ADDING = """
import sys
from annotate.cli import main
from annotate.intake import storing
storing.BATCH_BYTES = 5_000
main(sys.argv[1:])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        text = "\n\n".join(f"{sentence} This is number {number}." for sentence in HARBOUR * 3)
        (folder / f"{number:05}.txt").write_text(text)
    return folder


def _hears_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # shells let what runs in the background not


@pytest.mark.parametrize("articles", [1, 400])
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_an_interrupted_add_leaves_whole_articles_and_can_be_gone_on_with(
    run: Run, path: Path, folder: Path, environment: dict[str, str],
    blow: signal.Signals, articles: int,
) -> None:  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, "--db", path, "add", folder],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=_hears_ctrl_c,
    )  # fmt: skip
    wait_for(path, 3 + articles)
    process.send_signal(blow)
    _, told = process.communicate(timeout=30)
    assert process.returncode == (1 if blow is signal.SIGINT else -signal.SIGKILL)
    goes_on = "what was stored is in; the same command goes on from there"
    assert told.strip() == (f"{goes_on}\n\nAborted!" if blow is signal.SIGINT else "")
    stored = count(path)
    assert 3 + articles <= stored < 3 + MANY
    assert (run("check").stdout, run("check").exit_code) == ("", 0)
    assert run("find", "icebreakers").exit_code == 0
    rest = run("add", folder, "-f", "nl")
    statuses = [json.loads(line)["status"] for line in rest.stdout.splitlines()]
    assert statuses == ["unchanged"] * (stored - 3) + ["added"] * (MANY + 3 - stored)
    assert (run("check").stdout, count(path)) == ("", MANY + 3)


def wait_for(path: Path, articles: int) -> None:
    started = time.monotonic()
    while count(path) < articles:
        assert time.monotonic() - started < 30
        time.sleep(0.002)


def count(path: Path) -> int:
    with closing(open_read(path)) as db:
        return int(db.execute("select count(*) from articles").fetchone()[0])
