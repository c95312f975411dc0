"""A process started in advance: it gets ready while the submission before is graded.

Most of what a submission takes is the start of Python with NumPy.
"""

from output_layer.grading.sandbox import Sandbox


class Spare:
    """Gives new processes, each fresh and for one submission, and has the next one ready."""

    def __init__(self):
        self.kind, self.waiting = None, None

    def take(self, limits, *, unsafe, data):
        """Return a `Sandbox` that is ready, and start another one of its kind.

        Raises ``UnconfinedError`` as `Sandbox` does.
        """
        kind = (limits, unsafe, data)
        if kind != self.kind:
            self.close()
        taken = self.waiting or Sandbox(limits, unsafe=unsafe, data=data, wait=False)
        self.kind, self.waiting = kind, None
        taken.await_start()
        self.waiting = Sandbox(limits, unsafe=unsafe, data=data, wait=False)
        return taken

    def close(self):
        """End the process that waits, if there is one."""
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            waiting.close()
