"""Many processes may write at once."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from annotate.corpus import check
from annotate.corpus.database import open_write

WRITING = """
import sys
from annotate.corpus import tags
from annotate.corpus.database import Command, open_write
path, coder = sys.argv[1:]
db = open_write(path, durable=False)
for number in range(100):
    command = Command(db, coder=coder, words=f"tag {number}")
    tags.add(command, [tags.Request("harbour:1-3", (f"tag/{number}",))])
db.close()
"""


def test_eight_processes_write_a_hundred_times_each_without_a_lock_error(path: Path) -> None:
    commands = [[sys.executable, "-c", WRITING, str(path), f"coder {n}"] for n in range(8)]
    processes = [subprocess.Popen(c, stderr=subprocess.PIPE, text=True) for c in commands]
    assert [process.communicate()[1] for process in processes] == [""] * 8
    with closing(open_write(path)) as db:
        assert db.execute("select count(*) from taggings").fetchone()[0] == 8 * 100 * 3
        assert db.execute("select count(*) from tags").fetchone()[0] == 100
        commands_written = "select count(*) from commands where words like 'tag %'"
        assert db.execute(commands_written).fetchone()[0] == 8 * 100
        assert list(check.problems(db)) == []
