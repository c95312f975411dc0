"""The set-up program: what it installs, what it tells whom, and how it recognises things."""

import ast
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import machine
import needs
from machine import Machine, advice, command, lacking
from needs import NEEDS

DEBIAN = Machine("linux", "apt", ("debian", "trixie"), root=True)
BOOKWORM = DEBIAN._replace(names=("debian", "bookworm"))
UBUNTU = DEBIAN._replace(names=("ubuntu", "debian", "noble"))
FEDORA = Machine("linux", "dnf", ("fedora",), root=False)
MAC = Machine("darwin", "", (), root=False)
VENV = "python{}.{}-venv".format(*sys.version_info)
INSTALL = "apt-get install -y --no-install-recommends"
DOWNLOAD = "make .venv/installed-test && .venv/bin/python -m playwright install"


@pytest.fixture(autouse=True)
def _plain_make(monkeypatch):
    monkeypatch.delenv("PYTHON", raising=False)


def needed(*names):
    return [need for need in NEEDS if need.name in names]


COMMANDS = {
    "root on Debian": (
        DEBIAN,
        f"apt-get update && {INSTALL} chromium-headless-shell firefox-esr webkitgtk-webdriver xvfb"
        f" bubblewrap libatomic1 default-jre-headless libjaxb-java fonts-dejavu-core {VENV}",
    ),
    "user on Debian 12": (
        BOOKWORM._replace(root=False),
        f"sudo apt-get update && sudo {INSTALL} chromium-headless-shell firefox-esr"
        " webkit2gtk-driver xvfb bubblewrap libatomic1 default-jre-headless libjaxb-java"
        f" fonts-dejavu-core {VENV}",
    ),
    "root on Ubuntu": (
        UBUNTU,
        f"apt-get update && {INSTALL} bubblewrap libatomic1 default-jre-headless"
        f" libjaxb-java fonts-dejavu-core {VENV} && {DOWNLOAD} --with-deps chromium firefox webkit",
    ),
    "user on Ubuntu": (
        UBUNTU._replace(root=False),
        f"sudo apt-get update && sudo {INSTALL} bubblewrap libatomic1 default-jre-headless"
        f" libjaxb-java fonts-dejavu-core {VENV} && {DOWNLOAD} --with-deps chromium firefox webkit",
    ),
    "user on Fedora": (
        FEDORA,
        "sudo dnf install -y bubblewrap libatomic java-latest-openjdk-headless dejavu-sans-fonts"
        f" && {DOWNLOAD} chromium firefox webkit",
    ),
    "root on Fedora": (
        FEDORA._replace(root=True),
        "dnf install -y bubblewrap libatomic java-latest-openjdk-headless dejavu-sans-fonts"
        f" && {DOWNLOAD} chromium firefox webkit",
    ),
    "user on Arch": (
        FEDORA._replace(manager="pacman"),
        "sudo pacman -S --needed --noconfirm bubblewrap gcc-libs jre-openjdk-headless ttf-dejavu"
        f" && {DOWNLOAD} chromium firefox webkit",
    ),
    "user on openSUSE": (
        FEDORA._replace(manager="zypper"),
        "sudo zypper install -y bubblewrap libatomic1 java-21-openjdk-headless dejavu-fonts"
        f" && {DOWNLOAD} chromium firefox webkit",
    ),
    "Mac": (MAC, f"{DOWNLOAD} chromium firefox webkit"),
    "Linux without a known package manager": (
        FEDORA._replace(manager=""),
        f"{DOWNLOAD} chromium firefox webkit",
    ),
}


@pytest.mark.parametrize(("system", "line"), COMMANDS.values(), ids=COMMANDS)
def test_one_command_gets_all_that_a_bare_machine_lacks(system, line):
    assert command(system.needs(), system) == line
    assert line in advice(system.needs(), system)


def test_only_what_is_missing_is_named():
    assert command(needed("bubblewrap"), DEBIAN) == f"apt-get update && {INSTALL} bubblewrap"
    assert command(needed("bubblewrap"), FEDORA) == "sudo dnf install -y bubblewrap"
    assert command(needed("Firefox"), UBUNTU) == f"{DOWNLOAD} --with-deps firefox"


