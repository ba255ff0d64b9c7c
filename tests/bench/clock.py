"""
CPU time of processes and of calls, as medians of interleaved runs.

CPU time and not the clock's, as others use the machine too; interleaved, so
that what is compared met the same weather.
"""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

__all__ = ["medians", "of_call", "of_process", "of_process_with_memory"]


def of_process(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    stdin: Path | None = None,
    cwd: Path | None = None,
) -> float:
    """The CPU seconds of a process and the children it waited for; raises if it fails."""
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
    return usage.ru_utime + usage.ru_stime


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
    results: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            results[name].append(task())
    return {name: statistics.median(found) for name, found in results.items()}
