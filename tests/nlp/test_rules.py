"""The linguistic data files: their size, their closed sets, and what they resolve."""

import re
from collections import Counter

import pytest

from service.nlp.rules import Cue, cues
from service.nlp.rules.lexicon import CUE_CLASSES, is_frame

IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "begin": "began", "sing": "sang",
    "read": "read", "swear": "swore", "find": "found", "show": "shown", "know": "knew",
    "understand": "understood", "foresee": "foresaw", "think": "thought", "see": "saw",
    "feel": "felt", "hold": "held", "lay": "laid", "speak": "spoke", "bring": "brought",
    "take": "took", "give": "gave", "make": "made", "throw": "threw", "stand": "stood",
    "draw": "drew drawn", "forswear": "forswore", "tear": "tore", "teach": "taught",
    "foretell": "foretold", "beseech": "besought", "come": "came", "go": "went", "ring": "rang",
    "be": "is are was were", "have": "has had", "not": "n't cannot", "can": "cannot could",
    "cast": "cast", "beg": "beg", "lie": "lied", "shoot": "shot", "mislead": "misled",
    "do": "did done", "keep": "kept", "an": "a",
    "cry": "cried", "spin": "spun", "pay": "paid", "undertake": "undertook", "lead": "led",
    "stick": "stuck",
}  # fmt: skip


def has_form(word: str, text: str) -> bool:
    """Whether a text has a word that could be an inflected form of this lemma."""
    stem = word if len(word) < 4 else word[: max(3, len(word) - 2)]
    forms = IRREGULAR.get(word, "").split()
    return any(token.startswith(stem) or token in forms for token in re.findall(r"[\w’'-]+", text))


def shows(phrase: str, example: str) -> bool:
    """Whether an example holds a form of each word of a lemma or phrase."""
    words = [w for w in phrase.lower().replace("x's", "").split() if w != "x"]
    return all(has_form(word, example.lower()) for word in words)


ALL = list(cues())


def test_the_lexicon_is_large_enough() -> None:
    counts = Counter(cue.pos for cue in ALL)
    assert counts["VERB"] >= 300
    assert counts["NOUN"] >= 150
    assert counts["ADJ"] >= 100
    assert counts["PHRASE"] >= 100


@pytest.mark.parametrize("cue", ALL, ids=lambda cue: f"{cue.pos}-{cue.lemma}")
def test_each_cue_keeps_to_the_closed_sets(cue: Cue) -> None:
    assert cue.cue_class in CUE_CLASSES
    assert all(is_frame(frame) for frame in cue.frames)
    assert cue.estimated <= cue.frames.keys()
    assert cue.pos == "NOUN" or not any(frame.startswith("noun_") for frame in cue.frames)
    assert shows(cue.lemma, cue.example), f"{cue.example!r} has no form of {cue.lemma!r}"


def test_each_not_cue_has_an_example() -> None:
    for entry in cues().not_cues:
        assert shows(entry.phrase, entry.example), entry


def test_nothing_is_listed_twice() -> None:
    lemmas = Counter((cue.pos, cue.lemma) for cue in ALL)
    examples = Counter(cue.example for cue in ALL)
    not_cues = Counter(entry.phrase for entry in cues().not_cues)
    for counted in (lemmas, examples, not_cues):
        assert [key for key, count in counted.items() if count > 1] == []


def test_entries_are_sorted() -> None:
    order = ["VERB", "NOUN", "ADJ", "PHRASE"]
    keys = [(order.index(cue.pos), cue.lemma.lower()) for cue in ALL]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("lemma", "cue_class", "frames"),
    [
        ("say", "neutral", {"quote", "ccomp"}),
        ("tell", "neutral", {"quote", "ccomp"}),
        ("point out", "factive", {"ccomp"}),
        ("admit", "factive", {"ccomp", "gerund"}),
        ("claim", "distancing", {"ccomp", "xcomp"}),
        ("believe", "belief", {"ccomp", "passive_ccomp"}),
        ("criticise", "evaluative", {"obj", "obj_prep:for"}),
        ("accuse", "evaluative", {"obj_prep:of"}),
        ("deny", "denial", {"ccomp", "obj", "gerund"}),
        ("rule out", "denial", {"obj", "gerund"}),
        ("urge", "directive", {"obj_xcomp"}),
        ("suggest", "neutral", {"ccomp", "gerund"}),
        ("vow", "neutral", {"xcomp"}),
        ("wonder", "belief", {"wh"}),
        ("call", "neutral", {"prep:for", "obj_oprd"}),
    ],
)
def test_what_linguists_expect_of_a_verb(lemma: str, cue_class: str, frames: set[str]) -> None:
    cue = cues().verb(lemma)
    assert cue is not None
    assert cue.cue_class == cue_class
    assert frames <= cue.frames.keys()


def test_an_object_that_is_the_addressee_is_no_content() -> None:
    for lemma in ("tell", "inform", "assure", "remind"):
        cue = cues().verb(lemma)
        assert cue is not None
        assert "obj" not in cue.frames


def test_other_spellings_and_parts_of_speech() -> None:
    lexicon = cues()
    assert lexicon.verb("Criticise") is lexicon.verb("criticize")
    assert lexicon.verb("table") is None
    assert lexicon.noun("warning") is not None
    assert lexicon.adjective("confident") is not None
    assert "according to" in {cue.lemma for cue in lexicon.phrases}
    assert "decline to comment" in {entry.phrase for entry in lexicon.not_cues}


def test_prepositions_of_a_cue() -> None:
    warn = cues().verb("warn")
    assert warn is not None
    assert {"of", "against"} <= warn.prepositions().keys()
    assert "of" in warn.prepositions(after_object=True)
