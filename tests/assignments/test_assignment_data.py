"""Tests that the data beside the assignments are what their text says."""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

FILE = Path(__file__).parents[2] / "assignments" / "regression" / "digits.npz"


def test_digits_are_the_first_600_and_the_last_300_of_the_collection():
    collection = load_digits()
    chosen = np.r_[:600, -300:0]
    with np.load(FILE) as digits:
        assert set(digits.files) == {"pictures", "labels"}
        np.testing.assert_array_equal(digits["pictures"], collection.data[chosen])
        np.testing.assert_array_equal(digits["labels"], collection.target[chosen])
        assert all(digits[name].dtype == np.uint8 for name in digits.files)


def test_digits_are_a_small_file():
    assert FILE.stat().st_size < 60_000
