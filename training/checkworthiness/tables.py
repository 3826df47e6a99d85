"""Named features as the sparse table that a classifier learns from."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix


def matrix(rows: Sequence[Mapping[str, float]], place: Mapping[str, int]) -> csr_matrix:
    """Give features as a sparse table: texts × known features."""
    known = [[(place[n], v) for n, v in row.items() if n in place] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in known)])
    columns = [column for row in known for column, _ in row]
    values = [value for row in known for _, value in row]
    return csr_matrix((values, columns, ends), shape=(len(rows), len(place)))
