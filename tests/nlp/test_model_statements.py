"""What the model finds in words, as statements by characters: tables of texts."""

import json
from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from service.nlp.attribution_model import Found
from service.nlp.extensions import AttributionData
from service.nlp.merging import closed_quotations
from service.nlp.model_statements import statement, utterances
from service.nlp.rules import cues
from service.nlp.word_features import words_of
from tests.nlp.builders import CALLED_FOR, NO_COMMENT, RENEWED_CALL, SHARED_SUBJECT, doc_from
from tests.nlp.word_builders import run_of, tokenized

# "She pointed out flaws."
POINTED_OUT = """
She     she   PRON  PRP nsubj 1
pointed point VERB  VBD ROOT  1
out     out   ADP   RP  prt   1
flaws_  flaw  NOUN  NNS dobj  1
.       .     PUNCT .   punct 1
"""

# "Kim is confident it works."
CONFIDENT = """
Kim       Kim       PROPN NNP nsubj 1
is        be        AUX   VBZ ROOT  1
confident confident ADJ   JJ  acomp 1
it        it        PRON  PRP nsubj 4
works_    work      VERB  VBZ ccomp 2
.         .         PUNCT .   punct 1
"""

# "According to Kim, it works."
ACCORDING_TO_KIM = """
According accord VERB  VBG prep  5
to        to     ADP   IN  prep  0
Kim_      Kim    PROPN NNP pobj  1
,         ,      PUNCT ,   punct 5
it        it     PRON  PRP nsubj 5
works_    work   VERB  VBZ ROOT  5
.         .      PUNCT .   punct 5
"""

# "Kim made clear it works."
MADE_CLEAR = """
Kim    Kim   PROPN NNP nsubj 1
made   make  VERB  VBD ROOT  1
clear  clear ADJ   JJ  acomp 1
it     it    PRON  PRP nsubj 4
works_ work  VERB  VBZ ccomp 1
.      .     PUNCT .   punct 1
"""


def found_in(
    doc: Doc, content: Sequence[str], cue: str, source: Sequence[str] = (), score: float = 0.5
) -> AttributionData:
    """Make a statement of what a model would find: phrases of the text."""
    words = words_of(doc)
    quotations = doc._.quotations or []
    found = Found(
        cue=run_of(words, cue, doc.text),
        source=tuple(run_of(words, phrase, doc.text) for phrase in source),
        content=tuple(run_of(words, phrase, doc.text) for phrase in content),
        signs=(),
    )
    marks, quoted = closed_quotations(quotations), utterances(quotations)
    return statement(doc, words, found, score, marks, quoted, cues())


def contents(text: str, content: Sequence[str], cue: str = "said") -> list[str]:
    return [text[start:end] for start, end in found_in(tokenized(text), content, cue)["content"]]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("he said $5 was paid", "5 was paid", "$5 was paid"),
        ("he said £2.63 was paid", "2.63 was paid", "£2.63 was paid"),
        ("he said it cost $5", "it cost $5", "it cost $5"),
        ("he said it grew by 30% then", "it grew by 30", "it grew by 30%"),
        ("he said it is 30° there", "it is 30", "it is 30°"),
        ("he said $5, or 30%.", "5, or 30", "$5, or 30%"),
        # no sign, no number, or no neighbour
        ("he said it grew by 30 then", "it grew by 30", "it grew by 30"),
        ("he said $ 5 was paid", "5 was paid", "5 was paid"),
        ("he said $Ann was paid", "Ann was paid", "Ann was paid"),
        ("he said it is 30", "it is 30", "it is 30"),
    ],
)
def test_signs_belong_to_their_numbers(text: str, content: str, expected: str) -> None:
    assert contents(text, [content]) == [expected]


def test_a_number_may_begin_the_text() -> None:
    assert contents("5 came, he said", ["5 came"]) == ["5 came"]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We all go,” he said", "“We all go,”", "We all go"),
        ("“We all go,” he said", "We all go,", "We all go"),
        ("he said it was “a lie to the end”.",
         "it was “a lie to the end", "it was “a lie to the end”"),
        ("the plan “is a very bad one” he said", "the plan “is", "the plan"),
        ("it “is a very bad one” he said", "it “is a very bad", "it “is a very bad one”"),
        # one sentence of a quotation stands for all of it …
        ("“It was late. We left,” he said.", "We left", "It was late. We left"),
        # … but not when the quoted speaker reports it
        ("“It was late. Lee said we left,” Kim told us.", "we left", "we left"),
        # nor where a word or two are held at a distance
        ("he said the ‘red line’ is near", "red", "red"),
    ],
)  # fmt: skip
def test_contents_end_at_quotation_marks(text: str, content: str, expected: str) -> None:
    assert contents(text, [content]) == [expected]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("he said it rains , it snows", ["it rains", "it snows"], ["it rains , it snows"]),
        ("he said it rains  and", ["it", "rains"], ["it rains"]),
        ("he said we, you, they go", ["we", "you", "they go"], ["we, you, they go"]),
        ("it rains, he said, it snows", ["it rains", "it snows"], ["it rains", "it snows"]),
        ("he said it rains; it snows", ["it rains", "it snows"], ["it rains; it snows"]),
        ("he said it rains – it snows", ["it rains", "it snows"], ["it rains", "it snows"]),
        # "5%" once, though sign and number were found apart
        ("he said 5% came", ["5", "% came"], ["5% came"]),
        # two sentences of one quotation are one content
        ("“It was late. We left,” he said.", ["It was late", "We left"], ["It was late. We left"]),
    ],
)
def test_fragments_are_joined(text: str, content: list[str], expected: list[str]) -> None:
    assert contents(text, content) == expected


