"""``python -m benchmarks.load [reads] [ingestion] [memory]``: all three where none is named.

Each line says what was measured and what is asked for; the exit status is 1 where that is not met.
Figures are of this machine at this hour: the load average stands beside them.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.load import ingestion, memory, reads

P99_MS = 100.0
RATIO = 0.90
GROWTH = 0.05
_SETTLED = 500  # articles, after which memory must not grow


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=["reads", "ingestion", "memory", []])
    parser.add_argument("--folder", type=Path, default=Path("build/load"))
    parser.add_argument("--rate", type=float, default=200.0, help="reads a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--analyses", type=int, default=10, help="in flight at any time")
    parser.add_argument("--articles", type=int, default=5_000, help="for memory")
    parser.add_argument("--rounds", type=int, default=3, help="for ingestion")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chosen = options.what or ["reads", "ingestion", "memory"]
    measures = {"reads": _reads, "ingestion": _ingestion, "memory": _memory}
    met = [measures[what](options) for what in chosen]
    return 0 if all(met) else 1


def _reads(options: argparse.Namespace) -> bool:
    before = _load()
    times, ended = reads.measure(
        options.folder, rate=options.rate, seconds=options.seconds, analyses=options.analyses
    )
    p99 = times.at(0.99)
    print(
        f"reads: {len(times.seconds):,} at {options.rate:g}/s beside {options.analyses} analyses "
        f"({ended} ended), {times.failed} failed; median {times.at(0.5):.1f} ms, "
        f"95 % {times.at(0.95):.1f} ms, 99 % {p99:.1f} ms (at most {P99_MS:g}); load {before}",
        flush=True,
    )
    return p99 <= P99_MS and not times.failed


def _ingestion(options: argparse.Namespace) -> bool:
    before = _load()
    alone, whole = ingestion.measure(articles=40, rounds=options.rounds)
    print(
        f"ingestion: pipeline alone {alone:,.0f} words/s, accepted to stored {whole:,.0f} words/s, "
        f"ratio {whole / alone:.3f} (at least {RATIO:g}); load {before}",
        flush=True,
    )
    return whole / alone >= RATIO


def _memory(options: argparse.Namespace) -> bool:
    before = _load()
    samples = memory.measure(
        options.articles,
        lambda one: print(
            f"  {one.articles:,} articles: worker {one.worker:.0f} MiB, analysis process "
            f"{one.analysis:.0f} MiB",
            flush=True,
        ),
    )
    grown = {
        "worker": memory.growth(samples, _SETTLED, lambda one: one.worker),
        "analysis process": memory.growth(samples, _SETTLED, lambda one: one.analysis),
    }
    told = ", ".join(f"{name} {share:+.1%}" for name, share in grown.items())
    print(f"memory: since {_SETTLED} articles {told} (at most {GROWTH:+.0%}); load {before}")
    return max(grown.values()) <= GROWTH


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
