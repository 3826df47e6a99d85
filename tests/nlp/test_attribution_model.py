"""From words to attributions, with a network that knows a few words by heart."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.nlp.attribution_model import (
    AttributionModel,
    Decoding,
    Encode,
    Encoded,
    Found,
    Link,
    probabilities,
)
from service.nlp.cue_relations import RELATIONS
from service.nlp.encoder_input import EncoderInput
from service.nlp.tagging import CUE_LABELS, LINK_LABELS, Floats
from service.nlp.word_features import Ints, Words, words_of
from service.nlp.word_pieces import WordPieces
from tests.nlp.builders import CALLED_FOR, doc_from
from tests.nlp.word_builders import words_from

VOCABULARY = (
    "[UNK] lee kim said claims called for it rains snows that today , . she has a ceasefire"
).split()
SURE = 12.0

CUES = {"said": "S-cue", "claims": "S-cue", "called": "B-cue", "for": "E-cue"}
LINKS = {
    "said": {"lee": "S-source", "it": "B-content", "rains": "E-content"},
    "claims": {"kim": "S-source", "snows": "S-content"},
    "called": {"she": "S-source", "a": "B-content", "ceasefire": "E-content"},
}

Labels = Mapping[str, str]


def scores(ids: Ints, known: Labels, labels: tuple[str, ...], sure: float) -> Floats:
    """Give each word the label it is known for, else "O"."""
    codes = [labels.index(known.get(VOCABULARY[i], "O")) for i in ids]
    return np.asarray(np.eye(len(labels))[codes] * sure, np.float32)


def encoder(cues: Labels = CUES, sure: float = SURE) -> Encode:
    """Make an encoder that knows cues; the state of a word is its number in the vocabulary."""

    def encode(arrays: EncoderInput) -> Encoded:
        ids = np.take_along_axis(arrays.pieces, arrays.firsts, 1)
        found = np.stack([scores(row, cues, CUE_LABELS, sure) for row in ids])
        roles = np.zeros((*ids.shape, len(LINK_LABELS)), np.float32)
        return Encoded(ids[:, :, None].astype(np.float32), found, roles)

    return encode


def linker(links: Mapping[str, Labels] = LINKS, sure: float = SURE) -> Link:
    """Make a linker that knows, for the first word of a cue, what each word is to it."""

    def link(states: Floats, roles: Floats, cues: Ints, related: Ints) -> Floats:
        assert related.shape == (len(cues), roles.shape[1], len(RELATIONS))
        ids = states[:, :, 0].astype(np.int64)
        return np.stack(
            [
                scores(ids[row], links[VOCABULARY[ids[row, first]]], LINK_LABELS, sure)
                for row, first, _, _ in cues
            ]
        )

    return link


def model(
    encode: Encode | None = None, link: Link | None = None, decoding: Decoding | None = None
) -> AttributionModel:
    return AttributionModel(
        encode or encoder(),
        link or linker(),
        WordPieces(VOCABULARY),
        np.zeros((len(CUE_LABELS),) * 2, np.float32),
        np.zeros((len(LINK_LABELS),) * 2, np.float32),
        decoding or Decoding(),
    )


def show(words: Words, found: Found) -> str:
    """Write an attribution as "source > cue > content", with " … " between stretches."""
    return " > ".join(
        " … ".join(" ".join(words.texts[start:end]) for start, end in runs)
        for runs in (found.source, (found.cue,), found.content)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee said it rains .", ["Lee > said > it rains"]),
        ("it rains , Lee said .", ["Lee > said > it rains"]),
        ("it rains , Lee said , it rains .", ["Lee > said > it rains … it rains"]),
        ("today it rains , said today", [" > said > it rains"]),
        # no content, no attribution
        ("Lee said today .", []),
        ("Lee said snows .", []),
        ("today it rains .", []),
        ("", []),
        # each cue has its own source and content, in the order of the cues
        ("Lee said it rains , Kim claims snows .",
         ["Lee > said > it rains", "Kim > claims > snows"]),
        ("snows , claims Kim , it rains , said Lee",
         ["Kim > claims > snows", "Lee > said > it rains"]),
        # a cue of several words
        ("she has called for a ceasefire .", ["she > called for > a ceasefire"]),
    ],
)  # fmt: skip
def test_attributions(text: str, expected: list[str]) -> None:
    words = words_from(text)
    (found,) = model().predict([words])
    assert [show(words, one) for one in found] == expected


def test_the_words_of_a_cue_are_no_content() -> None:
    greedy = {"called": dict.fromkeys(("called", "for", "a", "has"), "S-content")}
    words = words_from("she has called for a ceasefire")
    ((found,),) = model(link=linker(greedy)).predict([words])
    assert show(words, found) == " > called for > has … a"


def test_a_content_does_not_run_across_its_cue() -> None:
    across = {"said": {"it": "B-content", "said": "I-content", "rains": "E-content"}}
    words = words_from("it said rains")
    assert model(link=linker(across)).predict([words]) == [[]]


def test_each_text_gets_its_own() -> None:
    texts = [
        words_from(text)
        for text in (
            "Lee said it rains today , that it rains , it rains",
            "",
            "snows , claims Kim",
            "today , today .",
            "Lee said it rains",
        )
    ]
    assert [
        [show(words, one) for one in found]
        for words, found in zip(texts, model().predict(texts), strict=True)
    ] == [
        ["Lee > said > it rains … it rains … it rains"],
        [],
        ["Kim > claims > snows"],
        [],
        ["Lee > said > it rains"],
    ]
    assert model().predict([]) == []


def test_a_cue_is_taken_only_from_the_core_of_a_window() -> None:
    words = words_from("snows , claims Kim\nit rains , Lee said")
    seen: list[int] = []
    encode = encoder()

    def counted(arrays: EncoderInput) -> Encoded:
        ids = np.take_along_axis(arrays.pieces, arrays.firsts, 1)
        seen.append(int((ids == VOCABULARY.index("claims")).sum()))
        return encode(arrays)

    (found,) = model(counted, decoding=Decoding(core=2, context=3)).predict([words])
    assert sum(seen) == 2, "the second window does not see the first cue"
    assert [show(words, one) for one in found] == ["Kim > claims > snows", "Lee > said > it rains"]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=3),
    st.integers(1, 12),
    st.integers(2, 6),
    st.integers(1, 60),
)
def test_each_cue_is_found_once_however_texts_are_cut(
    texts: list[list[int]], core: int, context: int, batch: int
) -> None:
    """In "Kim claims snows Kim claims snows …" each window holds a cue and a content."""
    words = [
        words_from("\n".join(" | ".join(["Kim claims snows"] * part) for part in text))
        for text in texts
    ]
    how = Decoding(core=core, context=context, batch=batch)
    for own, found in zip(words, model(decoding=how).predict(words), strict=True):
        cues = [(i, i + 1) for i, word in enumerate(own.texts) if word == "claims"]
        assert [one.cue for one in found] == cues
        for one in found:
            assert (one.cue[1], one.cue[1] + 1) in one.content
            assert {own.texts[start] for start, _ in one.content} == {"snows"}
            assert (one.cue[0] - 1, one.cue[0]) in one.source


def test_the_linker_gets_the_places_of_cues_and_their_head_words() -> None:
    seen: list[list[int]] = []
    link = linker()

    def noted(states: Floats, roles: Floats, cues: Ints, related: Ints) -> Floats:
        seen.extend(cues.tolist())
        return link(states, roles, cues, related)

    claims, called = words_from("snows , claims Kim"), words_of(doc_from(CALLED_FOR))
    heads = called.heads.copy()
    heads[2], heads[3] = 3, 3  # as if "for" headed "called"
    called.heads[:] = heads
    model(link=noted).predict([called, claims])
    # window, first word, last word, head word; the shorter window comes first
    assert seen == [[0, 2, 2, 2], [1, 2, 3, 3]]


@pytest.mark.parametrize(("bias", "count"), [(0.0, 0), (0.9, 0), (1.1, 1)])
def test_biases_lower_the_score_of_no_label(bias: float, count: int) -> None:
    """A word that is a cue, or a content, by half a point less than it is none."""
    words = words_from("snows said")

    def hesitant(arrays: EncoderInput) -> Encoded:
        states, cues, roles = encoder()(arrays)
        cues[0] = -SURE
        cues[0, :, 0] = 1.0
        cues[0, 1, CUE_LABELS.index("S-cue")] = 0.0
        return Encoded(states, cues, roles)

    def reluctant(states: Floats, roles: Floats, cues: Ints, related: Ints) -> Floats:
        found = np.full((1, 2, len(LINK_LABELS)), -SURE, np.float32)
        found[0, :, 0] = 1.0
        found[0, 0, LINK_LABELS.index("S-content")] = 0.0
        return found

    sure = linker({"said": {"snows": "S-content"}})
    for run in (
        model(hesitant, sure, Decoding(cue_bias=bias)),
        model(encoder({"said": "S-cue"}), reluctant, Decoding(link_bias=bias)),
    ):
        assert len(run.predict([words])[0]) == count


def test_signs_tell_sure_from_unsure() -> None:
    words = words_from("Lee said it rains , it rains")
    ((sure,),) = model().predict([words])
    ((unsure,),) = model(encoder(sure=2), linker(sure=2.5)).predict([words])
    for strong, weak in zip(sure.signs[:4], unsure.signs[:4], strict=True):
        assert weak < -0.02 < -0.001 < strong <= 0
    assert sure.signs[4] == pytest.approx(np.log(4))  # words of content
    assert sure.signs[5] == 0.0
    ((alone,),) = model().predict([words_from("said it rains")])
    assert alone.signs[5] == 1.0
    assert alone.signs[2] == 0.0


@pytest.mark.parametrize(
    ("signs", "weights", "expected"),
    [
        ([], (0.5, 1.0, 2.0), []),
        ([[0.0, 0.0]], (0.0, 1.0, 2.0), [0.5]),
        ([[1.0, 0.0], [0.0, 1.0]], (0.0, np.log(3), -np.log(3)), [0.75, 0.25]),
        ([[5.0, 5.0]], (np.log(9), 0.0, 0.0), [0.9]),
        ([[1000.0], [-600.0]], (0.0, 1.0), [1.0, 0.0]),
    ],
)
def test_probabilities(
    signs: list[list[float]], weights: tuple[float, ...], expected: list[float]
) -> None:
    assert probabilities(signs, weights).tolist() == pytest.approx(expected)
