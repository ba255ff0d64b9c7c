"""
What is to be made in a folder of shards, as a file in it: `plan.json`.

Each task makes one shard: `000001.db`, an ordinary database without its search index, and
`000001.json`, which says what became of its files. The plan follows from the input alone, not
from how many work on it.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from typing import Any

from annotate.corpus import migrated
from annotate.errors import BadInput, NotFound
from annotate.intake.settings import Settings
from annotate.intake.sources import Source
from annotate.model import Metadata
from annotate.readers.record import Portion
from annotate.shards.shard_folder import ShardFolder

__all__ = ["PLAN", "SCHEMA", "File", "Made", "Plan", "Task", "load", "made", "ours", "save"]
__all__ += ["save_made"]

PLAN = "plan.json"
SCHEMA = migrated.NAMES[-1]
"""The last migration of a shard that is made by this version."""

_WORDS = ("version", "schema", "paths", "folder", "seen_from", "coder", "words", "notices")
_ARE = ("is_found", "is_maildir")
_SILENT = Metadata()


def ours() -> str:
    """The version of this package."""
    return version("annotate-corpus")


@dataclass(frozen=True, slots=True)
class File:
    """A file to add as it was when the plan was made, or in words why it cannot be."""

    name: str  # as given, seen from the plan's `folder`
    size: int = 0
    changed: int = 0  # when, in nanoseconds
    problem: str | None = None
    is_found: bool = False
    table: Metadata = _SILENT  # what the table beside it says of it
    is_maildir: bool = False  # a folder of letters, whose size and change are the letters'

    @property
    def source(self) -> Source:
        """As `add` takes it."""
        return Source(
            self.name, self.problem, table=self.table, is_found=self.is_found,
            is_maildir=self.is_maildir,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """What goes into one shard: some files, or a portion of one."""

    name: str  # 000001
    files: tuple[File, ...]
    portion: Portion | None = None

    @property
    def size(self) -> int:
        """Bytes to be read."""
        if self.portion:
            return self.portion.end - self.portion.start
        return sum(file.size for file in self.files)

    @property
    def told(self) -> str:
        """What it reads, for people."""
        if not self.files:
            return "nothing"
        first, more = self.files[0].name, len(self.files) - 1
        if part := self.portion:
            return f"{first} (bytes {part.start:,} to {part.end:,})"
        return f"{first} and {more:,} more" if more else first


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be made; tasks in the order of the input, as a plain `add` has it."""

    paths: tuple[str, ...]  # as given
    folder: str  # where they were given: names are seen from there
    seen_from: str  # where the sources that shards store are seen from
    settings: Settings
    tasks: tuple[Task, ...]
    coder: str
    words: str  # of the command, for the history
    notices: tuple[str, ...] = ()  # told when it was made
    version: str = field(default_factory=ours)
    schema: str = SCHEMA

    def joined(self, names: Collection[str]) -> "Plan":
        """The same, but these files are read whole by the first of their tasks."""
        seen = set[str]()
        tasks = list[Task]()
        for task in self.tasks:
            name = task.files[0].name if task.portion else None
            if name in names:
                task = Task(task.name, () if name in seen else task.files)
                seen.add(str(name))
            tasks.append(task)
        return replace(self, tasks=tuple(tasks))


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a task: how many articles by status, what was told, the database it made."""

    name: str
    statuses: dict[str, int]  # of `add`: added, updated, unchanged, same; failed
    errors: tuple[str, ...]  # sentences, in order
    notices: tuple[str, ...]  # likewise
    size: int  # bytes of the database
    sha256: str


def save(plan: Plan, folder: ShardFolder) -> None:
    """Write the plan, wholly or not at all."""
    head = {name: getattr(plan, name) for name in _WORDS}
    head["settings"] = asdict(plan.settings)
    tasks = ",\n".join(json.dumps(_of_task(task)) for task in plan.tasks)
    folder.write(PLAN, f'{json.dumps(head)[:-1]}, "tasks": [\n{tasks}\n]}}\n'.encode())


def load(folder: ShardFolder) -> Plan:
    """The plan of a folder; raises NotFound where there is none, BadInput for what is none."""
    data = folder.read(PLAN)
    if data is None:
        told = "annotate add --dask local --shards FOLDER PATH makes one"
        raise NotFound(f"there is no plan at {folder.told(PLAN)}; {told}")
    try:
        stored = json.loads(data)
        settings = stored["settings"]
        settings["fields"] = tuple((ours, theirs) for ours, theirs in settings["fields"])
        return Plan(
            tuple(stored["paths"]), stored["folder"], stored["seen_from"], Settings(**settings),
            tuple(map(_task, stored["tasks"])), stored["coder"], stored["words"],
            tuple(stored["notices"]), stored["version"], stored["schema"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        told = "another version wrote it, or it is damaged"
        raise BadInput(f"{folder.told(PLAN)} cannot be read as a plan: {told} ({error})") from error


def save_made(done: Made, folder: ShardFolder) -> None:
    """Write what became of a task: from here on it is done."""
    folder.write(f"{done.name}.json", json.dumps(asdict(done)).encode())


def made(name: str, folder: ShardFolder) -> Made | None:
    """What became of a task, None if it is not done; raises BadInput for another file."""
    data = folder.read(f"{name}.json")
    if data is None:
        return None
    try:
        stored = json.loads(data)
        stored |= {each: tuple(stored[each]) for each in ("errors", "notices")}
        return Made(**stored)
    except (ValueError, KeyError, TypeError) as error:
        told = f"{folder.told(name)}.json does not say what became of its task ({error})"
        raise BadInput(f"{told}; remove it, and the task is done again") from error


def _of_task(task: Task) -> dict[str, object]:
    stored: dict[str, object] = {"name": task.name, "files": [_of_file(f) for f in task.files]}
    return stored | ({"portion": asdict(task.portion)} if task.portion else {})


def _task(stored: Mapping[str, Any]) -> Task:
    portion = stored.get("portion")
    files = tuple(_file(*each) for each in stored["files"])
    return Task(stored["name"], files, Portion(**portion) if portion else None)


def _of_file(file: File) -> list[object]:
    more: dict[str, object] = {"problem": file.problem} if file.problem else {}
    more |= {name: True for name in _ARE if getattr(file, name)}
    if said := file.table.given():
        more["table"] = said
    return [file.name, file.size, file.changed, *([more] if more else [])]


def _file(name: str, size: int, changed: int, more: Mapping[str, Any] | None = None) -> File:
    more = more or {}
    said = Metadata(**more.get("table", {}))
    return File(
        name, size, changed, more.get("problem"), table=said,
        **{each: more.get(each, False) for each in _ARE},
    )  # fmt: skip
