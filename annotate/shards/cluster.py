"""
Dask: the scheduler that tasks are given to, on this machine or another, and its workers.
"""

import asyncio
import concurrent.futures
import logging
import multiprocessing
import signal
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from multiprocessing import resource_tracker
from typing import Any

from annotate.errors import BadInput
from annotate.intake.settings import DEFAULT
from annotate.shards import making

__all__ = ["Cluster", "SchedulerGone", "connected", "local_workers", "require"]

LOCAL = "local"
WAIT = 5  # seconds for a scheduler to answer
WAIT_WORKERS = 15  # seconds for the first worker to be there
_OURS = "annotate-corpus"
_QUIETLY = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
"""Less often what Dask measures of itself all the time: it takes a tenth of the CPU time."""
_HERE = "127.0.0.1"
_METHOD = "distributed.worker.multiprocessing-method"


def local_workers(address: str) -> int | None:
    """How many workers `local` or `local:N` asks for; None for an address. Raises BadInput."""
    name, _, count = address.partition(":")
    if name != LOCAL:
        return None
    if not count and address == LOCAL:
        return DEFAULT.processes
    if not count.isdecimal() or not 1 <= int(count) <= 256:
        raise BadInput(f"{address!r}: say local, or local:4 for four workers")
    return int(count)


_CANCELLED = (asyncio.CancelledError, concurrent.futures.CancelledError)


class SchedulerGone(Exception):
    """The scheduler does not answer any more."""


class Cluster:
    """A client of a scheduler, whose workers were asked what they are."""

    def __init__(self, client: Any, address: str, dashboard: str | None) -> None:
        self.client = client
        self.address = address
        self.dashboard = dashboard

    def workers(self) -> list[str]:
        """The addresses of those that are there, in a fixed order."""
        return sorted(self.client.scheduler_info(n_workers=-1)["workers"])

    def ask(self, function: Any, *given: object) -> Mapping[str, Any]:
        """What each worker answers; an exception where it raised one."""
        answers: Mapping[str, Any] = self.client.run(function, *given, on_error="return")
        return answers

    def completed(self, futures: list[Any]) -> Iterator[Any]:
        """The futures again as they are done, or will never be."""
        from distributed import as_completed

        done: Iterator[Any] = as_completed(  # type: ignore[no-untyped-call]
            futures, loop=self.client.loop, raise_errors=False
        )
        return done

    def answer(self, future: Any) -> object:
        """What a task gave; None if it was given up as it ends workers. Raises SchedulerGone."""
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise SchedulerGone
        try:
            return future.result()
        except KilledWorker:
            return None
        except (OSError, TimeoutError, *_CANCELLED) as error:
            raise SchedulerGone from error


def _dashboard(client: Any) -> str | None:
    """The address of Dask's own page, which needs bokeh."""
    return client.dashboard_link if find_spec("bokeh") else None


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """
    The cluster at an address, or for `local` one that lives as long as the `with`.

    Raises BadInput where there is none, or none of this version of Dask, or no worker.
    """
    count = local_workers(address)
    method = _prepared() if count is not None else None
    distributed = _distributed()
    if count is None:
        _require_address(address)
        with _client(distributed, address, address) as client:
            _require_version(client, address)
            yield _with_workers(Cluster(client, address, _dashboard(client)))
        return
    import dask

    # what Dask would import for the workers, pandas for one, these do without
    distributed.utils._forkserver_preload_set = True
    with dask.config.set({**_QUIETLY, _METHOD: method}), ExitStack() as stack:
        with _uninterrupted():  # what Dask half began, it cannot end
            local = stack.enter_context(distributed.LocalCluster(
                n_workers=count, threads_per_worker=1, processes=True, host=_HERE, memory_limit=0,
                dashboard_address=f"{_HERE}:0", silence_logs=logging.CRITICAL,
            ))  # fmt: skip
            client = stack.enter_context(_client(distributed, local, address))
        client.register_worker_callbacks(setup=making.ignore_interrupts)
        yield _with_workers(Cluster(client, address, _dashboard(client)))


def _prepared() -> str:
    """How workers begin; begins to import what they need, so that they have it from the start."""
    if sys.platform != "linux":
        return "spawn"
    from multiprocessing import forkserver

    multiprocessing.set_forkserver_preload(["distributed", making.__name__])
    with _uninterrupted():
        forkserver.ensure_running()
    return "forkserver"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the `with`; processes that begin in it never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which would let signals through when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        told = 'Dask is not installed: pip install "annotate-corpus[dask]"'
        raise BadInput(told) from error
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] == "distributed":  # what matters of it is told in our words
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
    return distributed


@contextmanager
def _client(distributed: Any, at: object, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(at, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise _nobody(address, error) from error
    try:
        yield client
    finally:
        client.close(timeout=WAIT)


def _require_address(address: str) -> None:
    """Before there is a client, which would try for long to end what it could not begin."""
    from distributed.comm.addressing import get_address_host_port

    try:
        get_address_host_port(address)
    except ValueError as error:
        raise _nobody(address, error) from error


def _nobody(address: str, error: Exception) -> BadInput:
    told = f"no Dask scheduler answers at {address} ({error})"
    more = "`dask scheduler` starts one and says its address, like tcp://10.0.0.1:8786"
    return BadInput(f"{told}; {more}; local works on this machine")


def _require_version(client: Any, address: str) -> None:
    found = client.get_versions()
    ours = version("distributed")
    others = {f"the scheduler at {address}": found["scheduler"]} | {
        f"the worker {name}": each for name, each in sorted(found["workers"].items())
    }
    for name, each in others.items():
        theirs = each["packages"]["distributed"] if each else "no version"
        if theirs != ours:
            raise BadInput(
                f"{name} has Dask {theirs}, and this machine {ours}: they have to be the same;"
                f" pip install distributed=={ours} there"
            )


def _with_workers(cluster: Cluster) -> Cluster:
    try:
        cluster.client.wait_for_workers(1, timeout=WAIT_WORKERS)
    except TimeoutError as error:
        told = f"the Dask scheduler at {cluster.address} has no workers"
        raise BadInput(f"{told}: dask worker {cluster.address} starts one") from error
    return cluster


def require(cluster: Cluster, needs: Mapping[str, str], schema: str) -> None:
    """
    Raises BadInput, which names it, for a worker without this version of ours, or a package.

    `needs` are the packages, and the extras of ours that install them.
    """
    ours = version(_OURS)
    extras = ",".join(sorted(set(needs.values())))
    wanted = f'"{_OURS}[{extras}]=={ours}"' if extras else f"{_OURS}=={ours}"
    for question in ((version, _OURS), (making.lacks, tuple(needs), ours, schema)):
        for worker, answer in sorted(cluster.ask(*question).items()):
            if told := _told(answer, ours):
                raise BadInput(f"the worker {worker} {told}: pip install {wanted} there")


def _told(answer: object, ours: str) -> str | None:
    """What is wrong with a worker that answered so, in words that follow its name."""
    if isinstance(answer, Exception):
        return f"cannot run annotate-corpus ({answer})"
    if answer in (None, ours):
        return None
    return str(answer) if " " in str(answer) else f"has annotate-corpus {answer}"
