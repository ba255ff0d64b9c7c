"""
CPU time of processes and of calls, as medians of interleaved runs.

CPU time and not the clock's, as others use the machine too; interleaved, so
that what is compared met the same weather. Where it has to be the clock's, as of
processes at once, how busy others were is measured beside it.
"""

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

__all__ = ["Cost", "cost", "in_turn", "medians", "middle", "of_call", "of_process"]
__all__ += ["of_process_with_memory"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """
    Seconds of the clock and of CPU that a process and its children took; the largest, in MB.

    `others`: CPU seconds of all else on the machine meanwhile, where the system tells (Linux).
    """

    clock: float
    cpu: float
    memory: float
    others: float


def cost(argv: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None) -> Cost:
    """What a process takes; raises if it fails."""
    busy, started = _busy(), time.perf_counter()
    usage = _ran(argv, env=env, cwd=cwd)
    took, cpu = time.perf_counter() - started, usage.ru_utime + usage.ru_stime
    return Cost(took, cpu, usage.ru_maxrss / 1000, max(0.0, _busy() - busy - cpu))


def _busy() -> float:
    """CPU seconds of everybody since the machine was started."""
    try:
        words = Path("/proc/stat").read_text().split(maxsplit=9)
    except OSError:
        return 0.0
    user, nice, system, _, _, *more = map(int, words[1:9])  # the two left out: idle, and waiting
    return (user + nice + system + sum(more)) / os.sysconf("SC_CLK_TCK")


def of_process(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    stdin: Path | None = None,
    cwd: Path | None = None,
) -> float:
    """The CPU seconds of a process and the children it waited for; raises if it fails."""
    usage = _ran(argv, env=env, stdin=stdin, cwd=cwd)
    return usage.ru_utime + usage.ru_stime


def _ran(
    argv: Sequence[str], *, env: Mapping[str, str], stdin: Path | None = None,
    cwd: Path | None = None,
) -> resource.struct_rusage:  # fmt: skip
    with (
        open(stdin or os.devnull, "rb") as given,
        subprocess.Popen(
            argv, env=env, cwd=cwd, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process,
    ):
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv, stderr=said)
    return usage


_MEASURED = """
import os, sys
null = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[null])
_, status, usage = os.wait4(pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def of_process_with_memory(argv: Sequence[str], *, env: Mapping[str, str]) -> tuple[float, float]:
    """The CPU seconds and the MB of a process, in memory at most; raises if it fails."""
    # by a process that is small itself: what one had before it began another counts for that, too
    words = [sys.executable, "-c", _MEASURED, *argv]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
    cpu, memory = done.stdout.split()
    return float(cpu), float(memory)


def of_call(function: Callable[[], object]) -> float:
    """The CPU seconds of a call in this process."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def medians(rounds: int, tasks: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each task's results, all tasks run in turn, `rounds` times."""
    found = in_turn(rounds, tasks)
    return {name: statistics.median(each) for name, each in found.items()}


def in_turn(rounds: int, tasks: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Each task's results, all tasks run in turn, `rounds` times."""
    results: dict[str, list[T]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            results[name].append(task())
    return results


def middle(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The pair whose ratio is the median."""
    found = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return found[len(found) // 2]
