"""The network: a small transformer over word pieces, a cue tagger, and a scorer per cue.

The encoder is MiniLM-L6 (Wang et al. 2020) with embeddings of letter case, quotation marks,
paragraph starts, tags, dependencies and entities added to its word embeddings. Cues are tagged;
for each cue every word gets scores for being its source or content, from the states of both and
from how the word stands to the cue (as predicates and arguments in semantic role labelling, e.g.
He et al. 2017). So links need no step of their own, and attributions may nest.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor, nn

from service.nlp.cue_relations import RELATION_SIZES
from service.nlp.tagging import CUE_LABELS, FORBIDDEN, LINK_LABELS
from service.nlp.word_features import SIZES
from training.attribution.crf import Chain


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the encoder's are those of its published weights.

    dropout: of what each layer of the encoder adds, in training.
    """

    pieces: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    places: int = 512
    pair: int = 192
    dropout: float = 0.0


class Layer(nn.Module):
    """One layer of the encoder: attention and a two-layer network, each normalised after."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Map states (texts × pieces × width); bias: texts × 1 × 1 × pieces, added to scores."""
        texts, size, width = states.shape
        parts = self.qkv(states).view(texts, size, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        mixed = mixed.transpose(1, 2).reshape(texts, size, width)
        states = self.norm_attention(states + self.dropout(self.out(mixed)))
        return self.norm(states + self.dropout(self.down(F.gelu(self.up(states)))))


class Features(nn.Module):
    """Sum of an embedding for each coded feature; zero before training."""

    def __init__(self, sizes: dict[str, int], width: int) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in sizes.values())
        for table in self.tables:
            nn.init.zeros_(table.weight)

    def forward(self, codes: Tensor) -> Tensor:
        """Embed codes (… × features)."""
        return sum(table(codes[..., i]) for i, table in enumerate(self.tables))


class Encoder(nn.Module):
    """Pieces and features of words to one state a word, scores for cues and for roles."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.features = Features(SIZES, shape.width)
        self.norm_input = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.late_features = Features(SIZES, shape.width)
        self.norm_output = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(0.1)
        self.cues = nn.Linear(shape.width, len(CUE_LABELS))
        self.roles = nn.Linear(shape.width, len(LINK_LABELS))

    def forward(
        self, pieces: Tensor, owners: Tensor, firsts: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give states, cue scores and role scores: texts × words × width or labels.

        pieces: ids, texts × pieces, 0 past the end. owners: word of each piece. firsts: first
        piece of each word. features: texts × words × FEATURES, unknown past the end.
        """
        codes = features.gather(1, owners[..., None].expand(-1, -1, features.shape[2]))
        size = pieces.shape[1]
        embedded = self.words(pieces) + self.places.weight[:size] + self.features(codes)
        states = self.norm_input(embedded)
        bias = (pieces == 0)[:, None, None, :] * FORBIDDEN
        for layer in self.layers:
            states = layer(states, bias)
        chosen = states.gather(1, firsts[..., None].expand(-1, -1, states.shape[2]))
        chosen = self.norm_output(chosen + self.late_features(features))
        chosen = self.dropout(chosen)
        return chosen, self.cues(chosen), self.roles(chosen)


class Linker(nn.Module):
    """Scores of each word for being source or content of each cue.

    What a word and a cue give together is normalised: nothing in the likelihood holds its size
    back, and one step of a large one moves all words of a long content at once.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Linear(shape.width, 2 * shape.pair)
        self.cue = nn.Linear(3 * shape.width, 2 * shape.pair)
        self.relations = Features(RELATION_SIZES, shape.pair)
        self.dropout = nn.Dropout(0.1)
        self.norm = nn.LayerNorm(shape.pair)
        self.score = nn.Linear(shape.pair, len(LINK_LABELS))
        self.plain = Features(RELATION_SIZES, len(LINK_LABELS))

    def forward(self, states: Tensor, roles: Tensor, cues: Tensor, relations: Tensor) -> Tensor:
        """Give scores: cues × words × LINK_LABELS.

        cues: for each its text, first word, last word and head word. relations: cues × words ×
        RELATIONS.
        """
        text = cues[:, 0]
        word = self.word(states)[text]
        parts = [states[text, cues[:, i]] for i in (1, 2, 3)]
        cue = self.cue(torch.cat(parts, -1))[:, None]
        added = torch.relu((word + cue).chunk(2, -1)[0] + self.relations(relations))
        multiplied = word.chunk(2, -1)[1] * cue.chunk(2, -1)[1]
        pair = self.dropout(self.norm(added + multiplied))
        scores = self.score(pair) + self.plain(relations)
        return scores + roles[text]


class Network(nn.Module):
    """Encoder, linker, and the chains that judge whole labellings."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.linker = Linker(shape)
        self.cue_chain = Chain(CUE_LABELS)
        self.link_chain = Chain(LINK_LABELS)
