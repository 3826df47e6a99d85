"""Step 5: join the trained parts into one pipeline folder that loads with spaCy alone.

``python -m training.base.package --syntax DIR --entities DIR --work WORK --output DIR``
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer

from training.base.convert import read_docs
from training.base.lemmas import lemma_tables, public_tables
from training.base.morphology import BY_TAG, POSSESSIVES, PRONOUNS, add_rules

META = {
    "name": "onrecord_base",
    "version": "1.0.0",
    "description": (
        "English tagger, parser, lemmatizer and entity recogniser for news, with the label "
        "scheme of the public English spaCy pipelines"
    ),
    "author": "Onrecord",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "sources": [
        {
            "name": "Universal Dependencies English EWT",
            "author": "Silveira et al.",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "Universal Dependencies English GUM, genres without non-commercial texts",
            "author": "Zeldes et al.",
            "license": "CC BY 4.0; texts CC BY or CC BY-SA",
        },
        {
            "name": "Worldwide English newswire NER",
            "author": "Stanford NLP",
            "license": "research data; no text included",
        },
        {
            "name": "Groningen Meaning Bank, extract",
            "author": "Bos et al.",
            "license": "public-domain texts; compilation ODbL",
        },
        {
            "name": "PolNeAR 1.0, automatic parses",
            "author": "Newell, Margolin, Ruths",
            "license": "research data; no text included",
        },
        {
            "name": "spaCy lookups data, English lemma tables",
            "author": "Explosion",
            "license": "MIT",
        },
        {
            "name": "MiniLM-L6 word-piece embeddings",
            "author": "Wang et al.",
            "license": "Apache-2.0",
        },
    ],
}


def join(syntax: Path, entities: Path, work: Path) -> Language:
    """The pipeline of the syntax training with tag rules, lemmas and entities added.

    Lemma exceptions are counted in the training treebanks below ``work``.
    """
    nlp = spacy.load(syntax)
    ruler = nlp.add_pipe("attribute_ruler", last=True)
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"attribute_ruler is a {type(ruler).__name__}")
    add_rules(ruler)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": False})
    if not isinstance(lemmatizer, Lemmatizer):
        raise TypeError(f"lemmatizer is a {type(lemmatizer).__name__}")
    gold = read_docs(spacy.blank("en"), work / "gum.train.spacy", work / "ewt.train.spacy")
    lemmatizer.initialize(lookups=lemma_tables(gold, public_tables()))
    nlp.add_pipe("ner", source=spacy.load(entities))
    return nlp


def write(nlp: Language, output: Path, scores: dict[str, object]) -> None:
    """Write the pipeline without traces of its training, with ``scores`` in its meta data."""
    nlp.meta.update(META)
    nlp.meta["performance"] = scores
    config = nlp.config.copy()
    plain = spacy.blank("en").config
    for section in ("training", "corpora", "pretraining", "initialize", "paths", "system"):
        config[section] = plain[section]
    nlp.config = config
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
    kept = needed_strings(nlp)
    text = json.dumps(sorted(kept), ensure_ascii=False, separators=(",", ":"))
    (output / "vocab" / "strings.json").write_text(text, encoding="utf-8")


def needed_strings(nlp: Language) -> set[str]:
    """The strings the pipeline itself uses, without those of the texts it was trained on."""
    kept = set(spacy.blank("en").vocab.strings)
    kept.update(nlp.vocab.strings[key] for key in nlp.vocab.vectors)
    for name in nlp.pipe_names:
        kept.update(str(label) for label in getattr(nlp.get_pipe(name), "labels", ()))
    for table in (BY_TAG, PRONOUNS, POSSESSIVES):
        kept.update(table)
        kept.update(table.values())
        kept.update(part for value in table.values() for part in re.split(r"[|=,]", value))
        kept.update(part for value in table.values() for part in value.split("|"))
    kept.update({"PRP", "PRP$", "_SP", "SPACE", "ROOT", "dep"})
    return kept


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Join, write and weigh the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", type=Path, required=True)
    parser.add_argument("--entities", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--scores", type=Path)
    options = parser.parse_args()
    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else {}
    write(join(options.syntax, options.entities, options.work), options.output, scores)
    print(f"{options.output}: {size(options.output) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
