"""
The cut of what is to be added into tasks, which follows from the input alone.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count

from annotate.errors import UnreadableSource
from annotate.intake import maildir, sources
from annotate.intake.notices import Notice, Watcher
from annotate.intake.settings import Settings
from annotate.intake.sources import Source
from annotate.readers import cutting, formats
from annotate.readers.record import Portion
from annotate.shards.plan import File, Plan, Task

__all__ = ["Heard", "changed", "planned"]

TASKS = 200  # that there are to be, so that many workers end at the same time
SMALLEST, LARGEST = 2_000_000, 16_000_000  # bytes of a task: some hundred articles, some thousand
FEWEST, MOST = 150, 500  # files, likewise


class Heard(Watcher):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def tell(self, notice: Notice) -> None:
        """Keep it as a sentence."""
        self.notices.append(str(notice))


def planned(
    paths: tuple[str, ...], settings: Settings, *, seen_from: str, coder: str, words: str
) -> Plan:
    """The plan for files and folders; large files of many are read once, to be cut."""
    heard = Heard()
    files = [_file(source) for source in sources.find(paths, heard)]
    tasks = tuple(_tasks(files, settings))
    return Plan(
        paths, os.getcwd(), seen_from, settings, tasks, coder, words, tuple(heard.notices)
    )  # fmt: skip


def changed(files: Iterable[File], folder: str) -> Iterator[str]:
    """Those that are no longer as they were when the plan was made."""
    for file in files:
        if not file.problem:
            state = None
            with suppress(OSError):
                state = _state(os.path.join(folder, file.name), file.is_maildir)
            if state != (file.size, file.changed):
                yield file.name


def _file(source: Source) -> File:
    size, at, problem = 0, 0, source.problem
    if not problem:
        try:  # a link to nothing is told for itself, and the files beside it are taken
            size, at = _state(source.name, source.is_maildir)
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
    return File(
        source.name, size, at, problem, source.is_found, source.table, source.is_maildir
    )  # fmt: skip


def _state(path: str, is_maildir: bool) -> tuple[int, int]:
    """How large a file is, and when it changed, in nanoseconds; raises OSError."""
    paths = [path]
    if is_maildir:
        with suppress(UnreadableSource):  # which its reader will say
            paths = [*maildir.letters(path)]
    found = [os.stat(each) for each in paths]
    return sum(each.st_size for each in found), max(each.st_mtime_ns for each in found)


def _tasks(files: list[File], settings: Settings) -> Iterator[Task]:
    total = sum(file.size for file in files)
    step = min(max(total // TASKS, SMALLEST), LARGEST)
    most = min(max(len(files) // TASKS, FEWEST), MOST)
    names = (f"{number:06}" for number in count(1))
    batch, size = list[File](), 0
    for file in files:
        portions = _portions(file, settings, step) if file.size > step else []
        if batch and (portions or len(batch) == most or size + file.size > step):
            yield Task(next(names), tuple(batch))
            batch, size = [], 0
        for portion in portions:
            yield Task(next(names), (file,), portion)
        if not portions:
            batch.append(file)
            size += file.size
    if batch:
        yield Task(next(names), tuple(batch))


def _portions(file: File, settings: Settings, step: int) -> list[Portion]:
    """Those of a file of many, if it can be cut; what is wrong with it, its reader will say."""
    options = settings.options
    try:
        with sources.opened(file.name) as opened:
            format, _ = formats.detect(sources.beginning(opened), file.name)
            may_be_other = file.is_found and format.name in ("jsonl", "csv")
            if not opened.seekable() or (
                may_be_other
                and not cutting.holds_articles(opened, format.name, options, settings.largest)
            ):
                return []
            equal = -(-file.size // -(-file.size // step))  # so that none is small
            return cutting.portions(opened, format.name, options, size=file.size, step=equal)
    except (OSError, UnreadableSource):
        return []
