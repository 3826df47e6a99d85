"""Variants of a text as newsrooms type it, for training.

Treebanks are mostly ASCII; articles have typographic quotation marks, apostrophes and dashes,
non-breaking spaces, single quotation marks and headlines. Registered as
``onrecord.typography.v1``; nothing at run time needs it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from training.base.names import respell_names

OPENING = {"double": "“", "single": "‘", "ascii_single": "'", "guillemet": "«", "low": "„"}
CLOSING = {"double": "”", "single": "’", "ascii_single": "'", "guillemet": "»", "low": "“"}
_QUOTES = {'"', "“", "”", "``", "''"}
_DASHES = {"--", "---", "—", "–"}
_NBSP = "\xa0"


def create_augmenter(
    level: float, case_level: float, seed: int, name_level: float = 0.0
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter that rewrites a share ``level`` of the texts, and the case of ``case_level``.

    In a share ``name_level`` names are respelt. All are probabilities in [0, 1].
    """
    rng = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        doc = example.reference
        words = [token.text for token in doc]
        if rng.random() < level:
            words = typographic(doc, rng)
        if rng.random() < name_level:
            words = respell_names(doc, words, rng)
        if rng.random() < case_level:
            words = recase(words, rng)
        nbsp = rng.random() < level / 5
        if words == [token.text for token in doc] and not nbsp:
            yield example
            return
        new = rebuild(
            doc, words, [token.i for token in doc if nbsp and _takes_nbsp(doc, token.i, rng)]
        )
        yield Example(nlp.make_doc(new.text), new)

    return augment


def typographic(doc: Doc, rng: random.Random) -> list[str]:
    """The words of ``doc`` with one style of quotation marks, apostrophes and dashes."""
    style = rng.choices(
        ["double", "single", "ascii_single", "ascii", "guillemet"], [70, 8, 4, 16, 2]
    )[0]
    curly = style in {"double", "single", "guillemet"}
    dash = rng.choice(["—", "–", "--", "-"])
    words = []
    inside = False
    for token in doc:
        word = token.text
        if word in _QUOTES:
            opening = token.tag_ == "``" or (token.tag_ != "''" and not inside)
            inside = opening
            marks = OPENING if opening else CLOSING
            word = marks.get(style, '"')
        elif word in _DASHES:
            word = dash if (dash != "-" or _spaced(doc, token.i)) else word
        elif curly:
            word = word.replace("'", "’")
        elif style == "ascii":
            word = word.replace("’", "'").replace("‘", "'")
        words.append(word)
    return words


def recase(words: list[str], rng: random.Random) -> list[str]:
    """The words in lower case, as a headline, or in capitals."""
    style = rng.choices(["lower", "title", "upper"], [50, 35, 15])[0]
    if style == "lower":
        return [word.lower() if len(word.lower()) == len(word) else word for word in words]
    if style == "upper":
        return [word.upper() if len(word.upper()) == len(word) else word for word in words]
    small = {"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"}
    return [
        word
        if word.lower() in small or word.startswith(("'", "’")) or "n't" in word or "n’t" in word
        else word[:1].upper() + word[1:]
        for word in words
    ]


def rebuild(doc: Doc, words: list[str], nbsp_after: list[int]) -> Doc:
    """A copy of ``doc`` with other ``words`` and non-breaking spaces after some tokens.

    A non-breaking space is a token of its own, as spaCy's tokenizer has it, hung on the token
    before it.
    """
    place = {}
    order: list[int] = []
    extra = set(nbsp_after)
    for token in doc:
        place[token.i] = len(order)
        order.append(token.i)
        if token.i in extra:
            order.append(-1)
    own = [i >= 0 for i in order]
    before = [order[k] if order[k] >= 0 else order[k - 1] for k in range(len(order))]
    tokens = [doc[i] for i in before]
    parsed = doc.has_annotation("DEP")
    tagged = doc.has_annotation("TAG")
    ents = None
    if doc.has_annotation("ENT_IOB"):
        iob = [_iob(doc, i) for i in before]
        ents = [
            tag if mine else _inside(tag, iob[k + 1 : k + 2])
            for k, (tag, mine) in enumerate(zip(iob, own, strict=True))
        ]
    return Doc(
        doc.vocab,
        words=[words[i] if mine else _NBSP for i, mine in zip(before, own, strict=True)],
        spaces=[
            bool(t.whitespace_) and mine and t.i not in extra
            for t, mine in zip(tokens, own, strict=True)
        ],
        tags=[t.tag_ if mine else "_SP" for t, mine in zip(tokens, own, strict=True)]
        if tagged
        else None,
        pos=[t.pos_ if mine else "SPACE" for t, mine in zip(tokens, own, strict=True)]
        if tagged
        else None,
        lemmas=[
            _lemma(t.lemma_, t.text, words[t.i]) if mine else _NBSP
            for t, mine in zip(tokens, own, strict=True)
        ]
        if doc.has_annotation("LEMMA")
        else None,
        heads=[place[t.head.i] if mine else place[t.i] for t, mine in zip(tokens, own, strict=True)]
        if parsed
        else None,
        deps=[t.dep_ if mine else "dep" for t, mine in zip(tokens, own, strict=True)]
        if parsed
        else None,
        sent_starts=None
        if parsed
        else [t.sent_start if mine else -1 for t, mine in zip(tokens, own, strict=True)],
        ents=ents,
    )


def _iob(doc: Doc, i: int) -> str:
    token = doc[i]
    if token.ent_iob_ in {"B", "I"}:
        return f"{token.ent_iob_}-{token.ent_type_}"
    return "O" if token.ent_iob_ == "O" else ""


def _inside(tag: str, following: list[str]) -> str:
    goes_on = bool(following) and following[0].startswith("I-")
    return "I-" + tag[2:] if goes_on and tag[:2] in {"B-", "I-"} else "O"


def _lemma(lemma: str, old: str, new: str) -> str:
    """Lemmas of symbols and apostrophes follow the form."""
    if lemma == old and lemma.lower() != new.lower():
        return new
    return lemma.replace("'", "’") if "’" in new and "'" in lemma else lemma


def _spaced(doc: Doc, i: int) -> bool:
    return 0 < i < len(doc) - 1 and bool(doc[i - 1].whitespace_) and bool(doc[i].whitespace_)


def _takes_nbsp(doc: Doc, i: int, rng: random.Random) -> bool:
    return bool(doc[i].whitespace_) and i + 1 < len(doc) and rng.random() < 0.04


registry.augmenters.register("onrecord.typography.v1", func=create_augmenter)
