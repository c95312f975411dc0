"""What a student's process gives up before a student's code runs; it cannot be had back.

Like ``values.py`` it runs inside the sandbox, where the package is not.
"""

import ctypes
import resource

SYS_ADMIN, CAPABILITIES_3 = 21, 0x20080522
READ_ONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND = 1, 2, 4, 8, 32, 4096


def confine(limits):
    """Limit this process; ``limits`` is what `confinement.Limits.inside` returns.

    Raises ``OSError`` where the kernel refuses.
    """
    for name in ("AS", "FSIZE", "NOFILE", "CORE"):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limits[name],) * 2)
    # At the first limit comes a signal that says so, at the second the plain end.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["CPU"], limits["CPU"] + 1))
    if "files" in limits:
        libc = ctypes.CDLL(None, use_errno=True)
        _close_folders(libc, limits)
        _drop_capabilities(libc)


def _close_folders(libc, limits):
    """Limit the files in /tmp, and make the devices, which are the machine's own, unchangeable.

    Where root grades, this process could otherwise change the rights of the machine's devices.
    """
    options = f"size={limits['tmp']},nr_inodes={limits['files']}"
    _remount(libc, "/tmp", NOSUID | NODEV, options.encode())
    for name in limits["devices"]:
        _remount(libc, f"/dev/{name}", BIND | READ_ONLY | NOSUID | NOEXEC)


def _remount(libc, place, flags, options=None):
    if libc.mount(None, place.encode(), None, REMOUNT | flags, options):
        raise OSError(ctypes.get_errno(), f"{place} cannot be limited")


def _drop_capabilities(libc):
    libc.prctl(24, SYS_ADMIN, 0, 0, 0)  # out of the bounding set
    libc.prctl(47, 4, 0, 0, 0)  # no ambient ones
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")
