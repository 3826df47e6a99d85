"""What the encoder reads of a Doc: its words as arrays of numbers.

White space, page furniture and datelines are left out; an index is a place in these arrays.
All codes keep 0 for "unknown", which a model sees in training too, so that a base pipeline with
other labels, or none, does no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from service.nlp.extensions import QuotationData, paragraphs

Ints = NDArray[np.int64]

TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS "
    "PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``"
).split()
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
ENTITIES = {"PERSON": 1, "ORG": 2, "GPE": 3, "LOC": 3, "FAC": 3, "NORP": 4}
SHAPES = 8
MARKS = 6
PLACES = 4

TAG_CODES = {tag: i + 1 for i, tag in enumerate(TAGS)}
DEP_CODES = {dep: i + 1 for i, dep in enumerate(DEPS)}

FEATURES = ("shape", "mark", "place", "tag", "dep", "entity")
SIZES = {
    "shape": SHAPES,
    "mark": MARKS,
    "place": PLACES,
    "tag": len(TAGS) + 1,
    "dep": len(DEPS) + 1,
    "entity": 2 * 5 + 1,
}
"""How many codes each feature of a word has."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    features: words × FEATURES codes. starts, ends: characters. heads: index of each word's head,
    its own for a root. sentences, paragraphs: running numbers. regions: number of the quotation a
    word stands in, -1 outside. letters: whether a word holds a letter or digit. deps: DEP_CODES.
    """

    texts: list[str]
    features: Ints
    starts: Ints
    ends: Ints
    heads: Ints
    sentences: Ints
    paragraphs: Ints
    regions: Ints
    letters: NDArray[np.bool_]
    tokens: Ints

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def deps(self) -> Ints:
        """Dependency label of each word, as codes."""
        return self.features[:, FEATURES.index("dep")]

    @property
    def tags(self) -> Ints:
        """Part-of-speech tag of each word, as codes."""
        return self.features[:, FEATURES.index("tag")]


def words_of(doc: Doc) -> Words:
    """Read the words of a parsed Doc that carries its quotations."""
    kept, numbers = running_text(doc)
    place_of = {token.i: i for i, token in enumerate(kept)}
    heads = [place_of.get(token.head.i, i) for i, token in enumerate(kept)]
    sentences = _sentences(doc, kept)
    starts = np.array([token.idx for token in kept], np.int64)
    marks, regions = _marks(kept, starts, doc._.quotations or ())
    places = [_place(i, numbers, sentences) for i in range(len(kept))]
    features = np.array(
        [
            (
                shape_of(token.text),
                marks[i],
                places[i],
                TAG_CODES.get(token.tag_, 0),
                DEP_CODES.get(token.dep_, 0),
                _entity(token),
            )
            for i, token in enumerate(kept)
        ],
        np.int64,
    ).reshape(len(kept), len(FEATURES))
    return Words(
        texts=[token.text for token in kept],
        features=features,
        starts=starts,
        ends=np.array([token.idx + len(token) for token in kept], np.int64),
        heads=np.array(heads, np.int64),
        sentences=sentences,
        paragraphs=np.array(numbers, np.int64),
        regions=regions,
        letters=np.array([any(c.isalnum() for c in token.text) for token in kept], np.bool_),
        tokens=np.array([token.i for token in kept], np.int64),
    )


def _sentences(doc: Doc, kept: Sequence[Token]) -> Ints:
    """Number the sentences; one may begin with white space."""
    begun = np.cumsum([bool(token.is_sent_start) for token in doc], dtype=np.int64)
    return np.asarray(begun[[token.i for token in kept]] if kept else begun[:0], np.int64)


def running_text(doc: Doc) -> tuple[list[Token], list[int]]:
    """Give the words of running text, and of each the number of its paragraph."""
    parts = paragraphs(doc)
    kept: list[Token] = []
    numbers: list[int] = []
    part = 0
    for token in doc:
        if token.is_space:
            continue
        while part < len(parts) and token.idx >= parts[part][1]:
            part += 1
        if part == len(parts):
            break
        if token.idx >= parts[part][0]:
            kept.append(token)
            numbers.append(part)
    return kept, numbers


def shape_of(text: str) -> int:
    """Code letter case: 1 lower, 2 capital, 3 upper, 4 mixed, 5 number, 6 mark, 7 caseless."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return 5 if any(c.isdigit() for c in text) else 6
    if all(c.islower() for c in letters):
        return 1
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    if all(c.isupper() for c in letters):
        return 3
    return 4 if any(c.islower() or c.isupper() for c in letters) else 7


def _place(i: int, paragraphs: Sequence[int], sentences: Ints) -> int:
    if not i or paragraphs[i - 1] != paragraphs[i]:
        return 3
    return 2 if sentences[i - 1] != sentences[i] else 1


def _entity(token: Token) -> int:
    if not token.ent_type_:
        return 0
    kind = ENTITIES.get(token.ent_type_, 5)
    return 2 * kind - (1 if token.ent_iob_ == "B" else 0)


def _marks(
    kept: Sequence[Token], starts: Ints, quotations: Sequence[QuotationData]
) -> tuple[list[int], Ints]:
    """Code each word's place among the quotation marks: 1 opens, 2 inside, 3 closes, 4 scare."""
    marks = [0] * len(kept)
    regions = np.full(len(kept), -1, np.int64)
    for number, quotation in enumerate(quotations):
        if quotation["certainty"] < 0.3:
            continue
        first = int(np.searchsorted(starts, quotation["start"]))
        last = int(np.searchsorted(starts, quotation["end"]))
        for i in range(first, last):
            inside = quotation["inner_start"] <= starts[i] < quotation["inner_end"]
            if not inside:
                marks[i] = 1 if starts[i] < quotation["inner_start"] else 3
            elif quotation["kind"] == "speech":
                marks[i] = 2
            else:
                marks[i] = max(marks[i], 4)
            if quotation["kind"] == "speech" or regions[i] < 0:
                regions[i] = number
    return marks, regions


def breaks(numbers: Ints) -> list[int]:
    """Give the indices at which a running number changes, from 0 to the end."""
    inner = [i for i, (a, b) in enumerate(pairwise(numbers.tolist()), 1) if a != b]
    return [0, *inner, len(numbers)]
