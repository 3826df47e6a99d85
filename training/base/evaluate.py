"""Step 4: judge a pipeline on the test files, from raw text as a user has it.

``python -m training.base.evaluate PIPELINE --work WORK [--split dev] [--output scores.json]``
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training.base.convert import read_docs

SYNTAX = {"gum": ("gum",), "ewt": ("ewt",), "gum + ewt": ("gum", "ewt"), "gum news": ("gum_news",)}


def without_white_space(doc: Doc) -> Doc:
    """A copy in which white-space tokens score nothing.

    They carry no tag, class or lemma, and hang by ``punct``, which the attachment score
    leaves out.
    """
    space = [token.is_space for token in doc]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=["" if s else t.tag_ for t, s in zip(doc, space, strict=True)],
        pos=["" if s else t.pos_ for t, s in zip(doc, space, strict=True)],
        lemmas=["" if s else t.lemma_ for t, s in zip(doc, space, strict=True)],
        heads=[token.head.i for token in doc],
        deps=["punct" if s else t.dep_ for t, s in zip(doc, space, strict=True)],
    )


def judge_syntax(nlp: Language, gold: list[Doc], own_tokens: bool = True) -> dict[str, float]:
    """Tag, class, lemma accuracy, attachment (without punctuation), sentence F1 in per cent.

    ``own_tokens``: tokenise the raw text; otherwise the gold tokens are given.
    """
    scores = _score(nlp, [without_white_space(doc) for doc in gold], own_tokens)
    names = ("token_f", "tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {name: round(100 * scores[name], 2) for name in names if name in scores}


def judge_entities(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """Entity F1 in per cent: over all, and per type that occurs in ``gold``.

    Numeric types are left out of ``gold`` by the caller if it has none by hand.
    """
    scores = _score(nlp, gold, True)
    result = {"all": round(100 * scores["ents_f"], 2)}
    for kind, values in sorted(scores["ents_per_type"].items()):
        result[kind] = round(100 * values["f"], 2)
    result["GPE/LOC as one"] = _places(nlp, gold)
    return result


def _score(nlp: Language, gold: list[Doc], own_tokens: bool) -> dict[str, Any]:
    if own_tokens:
        docs = [nlp.make_doc(doc.text) for doc in gold]
    else:
        docs = [
            Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d])
            for d in gold
        ]
    examples = [Example(doc, ref) for doc, ref in zip(docs, gold, strict=True)]
    for example, doc in zip(examples, nlp.pipe(docs), strict=True):
        example.predicted = doc
    return Scorer(nlp, default_lang="en").score(examples)


def _places(nlp: Language, gold: list[Doc]) -> float:
    right = guessed = there = 0
    for doc, found in zip(gold, nlp.pipe([doc.text for doc in gold]), strict=True):
        wanted = {(e.start_char, e.end_char) for e in doc.ents if e.label_ in {"GPE", "LOC"}}
        given = {(e.start_char, e.end_char) for e in found.ents if e.label_ in {"GPE", "LOC"}}
        right += len(wanted & given)
        guessed += len(given)
        there += len(wanted)
    return round(200 * right / max(1, guessed + there), 2)


def main() -> None:
    """Print, and store if asked, the scores of a pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    nlp = spacy.load(options.pipeline)
    result: dict[str, dict[str, float]] = {}
    if "parser" in nlp.pipe_names:
        for name, parts in SYNTAX.items():
            paths = [options.work / f"{part}.{options.split}.spacy" for part in parts]
            result[name] = judge_syntax(nlp, read_docs(nlp, *paths))
        paths = [options.work / f"{part}.{options.split}.spacy" for part in ("gum", "ewt")]
        result["gum + ewt, gold tokens"] = judge_syntax(nlp, read_docs(nlp, *paths), False)
    if "ner" in nlp.pipe_names:
        path = options.work / f"worldwide.{options.split}.spacy"
        result["worldwide"] = judge_entities(nlp, read_docs(nlp, path))
    text = json.dumps(result, indent=2)
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
