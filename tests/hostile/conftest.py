"""What every hostile test also checks: nothing is left over, and the grader is as it was."""

import tempfile

import numpy as np
import pytest

import hostile_toy
from hostile_toy import left_over
from output_layer.grading.confinement import kit

ALLCLOSE = np.allclose


@pytest.fixture(scope="session", autouse=True)
def _ready(confined):
    """Make what every sandbox is given and every test reads."""
    kit()  # once, before a test counts the folders that it leaves
    hostile_toy.assignment().given  # noqa: B018 (likewise)


@pytest.fixture(autouse=True)
def _nothing_is_left_over(tmp_path, monkeypatch):
    """Look for processes and folders of the test, and for a changed NumPy, after each test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert left_over() == []
    assert list(folder.iterdir()) == []
    assert np.allclose is ALLCLOSE
