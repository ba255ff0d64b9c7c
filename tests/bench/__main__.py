"""
Run the benchmarks and print their figures.

    python -m tests.bench                 all, on up to 100,000 articles: about 25 minutes
    python -m tests.bench --quick         all, on 1,000 articles: about a minute
    python -m tests.bench start tag_many  only these

Measures the package and the `annotate` command of the virtual environment it runs in.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from . import (
    adding,
    aligning,
    carrying,
    checking,
    coding,
    counting,
    exporting,
    finding,
    gathering,
    ingesting,
    leaking,
    peers,
    publishing,
    report,
    serving,
    spreading,
    starting,
    tagging,
    undoing,
    writing,
)
from .place import Place
from .report import Figure

__all__ = ["BENCHMARKS", "main"]

BENCHMARKS: dict[str, Callable[[Place], Iterator[Figure]]] = {
    "start": starting.start,
    "help": starting.help,
    "tab": starting.tab,
    "add": adding.add,
    "peers": peers.peers,
    "tag_many": tagging.tag_many,
    "carrying": carrying.carrying,
    "merge": tagging.merge,
    "writers": writing.writers,
    "find": finding.find,
    "pages": serving.pages,
    "codebook": serving.codebook,
    "json_lines": ingesting.json_lines,
    "dask": spreading.dask,
    "gather": gathering.gather,
    "readers": ingesting.readers,
    "exports": exporting.exports,
    "add_to_large": adding.add_to_large,
    "versions": aligning.versions,
    "undo": undoing.undo,
    "check": checking.check,
    "history": checking.history,
    "publish": publishing.publish,
    "leaks": leaking.leaks,
    "static": publishing.static,
    "code": coding.session,
    "stats": counting.stats,
}
"""Name → what measures it, in the order in which they are run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 with --strict when a figure is over its target."""
    options = _options(arguments)
    figures: list[Figure] = []
    options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="annotate-bench-") as work:
        place = Place(Path(work), options.keep, options.quick)
        for name in options.names or BENCHMARKS:
            for figure in BENCHMARKS[name](place):
                print(report.line(figure), flush=True)
                figures.append(figure)
    print("\n" + report.table(figures))
    over = any(figure.verdict == "over" for figure in figures)
    return 1 if over and options.strict else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="1,000 articles only")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a figure is over")
    parser.add_argument(
        "--keep", type=Path, default=_cache(), metavar="DIR", help="where databases are kept"
    )
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; known: {', '.join(BENCHMARKS)}")
    return options


def _cache() -> Path:
    return Path(tempfile.gettempdir()) / f"annotate-bench-{os.getuid()}"


if __name__ == "__main__":
    sys.exit(main())
