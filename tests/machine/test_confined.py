"""The tests of confinement where nothing can be confined: not run on a Mac, failed on Linux."""

import os
import re
import subprocess
import sys

import pytest

from built import ROOT

ALL_CONFINED = (
    "tests/hostile/test_hostile_pages.py",
    "tests/grading/test_grade_command.py",
    "tests/grading/test_feedback.py",
)
PLUGIN = "import sys\n\ndef pytest_collection_finish(session):\n    sys.platform = '{}'\n"
OPTIONS = ["-m", "pytest", "-q", "-rsfE", "-p", "no:cacheprovider", "-p", "elsewhere"]


@pytest.fixture
def told(tmp_path):
    """Return a function: what pytest says of tests on another system, without bubblewrap."""

    def run(platform, *tests):
        (tmp_path / "elsewhere.py").write_text(PLUGIN.format(platform))
        own = {"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": ""}
        done = subprocess.run(
            [sys.executable, *OPTIONS, *tests],
            cwd=ROOT,
            env=os.environ | own,
            capture_output=True,
            text=True,
        )
        return done.stdout

    return run


def test_on_a_mac_they_are_reported_as_not_run_with_the_reason(told):
    said = told("darwin", *ALL_CONFINED)
    assert re.search(r"\n\d+ skipped in ", said)
    assert "Students' code is confined by Linux; on this system it cannot be." in said


def test_on_linux_they_fail_and_name_what_is_missing(told):
    said = told("linux", ALL_CONFINED[0])
    assert re.search(r"\n\d+ errors in ", said)
    assert "bubblewrap is not installed (apt-get install bubblewrap)." in said
