"""Examples to batches: labels of cues, of their links, of roles."""

# ruff: noqa: E402 - what needs torch is imported where there is torch

from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'training'")

from service.nlp.cue_relations import RELATIONS
from service.nlp.tagging import CUE_LABELS, LINK_LABELS
from service.nlp.word_features import FEATURES
from service.nlp.word_pieces import WordPieces
from tests.training.attribution.builders import example_from, seeded
from training.attribution.batches import Batch, Noise, Piece, collate, cut, grouped
from training.attribution.examples import Example

PIECES = WordPieces(["[PAD]", "[UNK]", "[MASK]"])
MASK = PIECES.id_of("[MASK]")


def windows(example: Example, core: int = 100, context: int = 0) -> list[Piece]:
    """Cut an example; each word is one piece."""
    return list(cut(example, PIECES, core, context))


def batch_of(*marked: str, noise: Noise | None = None, verbs: str = "") -> Batch:
    """Put marked texts into one batch."""
    parts = [part for text in marked for part in windows(example_from(text, verbs.split()))]
    return collate(parts, MASK, noise, seeded(1))


def short(codes: Any, names: tuple[str, ...]) -> str:
    """Write a row of labels as words: `.` for none, `Bs` for B-source, `Sc` for S-content."""
    labels = [names[code] for code in codes.tolist()]
    return " ".join("." if label == "O" else label[0] + label[2] for label in labels)