def test_the_command_keeps_the_python_that_make_was_told(monkeypatch):
    monkeypatch.setenv("PYTHON", "python3.12")
    assert command(needed("Chromium"), MAC).startswith("make PYTHON=python3.12 .venv/")


def test_what_no_package_manager_here_has_is_named_without_a_command():
    text = advice(needed("bubblewrap"), FEDORA._replace(manager=""))
    assert text == (
        "The tests need what is not here: bubblewrap.\n"
        "Install by your system's own means: bubblewrap."
    )


def test_a_mac_needs_browsers_only():
    assert MAC.needs() == needed("Chromium", "Firefox", "WebKit with a screen")
    assert DEBIAN.needs() == list(NEEDS)


class Shell:
    """Stands for the shell: writes down what is run, and what that brings to the machine."""

    def __init__(self):
        self.ran, self.there, self.code = [], set(), 0
        self.brings = {need.name for need in NEEDS}

    def run(self, line, **options):
        """Write it down, and bring what it is to bring."""
        assert options["env"]["DEBIAN_FRONTEND"] == "noninteractive"
        self.ran.append(line)
        self.there |= self.brings
        return subprocess.CompletedProcess(line, self.code)


@pytest.fixture
def bare(monkeypatch):
    """Stand on a machine that has nothing but its shell."""
    shell = Shell()
    faked = [need._replace(found=lambda name=need.name: name in shell.there) for need in NEEDS]
    monkeypatch.setattr(machine, "NEEDS", faked)
    monkeypatch.setattr(machine, "downloaded", set)
    monkeypatch.setattr(subprocess, "run", shell.run)
    return shell


def stand_on(monkeypatch, system):
    monkeypatch.setattr(machine, "this_machine", lambda: system)


@pytest.mark.parametrize("system", [DEBIAN, UBUNTU], ids=["Debian", "Ubuntu"])
def test_root_with_apt_installs_what_is_missing_once(bare, monkeypatch, system, capsys):
    stand_on(monkeypatch, system)
    machine.main([])
    machine.main([])
    assert bare.ran == [command(NEEDS, system)]
    assert bare.ran[0] in capsys.readouterr().out


OTHERS = {name: case for name, case in COMMANDS.items() if case[0] not in (DEBIAN, UBUNTU)}


@pytest.mark.parametrize(("system", "line"), OTHERS.values(), ids=OTHERS)
def test_everybody_else_is_told_one_command_and_nothing_is_run(bare, monkeypatch, system, line):
    stand_on(monkeypatch, system)
    with pytest.raises(SystemExit) as stop:
        machine.main([])
    told = [text.strip() for text in stop.value.code.splitlines()[1:] if " install" in text]
    assert told == [line]
    assert bare.ran == []


@pytest.mark.parametrize("system", [DEBIAN, FEDORA, MAC], ids=["Debian", "Fedora", "Mac"])
def test_where_all_is_there_nothing_happens(bare, monkeypatch, system, capsys):
    stand_on(monkeypatch, system)
    bare.there.update(need.name for need in NEEDS)
    machine.main([])
    assert (bare.ran, capsys.readouterr().out) == ([], "")


@pytest.mark.parametrize(("code", "brings"), [(100, ()), (0, ("Chromium", "fonts"))])
def test_an_installation_that_fails_or_brings_too_little_stops(bare, monkeypatch, code, brings):
    stand_on(monkeypatch, DEBIAN)
    bare.code, bare.brings = code, set(brings)
    with pytest.raises(SystemExit, match=r"still lack .*Firefox.*: apt-get update") as stop:
        machine.main([])
    assert ("Chromium" in stop.value.code) == ("Chromium" not in brings)


def test_a_browser_that_playwright_downloaded_serves_but_replaces_nothing_else(bare, monkeypatch):
    monkeypatch.setattr(machine, "downloaded", lambda: {"firefox", "webkit"})
    assert [need.name for need in lacking(MAC)] == ["Chromium"]
    assert [need.name for need in lacking(DEBIAN)][:2] == ["Chromium", "bubblewrap"]


