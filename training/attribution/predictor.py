"""The network as service.nlp.attribution_model takes it, run by torch."""

from __future__ import annotations

import numpy as np
import torch

from service.nlp.attribution_model import AttributionModel, Decoding, Encoded
from service.nlp.encoder_input import EncoderInput
from service.nlp.tagging import Floats
from service.nlp.word_features import Ints
from service.nlp.word_pieces import WordPieces
from training.attribution.model import Network


def predictor(network: Network, pieces: WordPieces, decoding: Decoding) -> AttributionModel:
    """Wrap a network; it is put into evaluation mode."""
    network.eval()

    def encode(arrays: EncoderInput) -> Encoded:
        tensors = [torch.from_numpy(a) for a in (arrays.pieces, arrays.owners, arrays.firsts)]
        with torch.inference_mode():
            found = network.encoder(*tensors, torch.from_numpy(arrays.features))
        return Encoded(*(one.numpy() for one in found))

    def link(states: Floats, roles: Floats, cues: Ints, relations: Ints) -> Floats:
        inputs = [torch.from_numpy(np.ascontiguousarray(a)) for a in (states, roles, cues)]
        with torch.inference_mode():
            return network.linker(*inputs, torch.from_numpy(relations)).numpy()

    return AttributionModel(
        encode,
        link,
        pieces,
        network.cue_chain.transitions.detach().numpy(),
        network.link_chain.transitions.detach().numpy(),
        decoding,
    )
