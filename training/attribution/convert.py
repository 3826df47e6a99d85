"""Corpora to examples: analysed by the base pipeline as the service does, attributions on words.

PolNeAR (Newell, Margolin and Ruths 2018) with its own division, forty of the train articles kept
apart for choosing and calibrating; texts written for this project; standoff annotations of world
news. Every PolNeAR train article gets a variant (see augment).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import pipeline, rules
from service.nlp.extensions import text_of
from service.nlp.word_features import words_of
from service.text import prepare
from training.attribution import examples, markup, standoff
from training.attribution.augment import Edited, variant
from training.attribution.examples import Example
from training.attribution.markup import ROLES, Attribution
from training.gold import spans

HERE = Path(__file__).parent
Row = tuple[str, str, list[Attribution]]
"""Name, text, attributions."""

_BATCH = 32
_SET_ASIDE = 40
_SEED = 20
_MOST_CHARACTERS = 1_000_000


def main() -> None:
    """Convert what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where examples are written")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder of the base pipeline's converted corpora"
    )
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="files to judge by")
    parser.add_argument("--only", nargs="*", default=["polnear", "own", "gold"])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    nlp = load()
    if "polnear" in options.only:
        _polnear(nlp, options.corpora / "polnear", options.work)
    if "own" in options.only:
        _own(nlp, options.base, options.work)
    if "gold" in options.only:
        for path in options.gold:
            _write(options.work / f"{path.stem}.jsonl.gz", analyse(nlp, rows(path), path.stem))


def load() -> Language:
    """Load the pipeline as far as quotation marks: what the examples are made of."""
    nlp = pipeline.load(learned=False)
    for name in nlp.pipe_names:
        if name in pipeline.COMPONENTS and name != "quotation_marks":
            nlp.disable_pipe(name)
    return nlp


def rows(path: Path) -> Iterator[Row]:
    """Read a file in the format of PolNeAR or of the gold statements."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found = row["annotations"][0]["attributions"] if "annotations" in row else row["statements"]
        attributions = [
            Attribution(**{role: spans(one.get(role)) for role in ROLES})  # type: ignore[typeddict-item]
            for one in found
        ]
        yield row["id"], row["text"], attributions


def analyse(nlp: Language, texts: Iterable[Row], part: str) -> Iterator[Example]:
    """Analyse texts and put their attributions on words."""
    return (example for _, _, example in _analysed(nlp, texts, part))


def _analysed(nlp: Language, texts: Iterable[Row], part: str) -> Iterator[tuple[Row, Doc, Example]]:
    remaining = iter(texts)
    while batch := list(itertools.islice(remaining, _BATCH)):
        prepared = [prepare(text, max_chars=_MOST_CHARACTERS) for _, text, _ in batch]
        docs = nlp.pipe(pipeline.make_doc(nlp, one) for one in prepared)
        for row, doc in zip(batch, docs, strict=True):
            words = words_of(doc)
            links = [examples.to_words(words, attribution) for attribution in row[2]]
            kept = tuple(link for link in links if link is not None)
            yield row, doc, Example(row[0], part, words, kept)


def _polnear(nlp: Language, corpus: Path, work: Path) -> None:
    articles = list(rows(corpus / "train.jsonl"))
    random.Random(_SEED).shuffle(articles)
    aside, train = articles[:_SET_ASIDE], articles[_SET_ASIDE:]
    _write(work / "aside.jsonl.gz", analyse(nlp, aside, "aside"))
    rng = random.Random(_SEED)
    names = sorted({name.title() for name in rules.first_names() if len(name) > 2})
    plain: list[Example] = []
    varied: list[Row] = []
    for (name, _, attributions), doc, example in _analysed(nlp, train, "polnear"):
        plain.append(example)
        kind, edits = variant(doc, names, rng)
        edited = Edited(text_of(doc), edits)
        moved = [edited.attribution(one) for one in attributions]
        varied.append((f"{name}+{kind}", edited.text, moved))
    _write(work / "polnear.jsonl.gz", plain)
    _write(work / "polnear_varied.jsonl.gz", analyse(nlp, varied, "varied"))


def _own(nlp: Language, base: Path, work: Path) -> None:
    for path in sorted((HERE / "written").glob("*.txt")):
        marked = markup.texts(path.read_text("utf-8"))
        texts = [(name, *markup.read(text)) for name, text in marked]
        _write(work / f"written_{path.stem}.jsonl.gz", analyse(nlp, texts, path.stem))
    pool = standoff.texts(base, nlp.vocab)
    for path in sorted((HERE / "annotated").glob("*.jsonl")):
        found = standoff.read(path, pool)
        _write(work / f"annotated_{path.stem}.jsonl.gz", analyse(nlp, found, path.stem))


def _write(path: Path, found: Iterable[Example]) -> None:
    print(f"{path}: {examples.write(path, found)} texts", flush=True)


if __name__ == "__main__":
    main()
