"""Trains the weights of service.nlp.antecedents on annotated holders and writes them as JSON.

Data: PolNeAR train articles with their attributions (Newell, Margolin and Ruths 2018); who is
meant by their pronouns and descriptions was annotated for this project (annotated.jsonl: offsets
and names by article, without text), and in the gold train file. Articles are read in order, with
the right holder of all that came before. The loss is the negative log likelihood of the right
candidate, with a quadratic penalty chosen by cross-validation over articles.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.optimize import minimize

from service.nlp import antecedents, names, pipeline
from service.nlp.antecedents import Features, Mention, Ranked
from service.nlp.discourse import Discourse
from service.nlp.extensions import AttributionData, PersonData
from service.nlp.resolution import Lexicons, Resolver
from service.nlp.speakers import holder_of, note, position
from service.text import prepare

HERE = Path(__file__).parent
_FOLDS = 5
_PENALTIES = (0.3, 1.0, 3.0, 10.0)
_MOST_CHARACTERS = 1_000_000
Label = tuple[str, str]
"""Name and kind of a holder."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions; labels: the holder by the offset of its mention."""

    text: str
    attributions: list[AttributionData]
    labels: dict[int, Label]


@dataclass(slots=True)
class Case:
    """The signs of the candidates of one mention, and which of them is right."""

    kind: str
    table: list[Features]
    right: int


@dataclass(slots=True)
class Recorder:
    """A ranker that notes each case and answers as the annotation says."""

    labels: dict[int, Label]
    cases: list[Case] = field(default_factory=list)

    def __call__(self, mention: Mention, discourse: Discourse) -> Ranked:
        """Give the annotated person; what is not annotated is ranked by the present weights."""
        label = self.labels.get(mention.span.start_char)
        if label is None:
            return antecedents.rank(mention, discourse)
        found = list(antecedents.candidates(mention, discourse))
        table = [signs for _, signs in found]
        right = next((i for i, (p, _) in enumerate(found) if is_called(p, label[0])), None)
        if antecedents.may_have_none(mention):
            table.append(antecedents.none_signs(mention, len(found)))
            right = len(found) if right is None else right
        if right is None:
            return Ranked(None, 0.0)
        self.cases.append(Case(mention.kind, table, right))
        return Ranked(found[right][0], 1.0) if right < len(found) else Ranked(None, 1.0)


def is_called(person: PersonData, name: str) -> bool:
    """Whether an annotated name is that person's."""
    mine, other = names.words(person["name"]), names.words(name)
    return mine == other or set(mine) < set(other) or set(other) < set(mine)


