"""
The whole job of gathering: from a folder of shards to one corpus, its index and its proof.

What is gathered stays, whatever happens: the same call goes on from there.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from annotate.corpus import connecting, gathered, gathering, indexing, keyed
from annotate.corpus.akin import Akin
from annotate.corpus.database import Command, attach, path_of, transaction
from annotate.corpus.locking import Connection
from annotate.errors import BadInput, DatabaseTrouble, NotFound
from annotate.intake.notices import Interrupted, Watcher
from annotate.intake.storing import Outcome
from annotate.shards import inspecting, rebased
from annotate.shards import plan as plans
from annotate.shards.plan import Made
from annotate.shards.shard_folder import ShardFolder

__all__ = ["Gathering", "gathering_of"]

GROWS = 1.4  # times the bytes of the shards: search index, log, pages that are not full

Step = int | Outcome
"""So many articles more; or what became of one that is not simply added."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering that is ready to begin; `steps` does it."""

    folder: ShardFolder
    seen_from: str
    shards: tuple[Made, ...]
    command: Command
    akin: Akin
    watcher: Watcher
    left_out: tuple[str, ...] = ()  # shards, and what they would have had

    @property
    def articles(self) -> int:
        """How many there are in the shards."""
        return sum(made.statuses.get("added", 0) for made in self.shards)

    @property
    def failed(self) -> int:
        """How many sources could not be added when the shards were made."""
        return sum(made.statuses.get("failed", 0) for made in self.shards)

    def steps(self) -> Iterator[Step]:
        """Gather, index, compare; what is told is in the corpus."""
        try:
            yield from self.taken()
            self.compare()
        except KeyboardInterrupt:
            self.watcher.tell(Interrupted(""))
            raise
        self.command.sync()

    def finish(self) -> Counter[str]:
        """End it; how many articles became what."""
        counts = gathered.counts(self._db)
        gathered.finish(self._db)
        return counts

    @property
    def _db(self) -> Connection:
        db = self.command.db
        assert isinstance(db, Connection)
        return db

    def taken(self) -> Iterator[Step]:
        """Take over what is not in yet, and index it."""
        try:
            yield from self._each_taken()
            with self.watcher.working("indexing"):
                indexing.catch_up(self._db)
                self._index_keys()
        except DatabaseTrouble as error:
            told = "what is gathered stays, and the same call goes on"
            raise DatabaseTrouble(f"{error}; {told}") from error

    def _index_keys(self) -> None:
        self._db.execute("pragma temp_store = file")  # all keys are sorted
        with transaction(self._db):
            keyed.by_index(self._db)

    def _each_taken(self) -> Iterator[Step]:
        reached = gathered.reached(self._db)
        for made in self.shards:  # each by itself: what was left out before may be back
            row, count = reached.get(made.name, (0, 0))
            if count == made.statuses.get("added", 0):
                yield count
                continue
            with self._attached(made):
                yield from self._of_shard(made.name, row, count)

    def _of_shard(self, shard: str, after: int, count: int) -> Iterator[Step]:
        move = rebased.between(self.seen_from, os.path.dirname(path_of(self._db)))
        yield count
        for first, last in gathering.spans(self._db, after):
            indexing.defer(self._db)
            with self.command as command:
                taken = list(gathering.take(command, self.akin, first, last, move))
                gathered.note(command, shard, taken)
            indexing.keep_up(self._db)
            yield last - first + 1
            for each in taken:
                if isinstance(each, gathering.Settled):
                    yield Outcome(each.source, each.added)

    def compare(self) -> None:
        """Raise DatabaseTrouble if the corpus has not what it took from the shards."""
        path = path_of(self._db)
        for made in self.shards:
            with self.watcher.working(f"comparing {made.name}"), self._attached(made):
                if problem := next(gathered.problems(self._db, made.name), None):
                    raise DatabaseTrouble(f"{path} is damaged: {problem}; gather into a new file")

    @contextmanager
    def _attached(self, made: Made) -> Iterator[None]:
        """The shard as `shard` in the connection; one from afar is looked at first."""
        with ExitStack() as stack:
            try:
                path = stack.enter_context(self.folder.fetched(f"{made.name}.db"))
            except OSError as error:
                told = f"shard {made.name} cannot be fetched: {error.strerror or error}"
                raise BadInput(f"{told}; what is gathered stays, try again") from error
            if not self.folder.is_local:
                inspecting.require_same(path, made)
            attach(self._db, path, connecting.FROZEN, "shard")
            try:
                yield
            finally:
                self._db.execute("detach shard")


@contextmanager
def gathering_of(
    folder: ShardFolder,
    path: str,
    begin: Callable[[], Command],
    *,
    is_new: bool,
    without: Collection[str] = (),
    watcher: Watcher,
) -> Iterator[Gathering]:
    """
    Gather what is in a folder into the corpus at a path, which `begin` opens, or makes.

    Raises BadInput, before anything is written: for a shard that is not there or not as it
    was made, for a corpus that is there though it `is_new`, for want of room; NotFound where
    there is no plan, or no corpus to add to.
    """
    with ExitStack() as stack:
        try:
            plan = plans.load(folder)
            stack.enter_context(folder.held("gathering"))
            is_begun = _require_place(path, folder, is_new=is_new)
            with watcher.working("looking at the shards"):
                shards = inspecting.whole(folder, plan, without)
            _require_room(path, shards, is_begun=is_new and is_begun, is_local=folder.is_local)
        except OSError as error:
            told = error.strerror or error
            raise BadInput(f"{folder.told()} cannot be gathered: {told}") from error
        command = begin()
        gathering.make_room(command.db)
        gathered.begin(command, folder.path, is_new=is_new)
        there = gathered.reached(command.db)
        left_out = (
            f"{each.name} ({each.told})" + (", but for what is in" if each.name in there else "")
            for each in plan.tasks
            if each.name in without
        )
        yield Gathering(
            folder, plan.seen_from, tuple(shards), command, Akin(command.db), watcher,
            tuple(left_out),
        )  # fmt: skip


def _require_place(path: str, folder: ShardFolder, *, is_new: bool) -> bool:
    """Whether a gathering of the folder was begun there; raises BadInput for a file in the way."""
    if folder.is_local and os.path.realpath(os.path.dirname(path)) == os.path.realpath(folder.path):
        raise BadInput(f"{path} is in {folder.place}, among the shards: name another folder")
    if not os.path.exists(path):
        if not is_new:
            raise NotFound(f"no database at {path}; -o {path} makes it")
        return False
    found = gathered.begun_at(path)
    is_same = found is not None and found.folder == folder.path
    if found and found.command is not None and not is_same:
        raise BadInput(
            f"{path} has the gathering of {found.folder} under way; end it first:"
            f" annotate gather {found.folder} --into {path}; or take it back: annotate undo"
        )
    if is_new and not is_same and not gathered.is_blank(path):
        raise BadInput(f"{path} is there already; --into {path} adds to it")
    return is_same


def _require_room(path: str, shards: list[Made], *, is_begun: bool, is_local: bool) -> None:
    need = GROWS * sum(made.size for made in shards)
    if is_begun:
        need -= os.path.getsize(path)
    if not is_local:
        need += max((made.size for made in shards), default=0)
    place = os.path.dirname(os.path.abspath(path))
    while not os.path.isdir(place):
        place = os.path.dirname(place)
    free = shutil.disk_usage(place).free
    if need > free:
        raise BadInput(
            f"{path} needs about {need / 1e6:,.0f} MB, and its disk has {free / 1e6:,.0f} MB free:"
            " make room, or gather on another disk"
        )
