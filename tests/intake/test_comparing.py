"""Versions are compared while others may write."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate import anchor
from annotate.anchor import Alignment
from annotate.corpus.database import Command, open_write

OLD = [f"The lamp number {n} of the harbour was lit at {n} past nine." for n in range(30)]


def _add(path: Path, file: Path, texts: Sequence[str]) -> str:
    file.write_text("The lamps\n\n" + "\n\n".join(texts) + "\n")
    with annotate.open(path, coder="anna") as corpus:
        [outcome] = corpus.add(file, strict=False)
    return outcome.added.status if outcome.added else str(outcome.error)


def _meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, sql: str, times: int) -> list[int]:
    """Have another program write while versions are compared, at most so often."""
    real, done = anchor.align, [0]

    def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
        if done[0] < times:
            done[0] += 1
            with closing(open_write(path)) as other, Command(other, coder="b", words="meanwhile"):
                other.execute(sql)
        return real(old, new)

    monkeypatch.setattr(anchor, "align", align)
    return done


def test_another_program_writes_while_versions_are_compared(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "lamps.txt"
    _add(path, file, OLD)
    done = _meanwhile(monkeypatch, path, "insert into tags (name) values ('elsewhere')", 1)
    assert _add(path, file, [*OLD, "And one more was never lit at all."]) == "updated"
    with closing(open_write(path)) as db:
        assert (done, _count(db, "tags where name = 'elsewhere'")) == ([1], 1)


CHANGE = """
    update paragraphs set text = text || '!', "end" = "end"
    where article = (select max(article) from paragraphs) and position = 4
"""


@pytest.mark.parametrize(("times", "told"), [(1, "updated"), (99, "being changed")])
def test_what_changed_meanwhile_is_compared_again_and_then_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, told: str
) -> None:
    file = tmp_path / "lamps.txt"
    _add(path, file, OLD)
    done = _meanwhile(monkeypatch, path, CHANGE, times)
    assert told in _add(path, file, [*OLD, "And one more was never lit at all."])
    assert done[0] == min(times, 3)


def test_a_version_of_what_the_same_batch_added_is_compared_too(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "lamps.jsonl"
    url = "https://example.org/lamps/1"
    texts = [" ".join(OLD[: 20 + n]) for n in range(3)]
    rows = [f'{{"url": "{url}", "id": "{n}", "text": "{text}"}}\n' for n, text in enumerate(texts)]
    file.write_text("".join(rows))
    with annotate.open(path, coder="anna") as corpus:
        statuses = [o.added.status for o in corpus.add(file) if o.added]
    assert statuses == ["added", "updated", "updated"]


def _count(db: sqlite3.Connection, what: str) -> int:
    return int(db.execute(f"select count(*) from {what}").fetchone()[0])
