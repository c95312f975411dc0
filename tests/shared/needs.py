"""What the tests need and pip does not bring: one table, with how each thing is recognised."""

import ctypes.util
import glob
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

MINIBROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
# Of each source's packages the smallest that runs EPUBCheck: no screen, no compiler.
JAVA = (
    *("default-jre-headless", "java-latest-openjdk-headless"),
    *("jre-openjdk-headless", "java-21-openjdk-headless"),
)
JAXB = "/usr/share/java/jaxb-runtime.jar"
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def program(*names):
    """Return the path of the first of these programs; one that only starts a snap is none."""
    paths = filter(None, map(shutil.which, names))
    return next((path for path in paths if not _is_snap(path)), None)


def _is_snap(path):
    """Ubuntu's chromium and firefox are scripts that want a snap, which sees no other folder."""
    real = Path(path).resolve()
    with real.open("rb") as file:
        return real.name == "snap" or b"/snap/bin/" in file.read(4096)


def chromium():
    """Return the path of the system's Chromium, or ``None``.

    The first name is that of the same engine without windows, which Playwright's own Chromium is
    too: a page opens in a third of the time.
    """
    shell = "chromium-headless-shell"
    return program(shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def firefox():
    """Return the path of the system's Firefox, or ``None``."""
    return program("firefox-esr", "firefox")


def webkit():
    """Return the path of the driver of WebKitGTK, or ``None``: it needs a browser and a screen."""
    return program("WebKitWebDriver") if minibrowser() and program("Xvfb") else None


def minibrowser():
    """Return the path of WebKitGTK's own browser, or ``None``."""
    return next(iter(sorted(glob.glob(MINIBROWSER), reverse=True)), None)


def bubblewrap():
    """Return the path of the program that confines students' code, or ``None``."""
    return program("bwrap")


def libatomic():
    """Return the name of the library that Playwright's own Node loads, or ``None``."""
    return ctypes.util.find_library("atomic")


def java():
    """Return the path of Java, by which checkers run, or ``None``; a Mac's stub is none."""
    path = program("java")
    if not path or subprocess.run([path, "-version"], capture_output=True).returncode:
        return None
    return path


def font():
    """Return a font, or ``None``: without any, no page can be measured."""
    folders = (Path(folder).expanduser() for folder in FONTS)
    return next((font for folder in folders for font in folder.rglob("*.[ot]t[fc]")), None)


def jaxb():
    """Return the path of what the checker of the PDF reads its rules with, or ``None``."""
    return JAXB if Path(JAXB).exists() else None


def venv():
    """Return Python's own means to make `.venv`, which Debian packs apart, or ``None``."""
    return importlib.util.find_spec("ensurepip")


class Need(NamedTuple):
    """One thing that the tests need: how it is recognised, and each source's name for it."""

    name: str
    found: object
    playwright: str
    apt: str
    dnf: str = ""
    pacman: str = ""
    zypper: str = ""
    apt_only: bool = False  # other systems do not pack it: there its tests are reported as not run


NEEDS = (
    Need("Chromium", chromium, "chromium", "chromium-headless-shell"),
    Need("Firefox", firefox, "firefox", "firefox-esr"),
    Need("WebKit with a screen", webkit, "webkit", "webkitgtk-webdriver xvfb"),
    Need("bubblewrap", bubblewrap, "", "bubblewrap", "bubblewrap", "bubblewrap", "bubblewrap"),
    Need("libatomic", libatomic, "", "libatomic1", "libatomic", "gcc-libs", "libatomic1"),
    Need("Java", java, "", *JAVA),
    Need("JAXB", jaxb, "", "libjaxb-java", apt_only=True),
    Need("fonts", font, "", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu", "dejavu-fonts"),
    Need("Python's venv", venv, "", "python{}.{}-venv".format(*sys.version_info)),
)
