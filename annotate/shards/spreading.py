"""
Adding to a folder of shards: each task of its plan is done by some worker of a Dask cluster.

Workers make shards under names of their own; that a task is done is said here alone, by giving
the shard its name, so that it is done once, however often workers died over it.
"""

import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from uuid import uuid4

from annotate.errors import BadInput, NotFound
from annotate.intake.notices import Interrupted, Watcher
from annotate.intake.settings import Settings
from annotate.readers.formats import FORMATS
from annotate.shards import cluster as clusters
from annotate.shards import plan as plans
from annotate.shards import planning
from annotate.shards.cluster import Cluster
from annotate.shards.making import Half, Job, Undone, make
from annotate.shards.plan import Made, Plan, Task
from annotate.shards.shard_folder import ShardFolder

__all__ = ["Done", "Spread", "spread"]

_SILENTLY = Watcher()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task; `why` there is no shard of it, if there is none."""

    task: Task
    made: Made | None = None
    why: str | None = None
    is_new: bool = True  # other than done in an earlier run


@dataclass(frozen=True, slots=True)
class Spread:
    """A run: its plan, and what becomes of the tasks, as they are done; each comes once."""

    plan: Plan
    done: Iterator[Done]
    dashboard: str | None = None  # address of Dask's own page
    workers: int = 0


@contextmanager
def spread(
    place: str, address: str, paths: tuple[str, ...], settings: Settings, *,
    coder: str, words: str, watcher: Watcher = _SILENTLY,
) -> Iterator[Spread]:  # fmt: skip
    """
    Add files and folders to the shards in a folder, by a Dask cluster.

    What was done of the same plan is left. Raises BadInput for what cannot be: a folder that is
    in use, or was begun with something else; files that changed since; no such cluster.
    """
    clusters.local_workers(address)
    folder = ShardFolder(place)
    with _explained(folder):
        folder.make()
    with folder.held("annotate add"):
        with _explained(folder):
            folder.clear()
            plan = _plan(folder, paths, settings, coder, words, watcher)
        before = [Done(task, plans.made(task.name, folder), is_new=False) for task in plan.tasks]
        left = [each.task for each in before if not each.made]
        there = [each for each in before if each.made]
        if not left:
            yield Spread(plan, iter(there))
            return
        with clusters.connected(address) as cluster:
            clusters.require(cluster, _needs(left), plan.schema)
            with closing(_Doing(cluster, folder, plan).all(left)) as done:
                try:
                    found = chain(there, done)
                    yield Spread(plan, found, cluster.dashboard, len(cluster.workers()))
                except KeyboardInterrupt:
                    watcher.tell(Interrupted(""))
                    raise
        folder.clear()


@contextmanager
def _explained(folder: ShardFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = f"{folder.place} cannot be used: {error.strerror or error}"
        raise BadInput(f"{told}; what was done is in it, and the same command goes on") from error


def _plan(
    folder: ShardFolder, paths: tuple[str, ...], settings: Settings, coder: str, words: str,
    watcher: Watcher,
) -> Plan:  # fmt: skip
    """The plan that is there, if it is of the same; else a new one."""
    try:
        there = plans.load(folder)
    except NotFound:
        with watcher.working("planning"):
            seen_from = os.path.realpath(folder.path) if folder.is_local else os.getcwd()
            made = planning.planned(paths, settings, seen_from=seen_from, coder=coder, words=words)
            plans.save(made, folder)
        return made
    asked = (paths, os.getcwd(), settings)
    if (there.paths, there.folder, there.settings) != asked:
        raise BadInput(
            f"{folder.place} was begun as `annotate {there.words}` in {there.folder}, and goes on"
            " with the same alone; name another folder"
        )
    if (there.version, there.schema) != (plans.ours(), plans.SCHEMA):
        told = f"{folder.place} was begun by annotate-corpus {there.version} ({there.schema})"
        raise BadInput(f"{told}, and this is {plans.ours()} ({plans.SCHEMA}): name another folder")
    _require_unchanged(there, folder)
    return there


def _require_unchanged(plan: Plan, folder: ShardFolder) -> None:
    files = [file for task in plan.tasks for file in task.files]
    others = list(dict.fromkeys(planning.changed(files, plan.folder)))
    if others:
        more = f" and {len(others) - 1:,} more" if others[1:] else ""
        has = "have" if others[1:] else "has"
        raise BadInput(
            f"{others[0]}{more} {has} changed since {folder.place} was begun, of which nothing is"
            " taken on; name another folder, or have them as they were"
        )


def _needs(tasks: list[Task]) -> dict[str, str]:
    """The packages that formats of these files need, by their names, with our extras."""
    names = {os.path.splitext(file.name)[1].lower() for task in tasks for file in task.files}
    return {
        package: format.extra
        for format in FORMATS.values()
        if names & set(format.suffixes)
        for package in format.needs
    }


class _Doing:
    """Tasks that are given to a cluster, and taken back as they are done."""

    def __init__(self, cluster: Cluster, folder: ShardFolder, plan: Plan) -> None:
        self._cluster, self._folder = cluster, folder
        self._plan = replace(plan, tasks=())

    def all(self, tasks: list[Task]) -> Generator[Done]:
        """What becomes of the tasks; raises BadInput when the scheduler goes away."""
        client, run = self._cluster.client, uuid4().hex
        by_key = {f"annotate-{run}-{task.name}": task for task in tasks}
        futures = [
            client.submit(make, Job(self._plan, self._folder.path, task), key=key, pure=False)
            for key, task in by_key.items()
        ]
        try:
            for future in self._cluster.completed(futures):
                yield self._done(by_key[future.key], future)
        finally:
            if client.status == "running":
                client.cancel(futures)

    def _done(self, task: Task, future: Any) -> Done:
        if future.status in ("cancelled", "lost"):
            raise BadInput(
                f"the Dask scheduler at {self._cluster.address} went away; what was done is in"
                f" {self._folder.place}, and the same command goes on from there"
            )
        if future.status == "error":
            error = future.exception()
            if not self._cluster.is_killed(error):
                raise error
            return Done(task, why=f"{task.told}: ends each worker that tries it")
        answer = future.result()
        if isinstance(answer, Undone):
            return Done(task, why=f"{task.told}: {answer.why}")
        assert isinstance(answer, Half)
        with _explained(self._folder):
            self._folder.rename(answer.file, f"{task.name}.db")
            plans.save_made(answer.made, self._folder)
        return Done(task, answer.made)
