"""
Adding to a folder of shards: each task of its plan is done by some worker of a Dask cluster.

Workers make shards under names of their own; that a task is done is said here alone, by giving
the shard its name, so that it is done once, however often workers died over it.
"""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
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
from annotate.shards.cluster import Cluster, SchedulerGone
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
    with ExitStack() as stack:
        with _explained(folder):
            folder.make()
            stack.enter_context(folder.held("annotate add"))
            stack.callback(folder.clear)
            folder.clear()
            plan = _plan(folder, paths, settings, coder, words, watcher)
            before = _before(folder, plan)
        there, left = [each for each in before if each.made], [e.task for e in before if not e.made]
        if not left:
            yield Spread(plan, iter(there))
            return
        cluster = stack.enter_context(clusters.connected(address))
        clusters.require(cluster, _needs(left), plan.schema)
        done = stack.enter_context(closing(_Doing(cluster, folder, plan).all(left)))
        try:
            yield Spread(plan, chain(there, done), cluster.dashboard, len(cluster.workers()))
        except KeyboardInterrupt:
            watcher.tell(Interrupted(""))
            raise


def _before(folder: ShardFolder, plan: Plan) -> list[Done]:
    """What earlier runs made of each task, if anything."""
    there = folder.names()

    def made(task: Task) -> Made | None:
        is_done = {f"{task.name}.db", f"{task.name}.json"} <= there
        return plans.made(task.name, folder) if is_done else None

    return [Done(task, made(task), is_new=False) for task in plan.tasks]


@contextmanager
def _explained(folder: ShardFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(f"{folder.place} cannot be used: {error.strerror or error}") from error


def _plan(
    folder: ShardFolder, paths: tuple[str, ...], settings: Settings, coder: str, words: str,
    watcher: Watcher,
) -> Plan:  # fmt: skip
    """The plan that is there, if it is of the same; a new one while nothing is done of it."""
    with suppress(NotFound):
        there = plans.load(folder)
        try:
            _require_same(there, folder, paths, settings)
        except BadInput:
            if any(name.endswith(".db") for name in folder.names()):
                raise
        else:
            return there
    with watcher.working("planning"):
        seen_from = os.path.realpath(folder.path) if folder.is_local else os.getcwd()
        made = planning.planned(paths, settings, seen_from=seen_from, coder=coder, words=words)
        plans.save(made, folder)
    return made


def _require_same(
    there: Plan, folder: ShardFolder, paths: tuple[str, ...], settings: Settings
) -> None:
    """Raise BadInput for a plan that was made of something else, or by another annotate."""
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
        self._whole = dict[str, str]()  # files that are cut where they must not be, and why

    def all(self, tasks: list[Task]) -> Generator[Done]:
        """What becomes of the tasks; raises BadInput when the scheduler goes away."""
        try:
            yield from self._all(tasks)
        except SchedulerGone as error:
            raise BadInput(
                f"the Dask scheduler at {self._cluster.address} went away; what was done is in"
                f" {self._folder.place}, and the same command goes on from there"
            ) from error
        if self._whole:
            self._join()

    def _all(self, tasks: list[Task]) -> Generator[Done]:
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

    def _join(self) -> None:
        """Write a plan in which files are whole that cannot be cut; raises BadInput to tell it."""
        plan = plans.load(self._folder)
        joined = plan.joined(self._whole)
        others = [new.name for old, new in zip(plan.tasks, joined.tasks, strict=True) if old != new]
        for name in others:
            self._folder.remove(f"{name}.json")
        plans.save(joined, self._folder)
        [(name, why), *_] = self._whole.items()
        raise BadInput(f"{name} {why}, and is read whole from now on; the same command goes on")

    def _done(self, task: Task, future: Any) -> Done:
        answer = self._cluster.answer(future)
        if answer is None:
            return Done(task, why=f"{task.told}: ends each worker that tries it")
        if isinstance(answer, Undone):
            if answer.is_cut:
                self._whole.setdefault(task.files[0].name, answer.why)
            return Done(task, why=f"{task.told}: {answer.why}")
        assert isinstance(answer, Half)
        try:
            self._folder.rename(answer.file, f"{task.name}.db")
            plans.save_made(answer.made, self._folder)
        except OSError as error:
            with suppress(OSError):
                self._folder.remove(f"{task.name}.db")  # makes room, too
            told = f"{self._folder.place}: {error.strerror or error}"
            return Done(task, why=f"{task.told}: {told}")
        return Done(task, answer.made)
