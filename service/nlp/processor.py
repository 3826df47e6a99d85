"""What the processor can do that decides how the networks are run."""

from functools import cache
from pathlib import Path

_DESCRIPTION = Path("/proc/cpuinfo")
_INTEGER_PRODUCTS = frozenset({"avx512_vnni", "avx_vnni"})


def sums_without_overflow(description: str) -> bool:
    """Say whether an x86 processor adds products of signed and unsigned bytes in 32 bits.

    Older ones do it in 16, which overflows. description: as in /proc/cpuinfo.
    """
    for line in description.splitlines():
        name, _, told = line.partition(":")
        if name.strip() == "flags":
            return not _INTEGER_PRODUCTS.isdisjoint(told.split())
    return False


@cache
def exact_and_fast() -> bool:
    """Say so of this processor; False where nothing tells, as outside Linux."""
    try:
        return sums_without_overflow(_DESCRIPTION.read_text("utf-8"))
    except OSError:
        return False
