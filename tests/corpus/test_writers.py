"""Many processes may write at once."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from annotate.corpus import check
from annotate.corpus.database import Command, open_write

WRITING = """
import sys
from annotate.corpus import tags
from annotate.corpus.database import Command, open_write
path, coder = sys.argv[1:]
for number in range(100):
    db = open_write(path, durable=number % 2)
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


HOLDING = """
import sys, time
from annotate.corpus.database import Command, open_write
db = open_write(sys.argv[1])
command = Command(db, coder="long", words="long")
print("holding", flush=True)
for number in range(8):
    with command:
        db.execute("insert into tags (name) values (?)", [f"long/{number}"])
        time.sleep(0.4)
"""


def test_who_holds_the_lock_again_and_again_lets_others_in_between(path: Path) -> None:
    words = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as holder, closing(open_write(path)) as db:
        assert holder.stdout
        holder.stdout.readline()
        for number in range(3):
            with Command(db, coder="anna", words=f"tag {number}"):
                sql = "insert into tags (name) values (?)"
                db.execute(sql, [f"short/{number}"])
        assert holder.poll() is None  # they did not wait for its end
