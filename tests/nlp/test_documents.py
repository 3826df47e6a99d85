"""Who speaks through a report or a statement."""

from service.nlp.extensions import HolderData
from service.nlp.resolution import Resolver
from tests.nlp.article_builders import LEXICONS, person
from tests.nlp.builders import doc_from

# "A report by the Riverside Institute warned of floods. The report said it rained."
BY_AN_INSTITUTE = """
A         a         DET   DT  det   1
report    report    NOUN  NN  nsubj 6
by        by        ADP   IN  prep  1
the       the       DET   DT  det   5
Riverside riverside PROPN NNP compound 5
Institute institute PROPN NNP pobj  2
warned_   warn      VERB  VBD ROOT  6
.         .         PUNCT .   punct 6
The       the       DET   DT  det   9
report    report    NOUN  NN  nsubj 10
said      say       VERB  VBD ROOT  10
it        it        PRON  PRP nsubj 12
rained_   rain      VERB  VBD ccomp 10
.         .         PUNCT .   punct 10
"""

# "Ann Lee issued a statement. The statement said it rained."
ISSUED = """
Ann        ann       PROPN NNP compound 1
Lee        lee       PROPN NNP nsubj 2
issued     issue     VERB  VBD ROOT  2
a          a         DET   DT  det   4
statement_ statement NOUN  NN  dobj  2
.          .         PUNCT .   punct 2
The        the       DET   DT  det   7
statement  statement NOUN  NN  nsubj 8
said       say       VERB  VBD ROOT  8
it         it        PRON  PRP nsubj 10
rained_    rain      VERB  VBD ccomp 8
.          .         PUNCT .   punct 8
"""

# "Ann Lee left. Her letter said it rained."
HERS = """
Ann     ann    PROPN NNP  compound 1
Lee     lee    PROPN NNP  nsubj 2
left_   leave  VERB  VBD  ROOT  2
.       .      PUNCT .    punct 2
Her     her    PRON  PRP$ poss  5
letter  letter NOUN  NN   nsubj 6
said    say    VERB  VBD  ROOT  6
it      it     PRON  PRP  nsubj 8
rained_ rain   VERB  VBD  ccomp 6
.       .      PUNCT .    punct 6
"""

# "A leaked letter warned. The Corvelia letter warned."
LEAKED = """
A        a        DET   DT  det   2
leaked   leak     VERB  VBN amod  2
letter   letter   NOUN  NN  nsubj 3
warned_  warn     VERB  VBD ROOT  3
.        .        PUNCT .   punct 3
The      the      DET   DT  det   7
Corvelia corvelia PROPN NNP compound 7
letter   letter   NOUN  NN  nsubj 8
warned_  warn     VERB  VBD ROOT  8
.        .        PUNCT .   punct 8
"""

# "A Corvelia report warned. The report said it rained."
REPORT = """
A        a        DET   DT  det      2
Corvelia corvelia PROPN NNP compound 2
report   report   NOUN  NN  nsubj    3
warned_  warn     VERB  VBD ROOT     3
.        .        PUNCT .   punct    3
The      the      DET   DT  det      6
report   report   NOUN  NN  nsubj    7
said     say      VERB  VBD ROOT     7
it       it       PRON  PRP nsubj    9
rained_  rain     VERB  VBD ccomp    7
.        .        PUNCT .   punct    7
"""

# "A Corvelia poll said it rained."
POLL = """
A        a        DET   DT  det      2
Corvelia corvelia PROPN NNP compound 2
poll     poll     NOUN  NN  nsubj    3
said     say      VERB  VBD ROOT     3
it       it       PRON  PRP nsubj    5
rained_  rain     VERB  VBD ccomp    3
.        .        PUNCT .   punct    3
"""


def speak(
    table: str, *sources: str, entities: dict[str, str] | None = None, people: tuple[str, ...] = ()
) -> list[HolderData]:
    doc = doc_from(table, entities)
    doc._.people = [person(doc.text, name, gender="f") for name in people]
    resolver = Resolver(doc, LEXICONS)
    starts = [doc.text.index(source) for source in sources]
    return [
        resolver.resolve((start, start + len(source)))
        for start, source in zip(starts, sources, strict=True)
    ]


