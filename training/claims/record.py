"""Records the signs of judged claims: what the model of clarity learns from.

judged.jsonl names claims by article, offsets of their statement's content and of the words that
they are made of, with a verdict: "yes" where a reader who has not seen the article could check it,
"no" where something needed is not told, "wrong" where a word stands for another than in the
article. Articles are those of PolNeAR's training part, by id, and passages of world news, by
"world_" and their fingerprint (see training.attribution.standoff).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline
from service.nlp.claim_words import runs
from service.nlp.claims import Claims
from service.nlp.clarity_signs import Signs
from service.nlp.clause_division import Proposition
from service.text import prepare
from training.attribution import standoff

JUDGED = Path(__file__).parent / "judged.jsonl"
WORLD = "world_"
_MOST_CHARACTERS = 1_000_000
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The signs and the wording of a claim, and the verdict on it; article: where it is from."""

    article: str
    verdict: str
    signs: Signs
    text: str


def main() -> None:
    """Write the cases as lines of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="converted corpora of the base")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    nlp = pipeline.load()
    polnear = (options.corpora / "polnear" / "train.jsonl").read_text("utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, polnear)}
    passages = standoff.texts(options.base, nlp.vocab)
    texts |= {f"{WORLD}{name}": text for name, text in passages.items()}
    judged = [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
    cases = list(record(nlp, texts, judged))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("".join(json.dumps(asdict(one)) + "\n" for one in cases), "utf-8")
    print(f"{len(cases)} of {len(judged)} judged claims; the others are not made any more")


def record(
    nlp: Language, texts: Mapping[str, str], judged: Sequence[Mapping[str, Any]]
) -> Iterator[Case]:
    """Give the cases of the judged claims that the present code makes."""
    own = nlp.get_pipe("claims")
    if not isinstance(own, Claims):
        raise TypeError(f"The component 'claims' is {type(own).__name__}, not Claims.")
    made: dict[tuple[int, ...], tuple[Signs, str]] = {}

    def note(proposition: Proposition, signs: Signs, text: str) -> bool:
        made[tuple(proposition.words)] = signs, text
        return True

    own.clear = note
    for article in dict.fromkeys(row["article"] for row in judged):
        made.clear()
        prepared = prepare(texts[article], max_chars=_MOST_CHARACTERS)
        doc = nlp(pipeline.make_doc(nlp, prepared))
        known = {_spans(runs(doc, words)): noted for words, noted in made.items()}
        found = set(_claims(doc))
        for row in judged:
            statement, claim = _spans(row["statement"]), _spans(row["claim"])
            if row["article"] == article and (statement, claim) in found:
                yield Case(article, row["verdict"], *known[claim])


def _claims(doc: Doc) -> Iterator[tuple[Spans, Spans]]:
    """Yield the claims without a flag, by the spans of their statement and their own."""
    for statement, claims in zip(doc._.attributions, doc._.claims, strict=True):
        for claim in claims:
            if not claim["flags"]:
                yield _spans(statement["content"]), _spans(claim["spans"])


def _spans(given: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in given)


if __name__ == "__main__":
    main()
