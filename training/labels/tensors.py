"""Cases side by side, for the label network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from service.nlp.label_input import PADDING
from training.labels.cases import Case


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements × words (× width); shorter ones are filled up with PADDING."""

    states: Tensor
    roles: Tensor


def collate(group: Sequence[Case]) -> Batch:
    """Put cases side by side."""
    longest = max(len(case.words) for case in group)
    width = group[0].states.shape[1]
    states = np.zeros((len(group), longest, width), np.float32)
    roles = np.full((len(group), longest), PADDING, np.int64)
    for row, case in enumerate(group):
        states[row, : len(case.words)] = case.states
        roles[row, : len(case.words)] = case.roles
    return Batch(torch.from_numpy(states), torch.from_numpy(roles))
