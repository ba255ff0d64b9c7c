"""`annotate gather`."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, nullcontext

import click

from annotate.cli import completing, options, output, progress, told
from annotate.corpus.database import Command, open_write
from annotate.intake.storing import Outcome
from annotate.shards import gatherer
from annotate.shards.gatherer import Gathering
from annotate.shards.shard_folder import ShardFolder

__all__ = ["command"]

_STATUSES = ("added", "updated", "unchanged", "same", "failed")


@click.command("gather")
@click.argument("folder", metavar="DIR", shell_complete=completing.folders)
@click.option(
    "-o",
    "--output",
    "new",
    metavar="FILE",
    shell_complete=completing.files,
    help="The corpus to make.",
)
@click.option(
    "--into",
    metavar="FILE",
    shell_complete=completing.files,
    help="The corpus to add to, with all that is on it.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="SHARD",
    help="Leave this shard out, like 000003; again for more.",
)
def command(*, folder: str, new: str | None, into: str | None, without: tuple[str, ...]) -> None:
    """Make one corpus of the shards that `annotate add --dask` made.

    It is what a plain add of the same paths gives. DIR may be an address of
    object storage. Nothing is gathered while a shard is missing or damaged. When
    it is broken off, the same call goes on from there; at the end all that came
    is compared with the shards. annotate undo takes it back.

    \b
        annotate gather shards/ -o corpus.db
        annotate gather shards/ --into corpus.db
        annotate gather shards/ -o corpus.db --without 000003
    """
    if not folder:
        raise click.UsageError("DIR is the folder that --shards named")
    if bool(new) == bool(into):
        raise click.UsageError("say -o FILE to make a corpus, or --into FILE to add to one")
    path = new or into or ""
    with closing(_Opened(path, is_new=bool(new))) as opened, gatherer.gathering_of(
        ShardFolder(folder), path, opened.command,
        is_new=bool(new), without=without, watcher=progress.Shown(),
    ) as gathering:  # fmt: skip
        for outcome in told.likes(_shown(gathering), are_all=False):
            if outcome.added:
                told.update(outcome.added, outcome.source)
        for shard in gathering.left_out:
            output.say(f"left out: {shard}")
        for made in gathering.shards:
            for error in made.errors:
                output.say(f"Error: {error}")
        counts: Counter[str] = gathering.finish()
        counts["failed"] = gathering.failed
    output.say(", ".join(f"{counts[s]:,} {s}" for s in _STATUSES if counts[s]) or "nothing to add")


class _Opened:
    """The corpus, from when it is asked for."""

    def __init__(self, path: str, *, is_new: bool) -> None:
        self._path, self._is_new = path, is_new
        self._made: Command | None = None

    def command(self) -> Command:
        """What this call does to it, in the coder's name and the words typed."""
        db = open_write(self._path, create=self._is_new, durable=False)
        self._made = Command(db, coder=options.coder_in(db), words=options.words())
        return self._made

    def close(self) -> None:
        """Let it go, if it was asked for."""
        if self._made:
            self._made.db.close()


def _shown(gathering: Gathering) -> Iterator[Outcome]:
    """What became of articles that are not simply added; on a terminal a bar meanwhile."""
    bar = (
        click.progressbar(length=gathering.articles, label="gathering", file=sys.stderr, width=20)
        if sys.stderr.isatty()
        else nullcontext()
    )
    with bar as shown:
        for step in gathering.steps():
            if isinstance(step, Outcome):
                yield step
            elif shown is not None:
                shown.update(step)
