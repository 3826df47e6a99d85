"""The shipped model, loaded once."""

import pytest

from service.analysis import Analyser, load_analyser
from service.config import Settings


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_analyser(Settings(database_url="sqlite:///unused"))
