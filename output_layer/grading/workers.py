"""Hands jobs to worker processes, of this machine or of a Dask cluster, until each is done.

A job carries everything, so a worker needs no shared disk. If a worker dies, its jobs go to
others. Each job gives one result, whatever the order and the number of workers.
"""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.util import Finalize

from output_layer.grading.cluster import cluster
from output_layer.grading.confinement import KIT, kit
from output_layer.grading.gradebook import Result
from output_layer.grading.jobs import perform, rest

TRIES = 3
AHEAD = 2  # jobs for each worker: one that runs and one that waits


def performed(jobs, pool, width, told=print):
    """Yield pairs of a job and its result, each job once, in the order in which they end.

    ``pool(width)`` opens an executor with that many workers. Where one breaks, ``told`` hears
    of it, and each job that it was at has a pool of its own next, so that one that kills its
    worker takes no other along. A job that fails `TRIES` times has a result that says so.
    """
    jobs = iter(jobs)
    while True:
        lost = yield from _streamed(jobs, pool, width)
        if not lost:
            return
        told(f"a worker died; {len(lost)} submissions are graded again")
        for job in lost:
            yield job, _alone(job, pool)


def _streamed(jobs, pool, width):
    """Yield jobs and results while the pool lives; return the jobs that were lost with it."""
    flying = {}
    with pool(width) as executor, _dropped(executor):
        while True:
            for job in islice(jobs, AHEAD * width - len(flying)):
                flying[_submitted(executor, job)] = job
            if not flying:
                return []
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                if isinstance(future.exception(), BrokenProcessPool):
                    return list(flying.values())
                yield flying.pop(future), _result(future)


@contextmanager
def _dropped(executor):
    """When the run is interrupted, let no job begin that has not."""
    try:
        yield
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise


def _submitted(executor, job):
    """Return the future of a job; a pool that has broken meanwhile gives a broken one."""
    try:
        return executor.submit(perform, job)
    except BrokenProcessPool as error:
        broken = Future()
        broken.set_exception(error)
        return broken


def _alone(job, pool):
    for _ in range(TRIES - 1):
        with pool(1) as executor:
            future = _submitted(executor, job)
            wait([future])
        if not isinstance(future.exception(), BrokenProcessPool):
            break
    return _result(future)


def _result(future):
    error = future.exception()
    if error is None:
        return future.result()
    sentence = f"{type(error).__name__}: {error}".rstrip(": .")[:500]
    return Result(problem=f"The grader failed ({sentence}).", failed=True)


@contextmanager
def crew(workers, scheduler, count, *, unsafe=False):
    """Give a function that opens an executor for ``count`` jobs, and its number of workers.

    ``workers`` is a number of processes, by default one a core; ``scheduler`` is the address of
    a Dask cluster instead. Raises ``ValueError`` for both or for no workers, and `ClusterError`.
    """
    if workers is not None and (scheduler or workers < 1):
        raise ValueError("workers must be 1 or more, and are not given with a scheduler")
    if scheduler:
        with cluster(scheduler, unsafe=unsafe) as (pool, width):
            yield pool, width
    else:
        width = min(workers or _cores(), count)
        yield (local if width > 1 else Here), width


def _cores():
    """Return the number of cores that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


class Here(Executor):
    """Performs jobs in this very process, one after the other."""

    def __init__(self, _):
        super().__init__()

    def submit(self, function, /, *args, **kwargs):
        """Return the future of a call, which is over."""
        future = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Give up what was kept for a next job."""
        rest()


def local(width):
    """Return an executor with ``width`` new processes on this machine."""
    prepare = partial(_prepare, str(kit()))
    return ProcessPoolExecutor(width, mp_context=_Spawn(), initializer=prepare)


class _Worker(SpawnProcess):
    """A process whose end is not its own choice.

    A pool that has broken ends the workers that are left, one of which may wait for ever for a
    lock that the dead one held.
    """

    def terminate(self):
        self.kill()  # what a worker ignores, below, ends none


class _Spawn(SpawnContext):
    Process = _Worker


def _prepare(folder):
    """Make a process ready: it has the kit of this one, and it ends when its parent does."""
    os.environ[KIT] = folder
    Finalize(None, rest, exitpriority=0)
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)  # the parent is asked, and it ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)
