"""The stance of a text toward any target that a caller names, with the words that decide it.

The clauses that speak of the target are read by the classifier of the component `labels`, each as a
content of its own and asked for its stance toward the target's words in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

from service.nlp.extensions import AttributionData
from service.nlp.labels import Labels
from service.nlp.target_mentions import Mention, mentions, wanted
from service.records import StanceLabel
from service.wording.words import stem

Spans = list[tuple[int, int]]
_MOST_PARTS = 50
_TURNED: dict[StanceLabel, StanceLabel] = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A word by its characters; weight: its share of what speaks for the label."""

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


def toward(doc: Doc, target: str, labels: Labels) -> list[Part]:
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
    reader = labels.reader(doc)
    parts: list[Part] = []
    for number, one, mention in list(read)[:_MOST_PARTS]:
        content = mention.runs(doc)
        if not content:
            continue
        clause = cast(AttributionData, {**one, "content": content})
        told = labels.toward(doc, reader, clause, _naming(doc, mention, asked.stems))
        if told is None:
            continue
        own = cast(StanceLabel, told.label)
        label = _TURNED.get(own, own) if mention.opposite else own
        words = tuple(
            Deciding(start, end, round(weight, 3))
            for (start, end), weight in zip(told.words, told.weights, strict=True)
        )
        parts.append(Part(tuple(content), mention, label, told.score, words, number))
    return parts


def _naming(doc: Doc, mention: Mention, stems: Sequence[str]) -> Spans:
    """Give the words of a clause that the target shares; none where it only means the same."""
    tokens = (doc[i] for i in mention.tokens)
    return [(t.idx, t.idx + len(t)) for t in tokens if stem(t.lower_) in stems]


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
