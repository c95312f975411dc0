"""Keeps the process that forks students' processes from one submission to the next."""

from output_layer.grading.forkserver import ForkServer
from output_layer.grading.sandbox import Sandbox


class Kept:
    """Gives processes, each fresh and for one submission, of one `ForkServer` while it lives."""

    def __init__(self):
        self.kind, self.server = None, None

    def take(self, limits, *, unsafe, data):
        """Return a `Sandbox` that is ready. Raises ``UnconfinedError`` as `Sandbox` does."""
        if unsafe:
            return Sandbox(limits, unsafe=True, data=data)
        if (limits, data) != self.kind or not self.server.lives:
            self.close()
            self.kind = limits, data
            self.server = ForkServer(limits, sorted(data.iterdir()) if data else [])
        return Sandbox(limits, data=data, server=self.server)

    def close(self):
        """End the process that is kept, if there is one."""
        if self.server is not None:
            self.server.close()
            self.kind = self.server = None
