"""Statements inside statements: who relays whom, and which of two records stand."""

from spacy.lang.en import English
from spacy.tokens import Doc

from service.nlp.extensions import AttributionData, HolderData, HolderLink, PersonData
from service.nlp.nesting import Nesting
from service.records import SpeakerKind

VOCAB = English().vocab


def attribution(text: str, source: str, cue: str, content: str) -> AttributionData:
    """Make a statement from the words of a text."""
    start = text.index(content)
    cue_start = text.index(cue)
    source_start = text.index(source)
    return AttributionData(
        content=[(start, start + len(content))],
        cue=(cue_start, cue_start + len(cue)),
        cue_lemma=cue,
        cue_class="neutral",
        source=(source_start, source_start + len(source)),
        finder="rule",
        detail="ccomp",
        score=0.9,
        flags=[],
    )


def link(name: str | None, kind: SpeakerKind = "person", role: str | None = None) -> HolderLink:
    """Make a holder without evidence."""
    holder = HolderData(
        name=name,
        kind=kind,
        role=role,
        score=0.9,
        also=[],
        evidence=[],
        alternatives=[],
        reason=None,
    )
    return HolderLink(holder=holder, via=[])


def settled(
    text: str, *found: tuple[AttributionData, HolderLink], people: list[PersonData] | None = None
) -> list[tuple[str | None, list[str]]]:
    """Run the component and give the holder and relays of what stands."""
    words = text.split(" ")
    starts: list[bool | int | None] = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    doc = Doc(VOCAB, words=words, sent_starts=starts)
    doc._.attributions = [a for a, _ in found]
    doc._.holders = [h for _, h in found]
    doc._.people = people or []
    Nesting()(doc)
    assert len(doc._.attributions) == len(doc._.holders)
    return [(h["holder"]["name"], h["via"]) for h in doc._.holders]


def test_two_holders_give_two_records() -> None:
    text = "Officials said Seoul opposes the plan"
    assert settled(
        text,
        (attribution(text, "Officials", "said", "Seoul opposes the plan"), link("Officials")),
        (attribution(text, "Seoul", "opposes", "the plan"), link("South Korea", "government")),
    ) == [("Officials", []), ("South Korea", ["Officials"])]


def test_an_outlet_that_reports_a_statement_only_relays_it() -> None:
    text = "Moon vowed to sign the plan , Yonhap reported"
    assert settled(
        text,
        (
            attribution(text, "Yonhap", "reported", "Moon vowed to sign the plan"),
            link("Yonhap News Agency", "organisation"),
        ),
        (attribution(text, "Moon", "vowed", "to sign the plan"), link("Moon Jae-in")),
    ) == [("Moon Jae-in", ["Yonhap News Agency"])]


def test_an_outlet_that_reports_an_event_is_the_speaker() -> None:
    text = "Talks ended after Moon vowed to sign , Yonhap reported"
    assert settled(
        text,
        (
            attribution(text, "Yonhap", "reported", "Talks ended after Moon vowed to sign"),
            link("Yonhap News Agency", "organisation"),
        ),
        (attribution(text, "Moon", "vowed", "to sign"), link("Moon Jae-in")),
    ) == [("Yonhap News Agency", []), ("Moon Jae-in", ["Yonhap News Agency"])]


def test_an_outlet_that_says_more_than_one_sentence_is_the_speaker() -> None:
    passage = "She knows the ministry . It has been hers for years"
    text = f"The Herald gave an endorsement : {passage}"
    outlet = (
        attribution(text, "The Herald", "gave", passage),
        link("The Herald", "organisation"),
    )
    inner = (attribution(text, "She", "knows", "the ministry"), link("Ann Lee"))
    assert settled(text, outlet, inner) == [("The Herald", []), ("Ann Lee", ["The Herald"])]


def test_a_spokesperson_relays() -> None:
    text = "Moon vowed to sign the plan , Park said"
    assert settled(
        text,
        (
            attribution(text, "Park", "said", "Moon vowed to sign the plan"),
            link("Park Kyung-mee", role="presidential spokesperson"),
        ),
        (attribution(text, "Moon", "vowed", "to sign the plan"), link("Moon Jae-in")),
    ) == [("Moon Jae-in", ["Park Kyung-mee"])]


def test_one_holder_nested_in_itself_is_one_record() -> None:
    text = "Ann said she felt the plan failed"
    assert settled(
        text,
        (attribution(text, "Ann", "said", "she felt the plan failed"), link("Ann Lee")),
        (attribution(text, "she", "felt", "the plan failed"), link("Ann Lee")),
    ) == [("Ann Lee", [])]
