"""The stance of a text toward any target that a caller names, with the words that decide it.

The clauses that speak of the target are read by the classifier of the component `labels`, each as a
content of its own. What decides is found by leaving words out: a word counts by how much less
likely the label is without it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

from service.nlp.extensions import AttributionData
from service.nlp.label_features import features, quoted_regions
from service.nlp.labels import Labels
from service.nlp.target_mentions import Mention, mentions, wanted
from service.records import StanceLabel

Spans = list[tuple[int, int]]
States = Callable[[AttributionData], bytes]
"""Gives what the encoder made of a statement, empty where there is none."""
_MOST_PARTS = 50
_MOST_EXPLAINED = 20  # parts whose deciding words are looked for
_MOST_TRIED = 60  # words of a part that are left out in turn
_MOST_DECIDING = 8
_LEAST_WEIGHT = 0.01
_TURNED: dict[StanceLabel, StanceLabel] = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A word by its characters; weight: how much less likely the label is without it."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Part:
    """A clause that speaks of the target, and the stance that it takes toward it.

    statement: index in doc._.attributions, None for running text.
    """

    content: tuple[tuple[int, int], ...]
    mention: Mention
    label: StanceLabel
    score: float
    words: tuple[Deciding, ...]
    statement: int | None


def toward(doc: Doc, target: str, labels: Labels, states: States) -> list[Part]:
    """Give the parts of a text that speak of a target, each with its stance.

    Statements are looked at first; where none speaks of it, the sentences.
    """
    asked = wanted(target)
    attributions: list[AttributionData] = doc._.attributions or []
    found = [
        (number, one, mention)
        for number, one in enumerate(attributions)
        for mention in mentions(doc, one["content"], asked)
    ]
    read: Iterable[tuple[int | None, AttributionData, Mention]] = found
    if not found:
        read = [
            (None, sentence, mention)
            for sentence in _sentences(doc)
            for mention in mentions(doc, sentence["content"], asked)
        ]
    quoted = quoted_regions(doc)

    def rate(one: AttributionData, content: Spans) -> tuple[str, float]:
        clause = cast(AttributionData, {**one, "content": content})
        return labels.classify(features(doc, clause, quoted), states(clause))["stance"]

    parts: list[Part] = []
    for number, one, mention in list(read)[:_MOST_PARTS]:
        content = mention.runs(doc)
        if not content:
            continue
        label, score = rate(one, content)
        explain = len(parts) < _MOST_EXPLAINED
        words = _deciding(doc, content, label, score, one, rate) if explain else ()
        own = cast(StanceLabel, label)
        told = _TURNED.get(own, own) if mention.opposite else own
        parts.append(Part(tuple(content), mention, told, round(score, 3), words, number))
    return parts


def overall(parts: Sequence[Part]) -> tuple[StanceLabel, float]:
    """Give the stance of all parts together: the label of most weight. Raises ValueError for none.

    A part that takes a position counts twice as much as one that takes none.
    """
    sums: dict[StanceLabel, float] = {}
    for part in parts:
        weight = 1.0 if part.label == "neutral" else 2.0
        sums[part.label] = sums.get(part.label, 0.0) + weight * part.score
    label = max(sums, key=lambda one: (sums[one], one))
    scores = [part.score for part in parts if part.label == label]
    share = sums[label] / sum(sums.values())
    return label, round(share * sum(scores) / len(scores), 3)


def _sentences(doc: Doc) -> Iterable[AttributionData]:
    for sentence in doc.sents:
        if any(token.is_alpha for token in sentence):
            yield AttributionData(
                content=[(sentence.start_char, sentence.end_char)],
                cue=None,
                cue_lemma="",
                cue_class="neutral",
                source=None,
                finder="rule",
                detail="sentence",
                score=1.0,
                flags=[],
            )


def _deciding(
    doc: Doc,
    content: Spans,
    label: str,
    score: float,
    one: AttributionData,
    rate: Callable[[AttributionData, Spans], tuple[str, float]],
) -> tuple[Deciding, ...]:
    """Find the words without which the label would be less likely, the weightiest first."""
    tokens = [
        token
        for start, end in content
        for token in (doc.char_span(start, end, alignment_mode="expand") or ())
        if token.is_alpha
    ][:_MOST_TRIED]
    found = []
    for token in tokens:
        start, end = token.idx, token.idx + len(token)
        rest = without(content, start, end)
        if not rest:
            continue
        other, chance = rate(one, rest)
        # Where another label wins, this one has at most what is left.
        left = chance if other == label else min(chance, 1 - chance)
        if score - left >= _LEAST_WEIGHT:
            found.append(Deciding(start, end, round(score - left, 3)))
    found.sort(key=lambda word: (-word.weight, word.start))
    return tuple(found[:_MOST_DECIDING])


def without(content: Spans, start: int, end: int) -> Spans:
    """Give a content without a stretch of it.

    >>> without([(0, 10), (12, 15)], 4, 6)
    [(0, 4), (6, 10), (12, 15)]
    """
    cut = []
    for first, last in content:
        for a, b in ((first, min(last, start)), (max(first, end), last)):
            if a < b:
                cut.append((a, b))
    return list(dict.fromkeys(cut))
