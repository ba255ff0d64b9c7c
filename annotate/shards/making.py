"""
Making one shard: what runs on a worker, wherever that is.
"""

import hashlib
import os
import signal
import socket
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec

from annotate.corpus.database import Command, open_write
from annotate.corpus.trouble import explained
from annotate.errors import AnnotateError, BadInput, NotForItself
from annotate.intake import adding
from annotate.intake.later import Later
from annotate.intake.sources import Source
from annotate.shards import planning
from annotate.shards.plan import SCHEMA, Made, Plan, Task, ours
from annotate.shards.shard_folder import ShardFolder

__all__ = ["Half", "Job", "Undone", "ignore_interrupts", "lacks", "make"]


@dataclass(frozen=True, slots=True)
class Job:
    """A task, and what it has to know of its plan, which comes without the other tasks."""

    plan: Plan
    place: str  # of the shards
    task: Task


@dataclass(frozen=True, slots=True)
class Half:
    """A shard that is made, under a name of its own: that it counts is for the client to say."""

    made: Made
    file: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Why a task could not be done, as a sentence."""

    why: str
    is_cut: bool = False  # where it must not be


def lacks(packages: tuple[str, ...], version: str, schema: str) -> str | None:
    """What this process needs before it can be of use, in words that follow its name."""
    if (ours(), SCHEMA) != (version, schema):
        return f"has annotate-corpus {ours()} ({SCHEMA}), not {version} ({schema})"
    missing = [package for package in packages if find_spec(package) is None]
    return f"has no {', '.join(missing)}" if missing else None


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the client, in whose terminal this worker was started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def make(job: Job) -> Half | Undone:
    """The shard of a task in the folder, with a name of its own, or why it cannot be."""
    if told := lacks((), job.plan.version, job.plan.schema):
        return Undone(f"the worker on {socket.gethostname()} {told}")
    try:
        _require_unchanged(job)
        half = _half(job)
        _require_unchanged(job)
    except NotForItself as error:
        return Undone(str(error), is_cut=True)
    except AnnotateError as error:
        return Undone(str(error))
    except OSError as error:
        where = f"on {socket.gethostname()}: {error.filename or job.place}"
        return Undone(f"{where}: {error.strerror or error}")
    return half


def _require_unchanged(job: Job) -> None:
    for name in planning.changed(job.task.files, job.plan.folder):
        path = os.path.join(job.plan.folder, name)
        if not os.path.exists(path):
            raise BadInput(
                f"{name} is not at {path} on {socket.gethostname()}: workers see files, and the"
                " folder of shards, by the same paths as you"
            )
        raise BadInput(f"{name} has changed since the plan was made")


def _half(job: Job) -> Half:
    folder = ShardFolder(job.place)
    file = folder.half(f"{job.task.name}.db")
    with folder.made(file) as path:
        try:
            made = _filled(job, path)
        except BaseException:
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(f"{path}{end}")
            raise
    return Half(made, file)


def _filled(job: Job, path: str) -> Made:
    """Today's `add` into a database at a path."""
    plan, heard = job.plan, planning.Heard()
    with open(path, "xb") as file:
        file.write(_empty())
    db = open_write(path, durable=False)
    try:
        command = Command(db, coder=plan.coder, words=plan.words)
        corpus = Later(path, lambda: command, folder=plan.seen_from)
        settings = replace(plan.settings, workers=1, indexes=False, apart=True)
        statuses, errors = Counter[str](), list[str]()
        with adding.adding(corpus, _sources(job), settings=settings, watcher=heard) as outcomes:
            for outcome in outcomes:
                statuses[outcome.added.status if outcome.added else "failed"] += 1
                errors += [outcome.error] if outcome.error else []
        with explained(path):  # all is in the one file; closing would not say that it cannot be
            db.execute("pragma journal_mode = delete")
    finally:
        db.close()
    size, told = os.path.getsize(path), (tuple(errors), tuple(heard.notices))
    return Made(job.task.name, dict(statuses), *told, size, _sha256(path))


def _sources(job: Job) -> list[Source]:
    folder, portion = job.plan.folder, job.task.portion
    return [
        replace(file.source, at=os.path.join(folder, file.name), portion=portion)
        for file in job.task.files
    ]


@cache
def _empty() -> bytes:
    """A database with nothing in it: making one anew takes as long as adding some articles."""
    with tempfile.TemporaryDirectory(prefix="annotate-") as folder:
        path = os.path.join(folder, "empty.db")
        open_write(path, create=True).close()
        with open(path, "rb") as file:
            return file.read()


def _sha256(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
