"""The label network: layers of a transformer over a statement's words, and heads for its labels.

See service.nlp.label_model, which runs it. The layers begin as the upper ones of MiniLM-L6.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from service.nlp.label_input import CONTENT, CONTEXT, CUE, PADDING, ROLES
from service.nlp.label_model import LONGEST_TARGET
from training.attribution.model import Layer, Shape

CLASSES = {
    "stance": ("support", "oppose", "conditional", "neutral"),
    "commitment": ("asserted", "hedged", "denied", "questioned", "uncommitted"),
    "act": (
        *("statement", "prediction", "call", "pledge"),
        *("refusal", "threat", "accusation", "question"),
    ),
}
"""Labels of each task, as the annotation guidelines name them."""
DEPTH = 3
_PAIR = 192
_NEVER = -1e4


class Body(nn.Module):
    """States of words and their roles to states: what is exported."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.roles = nn.Embedding(ROLES, shape.width)
        nn.init.zeros_(self.roles.weight)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(DEPTH))
        self.norm = nn.LayerNorm(shape.width)

    def forward(self, states: Tensor, roles: Tensor) -> Tensor:
        """Map statements × words × width; roles: statements × words."""
        bias = (roles == PADDING)[:, None, None, :] * _NEVER
        states = states + self.roles(roles)
        for layer in self.layers:
            states = layer(states, bias)
        return self.norm(states)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of each task's labels, and log chances of stretches: statements × first × last."""

    labels: dict[str, Tensor]
    stretches: Tensor


class LabelNetwork(nn.Module):
    """Body and heads."""

    def __init__(self, shape: Shape, dropout: float = 0.2) -> None:
        super().__init__()
        self.body = Body(shape)
        self.dropout = nn.Dropout(dropout)
        self.queries = nn.ParameterDict(
            {name: nn.Parameter(torch.randn(shape.width) * 0.02) for name in CLASSES}
        )
        # attention, content, cue, and for the stance its target
        self.heads = nn.ModuleDict(
            {
                name: nn.Linear(shape.width * (4 if name == "stance" else 3), len(classes))
                for name, classes in CLASSES.items()
            }
        )
        self.start = nn.Linear(shape.width, 1, bias=False)
        self.end = nn.Linear(shape.width, 1, bias=False)
        self.first = nn.Linear(shape.width, _PAIR, bias=False)
        self.last = nn.Linear(shape.width, _PAIR, bias=False)

    def forward(self, states: Tensor, roles: Tensor, stretch: Tensor | None = None) -> Scores:
        """Score statements. stretch: first and last place of each target; else the likeliest."""
        found = self.dropout(self.body(states, roles))
        content = roles == CONTENT
        stretches = self._stretches(found, content)
        if stretch is None:
            size = roles.shape[1]
            best = stretches.detach().flatten(1).argmax(1)
            stretch = torch.stack([best // size, best % size], 1)
        places = torch.arange(roles.shape[1])
        toward = (places >= stretch[:, :1]) & (places <= stretch[:, 1:]) & content
        means = [_mean(found, content), _mean(found, roles == CUE), _mean(found, toward)]
        read = (roles != CONTEXT) & (roles != PADDING)
        labels = {}
        for name in CLASSES:
            weights = (found @ self.queries[name]).masked_fill(~read, _NEVER).softmax(-1)
            gathered = torch.einsum("bn,bnd->bd", weights, found)
            parts = [gathered, *means[: 3 if name == "stance" else 2]]
            labels[name] = self.heads[name](torch.cat(parts, -1))
        return Scores(labels, stretches)

    def _stretches(self, found: Tensor, content: Tensor) -> Tensor:
        starts = self.start(found)[..., 0].masked_fill(~content, _NEVER)
        ends = torch.einsum("bid,bjd->bij", self.first(found), self.last(found)) / _PAIR**0.5
        ends = ends + self.end(found)[..., 0][:, None]
        places = torch.arange(content.shape[1])
        apart = places[None] - places[:, None]
        near = (apart >= 0) & (apart < LONGEST_TARGET)
        ends = ends.masked_fill(~(near[None] & content[:, None]), _NEVER)
        return starts.log_softmax(-1)[:, :, None] + ends.log_softmax(-1)


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    share = chosen.float() / chosen.sum(1, keepdim=True).clamp(min=1)
    return torch.einsum("bn,bnd->bd", share, states)
