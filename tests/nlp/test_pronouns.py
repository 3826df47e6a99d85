"""Sources of one word: "he", "it", "they", "who", "I"."""

import pytest

from service.nlp import holders
from service.nlp.antecedents import Ranked
from service.nlp.discourse import Discourse
from service.nlp.extensions import BlockData, HolderData
from service.nlp.mentions import Mention
from service.nlp.resolution import Resolver
from tests.nlp.article_builders import LEXICONS, article, person
from tests.nlp.builders import doc_from

TEXT = "Oda Brandt met Peter Hask . He left . She said it rained ."


def resolver(text: str = TEXT, score: float = 0.9) -> tuple[Resolver, list[str]]:
    """Make a resolver that ranks the first of the people of that gender best, and notes what."""
    asked: list[str] = []

    def first(mention: Mention, discourse: Discourse) -> Ranked:
        asked.append(mention.span.text)
        fitting = [p for p in discourse.people if p["gender"] == mention.gender]
        return Ranked(fitting[0] if fitting else None, score)

    people = [
        person(text, "Oda Brandt", gender="f"),
        person(text, "Peter Hask", gender="m"),
    ]
    doc = article(text, [one for one in people if one["mentions"]])
    return Resolver(doc, LEXICONS, first), asked


def speaker(reading: Resolver, word: str) -> HolderData:
    start = reading.doc.text.rindex(word)
    return reading.resolve((start, start + len(word)))


def test_by_rank() -> None:
    found = speaker(resolver()[0], "She")
    assert (found["name"], found["score"]) == ("Oda Brandt", 0.9)
    assert [e["link"] for e in found["evidence"]] == ["pronoun", "name"]


def test_unsure() -> None:
    found = speaker(resolver(score=0.3)[0], "She")
    assert (found["name"], found["reason"]) == (None, "ambiguous")
    assert found["alternatives"] == [("Oda Brandt", 0.3)]


def test_nobody_to_choose_from() -> None:
    found = speaker(resolver("He said it rained .")[0], "He")
    assert (found["name"], found["reason"]) == (None, "no person for 'He' before it")


def test_each_is_ranked_once_and_in_order() -> None:
    reading, asked = resolver()
    for _ in range(3):
        speaker(reading, "She")
    assert asked == ["He", "She"]
    starts = [point.start for point in reading.discourse.points]
    assert starts == sorted(starts)
    assert sum(point.pronoun for point in reading.discourse.points) == 2


def held(name: str, kind: str) -> HolderData:
    return holders.holder(name, kind, score=0.9, link="name", at=(0, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "before", "name"),
    [
        ("They", [("Farmers", "group")], "Farmers"),
        ("They", [("Farmers", "group"), ("Oda Brandt", "person")], "Farmers"),
        ("They", [("Farmers", "group"), ("Mill Union", "organisation")], "Mill Union"),
        ("They", [("Oda Brandt", "person")], None),
        ("It", [("Mill Union", "organisation"), ("Farmers", "group")], "Mill Union"),
        ("It", [("Oda Brandt", "person")], None),
        ("It", [], None),
    ],
)
def test_who_spoke_last(word: str, before: list[tuple[str, str]], name: str | None) -> None:
    reading, _ = resolver(f"{word} said it rained .")
    for one in before:
        reading.discourse.add_statement(0, held(*one), [], direct=False)
    assert speaker(reading, word)["name"] == name


@pytest.mark.parametrize(
    ("text", "entities", "name"),
    [
        ("Mill Union met . It spoke .", {"Mill Union": "ORG"}, "Mill Union"),
        (
            "Mill Union met . Corvelia Steel left . It spoke .",
            {"Mill Union": "ORG", "Corvelia Steel": "ORG"},
            "Corvelia Steel",
        ),
        ("Mill Union met . He left . He left . It spoke .", {"Mill Union": "ORG"}, None),
        ("Oda Brandt met . It spoke .", {"Oda Brandt": "PERSON"}, None),
    ],
)
def test_it_is_a_body_of_these_two_sentences(
    text: str, entities: dict[str, str], name: str | None
) -> None:
    assert speaker(Resolver(article(text, entities=entities), LEXICONS), "It")["name"] == name


@pytest.mark.parametrize(
    ("holder", "direct", "name", "kind"),
    [
        ("Oda Brandt", True, "Oda Brandt", "person"),
        ("Oda Brandt", False, None, "author"),
        ("Mill Union", True, None, "author"),
    ],
)
def test_first_person(holder: str, direct: bool, name: str | None, kind: str) -> None:
    reading, _ = resolver("Oda Brandt met : I said it rained .")
    reading.discourse.add_statement(0, held(holder, "person"), [(17, 30)], direct=direct)
    start = reading.doc.text.index("I said")
    found = reading.resolve((start, start + 1))
    assert (found["name"], found["kind"]) == (name, kind)