def test_playwright_is_asked_only_for_a_browser(bare, monkeypatch):
    bare.there |= {need.name for need in NEEDS if need.playwright}
    monkeypatch.setattr(machine, "downloaded", lambda: pytest.fail("asked"))
    assert "bubblewrap" in [need.name for need in lacking(DEBIAN)]


def a_venv(folder, *told):
    """Make a `.venv` whose Playwright names these places."""
    python = folder / machine.VENV_PYTHON
    python.parent.mkdir(parents=True)
    lines = "".join(f"  Install location:    {place}\n" for place in told)
    python.write_text(f"#!/bin/sh\ncat <<'END'\nFirefox 159.0\n{lines}END\n")
    python.chmod(0o755)


def test_what_playwright_has_downloaded_counts_when_it_is_complete(tmp_path):
    for name in ("firefox-1572", "webkit-2388", "chromium_headless_shell-1255"):
        (tmp_path / name).mkdir()
    (tmp_path / "webkit-2388" / "INSTALLATION_COMPLETE").touch()
    (tmp_path / "chromium_headless_shell-1255" / "INSTALLATION_COMPLETE").touch()
    a_venv(tmp_path, *map(tmp_path.joinpath, ("chromium-1255", "firefox-1572", "webkit-2388")))
    assert machine.downloaded(tmp_path) == {"webkit"}


def test_before_playwright_is_installed_it_has_downloaded_nothing(tmp_path):
    assert machine.downloaded(tmp_path) == set()


def test_this_playwright_names_where_it_puts_each_browser():
    ask = [sys.executable, "-m", "playwright", "install", "--dry-run", "chromium", "webkit"]
    told = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    places = machine.PLACE.findall(told)
    assert {"chromium", "webkit"} <= {machine.kind(place) for place in places}


RELEASES = {
    "Debian 12": ({"ID": "debian", "VERSION_CODENAME": "bookworm"}, ("debian", "bookworm")),
    "Mint": (
        {"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_CODENAME": "zara"},
        ("linuxmint", "ubuntu", "debian", "zara"),
    ),
}


@pytest.mark.parametrize(("release", "names"), RELEASES.values(), ids=RELEASES)
def test_a_system_is_known_by_the_names_that_it_gives_itself(monkeypatch, release, names):
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert machine.this_machine().names == names


def test_a_system_without_a_release_file_has_no_name(monkeypatch):
    def release():
        raise OSError

    monkeypatch.setattr(platform, "freedesktop_os_release", release)
    assert machine.this_machine().names == ()


@pytest.mark.parametrize(("user", "root"), [(0, True), (1000, False)])
@pytest.mark.parametrize(("there", "manager"), [("apt-get", "apt"), ("dnf", "dnf"), ("x", "")])
def test_a_machine_is_its_package_manager_and_its_user(monkeypatch, user, root, there, manager):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == there else None)
    found = machine.this_machine()
    assert (found.platform, found.manager, found.root) == (sys.platform, manager, root)


@pytest.mark.parametrize("arguments", [[], ["python"]])
def test_an_old_python_is_refused_in_one_sentence(monkeypatch, arguments):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit) as stop:
        machine.main(arguments)
    assert stop.value.code.startswith("Python 3.11 or newer is needed, this is 3.10: make PYTHON=")
    assert "\n" not in stop.value.code


@pytest.mark.parametrize("module", [machine, needs], ids=lambda module: module.__name__)
def test_an_old_python_can_read_the_program_that_refuses_it(module):
    ast.parse(Path(module.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_oldest_python_is_the_one_that_the_package_names():
    project = tomllib.loads((machine.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = ".".join(map(str, machine.OLDEST))
    assert project["project"]["requires-python"] == f">={oldest}"


def test_for_the_book_alone_nothing_but_python_is_looked_at(monkeypatch):
    monkeypatch.setattr(machine, "lacking", lambda system: pytest.fail("looked"))
    machine.main(["python"])
