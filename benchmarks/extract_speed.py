"""Words per second from text to statements, beside the base pipeline alone, in one run.

``python -m benchmarks.extract_speed [TEXTS.jsonl …]``: lines are `{"text": …}`, by default the seed
articles. The base pipeline runs as spaCy loads it, and as ours does, which has matrices multiplied
by numpy. All take turns, so that whatever else the machine does hits each. The ratios compare
across machines, words per second do not. Also prints the time to load, the peak of memory, and the
words per second of `onrecord extract` with a process for each core, as it does for many texts.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from service.records import Document, PreparedText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
LONGEST = 1_000_000
_LEAST_WORDS = 40_000
"""Of a run in several processes: at its end some have nothing left to do."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", type=Path, help="folder of another attribution model")
    options = parser.parse_args()
    start = time.perf_counter()
    import spacy

    from service.cli.analysing import cores
    from service.nlp import extract, pipeline
    from service.text import prepare

    nlp = pipeline.load(model=options.model)
    loaded = time.perf_counter() - start
    texts = list(_texts(options.texts))
    words = sum(len(text.split()) for text in texts)

    def run(language: Language, read: Callable[[Doc, PreparedText], object]) -> None:
        prepared = (prepare(text, max_chars=LONGEST) for text in texts)
        for _ in pipeline.run(language, prepared, read):
            pass

    def whole() -> None:
        run(nlp, lambda doc, text: extract.statements(doc, text, "a"))

    def ours() -> None:
        with nlp.select_pipes(disable=list(pipeline.COMPONENTS)):
            run(nlp, _nothing)

    whole()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = spacy.load(pipeline.model_path())  # which would count as well

    def base() -> None:
        run(plain, _nothing)

    seconds: dict[str, list[float]] = {"base": [], "ours": [], "whole": []}
    for _ in range(options.rounds):
        for name, work in (("base", base), ("ours", ours), ("whole", whole)):
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    alone, faster, full = (words / statistics.median(each) for each in seconds.values())
    print(f"load {loaded:.2f} s")
    print(f"base pipeline alone {alone:,.0f} words/s, as ours loads it {faster:,.0f}")
    print(f"text to statements {full:,.0f} words/s")
    print(f"ratio {full / alone:.3f}, of the base pipeline as ours loads it {full / faster:.3f}")
    print(f"peak memory {peak:,.0f} MiB")
    count = cores()
    many = in_processes(texts, words, max(options.rounds, _LEAST_WORDS // words + 1), count)
    print(
        f"in {count} processes {many:,.0f} words/s, {many / alone:.3f} of the base pipeline in one"
    )


def in_processes(texts: Sequence[str], words: int, rounds: int, processes: int) -> float:
    """Give the words per second of many texts, when the processes have loaded the model."""
    from service.cli.analysing import elsewhere
    from service.cli.inputs import Entry
    from service.config import from_environment

    entries = [Entry(number, "", Document(text)) for number, text in enumerate([*texts] * rounds)]
    warm = 4 * processes  # the first texts wait for the model
    done = elsewhere(
        [*(Entry("warm", "", Document("Ann Lee said no.")) for _ in range(warm)), *entries],
        from_environment(max_chars=LONGEST),
        processes,
    )
    for _ in range(warm):
        next(done)
    start = time.perf_counter()
    for _ in done:
        pass
    return words * rounds / (time.perf_counter() - start)


def _nothing(*_: object) -> None:
    return None


def _texts(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
