"""The linguistic data files: their size, their closed sets, and what they resolve."""

import re
from collections import Counter

import pytest

from service.nlp.rules import Cue, RulesError, cues, first_names, lexicon, outlets, places, titles
from service.nlp.rules.known import known_people, known_person
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
    assert counts["PHRASE"] >= 40
    assert counts["EXPRESSION"] >= 100


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
    order = ["VERB", "NOUN", "ADJ", "PHRASE", "EXPRESSION"]
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
    known = cues()
    assert known.verb("Criticise") is known.verb("criticize")
    assert known.verb("table") is None
    assert known.noun("warning") is not None
    assert known.adjective("confident") is not None
    assert "according to" in {cue.lemma for cue in known.phrases}
    assert "take issue" in {cue.lemma for cue in known.expressions}
    assert "decline to comment" in {entry.phrase for entry in known.not_cues}


def test_prepositions_of_a_cue() -> None:
    warn = cues().verb("warn")
    assert warn is not None
    assert {"of", "against"} <= warn.prepositions().keys()
    assert "of" in warn.prepositions(after_object=True)


def test_phrases_attribute_the_clause_around_them() -> None:
    attaching = {"adposition", "as_clause", "adverb"}
    for cue in cues().phrases:
        assert attaching & cue.frames.keys(), cue.lemma
    for cue in cues().expressions:
        assert not attaching & cue.frames.keys(), cue.lemma


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"class": "rude"}, "class 'rude'"),
        ({"frames": {}}, "no frame"),
        ({"frames": {"dative": 0.5}}, "unknown frame 'dative'"),
        ({"frames": {"obj": 1.5}}, "1.5 for 'obj'"),
        ({"pos": "ADV"}, "part of speech 'ADV'"),
        ({"quote": True}, "contradicts itself"),
    ],
)
def test_a_bad_entry_is_named(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, object], message: str
) -> None:
    entry = {
        "lemma": "blame", "pos": "VERB", "class": "evaluative", "frames": {"obj": 0.9},
        "quote": False, "example": "They blamed the rain.",
    }  # fmt: skip
    monkeypatch.setattr(lexicon, "load", lambda _: {"cues": [entry | change], "not_cues": []})
    with pytest.raises(RulesError, match=re.escape(message)):
        cues.__wrapped__()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Seoul", "South Korea"),
        ("the South", "South Korea"),
        ("the Blue House", "South Korea"),
        ("ROK", "South Korea"),
        ("Pyongyang", "North Korea"),
        ("the North", "North Korea"),
        ("The North", "North Korea"),
        ("Washington", "United States"),
        ("US", "United States"),
        ("the U.S.", "United States"),
        ("the United States", "United States"),
        ("America", "United States"),
        ("the Kremlin", "Russia"),
        ("Downing Street", "United Kingdom"),
        ("Whitehall", "United Kingdom"),
        ("Brussels", "European Union"),
        ("the European Union", "European Union"),
        ("the Holy See", "Vatican City"),
        ("Tehran", "Iran"),
        ("Beijing", "China"),
        ("Taipei", "Taiwan"),
        ("the Netherlands", "Netherlands"),
        ("Ramallah", "Palestine"),
        ("North", None),
        ("us", None),
        ("the White House", None),
        ("Gotham", None),
    ],
)
def test_who_governs_under_a_name(name: str, country: str | None) -> None:
    assert places().government(name) == country


def test_places_cover_the_world() -> None:
    countries = {place.country for place in places().places}
    assert len(countries) == len(places().places) == 198
    assert {"Taiwan", "Palestine", "Kosovo", "Vatican City", "European Union"} <= countries
    assert places().demonym("Iranian") == "Iran"
    assert places().demonym("South Koreans") == "South Korea"
    assert places().institution("the White House") == "United States"


def test_titles() -> None:
    known = titles()
    assert len(known.roles) >= 250
    assert len(known.collectives) >= 100
    assert known.is_honorific("Sen.")
    assert known.is_honorific("Mr")
    assert not known.is_honorific("mr")
    assert all(map(known.is_role, ("minister", "envoy", "spokesperson", "analyst", "mayor")))
    assert known.gender("spokeswoman") == known.gender("Mrs.") == "f"
    assert known.gender("king") == known.gender("mr") == "m"
    assert known.gender("president") == ""
    assert known.collective_kind("critics") == known.collective_kind("researchers") == "unnamed"
    assert known.collective_kind("police") == "government"
    assert known.is_document("report")
    assert known.is_document("press release")
    assert known.organisation_kind("ministry") == known.organisation_kind("court") == "government"
    assert known.organisation_kind("party") == known.organisation_kind("company") == "organisation"
    assert known.organisation_kind("spoon") is None
    assert known.is_outlet_noun("news agency")


def test_first_names() -> None:
    names = first_names()
    assert len(names) >= 1200
    assert names["angela"] == names["fatima"] == names["yuriko"] == "f"
    assert names["jose"] == names["jong un"] == names["volodymyr"] == "m"
    assert not {"andrea", "kim", "robin", "jean"} & names.keys()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Yonhap news agency", "Yonhap News Agency", "agency"),
        ("AFP", "Agence France-Presse", "agency"),
        ("the Associated Press", "Associated Press", "agency"),
        ("New York Times", "The New York Times", "newspaper"),
        ("the New York Times", "The New York Times", "newspaper"),
        ("The Korea Herald", "The Korea Herald", "newspaper"),
        ("the Guardian", "The Guardian", "newspaper"),
        ("Sky News", "Sky News", "broadcaster"),
        ("Twitter", "Twitter", "network"),
    ],
)
def test_outlets(text: str, name: str, kind: str) -> None:
    outlet = outlets().get(text)
    assert outlet is not None
    assert (outlet.name, outlet.kind) == (name, kind)
    assert outlets().find(text) == name


def test_common_words_are_no_outlets() -> None:
    assert len(outlets().outlets) >= 200
    for word in ("time", "the times", "Guardian", "Hill", "mint"):
        assert outlets().find(word) is None, word


@pytest.mark.parametrize(
    ("outlet", "noun", "called"),
    [
        ("CNN", "network", True),
        ("CNN", "paper", False),
        ("The Guardian", "newspaper", True),
        ("The Guardian", "network", False),
        ("Twitter", "website", True),
        ("Agence France-Presse", "news agency", True),
    ],
)
def test_what_an_outlet_is_called(outlet: str, noun: str, called: bool) -> None:
    found = outlets().get(outlet)
    assert found is not None
    assert found.is_called(noun) == called


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Barack Obama", "president"),
        ("Angela Merkel", "chancellor"),
        ("Donald J. Trump", "nominee"),
        ("Kim Jong-un", "leader"),
        ("John G. Roberts Jr.", "justice"),
    ],
)
def test_known_people(name: str, word: str) -> None:
    known = known_person(name)
    assert known is not None
    assert word in known.words


@pytest.mark.parametrize("name", ["Obama", "Ann Lee", "", "Barack", "the president"])
def test_people_who_are_not_known(name: str) -> None:
    assert known_person(name) is None


def test_each_known_person_has_a_title_by_which_one_can_be_called() -> None:
    nouns = titles().roles.keys()
    for name, known in known_people().items():
        assert known.words & nouns, name
