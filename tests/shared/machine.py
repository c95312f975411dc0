"""Gets what the tests need and pip does not bring; `needs.py` has the table.

`make test` runs it first, with a bare Python. For root on Debian and Ubuntu it installs what is
missing. For everybody else it prints one command that does, and stops.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from needs import NEEDS

ROOT = Path(__file__).resolve().parents[2]
VENV_PYTHON = ".venv/bin/python"
OLDEST = (3, 11)
OLD = "Python 3.11 or newer is needed, this is {}.{}: make PYTHON=python3.13 …"
PROGRAMS = {"apt": "apt-get", "dnf": "dnf", "pacman": "pacman", "zypper": "zypper"}
INSTALL = {
    "apt": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper install -y",
}
NAMES = ("ID", "ID_LIKE", "VERSION_CODENAME", "DEBIAN_CODENAME")
PLACE = re.compile("Install location: +(.+)")  # a line of Playwright's plan
# Debian 12 has the driver of WebKit under an older name.
OLDER = {"bookworm": {"webkitgtk-webdriver": "webkit2gtk-driver"}}


class Machine(NamedTuple):
    """What decides where things come from; ``names`` are those that the system gives itself."""

    platform: str
    manager: str
    names: tuple
    root: bool

    def source(self, need):
        """Return where a thing comes from here: "playwright", a package manager, or "".

        Ubuntu's own browsers are snaps. Debian's are served even where nothing else is.
        """
        packaged = self.manager == "apt" and "ubuntu" not in self.names
        return "playwright" if need.playwright and not packaged else self.manager

    def needs(self):
        """Return what the tests need here: on a Mac, nothing but browsers."""
        if self.platform != "linux":
            return [need for need in NEEDS if need.playwright]
        return [need for need in NEEDS if self.manager == "apt" or not need.apt_only]


def this_machine():
    """Return the machine that this runs on."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    names = " ".join(release.get(name, "") for name in NAMES).split()
    manager = next((name for name, path in PROGRAMS.items() if shutil.which(path)), "")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Machine(sys.platform, manager, tuple(names), root)


def downloaded(root=ROOT):
    """Return the browsers that the Playwright in `.venv` has downloaded, if it is there yet."""
    if not (root / VENV_PYTHON).exists():
        return set()
    names = [need.playwright for need in NEEDS if need.playwright]
    ask = [root / VENV_PYTHON, "-m", "playwright", "install", "--dry-run", *names]
    told = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    complete = [p for p in PLACE.findall(told) if Path(p, "INSTALLATION_COMPLETE").exists()]
    return set(map(kind, complete))


def kind(place):
    """Return the name of the browser that Playwright keeps in a folder like "webkit-2388"."""
    return Path(place).name.split("-")[0]


def lacking(machine):
    """Return the needs that are not met."""
    unmet = [need for need in machine.needs() if not need.found()]
    own = downloaded() if any(need.playwright for need in unmet) else set()
    return [need for need in unmet if need.playwright not in own]


def command(unmet, machine):
    """Return the one line for a shell that gets what is missing; empty if nothing here can."""
    downloads = [need.playwright for need in unmet if machine.source(need) == "playwright"]
    packages = [name for need in unmet for name in _packages(need, machine)]
    steps = _install(packages, machine) if packages else []
    return " && ".join(steps + (_download(downloads, machine) if downloads else []))


def _packages(need, machine):
    """Return the names that this system's package manager has for a thing."""
    source = machine.source(need)
    if source not in INSTALL:
        return []
    older = next((OLDER[name] for name in machine.names if name in OLDER), {})
    return [older.get(package, package) for package in getattr(need, source).split()]


def _install(packages, machine):
    """Return the steps by which this system's package manager installs them."""
    sudo = "" if machine.root else "sudo "
    update = [f"{sudo}apt-get update"] if machine.manager == "apt" else []
    return [*update, " ".join([sudo + INSTALL[machine.manager], *packages])]


def _download(names, machine):
    """Return the steps by which Playwright downloads its browsers: it is in `.venv` itself."""
    python = os.environ.get("PYTHON", "python3")  # what make was told
    chosen = "" if python == "python3" else f" PYTHON={python}"
    options = ["--with-deps"] if machine.manager == "apt" else []
    download = [VENV_PYTHON, "-m playwright install", *options, *names]
    return [f"make{chosen} .venv/installed-test", " ".join(download)]


def advice(unmet, machine):
    """Return what is missing, and what gets it."""
    line = command(unmet, machine)
    by_hand = [n for n in unmet if machine.source(n) != "playwright" and not _packages(n, machine)]
    return "\n".join(
        [f"The tests need what is not here: {_listed(unmet)}."]
        + ([f"This gets it:\n\n    {line}\n"] if line else [])
        + ([f"Install by your system's own means: {_listed(by_hand)}."] if by_hand else [])
    )


def _listed(needs):
    return ", ".join(need.name for need in needs)


def install(unmet, machine):
    """Install what is missing; exit with what went wrong if that fails."""
    line = command(unmet, machine)
    print(f"Installing what the tests need: {line}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(line, shell=True, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL)
    unmet = lacking(machine)
    if unmet:
        sys.exit(f"This was run, and the tests still lack {_listed(unmet)}: {line}")


def main(arguments):
    """Refuse an old Python; unless told to look at ``python`` only, see to everything else."""
    if sys.version_info < OLDEST:
        sys.exit(OLD.format(*sys.version_info))
    if arguments == ["python"]:
        return
    machine = this_machine()
    unmet = lacking(machine)
    if unmet and machine.root and machine.manager == "apt":
        install(unmet, machine)
    elif unmet:
        sys.exit(advice(unmet, machine))


if __name__ == "__main__":
    main(sys.argv[1:])
