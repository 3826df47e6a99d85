"""Articles without a model: words tagged by their form, people and bodies by where they stand."""

from collections.abc import Mapping, Sequence

from spacy.lang.en import English
from spacy.tokens import Doc, Span

import service.nlp.pipeline  # registers the attributes
from service.nlp import holders
from service.nlp.extensions import BlockData, PersonData
from service.nlp.lexicons import Lexicons

assert service.nlp.pipeline.COMPONENTS
ENGLISH = English()
LEXICONS = Lexicons()
_SMALL = {
    **dict.fromkeys(("the", "a", "an", "this", "that", "both"), ("DET", "DT")),
    **dict.fromkeys(("her", "his", "its", "their"), ("PRON", "PRP$")),
    **dict.fromkeys(("he", "she", "it", "they", "who", "i"), ("PRON", "PRP")),
    **dict.fromkeys(("of", "for", "to", "by", "in", "from", "with", "at"), ("ADP", "IN")),
    **dict.fromkeys(("and", "or", "but"), ("CCONJ", "CC")),
    **dict.fromkeys(("said", "met", "runs", "spoke", "left", "warned"), ("VERB", "VBD")),
    **dict.fromkeys(("'s", "’s", "'"), ("PART", "POS")),
    **dict.fromkeys(("former", "senior", "new", "second"), ("ADJ", "JJ")),
}


def article(
    text: str,
    people: Sequence[PersonData] = (),
    entities: Mapping[str, str] | None = None,
    blocks: Sequence[BlockData] | None = None,
) -> Doc:
    """Make a Doc whose words all stand for themselves; entities: label by text, each mention."""
    doc = ENGLISH(text)
    doc.ents = _entities(doc, entities or {})
    sentence = True
    for token in doc:
        token.is_sent_start = sentence
        sentence = token.text in (".", "?", "!")
        word = _SMALL.get(token.lower_)
        if word is None and token.is_alpha:
            name = token.text[:1].isupper()
            word = ("PROPN", "NNP") if name else ("NOUN", "NNS" if _plural(token.text) else "NN")
        token.pos_, token.tag_ = word or ("PUNCT", ".")
        token.lemma_ = token.lower_.removesuffix("s") if _plural(token.text) else token.lower_
    doc._.blocks = blocks or [BlockData(kind="paragraph", start=0, end=len(text))]
    doc._.posts = []
    doc._.people = list(people)
    return doc


def person(
    text: str,
    name: str,
    *called: str,
    title: str = "",
    gender: str = "",
) -> PersonData:
    """Make a person with a mention wherever the text has the name or what else one is called."""
    found: list[tuple[int, int]] = []
    for form in (name, *called):
        start = text.find(form)
        while start >= 0:
            if not any(s <= start < e for s, e in found):
                found.append((start, start + len(form)))
            start = text.find(form, start + 1)
    roles = [title] if title else []
    return PersonData(
        name=name,
        roles=roles,
        role_words=[word for word in title.lower().split() if LEXICONS.titles.is_role(word)],
        gender=gender,
        mentions=sorted(found),
    )


def part(doc: Doc, words: str) -> Span:
    """Give the first place of some words."""
    start = doc.text.index(words)
    found = holders.whole_span(doc, (start, start + len(words)))
    assert found is not None
    return found


def _entities(doc: Doc, labels: Mapping[str, str]) -> list[Span]:
    found: list[Span] = []
    for text in sorted(labels, key=len, reverse=True):
        start = doc.text.find(text)
        while start >= 0:
            span = doc.char_span(start, start + len(text), label=labels[text])
            taken = span is None or any(s.start < span.end and span.start < s.end for s in found)
            if span is not None and not taken:
                found.append(span)
            start = doc.text.find(text, start + 1)
    return sorted(found, key=lambda s: s.start)


def _plural(word: str) -> bool:
    return word.endswith("s") and word.islower() and len(word) > 3
