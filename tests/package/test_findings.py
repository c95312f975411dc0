"""The findings say what was found and with what. They are run by hand: tests only read them."""

import os
import re
import subprocess

import pytest

from built import ROOT

PROGRAMS = sorted((ROOT / "findings").iterdir())

each_finding = pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)


@each_finding
def test_a_finding_is_a_program_that_bash_can_read(path):
    assert path.suffix == ".sh"
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)


@each_finding
def test_a_finding_begins_with_what_was_found_and_with_which_version(path):
    first, *head = path.read_text(encoding="utf-8").splitlines()
    assert first == "#!/usr/bin/env bash"
    comments = [line for line in head[: head.index("set -euo pipefail")] if line.startswith("# ")]
    assert re.search(r"^# Found with .*\d+\.\d+", "\n".join(comments), re.MULTILINE)
    assert not comments[0].startswith("# Found")
