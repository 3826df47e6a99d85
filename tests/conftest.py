import os
from collections.abc import Iterator

import psutil
import pytest

from tests.postgresql import Cluster, cluster

_MEMORY_EACH = 3 << 30
"""Bytes for a process of tests with its servers, each of which may load the model."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run tests on all cores (`-n auto`), as far as there is memory for that."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, psutil.virtual_memory().available // _MEMORY_EACH))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        yield running