def test_joining_loses_no_mark() -> None:
    text = "so it “is a very bad sort of one on the whole” he said"
    assert contents(text, ["so it “is a very bad sort of one", "whole"]) == [
        "so it “is a very bad sort of one on the whole”"
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ([], None),
        (["Lee"], "Lee"),
        (["Lee", "the new envoy"], "the new envoy"),
        (["the new envoy", "Lee"], "the new envoy"),
        (["Lee", "envoy"], "Lee"),  # of two equals the first
        (["internationalisation", "the new envoy"], "the new envoy"),  # by words
    ],
)
def test_the_longest_source_is_taken(source: list[str], expected: str | None) -> None:
    doc = tokenized("Lee, the new envoy for internationalisation, said it rains")
    span = found_in(doc, ["it rains"], "said", source)["source"]
    assert (doc.text[slice(*span)] if span else None) == expected


# Kim Jae-in said yes.
HYPHENED = """
Kim   Kim PROPN NNP compound 1
Jae_  Jae PROPN NNP compound 3
-_    -   PUNCT HYPH punct   3
in    in  PROPN NNP nsubj    4
said  say VERB  VBD ROOT     4
yes_  yes INTJ  UH  dobj     4
.     .   PUNCT .   punct    4
"""


@pytest.mark.parametrize(
    ("entity", "expected"), [({"Kim Jae-in": "PERSON"}, "Kim Jae-in"), ({}, "Kim Jae")]
)
def test_a_hyphen_divides_no_name(entity: dict[str, str], expected: str) -> None:
    doc = doc_from(HYPHENED, entity)
    span = found_in(doc, ["yes"], "said", ["Kim Jae"])["source"]
    assert span is not None
    assert doc.text[slice(*span)] == expected


@pytest.mark.parametrize(
    ("table", "cue", "content", "lemma", "cue_class"),
    [
        (SHARED_SUBJECT, "hoped", "talks would resume", "hope", "belief"),
        (POINTED_OUT, "pointed", "flaws", "point out", "factive"),
        (POINTED_OUT, "pointed out", "flaws", "point out", "factive"),
        (CONFIDENT, "confident", "it works", "confident", "belief"),
        (CONFIDENT, "is confident", "it works", "be", "neutral"),  # the head decides
        (ACCORDING_TO_KIM, "According to", "it works", "according to", "neutral"),
        # not in the lexicon: the lemma of the head
        (NO_COMMENT, "did", "the plan", "do", "neutral"),
    ],
)
def test_cues_by_the_lexicon(
    table: str, cue: str, content: str, lemma: str, cue_class: str
) -> None:
    data = found_in(doc_from(table), [content], cue)
    assert (data["cue_lemma"], data["cue_class"]) == (lemma, cue_class)


@pytest.mark.parametrize(
    ("table", "cue", "content", "lemma", "cue_class"),
    [
        pytest.param(
            *(RENEWED_CALL, "call", "a declaration", "call", "directive"),
            id="noun",
        ),
        pytest.param(
            *(CALLED_FOR, "called for", "a ceasefire", "call for", "directive"),
            id="preposition",
        ),
        pytest.param(
            *(MADE_CLEAR, "made clear", "it works", "make clear", "neutral"),
            id="inflected",
        ),
    ],
)
def test_cues_the_lexicon_lists_otherwise(
    table: str, cue: str, content: str, lemma: str, cue_class: str
) -> None:
    data = found_in(doc_from(table), [content], cue)
    assert (data["cue_lemma"], data["cue_class"]) == (lemma, cue_class)


def test_a_statement_is_plain_data() -> None:
    doc = tokenized("Lee said it rains")
    data = found_in(doc, ["it rains"], "said", ["Lee"], score=0.87654)
    assert json.loads(json.dumps(data)) == {
        "content": [[9, 17]],
        "cue": [4, 8],
        "cue_lemma": "",
        "cue_class": "neutral",
        "source": [0, 3],
        "finder": "model",
        "detail": "attribution",
        "score": 0.877,
        "flags": [],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go.” He left. “We stay,” he said.", [["We go."], ["We stay,"]]),
        # a quotation that runs on over paragraphs
        ("He said: “We go.\n“We stay.”", [["We go.", "We stay."]]),
        ("He said: “We go.\n“We stay.\n“We rest.” Kim left.", [["We go.", "We stay.", "We rest."]]),
        (
            "He said: “They told me ‘We all go.’ I left.\n“We stay.”",
            [["They told me ‘We all go.’ I left.", "We stay."], ["We all go."]],
        ),
        # no speech, no utterance
        ("he said the ‘red line’ is near", []),
        ("no marks at all", []),
    ],
)
def test_utterances(text: str, expected: list[list[str]]) -> None:
    quoted = utterances(tokenized(text)._.quotations)
    assert [
        [text[start:end].strip() for start, end in group] for group in quoted.near(0, len(text))
    ] == expected


def test_a_part_of_a_quotation_over_paragraphs_stands_for_all_of_it() -> None:
    text = "He said: “We go.\n“We stay.”"
    assert contents(text, ["We stay"]) == ["We go", "We stay"]
