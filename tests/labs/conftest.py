"""What the tests of labs share: one kernel for all tests of a lab."""

import pytest

from lab import started


@pytest.fixture(scope="session")
def kernel(lab):
    """Yield a client of a kernel that is new for the first test of a lab."""
    with started(lab) as client:
        yield client
