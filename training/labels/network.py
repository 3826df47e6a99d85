"""The label network: a transformer over a statement's word pieces, and heads for its labels.

See service.nlp.label_model, which runs it. The transformer begins as MiniLM-L6.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from service.nlp.label_input import CONTENT, CONTEXT, CUE, PADDING, ROLES
from service.nlp.label_model import LONGEST_TARGET
from service.nlp.word_features import SHAPES
from training.attribution.model import Encoder, Layer, Shape
from training.labels.tensors import Batch

CLASSES = {
    "stance": ("support", "oppose", "conditional", "neutral"),
    "commitment": ("asserted", "hedged", "denied", "questioned", "uncommitted"),
    "act": (
        *("statement", "prediction", "call", "pledge"),
        *("refusal", "threat", "accusation", "question"),
    ),
}
"""Labels of each task, as the annotation guidelines name them."""
_PAIR = 192
_NEVER = -1e4


class Body(nn.Module):
    """Word pieces with the roles and letter case of their words to one state a word.

    This is what is exported.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.norm_input = nn.LayerNorm(shape.width, eps=1e-12)
        self.piece_roles = _silent(ROLES, shape.width)
        self.shapes = _silent(SHAPES, shape.width)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.roles = _silent(ROLES, shape.width)
        self.norm = nn.LayerNorm(shape.width)

    def forward(
        self, pieces: Tensor, piece_roles: Tensor, shapes: Tensor, firsts: Tensor, roles: Tensor
    ) -> Tensor:
        """Map statements × pieces, and the first piece and the role of each word, to states."""
        embedded = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        states = embedded + self.piece_roles(piece_roles) + self.shapes(shapes)
        states = self.dropout(self.norm_input(states))
        bias = (pieces == 0)[:, None, None, :] * _NEVER
        for layer in self.layers:
            states = layer(states, bias)
        chosen = states.gather(1, firsts[..., None].expand(-1, -1, states.shape[2]))
        return self.norm(chosen + self.roles(roles))

    def begin_with(self, published: Encoder) -> None:
        """Take over the published weights."""
        for name in ("words", "places", "norm_input", "layers"):
            getattr(self, name).load_state_dict(getattr(published, name).state_dict())


def _silent(size: int, width: int) -> nn.Embedding:
    table = nn.Embedding(size, width)
    nn.init.zeros_(table.weight)
    return table


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

    def forward(self, batch: Batch, stretch: Tensor | None = None) -> Scores:
        """Score statements. stretch: first and last place of each target; else the likeliest."""
        roles = batch.roles
        found = self.body(batch.pieces, batch.piece_roles, batch.shapes, batch.firsts, roles)
        found = self.dropout(found)
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
