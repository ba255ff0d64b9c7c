"""
`annotate add --dask`: what is said of tasks as workers do them.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from annotate.cli import options, output, progress
from annotate.errors import BadInput
from annotate.intake.settings import Settings
from annotate.intake.sources import Source

if TYPE_CHECKING:
    from annotate.shards.plan import Plan
    from annotate.shards.spreading import Done, Spread

__all__ = ["add", "require_files"]

_COLUMNS = ["task", "source", "added", "updated", "unchanged", "same", "failed", "shard", "error"]
_MANY_UNDONE = "are not done; the same command tries them"
_STATUSES = ("added", "updated", "unchanged", "same", "failed")


def require_files(paths: tuple[str, ...], others: Mapping[str, object]) -> None:
    """Wrong usage is what --dask cannot do: all but files and folders, and ways of one `add`."""
    told = "--dask adds files and folders, as workers see them"
    for path in paths:
        if path == "-" or Source(path).is_address:
            raise click.UsageError(f"{told}, not {'stdin' if path == '-' else path}")
    if other := next((name for name, value in others.items() if value), None):
        raise click.UsageError(f"{other} does not go with --dask")


def add(
    address: str, shards: str, paths: tuple[str, ...], settings: Settings,
    shown: progress.Shown, form: str,
) -> bool:  # fmt: skip
    """Add by a Dask cluster, printing what becomes of each task; whether any article failed."""
    from annotate.shards import spreading

    local = shards.removeprefix("file://")
    place = os.path.join(os.path.realpath(local), "")
    for path in paths if "://" not in local else ():
        if place.startswith(os.path.join(os.path.realpath(path), "")):
            raise BadInput(f"{shards} is in {path}, which is added: name a folder elsewhere")
    with spreading.spread(
        shards, address, paths, settings,
        coder=options.coder(), words=options.words(), watcher=shown,
    ) as run:  # fmt: skip
        _say_beginning(run)
        statuses: Counter[str] = Counter()
        total = sum(task.size for task in run.plan.tasks)
        done = _in_order(shown.tasks(run.done, total), run.plan)
        records = map(_record, _counted(done, statuses))
        if form == "table":
            for record in records:
                _print(record)
        else:
            output.emit(records, form, columns=_COLUMNS)
    output.say(", ".join(f"{statuses[s]:,} {s}" for s in _STATUSES if statuses[s]) or "nothing new")
    if undone := statuses["undone"]:
        is_one = undone == 1
        told = "is not done; the same command tries it" if is_one else _MANY_UNDONE
        output.say(f"{_several(undone, 'task')} {told} again")
    else:
        output.say(f"annotate gather {shards} -o corpus.db makes one file of the shards")
    return bool(statuses["failed"] or undone)


def _say_beginning(run: "Spread") -> None:
    """What there is to do, and where it can be watched."""
    if not run.workers:
        output.say("all tasks were done before")
        return
    for notice in run.plan.notices:
        output.say(notice)
    tasks, workers = _several(len(run.plan.tasks), "task"), _several(run.workers, "worker")
    page = f"; Dask's own page: {run.dashboard}" if run.dashboard else ""
    output.say(f"{tasks}, {workers}{page}")


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _in_order(found: "Iterable[Done]", plan: "Plan") -> "Iterator[Done]":
    """What became of the tasks in the order of the plan, each as soon as those before it are."""
    early: dict[str, Done] = {}
    names = iter([task.name for task in plan.tasks])
    name = next(names, None)
    for done in found:
        early[done.task.name] = done
        while name in early:
            yield early.pop(name)
            name = next(names, None)


def _counted(found: "Iterable[Done]", statuses: Counter[str]) -> "Iterator[Done]":
    """The tasks again, their articles counted; what readers remarked is told, and errors."""
    for done in found:
        if done.made:
            for notice in done.made.notices:
                output.say(notice)
            for error in done.made.errors:
                output.say(f"Error: {error}")
            statuses.update(done.made.statuses)
        else:
            output.say(f"Error: {done.why}")
            statuses["undone"] += 1
        yield done


def _record(done: "Done") -> dict[str, object]:
    made = done.made
    record: dict[str, object] = {"task": done.task.name, "source": done.task.told}
    record |= {status: made.statuses.get(status, 0) if made else None for status in _STATUSES}
    record |= {"bytes": done.task.size, "shard": made and f"{made.name}.db"}
    return {**record, "error": done.why} if done.why else record


def _print(record: Mapping[str, object]) -> None:
    counts = ", ".join(f"{record[s]:,} {s}" for s in _STATUSES if record[s])
    if record["shard"]:
        output.echo(f"{record['shard']} {record['source']}: {counts or 'no articles'}")
