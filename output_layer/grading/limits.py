"""What one submission may use of the machine."""

from dataclasses import asdict, dataclass

DEVICES = ("null", "zero", "random", "urandom")


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    ``seconds`` bounds the wall time of one cell or call, ``total_seconds`` that of a submission,
    ``cpu_seconds`` the processor time of its process; ``memory`` and ``files_memory`` are bytes,
    the second for all files together; ``files`` counts them.
    """

    seconds: float = 10.0
    total_seconds: float = 120.0
    cpu_seconds: int = 60
    memory: int = 2**30
    files_memory: int = 2**24
    files: int = 1000
    restarts: int = 20

    def __post_init__(self):
        for name, value in asdict(self).items():
            if not value > 0:
                raise ValueError(f"{name} must be positive, not {value!r}")

    def inside(self, *, confined):
        """Return what the process has to impose on itself."""
        own = {"AS": self.memory, "CPU": self.cpu_seconds, "NOFILE": 64, "CORE": 0}
        own["FSIZE"] = self.files_memory
        more = {"tmp": self.files_memory, "files": self.files, "devices": DEVICES}
        return own | (more if confined else {})
