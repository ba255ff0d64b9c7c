"""What a call loads: most of the time that `annotate tag` takes is spent on it."""

import subprocess
import sys
from pathlib import Path

import pytest

DEAR = (
    *("dataclasses", "datasette", "importlib.metadata", "json", "pluggy", "sqlite_utils"),
    *(f"annotate.corpus.{name}" for name in ("hues", "schema", "wordings")),
)

CALLS = {
    "tag": ("tag", "harbour:1", "a/b"),
    "untag": ("untag", "harbour:1", "--all"),
    "undo": ("undo",),
}


@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_what_is_done_all_day_loads_nothing_dear(
    path: Path, environment: dict[str, str], words: tuple[str, ...]
) -> None:
    code = (
        "import sys; from annotate.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules)"
    )
    loaded = []
    for call in (CALLS["tag"], words):
        done = subprocess.run(
            [sys.executable, "-c", code, "--db", path, *call],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        loaded = done.stdout.splitlines()[-1].split()
    wanted = {"undo": {"dataclasses", "json"}}.get(words[0], set())
    assert {name for name in DEAR if name in loaded} == wanted


def test_a_new_database_is_made_without_pandas(path: Path, environment: dict[str, str]) -> None:
    for name in ("numpy", "pandas"):
        path.with_name(f"{name}.py").write_text("raise SystemExit('loaded')")
    (article := path.with_name("wasps.txt")).write_text("Wasps came to the harbour.")
    code = f"import sys; sys.path.insert(0, {str(path.parent)!r})\n"
    code += "from annotate.__main__ import main; main()"
    new = str(path.with_name("new.db"))
    words = [sys.executable, "-c", code, "--db", new, "add", str(article)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("added wasps (1 of 1 paragraphs citable)\n", 0)


@pytest.mark.parametrize("option", ["--csv", "--jsonl"])
def test_tables_of_taggings_load_no_reader_of_articles(
    path: Path, environment: dict[str, str], option: str
) -> None:
    code = (
        "import sys; from annotate.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules)"
    )
    lines = {"--csv": "ref\nharbour:1\n", "--jsonl": '{"ref": "harbour:1"}\n'}
    done = subprocess.run(
        [sys.executable, "-c", code, "--db", path, "tag", option, "-", "a"],
        env=environment, input=lines[option], capture_output=True, text=True, check=True,
    )  # fmt: skip
    first, loaded = done.stdout.splitlines()
    assert first == "1 put on, 0 were there"
    assert not {"annotate.model", "annotate.readers.formats"}.intersection(loaded.split())
