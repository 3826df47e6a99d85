"""The targets of all statements of a text: each is chosen knowing what the others are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from service.nlp.extensions import AttributionData, HolderLink
from service.nlp.label_input import LabelInput
from service.nlp.target_choice import Weighed, choose, weigh
from service.nlp.target_topics import Topics
from service.nlp.target_words import Asked, Word, lemmas_of, read
from service.nlp.targets import Likely

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement takes a position on, or could.

    own: its first and last place among the words that were read; None where it is the target of a
    statement before. at: where its words stand in the text. score: its chance.
    """

    phrase: str
    own: Span | None
    at: Span
    score: float


def search(
    doc: Doc, given: Sequence[LabelInput | None], found: Sequence[Likely | None]
) -> list[Target | None]:
    """Give the target of each of doc._.attributions; None where it has no candidate.

    given: what the network read of each; found: what it takes for likely targets.
    """
    order, listed, weighed = candidates_of(doc, given, found)
    targets: list[Target | None] = [None] * len(given)
    for place, chosen in enumerate(choose(weighed)):
        source = listed[chosen.of]
        first, last = (doc[int(source.places[i])] for i in chosen.candidate.span)
        targets[order[place]] = Target(
            phrase=chosen.candidate.text,
            own=chosen.candidate.span if chosen.of == place else None,
            at=(first.idx, last.idx + len(last)),
            score=chosen.score,
        )
    return targets


def candidates_of(
    doc: Doc, given: Sequence[LabelInput | None], found: Sequence[Likely | None]
) -> tuple[list[int], list[Asked], list[Weighed]]:
    """Give the statements that have candidates, in text order: number, record, candidates."""
    attributions: list[AttributionData] = doc._.attributions or []
    asked = [
        (number, one, likely)
        for number, (one, likely) in enumerate(zip(given, found, strict=True))
        if one is not None and likely is not None and likely.candidates
    ]
    asked.sort(key=lambda one: attributions[one[0]]["content"][0])
    if not asked:
        return [], [], []
    listed = _statements(doc, asked)
    line = next((token.i for token in doc if token.is_space and "\n" in token.text), len(doc))
    topics = Topics(doc.text, lemmas_of(doc), lemmas_of(doc, line), listed)
    return [number for number, *_ in asked], listed, weigh(topics, listed)


def _statements(doc: Doc, asked: Sequence[tuple[int, LabelInput, Likely]]) -> list[Asked]:
    """Give statements, by their number, as records."""
    attributions: list[AttributionData] = doc._.attributions
    holders: list[HolderLink] = doc._.holders or []
    words: dict[int, Word] = {}
    listed = []
    for number, given, likely in asked:
        places = given.tokens.tolist()
        words |= read(doc, (i for i in range(places[0], places[-1] + 1) if i not in words))
        content = attributions[number]["content"]
        name = holders[number]["holder"]["name"] if holders else None
        listed.append(
            Asked(
                places=places,
                content=[places[i] for i in given.content().tolist()],
                words=words,
                holder=frozenset(_WORD.findall((name or "").lower())),
                at=(content[0][0], content[-1][1]),
                candidates=likely.candidates,
                scores=likely.scores,
            )
        )
    return listed
