"""Numbers by which texts that share a run of words are found, without comparing all pairs.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every few successive runs of words the one with
the smallest hash is kept, so that any two texts with enough successive words in common share one.
"""

import hashlib
from collections.abc import Sequence

RUN = 4
"""Words of a run that is hashed."""
WINDOW = 3
"""Successive runs of which one is kept: texts that share RUN + WINDOW - 1 words share a number."""
MOST = 64
"""Numbers kept of a text; what is said in its first few hundred words is found."""
_BITS = 63  # what a signed column of eight bytes holds


def fingerprints(words: Sequence[str]) -> list[int]:
    """Give the numbers of a text, given its plain words; of a short text one, of an empty none.

    >>> shared = "we will build the tunnel under the harbour".split()
    >>> one, other = fingerprints(["today", *shared]), fingerprints([*shared, "he", "said"])
    >>> bool(set(one) & set(other))
    True
    """
    if not words:
        return []
    if len(words) <= RUN:
        return [_hash(words)]
    hashes = [_hash(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    kept: dict[int, None] = {}
    for start in range(max(1, len(hashes) - WINDOW + 1)):
        kept[min(hashes[start : start + WINDOW])] = None
        if len(kept) == MOST:
            break
    return list(kept)


def _hash(words: Sequence[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest()) >> (64 - _BITS)
