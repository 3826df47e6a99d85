"""Records the signs of the candidates of each annotated mention: what the ranker learns from.

Articles are read in order, with the right holder of all that came before.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from service.nlp import antecedents, names, pipeline
from service.nlp.antecedents import Features, Ranked
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.lexicons import Lexicons
from service.nlp.mentions import Mention
from service.nlp.resolution import Resolver
from service.nlp.speakers import holder_of, note, position
from service.text import prepare
from training.speakers.articles import Article, Label, annotated, gold

_MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
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
            table.append(antecedents.none_signs(mention, len(found), discourse))
            right = len(found) if right is None else right
        if right is None:
            return Ranked(None, 0.0)
        self.cases.append(Case(mention.kind, table, right))
        return Ranked(found[right][0], 1.0) if right < len(found) else Ranked(None, 1.0)


def is_called(person: PersonData, name: str) -> bool:
    """Whether an annotated name is that person's."""
    mine, other = names.words(person["name"]), names.words(name)
    return mine == other or set(mine) < set(other) or set(other) < set(mine)


def record(articles: Iterable[Article]) -> Iterator[list[Case]]:
    """Give the cases of each article."""
    nlp = pipeline.load(learned=False, labelled=False)
    nlp.disable_pipes("attribution_rules", "people", "speakers", "nesting")
    people = nlp.get_pipe("people")
    lexicons = Lexicons()
    kept = list(articles)
    prepared = (prepare(one.text, max_chars=_MOST_CHARACTERS) for one in kept)
    docs = nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared)
    for article, doc in zip(kept, docs, strict=True):
        doc._.attributions = article.attributions  # who speaks by a name is a person
        recorder = Recorder(article.labels)
        resolver = Resolver(people(doc), lexicons, recorder)
        for attribution in sorted(article.attributions, key=position):
            note(resolver, attribution, holder_of(resolver, attribution))
        yield recorder.cases


def main() -> None:
    """Read the annotation and write the cases, a line for each article."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="articles with their speakers")
    parser.add_argument("--output", type=Path, required=True, help="cases.jsonl")
    options = parser.parse_args()
    articles = [*annotated(options.corpora / "polnear" / "train.jsonl"), *gold(options.gold)]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with options.output.open("w", encoding="utf-8") as file:
        for cases in record(articles):
            file.write(json.dumps([asdict(case) for case in cases], ensure_ascii=False) + "\n")
            count += len(cases)
    print(f"{options.output}: {count} mentions of {len(articles)} articles")


if __name__ == "__main__":
    main()
