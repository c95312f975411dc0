"""What a student's process gives up before a student's code runs; it cannot be had back.

Like ``values.py`` it runs inside the sandbox, where the package is not.
"""

import ctypes
import os
import resource
from pathlib import Path

SETPCAP, SYS_ADMIN, CAPABILITIES_3 = 8, 21, 0x20080522
READ_ONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND = 1, 2, 4, 8, 32, 4096
RECURSIVE, PRIVATE = 1 << 14, 1 << 18
NEW_MOUNTS, NEW_HOST, NEW_IPC, NEW_NUMBERS = 0x20000, 0x4000000, 0x8000000, 0x20000000
DROP_BOUND, SECCOMP, NO_NEW_RIGHTS, AMBIENT = 24, 22, 38, 47  # the first argument of prctl
FILTER, CLEAR_ALL = 2, 4
OWN = Path("/tmp")


def confine(limits):
    """Limit this process; ``limits`` is what `confinement.command` hands over.

    Raises ``OSError`` where the kernel refuses.
    """
    for name in ("AS", "FSIZE", "NOFILE", "CORE"):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limits[name],) * 2)
    # At the first limit comes a signal that says so, at the second the plain end.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["CPU"], limits["CPU"] + 1))
    if "filter" in limits:
        _drop_capabilities()
        _filter_calls(bytes.fromhex(limits["filter"]))


def close_devices(limits):
    """Make the devices, which are the machine's own, unchangeable.

    Where root grades, this process could otherwise change the rights of the machine's devices.
    """
    for name in limits["devices"]:
        _mount(None, f"/dev/{name}", REMOUNT | BIND | READ_ONLY | NOSUID | NOEXEC)


def part():
    """Part from the process that forked this one: see no mount of it, and no other process.

    The numbers of processes are new for the children of this one.
    """
    flags = NEW_MOUNTS | NEW_NUMBERS | NEW_IPC | NEW_HOST
    _must(_library().unshare(flags), "the process cannot be parted from others")
    _mount(None, "/", RECURSIVE | PRIVATE)


def renew_folder(limits):
    """Have an empty folder in place of the one that all have, with the files that all may read.

    Its size and the number of its files are limited.
    """
    options = f"mode=755,size={limits['tmp']},nr_inodes={limits['files']}"
    _mount("tmpfs", str(OWN), NOSUID | NODEV, options)
    shelf = Path(limits["shelf"])
    for file in shelf.rglob("*"):
        place = OWN / file.relative_to(shelf)
        if file.is_dir():
            place.mkdir()
        else:
            place.touch()
            _mount(str(file), str(place), BIND)
            _mount(None, str(place), REMOUNT | BIND | READ_ONLY | NOSUID | NODEV)
    os.chdir(OWN)


def _library():
    return ctypes.CDLL(None, use_errno=True)


def _must(answer, sentence):
    if answer != 0:
        raise OSError(ctypes.get_errno(), sentence)


def _mount(source, place, flags, options=None):
    source, options = (text and text.encode() for text in (source, options))
    kind = source if source == b"tmpfs" else None
    done = _library().mount(source, place.encode(), kind, flags, options)
    _must(done, f"{place} cannot be limited")


def _drop_capabilities():
    """Give up what mounting took, and what giving up takes; no program can give it back."""
    libc = _library()
    for capability in (SYS_ADMIN, SETPCAP):
        dropped = libc.prctl(DROP_BOUND, capability, 0, 0, 0)
        _must(dropped, "capabilities cannot be dropped for good")
    libc.prctl(AMBIENT, CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0)
    _must(libc.capset(header, (ctypes.c_uint32 * 6)()), "capabilities cannot be dropped")


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_char_p)]


def _filter_calls(lines):
    """Let the kernel refuse the system calls that the filter of `seccomp.program` names."""
    libc, program = _library(), _Program(len(lines) // 8, lines)
    sentence = "system calls cannot be filtered"
    _must(libc.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0), sentence)
    _must(libc.prctl(SECCOMP, FILTER, ctypes.byref(program), 0, 0), sentence)
