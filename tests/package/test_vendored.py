"""What comes from elsewhere: unchanged, with source and licence, and in one place."""

import re
import subprocess
import tomllib
from hashlib import sha256

import pytest

from built import ROOT

VENDOR = ROOT / "output_layer" / "site" / "vendor"
FOLDERS = sorted(path for path in VENDOR.iterdir() if path.is_dir())
FONTS = {".woff", ".woff2", ".ttf", ".otf", ".eot"}
PROGRAMS = {".js", ".mjs", ".cjs", ".css"}
MINIFIED = 400  # characters of a line that nobody wrote by hand

each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def source(folder):
    return tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))


def tracked():
    """Return all files of the project that stand outside the vendored folders."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and VENDOR not in path.parents]


@each_folder
def test_every_file_is_the_one_whose_hash_is_named(folder):
    found = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "source.toml"
    }
    assert found == source(folder)["sha256"]


@each_folder
def test_a_folder_says_what_it_holds_from_where_and_under_which_licence(folder):
    known = source(folder)
    assert all(known[key] for key in ("name", "version", "licence"))
    assert known["source"].startswith("https://")
    assert known["licence_file"] in known["sha256"]


@each_folder
def test_the_licence_of_the_project_names_every_folder(folder):
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert f"{folder.relative_to(ROOT).as_posix()} " in text
    assert source(folder)["name"] in text


def test_every_vendored_file_stands_in_a_folder_of_its_own():
    assert FOLDERS
    assert [path for path in VENDOR.iterdir() if path.is_file()] == []


def test_the_script_is_of_the_version_that_is_named():
    script = (VENDOR / "temml" / "temml.min.js").read_text(encoding="utf-8")
    assert f'version:"{source(VENDOR / "temml")["version"]}"' in script


def test_nothing_from_elsewhere_stands_elsewhere():
    """A licence of its own, a font, a minified program: each belongs in a vendored folder."""
    licences = [p for p in tracked() if re.match("licen[cs]e|copying|notice", p.name, re.I)]
    assert licences == [ROOT / "LICENSE"]
    assert [path for path in tracked() if path.suffix in FONTS] == []
    programs = [path for path in tracked() if path.suffix in PROGRAMS]
    assert programs
    assert [p for p in programs if max(map(len, p.read_text().splitlines())) > MINIFIED] == []


def test_data_from_elsewhere_is_named():
    """Data that the book did not make itself: the arrays and tables beside notebooks."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    data = [path for path in tracked() if path.suffix in {".npz", ".npy", ".csv", ".gz", ".txt"}]
    named = [path.relative_to(ROOT).as_posix() for path in data if path.name != "requirements.txt"]
    assert named
    assert [name for name in named if name not in text] == []
