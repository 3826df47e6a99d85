"""Cases side by side, for the label network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from service.nlp.label_model import side_by_side
from training.labels.cases import Read


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network takes (see service.nlp.label_model.side_by_side)."""

    pieces: Tensor
    piece_roles: Tensor
    shapes: Tensor
    firsts: Tensor
    roles: Tensor


def collate(group: Sequence[Read], hidden: float = 0.0, mask: int = 0) -> Batch:
    """Put cases side by side; hidden: the share of words whose pieces are the mask instead."""
    arrays = side_by_side([one.spelling for one in group])
    if hidden:
        for row, one in enumerate(group):
            ends = [*one.spelling.firsts[1:].tolist(), one.size - 1]
            places = zip(one.spelling.firsts.tolist(), ends, strict=True)
            for (start, end), chance in zip(places, np.random.rand(len(ends)), strict=True):
                if chance < hidden:
                    arrays["pieces"][row, start:end] = mask
    return Batch(**{name: torch.from_numpy(own) for name, own in arrays.items()})
