"""A damaged file is named as such by every command, whatever shows it; a bug stays one."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate.corpus import damage
from annotate.errors import DatabaseTrouble
from tests.conftest import Run

COMMANDS = {
    "articles": ["articles"],
    "show": ["show", "harbour"],
    "find": ["find", "ferry"],
    "cite": ["cite", "harbour:1"],
    "tags": ["tags"],
    "history": ["history"],
    "check": ["check"],
    "tag": ["tag", "harbour:1", "x"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_name_in_the_schema_that_is_no_text_is_one_line(
    run: Run, path: Path, words: list[str]
) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"tags_") + 3] = 0xAD
    data[data.index(b"paragraphs_article on") + 11] = 0xAD
    path.write_bytes(data)
    result = run(*words)
    assert result.exit_code == 1
    assert f"Error: {path} is damaged (" in result.stderr


def test_the_api_tells_it_too(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"paragraphs_article on") + 11] = 0xAD
    path.write_bytes(data)
    with pytest.raises(DatabaseTrouble, match="is damaged"), annotate.open(path) as corpus:
        corpus.show("harbour")


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_is_no_traceback(run: Run, path: Path, seed: int) -> None:
    sound, chance = path.read_bytes(), random.Random(seed)
    for words in COMMANDS.values():
        path.write_bytes(_damaged(sound, chance))
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        assert run(*words).exit_code in (0, 1)  # anything else is raised


def _damaged(sound: bytes, chance: random.Random) -> bytes:
    """Some bytes, or the pages of a file, elsewhere than they were."""
    data = bytearray(sound)
    if chance.random() < 0.7:
        for _ in range(chance.choice([1, 1, 3, 10])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    one, two = (chance.randrange(1, len(data) // 4096) * 4096 for _ in range(2))
    data[one : one + 4096], data[two : two + 4096] = (
        data[two : two + 4096],
        data[one : one + 4096],
    )
    return bytes(data)


def test_a_bug_on_a_sound_file_stays_a_bug(path: Path) -> None:
    assert damage.found(IndexError("a bug"), path) is None
    with closing(sqlite3.connect(path)):
        assert damage.found(sqlite3.IntegrityError("a bug"), path) is None
