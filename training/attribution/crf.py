"""Likelihood of a labelling under a linear chain, for training (decoding: service.nlp.tagging)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from service.nlp.tagging import borders


class Chain(nn.Module):
    """Transition scores of a label set; labellings that make no runs are excluded."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        rules, begin, end = (torch.from_numpy(a) for a in borders(labels))
        self.transitions = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.register_buffer("rules", rules)
        self.register_buffer("begin", begin)
        self.register_buffer("end", end)
        self.rules: Tensor
        self.begin: Tensor
        self.end: Tensor

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each labelling: one number per sequence.

        emissions: sequences × words × labels, float32. labels, mask: sequences × words; the mask
        is true on a prefix of each row.
        """
        return self._total(emissions, mask) - self._path(emissions, labels, mask)

    def _path(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        chosen = emissions.gather(2, labels[..., None])[..., 0]
        steps = (self.transitions + self.rules)[labels[:, :-1], labels[:, 1:]]
        last = labels.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
        score = (chosen * mask).sum(1) + (steps * mask[:, 1:]).sum(1)
        return score + self.begin[labels[:, 0]] + self.end[last]

    def _total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        steps = self.transitions + self.rules
        total = emissions[:, 0] + self.begin
        columns = emissions.unbind(1)
        live = mask.unbind(1)
        for i in range(1, len(columns)):
            moved = torch.logsumexp(total[:, :, None] + steps, 1) + columns[i]
            total = torch.where(live[i][:, None], moved, total)
        return torch.logsumexp(total + self.end, 1)
