"""Write the word vectors of service.wording: those of the base pipeline, of whole words alone.

``python -m training.wording.vectors`` writes service/wording/model/vectors.npz. Words that the
encoder's vocabulary knows only in pieces are left out: their vectors are means over pieces that
other words share ("warhol" would be near "war").
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray

from service.nlp import attribution, pipeline

OUTPUT = Path("service/wording/model/vectors.npz")
_LARGEST = 127


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    words, vectors = whole_words()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.output,
        words=np.frombuffer("\n".join(words).encode("ascii"), np.uint8),
        vectors=as_bytes(vectors),
    )
    print(f"{options.output}: {len(words)} words, {options.output.stat().st_size / 1e6:.2f} MB")


def whole_words() -> tuple[list[str], NDArray[np.float32]]:
    """Give the words of the base pipeline that are one piece to the encoder, with unit vectors."""
    vocab = spacy.load(pipeline.model_path(), exclude=["ner", "parser", "tagger"]).vocab
    pieces = (attribution.shipped() / "vocab.txt").read_text("utf-8").split("\n")
    rows = vocab.vectors.key2row
    words = [
        piece
        for piece in pieces
        if piece.isascii()
        and piece.isalpha()
        and len(piece) > 1
        and piece in vocab.strings
        and vocab.strings[piece] in rows
    ]
    vectors = np.stack([vocab.vectors[vocab.strings[word]] for word in words]).astype(np.float32)
    return words, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def as_bytes(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Scale vectors to whole numbers of one byte; directions stay within a degree."""
    return np.asarray(np.round(vectors * (_LARGEST / np.abs(vectors).max())), np.int8)


if __name__ == "__main__":
    main()
