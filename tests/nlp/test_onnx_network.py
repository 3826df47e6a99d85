"""The shipped networks say the same on processors of both kinds."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from service.nlp import labels, onnx_network
from service.nlp.processor import exact_and_fast

PIECES = np.array([[101, 1996, 3007, 2056, 2009, 2097, 3828, 1012, 102]])
WORDS = np.arange(PIECES.shape[1])[None]


def states(session: Any, arrays: Mapping[str, Any]) -> Any:
    return session.run(None, dict(arrays))[0]


@pytest.mark.skipif(
    not exact_and_fast(), reason="this processor's products of signed bytes overflow: one way only"
)
def test_weights_made_unsigned_give_the_same_states(monkeypatch: pytest.MonkeyPatch) -> None:
    path = labels.shipped() / "labels.onnx"
    roles = np.zeros_like(WORDS)
    arrays = {"pieces": PIECES, "piece_roles": roles, "shapes": roles, "firsts": WORDS}
    found = []
    for exact in (True, False):
        monkeypatch.setattr(onnx_network, "exact_and_fast", lambda exact=exact: exact)
        session = onnx_network.session(path, threads=1)
        found.append(states(session, {**arrays, "roles": roles}))
    np.testing.assert_allclose(found[0], found[1], atol=1e-5)