def test_by_an_institute_and_the_report_again() -> None:
    entities = {"Riverside Institute": "ORG"}
    found = speak(
        BY_AN_INSTITUTE, "A report by the Riverside Institute", "The report", entities=entities
    )
    assert [one["name"] for one in found] == ["Riverside Institute"] * 2
    assert [one["evidence"][0]["link"] for one in found] == ["document"] * 2
    assert found[0]["score"] > found[1]["score"]


def test_issued_not_long_before() -> None:
    [found] = speak(ISSUED, "The statement", people=("Ann Lee",))
    assert (found["name"], found["kind"]) == ("Ann Lee", "person")


def test_owned_by_a_pronoun() -> None:
    [found] = speak(HERS, "Her letter", people=("Ann Lee",))
    assert found["name"] == "Ann Lee"


def test_named_for_its_issuer() -> None:
    [found] = speak(POLL, "A Corvelia poll", entities={"Corvelia": "ORG"})
    assert (found["name"], found["kind"]) == ("Corvelia", "organisation")


def test_issued_by_somebody_whom_the_recogniser_missed() -> None:
    [found] = speak(ISSUED, "The statement")
    assert (found["name"], found["kind"]) == ("Ann Lee", "person")


def test_nobody_issued_it() -> None:
    [found] = speak(POLL, "A Corvelia poll")
    assert (found["name"], found["kind"]) == ("A Corvelia poll", "document")


def test_an_issuer_that_is_nobody() -> None:
    [found] = speak(HERS, "Her letter")
    assert (found["name"], found["kind"]) == ("Her letter", "document")


def test_a_report_speaks_under_its_own_name() -> None:
    found = speak(REPORT, "A Corvelia report", "The report", entities={"Corvelia": "ORG"})
    assert [one["name"] for one in found] == ["A Corvelia report"] * 2
    assert {one["kind"] for one in found} == {"document"}


def test_the_report_of_which_only_the_narrator_told_before() -> None:
    [found] = speak(REPORT, "The report", entities={"Corvelia": "ORG"})
    assert (found["name"], found["kind"]) == ("A Corvelia report", "document")


def test_a_paper_of_somebody_has_the_full_name_of_its_owner() -> None:
    table = HERS.replace("letter  letter", "brief   brief ")
    [found] = speak(table, "Her brief", people=("Ann Lee",))
    assert (found["name"], found["kind"]) == ("Ann Lee's brief", "document")


def test_a_letter_that_is_named_further_on() -> None:
    [found] = speak(LEAKED, "A leaked letter", entities={"Corvelia": "ORG"})
    assert (found["name"], found["kind"]) == ("The Corvelia letter", "document")


def test_a_letter_of_which_nothing_is_told() -> None:
    [found] = speak(LEAKED, "A leaked letter")
    assert (found["name"], found["kind"]) == ("A leaked letter", "document")


def test_a_pollster_that_the_recogniser_takes_for_a_place() -> None:
    [found] = speak(
        POLL.replace("Corvelia corvelia", "Gallup   gallup  "),
        "A Gallup poll",
        entities={"Gallup": "GPE"},
    )
    assert (found["name"], found["kind"]) == ("Gallup", "organisation")


def test_polls_at_the_beginning_are_nobody() -> None:
    table = POLL.replace("A        a        DET   DT  det      2\n", "").replace(
        "Corvelia corvelia PROPN NNP compound 2\npoll     poll     NOUN  NN  nsubj    3",
        "Polls    polls    PROPN NNP nsubj    1",
    )
    table = table.replace("ROOT     3", "ROOT     1").replace("nsubj    5", "nsubj    3")
    table = table.replace("ccomp    3", "ccomp    1").replace("punct    3", "punct    1")
    [found] = speak(table, "Polls")
    assert (found["name"], found["kind"]) == ("Polls", "document")
