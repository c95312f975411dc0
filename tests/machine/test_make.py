"""What make adds to the commands that it runs: whom the labs start for, and what is taken away."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from built import ROOT

LAB = [
    "make",
    "--no-print-directory",
    "--old-file",
    ".venv/installed",
    f"BIN={Path(sys.executable).parent}",
    "lab",
]
# JupyterLab on any free port, without a window, and with no settings of whoever runs the tests.
QUIET = "c.ServerApp.open_browser = False\nc.ServerApp.port = 0\n"
FOLDERS = ("CONFIG", "DATA", "RUNTIME")


@pytest.fixture
def lab(tmp_path):
    """Start `make lab` for whoever runs the tests, in CI root; end it with all that it started."""
    (tmp_path / "jupyter_server_config.py").write_text(QUIET)
    own = {f"JUPYTER_{name}_DIR": str(tmp_path) for name in FOLDERS}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    started = subprocess.Popen(
        LAB, cwd=ROOT, env=os.environ | own, start_new_session=True, **streams
    )
    yield started
    os.killpg(started.pid, signal.SIGTERM)
    started.communicate()


def test_the_lab_starts_for_root_too(lab):
    said = []
    for line in lab.stderr:
        said.append(line)
        if "is running at" in line:
            return
    pytest.fail("".join(said))


@pytest.mark.parametrize(("user", "told"), [("0", ["--allow-root"]), ("1000", [])])
def test_only_root_is_allowed_what_only_root_needs(tmp_path, user, told):
    (tmp_path / "id").write_text(f"#!/bin/sh\necho {user}\n")
    (tmp_path / "id").chmod(0o755)
    path = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    plan = [*LAB, "--dry-run"]
    done = subprocess.run(plan, cwd=ROOT, env=os.environ | path, capture_output=True, text=True)
    assert done.stdout.split()[1:] == ["lab", "notebooks", *told]


MADE = ("_build/html/index.html", "build/lib/x.py", "dist/x.whl", "output_layer.egg-info/PKG-INFO",
        ".venv/installed", ".pytest_cache/x", ".ruff_cache/x", ".hypothesis/x")  # fmt: skip


def test_what_the_commands_leave_is_unknown_to_git_and_cleaned(tmp_path):
    for name in ("Makefile", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path)
    for name in MADE:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(status, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert sorted(line.split()[1] for line in seen.splitlines()) == [".gitignore", "Makefile"]
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    assert {path.name for path in tmp_path.iterdir()} == {".git", ".gitignore", "Makefile"}
