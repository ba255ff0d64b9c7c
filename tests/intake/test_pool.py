"""The processes that read: in order, watched, and replaced when they die."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.intake import process, worker
from annotate.intake.pool import Pool
from annotate.prepared import Prepared
from annotate.readers import formats
from annotate.readers.record import DEFAULT, Record


def record(number: int, format: str = "plain") -> Record:
    text = f"This is article number {number}, and it has a sentence or two.\n\nThe second one."
    return Record("", text.encode(), format)


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Formats whose readers hang, die or eat memory, known to the processes alone."""
    (tmp_path / "hostile.py").write_text(
        "import os, signal, time\n"
        "from annotate.readers import formats, plain\n"
        "def read(data, options):\n"
        "    if b'deaf' in data: signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    if b'hang' in data: open(__file__ + '.hangs', 'w').close() or time.sleep(60)\n"
        "    if b'die' in data: os._exit(3)\n"
        "    if b'bug' in data: raise KeyError('a bug')\n"
        "    if b'eat' in data: bytes(100 * 10**9)\n"
        "    print('talk on stdout', flush=True)\n"
        "    return plain.read(data, options)\n"
    )
    (tmp_path / "start.py").write_text(
        "import sys, hostile\n"
        "from annotate.readers import formats\n"
        "formats.FORMATS['hostile'] = formats.Format('hostile', 'hostile')\n"
        "sys.modules['annotate.readers.hostile'] = hostile\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    start = process._START.replace("; from", "; import start; from", 1)
    monkeypatch.setattr(process, "_START", start)
    return tmp_path


def answers(records: list[Record], workers: int = 2, seconds: float = 20) -> list[object]:
    with Pool(workers, DEFAULT, seconds=seconds) as processes:
        return [answer for _, answer in processes.read((None, each) for each in records)]


def test_answers_come_in_order_and_are_those_of_this_process() -> None:
    records = [record(number) for number in range(300)]
    assert answers(records) == [worker.read(each, DEFAULT) for each in records]


def test_what_has_no_record_passes_by() -> None:
    with Pool(1, DEFAULT, seconds=20) as processes:
        found = list(processes.read([("a", None), ("b", record(1)), ("c", None)]))
    assert [(name, isinstance(answer, Prepared)) for name, answer in found] == [
        ("a", False), ("b", True), ("c", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("hang", "takes more than 1 s to be read; --time-limit gives it longer"),
        ("die", "breaks the reader (exit 3)"),
        ("bug", "breaks the reader (KeyError: 'a bug')"),
        ("eat", "takes more than 3 GB of memory to be read"),
    ],
)
def test_a_record_that_ends_its_reader_is_named_and_the_others_are_read(
    readers: Path, word: str, told: str
) -> None:
    if word == "eat" and sys.platform != "linux":
        pytest.skip("memory is limited on Linux alone")
    records = [record(number, "hostile") for number in range(9)]
    records[4] = Record("", f"Words that {word}.".encode(), "hostile")
    found = answers(records, seconds=1)
    assert found[4] == told
    assert all(isinstance(answer, Prepared) for i, answer in enumerate(found) if i != 4)


@pytest.mark.parametrize(("size", "least", "most"), [(200_000, 29, 32), (6_000_000, 2, 2)])
def test_it_is_fed_ahead_of_one_that_takes_long_but_not_without_end(
    readers: Path, size: int, least: int, most: int
) -> None:
    asked = []

    def given() -> Iterator[tuple[None, Record]]:
        yield None, Record("", b"Words that hang.".ljust(size), "hostile")
        for number in range(200):
            asked.append(number)
            yield None, Record("", b"Words.".ljust(size), "plain")

    with Pool(2, DEFAULT, seconds=1) as processes:
        _, told = next(processes.read(given()))
    assert (told, least <= len(asked) <= most) == (
        "takes more than 1 s to be read; --time-limit gives it longer", True,
    )  # fmt: skip


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    original = subprocess.Popen

    def noted(*args: object, **options: object) -> object:
        started.append(original(*args, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with Pool(2, DEFAULT, seconds=20) as processes:
        reading = processes.read((None, record(number)) for number in range(1000))
        next(reading)
    assert started
    for each in started:
        with pytest.raises(ProcessLookupError):
            os.kill(each.pid, 0)


def test_a_process_that_does_not_hear_is_ended_all_the_same(
    readers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.2)
    found: list[object] = []
    with Pool(1, DEFAULT, seconds=60) as processes:
        deaf = Record("", b"Words that are deaf and hang.", "hostile")
        reading = threading.Thread(target=lambda: found.extend(processes.read([(None, deaf)])))
        reading.start()
        while not (readers / "hostile.py.hangs").exists():
            time.sleep(0.01)
        started = processes._all[0]._process
        assert started
    reading.join(10)
    assert (started.returncode, found) == (-signal.SIGKILL, [(None, "was not read")])


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from annotate.intake.pool import Pool\n"
        "from annotate.readers.record import DEFAULT, Record\n"
        "pool = Pool(1, DEFAULT, seconds=20)\n"
        "list(pool.read([(None, Record('', b'Some words.', 'plain'))]))\n"
        "print(pool._all[0]._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < end:
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{child}").exists()


def test_nothing_in_the_working_folder_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "chardet.py", "annotate.py", "pickle.py"):
        (tmp_path / name).write_text("import os; open('was-run', 'w'); os._exit(1)")
    monkeypatch.chdir(tmp_path)
    latin = Record("", "Der Fluß ist über die Ufer getreten, müde.".encode("latin-1"), "plain")
    [answer] = answers([latin])
    assert isinstance(answer, Prepared)
    assert not (tmp_path / "was-run").exists()
    assert "hostile" not in formats.FORMATS
