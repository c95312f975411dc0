"""Reaches a Dask cluster, which performs the same jobs on other machines."""

from contextlib import contextmanager

from output_layer.grading.confinement import lacking

SECONDS = 10  # that a scheduler may take to answer
RETRIES = 2  # of a job that has failed; those of a worker that died go to others anyway
INSTALL = "pip install -e '.[cluster]'"


class ClusterError(Exception):
    """The Dask cluster cannot be used; the message says why."""


@contextmanager
def cluster(address, *, unsafe=False):
    """Give a function that opens the executor of a Dask cluster, and its number of threads.

    Raises ``ClusterError`` if ``distributed`` is not installed, the scheduler does not answer,
    or a worker cannot confine students' code.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(f"--scheduler needs the package distributed ({INSTALL})") from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        width = _able(client, unsafe)
        yield (lambda _: client.get_executor(pure=False, retries=RETRIES)), width


def _able(client, unsafe):
    """Return the number of threads of the cluster; raise ``ClusterError`` if it cannot work."""
    threads = sum(client.nthreads().values())
    if not threads:
        raise ClusterError("the Dask cluster has no workers")
    for worker, reason in {} if unsafe else client.run(lacking).items():
        if reason:
            raise ClusterError(f"the worker {worker} cannot confine students' code: {reason}")
    return threads
