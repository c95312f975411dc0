"""Looks for a kernel's reply every second, and not only when it is announced.

A client waits on a file descriptor that tells of a message once. Under load that word is lost now
and then (seen with pyzmq 27.3.0 and jupyter_client 8.10.0): the reply is there, the kernel idle,
and the client waits until its timeout, 300 seconds for one cell. Asking again finds the reply.
"""

from queue import Empty
from time import monotonic

from jupyter_client.channels import AsyncZMQSocketChannel

EVERY = 1.0  # seconds

_announced = AsyncZMQSocketChannel.get_msg


async def get_msg(channel, timeout=None):
    """Return the next message of a channel; ``queue.Empty`` if none has come within ``timeout``."""
    end = float("inf") if timeout is None else monotonic() + timeout
    while True:
        left = max(0.0, end - monotonic())
        try:
            return await _announced(channel, min(EVERY, left))
        except Empty:
            if left <= EVERY:
                raise


def look_again():
    """Let every client of this process wait so."""
    AsyncZMQSocketChannel.get_msg = get_msg