# Each text with its words' labels: of cues; of the links of each cue in turn; of roles.
LABELS = {
    "one statement": (
        "<s1>Ann Lee</s1> <q1>said</q1> <c1>no one came</c1>.",
        ".  .  Sc .  .  .  .",
        ["Bs Es .  Bc Ic Ec ."],
        "Bs Es .  Bc Ic Ec .",
    ),
    "a source of two cues": (
        "<s1><s2>Ann</s2></s1> <q1>said</q1> <c1>no</c1> and <q2>went on</q2> <c2>to joke</c2>",
        ".  Sc .  .  Bc Ec .  .",
        ["Ss .  Sc .  .  .  .  .", "Ss .  .  .  .  .  Bc Ec"],
        "Ss .  Sc .  .  .  Bc Ec",
    ),
    "a content around its cue": (
        "<c1>No one</c1>, <s1>Ann</s1> <q1>said</q1>, <c1>came</c1>",
        ".  .  .  .  Sc .  .",
        ["Bc Ec .  Ss .  .  Sc"],
        "Bc Ec .  Ss .  .  Sc",
    ),
    "a content that holds its cue": (
        "<c1>No one <s1>Ann</s1> <q1>said</q1> came by</c1>",
        ".  .  .  Sc .  .",
        ["Bc Ec Ss .  Bc Ec"],
        None,
    ),
    "a content inside another": (
        "<s1>Ann</s1> <q1>said</q1> <c1><s2>Bo</s2> <q2>hopes</q2> <c2>to win</c2></c1>",
        ".  Sc .  Sc .  .",
        ["Ss .  Bc Ic Ic Ec", ".  .  Ss .  Bc Ec"],
        None,
    ),
    "a source within a content": (
        "<q1>said</q1> <c1>the plan of <s1>Ann Lee</s1> failed</c1>",
        "Sc .  .  .  .  .  .",
        [".  Bc Ic Ec Bs Es Sc"],
        None,
    ),
    "cues side by side": (
        "<s1><s2>Ann</s2></s1> <c1>so</c1> <q1>hopes</q1>, "
        "<q2>said he</q2> <q3>told</q3> <c2>us</c2> <c3>all</c3>",
        ".  .  Sc .  Bc Ec Sc .  .",
        ["Ss Sc .  .  .  .  .  .  .", "Ss .  .  .  .  .  .  Sc .", ".  .  .  .  .  .  .  .  Sc"],
        None,
    ),
    "no cue": (
        "<s1>Ann</s1> <q1>said</q1> <c1>no</c1>. “<c2>Never again</c2>.”",
        ".  Sc .  .  .  .  .  .  .",
        ["Ss .  Sc .  .  .  .  .  ."],
        "Ss .  Sc .  .  Bc Ec .  .",
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_labels(name: str) -> None:
    marked, cues, links, roles = LABELS[name]
    batch = batch_of(marked)
    assert short(batch.cue_labels[0], CUE_LABELS) == " ".join(cues.split())
    found = [short(row, LINK_LABELS) for row in batch.link_labels]
    assert found == [" ".join(row.split()) for row in links]
    assert batch.real.tolist() == [True] * len(links)
    if roles is not None:
        assert short(batch.role_labels[0], LINK_LABELS) == " ".join(roles.split())


def test_texts_of_different_length_lie_side_by_side() -> None:
    batch = batch_of("Rain.", "<s1>Ann</s1> <q1>made clear</q1> <c1>no one came</c1>")
    assert batch.mask.tolist() == [[True] * 2 + [False] * 4, [True] * 6]
    assert batch.cue_labels[0].tolist() == [0] * 6
    assert batch.cues.tolist() == [[1, 1, 2, 1]]  # text, first and last word, head word
    assert batch.cue_words.tolist() == [[False, True, True, False, False, False]]
    assert batch.relations.shape == (1, 6, len(RELATIONS))
    assert batch.features.shape == (2, 6, len(FEATURES))
    assert (batch.pieces > 0).tolist() == batch.mask.tolist()


def test_a_window_later_in_the_text_has_its_own_numbers() -> None:
    text = "It rained.\n<s1>Ann</s1> <q1>said</q1> <c1>no one came</c1>"
    parts = windows(example_from(text), core=5)
    assert [len(part.links) for part in parts] == [0, 1]
    batch = collate(parts, MASK, None, seeded(1))
    assert batch.cues.tolist() == [[1, 1, 1, 1]]
    assert short(batch.cue_labels[1], CUE_LABELS) == ". Sc . . ."
    assert short(batch.link_labels[0], LINK_LABELS) == "Ss . Bc Ic Ec"


def test_a_link_that_crosses_windows_is_left_out() -> None:
    text = (
        "<c1>No</c1>.\n<s1>Ann</s1> <q1>said</q1>, <c1>not now</c1> and <q2>added</q2> <c2>so</c2>"
    )
    first, second = windows(example_from(text), core=9)
    assert first.links == ()
    assert [link.cue for link in second.links] == [(8, 9)]


NOISE = Noise(piece=0.5, feature=0.5, window_features=0.5, wrong_cues=1.0)
TEXTS = (
    "<s1>Ann Lee</s1> <q1>said</q1> <c1>no one came or called</c1> and left",
    "It rained, fell, dried and rained.",
)
VERBS = "said came called left rained fell dried"


def test_noise_hides_words_and_leaves_labels_alone() -> None:
    plain, noisy = (batch_of(*TEXTS, noise=noise, verbs=VERBS) for noise in (None, NOISE))
    assert noisy.cue_labels.tolist() == plain.cue_labels.tolist()
    assert noisy.role_labels.tolist() == plain.role_labels.tolist()
    assert noisy.mask.tolist() == plain.mask.tolist()
    assert noisy.link_labels[noisy.real].tolist() == plain.link_labels.tolist()
    assert noisy.cues[noisy.real].tolist() == plain.cues.tolist()
    assert set(noisy.pieces[noisy.mask].tolist()) == {PIECES.ids("any")[0], MASK}
    assert not noisy.pieces[~noisy.mask].any()
    hidden = noisy.features != plain.features
    assert hidden.any()
    assert not noisy.features[hidden].any()


def test_noise_does_not_reach_the_example() -> None:
    example = example_from(TEXTS[0], VERBS.split())
    before = example.words.features.copy()
    collate(windows(example), MASK, NOISE, seeded(1))
    assert (example.words.features == before).all()


def test_wrong_cues_are_verbs_without_links() -> None:
    batch = batch_of(*TEXTS, noise=NOISE, verbs=VERBS)
    wrong = batch.cues[~batch.real].tolist()
    texts = [example_from(text).words.texts for text in TEXTS]
    chosen = [texts[row][first] for row, first, _, _ in wrong]
    assert [row for row, _, _, _ in wrong] == [0, 0, 1]
    assert set(chosen) <= set(VERBS.split()) - {"said"}
    assert not batch.link_labels[~batch.real].any()
    assert [batch.cue_labels[row, first].item() for row, first, _, _ in wrong] == [0, 0, 0]
    assert batch.cue_words[~batch.real].sum(1).tolist() == [1, 1, 1]


def test_the_same_seed_gives_the_same_batch() -> None:
    one, other = (batch_of(*TEXTS, noise=NOISE, verbs=VERBS) for _ in range(2))
    assert one.pieces.tolist() == other.pieces.tolist()
    assert one.cues.tolist() == other.cues.tolist()


def test_a_batch_without_cues_has_numbers_of_the_same_kind() -> None:
    some, none = batch_of(TEXTS[0]), batch_of(TEXTS[1])
    for name in ("cues", "relations", "link_labels", "cue_words", "real"):
        assert getattr(none, name).dtype == getattr(some, name).dtype, name


def test_each_window_is_in_one_group() -> None:
    lengths = (3, 40, 5, 200, 60, 4, 41, 130)
    parts = [part for n in lengths for part in windows(example_from("word " * n), core=300)]
    groups = list(grouped(parts, 220, seeded(2)))
    sizes = [[part.part.size for part in group] for group in groups]
    assert sorted(size for group in sizes for size in group) == sorted(lengths)
    assert [200] in sizes
    assert all(max(group) - min(group) <= 40 + 40 for group in sizes)
    assert 1 < len(groups) < len(lengths)