def main() -> None:
    """Read the annotation, choose the penalty, train on all, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="polnear_train.jsonl of the gold")
    parser.add_argument("--output", type=Path, required=True, help="antecedents.json")
    options = parser.parse_args()
    nlp = pipeline.load(learned=False)
    nlp.disable_pipes("attribution_rules", "speakers", "nesting")
    lexicons = Lexicons()
    grouped: list[list[Case]] = []
    articles = [*_annotated(options.corpora / "polnear" / "train.jsonl"), *_gold(options.gold)]
    prepared = (prepare(one.text, max_chars=_MOST_CHARACTERS) for one in articles)
    docs = nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared)
    for article, doc in zip(articles, docs, strict=True):
        recorder = Recorder(article.labels)
        resolver = Resolver(doc, lexicons, recorder)
        for attribution in sorted(article.attributions, key=position):
            note(resolver, attribution, holder_of(resolver, attribution))
        grouped.append(recorder.cases)
    random.Random(1).shuffle(grouped)
    cases = [case for group in grouped for case in group]
    print(f"{len(cases)} mentions of {len(articles)} articles")
    scored = [(_validated(grouped, penalty), penalty) for penalty in _PENALTIES]
    for (loss, by_kind), penalty in scored:
        print(f"penalty {penalty}: loss {loss:.4f} {by_kind}")
    best = min(scored, key=lambda one: one[0][0])[1]
    weights = fit(cases, best)
    kept = {name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= 0.01}
    options.output.write_bytes(orjson.dumps({"weights": kept}, option=orjson.OPT_INDENT_2) + b"\n")
    print(f"{options.output}: {len(kept)} weights, penalty {best}")


def _annotated(corpus: Path) -> Iterator[Article]:
    rows = {row["id"]: row for row in map(json.loads, corpus.read_text("utf-8").splitlines())}
    for line in (HERE / "annotated.jsonl").read_text("utf-8").splitlines():
        found = json.loads(line)
        row = rows[found["id"]]
        labels = {start: (name, kind) for start, _, name, kind in found["holders"]}
        attributions = [
            _attribution(a["content"], a["cue"], a["source"])
            for a in row["annotations"][0]["attributions"]
            if a["content"]
        ]
        yield Article(row["text"], attributions, labels)


def _gold(path: Path) -> Iterator[Article]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels: dict[int, Label] = {}
        attributions = []
        for one in row["statements"]:
            one = _attribution(one["content"], one["cue"], one["source"]), one["speaker"]
            attributions.append(one[0])
            source, speaker = one[0]["source"], one[1]
            if source and speaker and speaker["name"]:
                labels[source[0]] = (speaker["name"], speaker["kind"])
        yield Article(row["text"], attributions, labels)


def _attribution(content: Any, cue: Any, source: Any) -> AttributionData:
    return AttributionData(
        content=sorted((s, e) for s, e in _spans(content)),
        cue=_whole(cue),
        cue_lemma="",
        cue_class="neutral",
        source=_whole(source),
        finder="model",
        detail="quotation" if not cue and not source else "attribution",
        score=1.0,
        flags=[],
    )


def _spans(value: Any) -> list[tuple[int, int]]:
    if not value:
        return []
    pairs = [value] if isinstance(value[0], int) else value
    return [(start, end) for start, end in pairs]


def _whole(value: Any) -> tuple[int, int] | None:
    spans = _spans(value)
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None


def fit(cases: Sequence[Case], penalty: float) -> dict[str, float]:
    """Give the weights that make the right candidates likeliest."""
    known = sorted({name for case in cases for row in case.table for name in row})
    place = {name: i for i, name in enumerate(known)}
    tables = [_matrix(case.table, place) for case in cases]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = penalty * float(weights @ weights) / 2, penalty * weights
        for case, table in zip(cases, tables, strict=True):
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= float(np.log(chances[case.right] + 1e-12))
            gradient = gradient + table.T @ chances - table[case.right]
        return total, gradient

    found = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B")
    return dict(zip(known, found.x.tolist(), strict=True))


def _matrix(table: Sequence[Features], place: dict[str, int]) -> NDArray[np.float64]:
    matrix = np.zeros((len(table), len(place)))
    for i, row in enumerate(table):
        for name, value in row.items():
            if name in place:
                matrix[i, place[name]] = value
    return matrix


def _validated(grouped: Sequence[Sequence[Case]], penalty: float) -> tuple[float, dict[str, str]]:
    """Give the mean loss over held-out articles, and how many of each kind are right."""
    losses: list[float] = []
    right: dict[str, list[int]] = {}
    for fold in range(_FOLDS):
        train = [c for i, group in enumerate(grouped) if i % _FOLDS != fold for c in group]
        weights = fit(train, penalty)
        for case in (c for i, group in enumerate(grouped) if i % _FOLDS == fold for c in group):
            chances = antecedents.probabilities(case.table, weights)
            losses.append(-float(np.log(chances[case.right] + 1e-12)))
            best = max(range(len(chances)), key=chances.__getitem__)
            right.setdefault(case.kind, []).append(int(best == case.right))
    shown = {kind: f"{sum(v)}/{len(v)}" for kind, v in sorted(right.items())}
    return sum(losses) / len(losses), shown


if __name__ == "__main__":
    main()
