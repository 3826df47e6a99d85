"""What was acknowledged is analysed, once, whatever is killed. With the model: `make kills`."""

import pytest

from tests.jobs.kills import SMALL, fire


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_articles_survive_kills(kind: str) -> None:
    killed = fire(SMALL, kind, articles=200, kills=20, pause=0.7)
    assert killed.total() == 20
    assert {"web", "worker 1", "worker 2", "analysis", "everything"} <= killed.keys()
    assert ("database" in killed) is (kind == "postgresql")
