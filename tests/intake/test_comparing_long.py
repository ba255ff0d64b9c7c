"""Long versions are compared in a process that is watched, as one that reads is."""

import json
import random
from pathlib import Path

import pytest

from annotate.anchor import align
from annotate.errors import UnreadableSource
from annotate.intake.reading import SOON, Reader
from annotate.intake.settings import Settings
from tests.conftest import Run

WORDS = [
    "harbour",
    "ferry",
    "strike",
    "night",
    "quay",
    "plan",
    "month",
    "pilot",
    "north",
    "crane",
    "ship",
    "week",
    "talks",
]


def paragraphs(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"{n}: " + " ".join(chance.choices(WORDS, k=60)) + "." for n in range(count)]


def test_a_comparison_that_takes_longer_than_it_may_is_ended_in_a_line() -> None:
    old, new = paragraphs(6_000), paragraphs(6_000, seed=2)
    assert sum(map(len, old + new)) > SOON
    with pytest.raises(UnreadableSource) as told:
        Reader(Settings(seconds=0.3)).aligned(old, new)
    assert str(told.value) == (
        "takes more than 0.3 s to be compared with its last version; --time-limit gives it longer"
    )


def test_what_a_process_compares_is_as_it_is_here() -> None:
    old = paragraphs(2_000)
    new = [old[0].replace("ferry", "boat"), *old[2:], "Something new stands at the end of it."]
    assert sum(map(len, old + new)) > SOON
    assert Reader(Settings()).aligned(old, new) == align(old, new)


def test_a_long_article_is_updated_from_a_process(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    words = paragraphs(2_000)
    file.write_text("A long report\n\n" + "\n\n".join(words) + "\n")
    run("add", file)
    run("tag", "a-long-report:1000", "kept")
    del words[500]
    file.write_text("A long report\n\n" + "\n\n".join(words) + "\n")
    result = run("add", file, "-f", "json")
    assert json.loads(result.stdout)[0]["moves"]["removed"] == 1
    assert json.loads(run("find", "--tag", "kept", "-f", "json").stdout)[0]["number"] == 999
