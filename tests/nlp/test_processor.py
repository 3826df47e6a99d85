"""Processors are told apart by what they say of themselves."""

import pytest

from service.nlp.processor import sums_without_overflow

TABLE = [
    # what /proc/cpuinfo says, whether products of bytes are summed in 32 bits
    ("processor\t: 0\nflags\t\t: fpu sse2 avx2 avx512f avx512_vnni\n", True),
    ("processor\t: 0\nflags\t\t: fpu sse2 avx2 avx_vnni\n", True),
    ("processor\t: 0\nflags\t\t: fpu sse2 avx2 avx512f avx512bw\n", False),
    ("processor\t: 0\nflags\t\t: fpu sse2 avx512_vnni_not\n", False),
    ("processor\t: 0\nmodel name\t: has avx512_vnni in its name\nflags\t: fpu\n", False),
    ("processor\t: 0\nFeatures\t: fp asimd asimddp\n", False),
    ("", False),
]


@pytest.mark.parametrize(("description", "expected"), TABLE)
def test_flags_tell(description: str, expected: bool) -> None:
    assert sums_without_overflow(description) is expected
