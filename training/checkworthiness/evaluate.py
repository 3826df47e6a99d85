"""Average precision of a model on a part of the corpus or on annotated news statements."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from sklearn.metrics import average_precision_score

from service.nlp.checkworthiness import Model, assess, load
from training.checkworthiness.convert import PARTS, read
from training.checkworthiness.documents import Judged, news, parser, sentences


def main() -> None:
    """Print the figures asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True, help="where convert has written")
    options.add_argument("--part", choices=PARTS[1:], help="of the corpus")
    options.add_argument("--news", type=Path, help="corpora, with polnear/train.jsonl")
    given = options.parse_args()
    model, nlp = load(given.model), parser()
    if given.part:
        print(given.part, figures(model, sentences(nlp, read(given.work / f"{given.part}.jsonl"))))
    if given.news:
        print("news", figures(model, news(nlp, given.news)))


def figures(model: Model, judged: Iterable[Judged]) -> str:
    """Give the average precision, with the share that is worthy: what chance would give."""
    cases = [(one.worthy, assess(one.doc, one.spans, model=model)) for one in judged]
    worthy = [label for label, _ in cases]
    precision = average_precision_score(worthy, [found.score for _, found in cases])
    checkable = sum(found.verifiable for label, found in cases if label) / max(1, sum(worthy))
    share = sum(worthy) / len(cases)
    return (
        f"average precision {precision:.3f} on {len(cases)} ({share:.3f} worthy; "
        f"{checkable:.3f} of these found verifiable)"
    )


if __name__ == "__main__":
    main()