# "Ann Lee, an aide at the mill, who …"
WHO = """
Ann    ann   PROPN NNP compound 1
Lee_   lee   PROPN NNP nsubj 10
,      ,     PUNCT ,   punct 1
an     a     DET   DT  det   4
aide   aide  NOUN  NN  appos 1
at     at    ADP   IN  prep  4
mills_ mill  NOUN  NN  pobj  5
,      ,     PUNCT ,   punct 1
who    who   PRON  WP  nsubj 9
spoke_ speak VERB  VBD relcl 6
left   leave VERB  VBD ROOT  10
"""

# "a chunk of voters who spoke left"
CHUNK = """
a      a     DET  DT  det   1
chunk  chunk NOUN NN  nsubj 6
of     of    ADP  IN  prep  1
voters voter NOUN NNS pobj  2
who    who   PRON WP  nsubj 5
spoke  speak VERB VBD relcl 3
left   leave VERB VBD ROOT  6
"""


def test_who_is_the_person_above_it() -> None:
    doc = doc_from(WHO)
    doc._.people = [person(doc.text, "Ann Lee")]
    found = speaker(Resolver(doc, LEXICONS), "who")
    assert (found["name"], found["evidence"][0]["link"]) == ("Ann Lee", "relative clause")


def test_who_are_a_part_of_many() -> None:
    assert speaker(Resolver(doc_from(CHUNK), LEXICONS), "who")["name"] == "a chunk of voters"


def test_who_in_a_question() -> None:
    found = speaker(resolver("Who said it rained ?")[0], "Who")
    assert (found["name"], found["reason"]) == (None, "'Who' is not resolved")


# Oda said:  / She met Ann.
TOLD = doc_from("""
Oda    Oda  PROPN NNP nsubj 1
said_  say  VERB  VBD ROOT  1
:      :    PUNCT :   punct 1
She    she  PRON  PRP nsubj 4
met    meet VERB  VBD ROOT  4
Ann_   Ann  PROPN NNP dobj  4
.      .    PUNCT .   punct 4
""")

NOBODY_BEFORE = [
    # who surely is a woman, before whom it is not known of
    ("She left . Hask met Oda Brandt .", "Oda Brandt"),
    ("She left . Hask spoke .", "Hask"),
    ("She left . Oda Brandt spoke .", "Oda Brandt"),
    ("She left . Peter Hask met Oda Brandt .", "Oda Brandt"),
    # nobody of that gender, too far off
    ("She left . Peter Hask spoke .", None),
    ("She left . It rained . It rained . It rained . It rained . Oda Brandt spoke .", None),
]


@pytest.mark.parametrize(("text", "name"), NOBODY_BEFORE)
def test_she_before_her_name(text: str, name: str | None) -> None:
    people = [person(text, "Oda Brandt", gender="f"), person(text, "Peter Hask", gender="m")]
    people += [] if people[1]["mentions"] else [person(text, "Hask")]
    doc = article(text, [one for one in people if one["mentions"]])
    reading = Resolver(doc, LEXICONS, lambda mention, discourse: Ranked(None, 0.0))
    found = reading.resolve((0, 3))
    assert (found["name"], found["score"]) == (name, 0.5 if name else 0.0)


@pytest.mark.parametrize(("score", "gender"), [(0.95, "f"), (0.6, "")])
def test_a_sure_pronoun_tells_gender(score: float, gender: str) -> None:
    text = "Oda Brandt left . She said it rained ."
    people = [person(text, "Oda Brandt")]
    reading = Resolver(
        article(text, people), LEXICONS, lambda mention, discourse: Ranked(people[0], score)
    )
    speaker(reading, "She")
    assert reading.discourse.gender(people[0]) == gender


def test_who_speaks_is_not_she_in_her_own_words() -> None:
    asked: list[str | None] = []

    def note(mention: Mention, discourse: Discourse) -> Ranked:
        asked.append(mention.besides)
        return Ranked(None, 0.0)

    text = "Oda Brandt met : She said it rained ."
    reading = Resolver(article(text, [person(text, "Oda Brandt")]), LEXICONS, note)
    reading.discourse.add_statement(0, held("Oda Brandt", "person"), [(17, 35)], direct=True)
    speaker(reading, "She")
    assert asked == ["Oda Brandt"]


def test_who_tells_a_passage_is_not_she_in_it() -> None:
    asked: list[str | None] = []

    def note(mention: Mention, discourse: Discourse) -> Ranked:
        asked.append(mention.besides)
        return Ranked(discourse.people[0], 0.95)

    people = [person(TOLD.text, "Oda"), person(TOLD.text, "Ann")]
    TOLD._.people = people
    TOLD._.blocks = [
        BlockData(kind="paragraph", start=0, end=9),
        BlockData(kind="paragraph", start=10, end=len(TOLD.text)),
    ]
    reading = Resolver(TOLD, LEXICONS, note)
    speaker(reading, "She")
    assert asked == ["Oda"]
    assert not reading.discourse.gender(people[0])  # a guess among strangers tells nothing
