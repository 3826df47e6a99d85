"""Who holds each statement, by full name, through the whole pipeline with the shipped model."""

from collections.abc import Callable

import pytest

from service.analysis import Analyser
from service.nlp.answers import nobody
from service.nlp.extensions import AttributionData
from service.nlp.speakers import Speakers, position
from service.records import Document, StatementSpeaker
from tests.nlp.article_builders import article, person

Speaking = Callable[[str], list[StatementSpeaker]]


@pytest.fixture(scope="module")
def speaking(analyser: Analyser) -> Speaking:
    def read(text: str) -> list[StatementSpeaker]:
        analysis = analyser.analyse(Document(text=text, language="en"))
        return [statement.speaker for statement in analysis.statements]

    return read


NAMES: dict[str, tuple[str, list[str | None]]] = {
    "honorific": (
        "Mayor Oda Brandt opened the bridge. Mr. Brandt said the road was closed.",
        ["Oda Brandt"],
    ),
    "doctor": (
        'Dr. Ines Okoye runs the clinic. "We are ready," Dr. Okoye said.',
        ["Ines Okoye"],
    ),
    "Korean": (
        "Foreign Minister Baek Mi-ran arrived on Monday. Baek said the talks went well.",
        ["Baek Mi-ran"],
    ),
    "Korean, a surname that is in no list": (
        "Councillor Tak Myung-su accused the mayor of fraud.",
        ["Tak Myung-su"],
    ),
    "an association whose name has a possessive": (
        "The Narae Islanders’ Association called on the council to hold a referendum.",
        ["Narae Islanders' Association"],
    ),
    "two Koreans": (
        "Kim Dae-ho and Park Ji-won met. Kim said the talks failed. Park said they would go on.",
        ["Kim Dae-ho", "Park Ji-won"],
    ),
    "Chinese": (
        "Chinese envoy Luo Jianming met the council. Mr. Luo said trade would grow.",
        ["Luo Jianming"],
    ),
    "Vietnamese, by surname": (
        "Trade Minister Nguyen Thi Lan met the council. Ms. Nguyen said that trade would grow.",
        ["Nguyen Thi Lan"],
    ),
    "Vietnamese, by given name": (
        "Tran Van Duc leads the union. Mr. Duc said the strike would go on.",
        ["Tran Van Duc"],
    ),
    "Hungarian": (
        "Hungarian lawmaker Szabolcs Varga met the council. Varga said trade would grow.",
        ["Szabolcs Varga"],
    ),
    "Spanish, by the first surname": (
        "Iratxe Goikoetxea Ruiz heads the party. Goikoetxea said the vote was fair.",
        ["Iratxe Goikoetxea Ruiz"],
    ),
    "Spanish, by both surnames": (
        "Iratxe Goikoetxea Ruiz heads the party. Goikoetxea Ruiz said the vote was fair.",
        ["Iratxe Goikoetxea Ruiz"],
    ),
    "al-": (
        "Spokesman Nabil al-Haddar met the press. Al-Haddar said the border was open.",
        ["Nabil al-Haddar"],
    ),
    "bin": (
        "Minister Faris bin Rashid al-Omari met the press. Al-Omari said the border was open.",
        ["Faris bin Rashid al-Omari"],
    ),
    "van der, cut by the recogniser": (
        "Mayor Ludwig van der Hoost said the strike would go on.",
        ["Ludwig van der Hoost"],
    ),
    "Jr.": ("Walter Hask Jr. said the mill would close.", ["Walter Hask Jr."]),
    "father and son": (
        "Walter Hask Sr. founded the mill. Walter Hask Jr. said it would close.",
        ["Walter Hask Jr."],
    ),
    "initials": (
        "J. T. Merrow wrote the report. Merrow said the mill would close.",
        ["J. T. Merrow"],
    ),
    "apostrophe": (
        "O'Dwyer said the road was closed. Fiona O'Dwyer runs the mill.",
        ["Fiona O'Dwyer"],
    ),
    "hyphen": (
        "Jean-Pierre Vauquelin leads the union. Vauquelin said the strike would go on.",
        ["Jean-Pierre Vauquelin"],
    ),
    "diacritics left out": (
        "The bill was opposed by Senator Zdeněk Hruškar. Hruskar said it was too costly.",
        ["Zdeněk Hruškar", "Zdeněk Hruškar"],
    ),
    "a slip of the pen": (
        "Senator Imogen Maurer opposed the bill. Mauer said it was too costly.",
        ["Imogen Maurer", "Imogen Maurer"],
    ),
    "nickname in quotation marks": (
        "William “Buddy” Merrow coached the team. “We are tired,” Merrow said.",
        ["William Merrow"],
    ),
    "name after the statement": (
        "Hruskar said it was too costly. Senator Zdeněk Hruškar opposed the bill.",
        ["Zdeněk Hruškar", "Zdeněk Hruškar"],
    ),
    "a lawyer is not the client": (
        "Oda Brandt's lawyer, Peter Hask, met the press. Hask said his client was innocent.",
        ["Peter Hask"],
    ),
    "shared surname, honorifics": (
        "Ann Corvel and Paul Corvel met in May. Mr. Corvel said the bridge was safe. "
        "Ms. Corvel said it was not.",
        ["Paul Corvel", "Ann Corvel"],
    ),
    "signs a post": (
        "The road is closed.\n\n— Oda Brandt (@odabrandt) May 3, 2021\n\n"
        "Brandt said the bridge was safe.",
        ["Oda Brandt", "Oda Brandt"],
    ),
    "metonymy": ("The Kremlin said that the talks had failed.", ["Russia"]),
    "capital": ("Seoul said it would attend the talks.", ["South Korea"]),
    "a house that speaks for itself": (
        "The White House said the talks had failed.",
        ["White House"],
    ),
    "ministry of a capital": (
        "Seoul’s foreign ministry said it would attend the talks.",
        ["South Korea's foreign ministry"],
    ),
    "her campaign": (
        "Senator Oda Brandt is running for president. Her campaign said the poll was wrong.",
        ["Oda Brandt's campaign"],
    ),
    "owner misread by the tagger": (
        "Oda Brandt’s office said the mayor would resign.",
        ["Oda Brandt's office"],
    ),
    "advisers, by surname": (
        "Brandt's advisers said the plan was ready. Oda Brandt runs the town.",
        ["Oda Brandt's advisers"],
    ),
    "relative clause": ("Oda Brandt, who runs the mill, said it would close.", ["Oda Brandt"]),
    "apposition": ("Peter Hask, a farmer, said the mill would close.", ["Peter Hask"]),
    "title beside": (
        "Defense Secretary Peter Hask met the press. The defense chief said the base would close.",
        ["Peter Hask"],
    ),
    "title of a governor-elect": (
        "Governor-elect Oda Brandt spoke on Monday. The governor-elect said taxes would fall.",
        ["Oda Brandt"],
    ),
    "first person": ('Oda Brandt said: "I will close the mill."', ["Oda Brandt"]),
    "gender": ("Oda Brandt met Peter Hask. She said the mill would close.", ["Oda Brandt"]),
    "nobody before": ("He said the road was closed.", [None]),
    "it": (
        "The Riverside Water Authority raised its prices. It said the pipes were old.",
        ["Riverside Water Authority"],
    ),
    "the union": (
        "The Mill Workers Union met on Monday. The union said the strike would go on.",
        ["Mill Workers Union"],
    ),
    "report by an institute": (
        "A report by the Riverside Institute warned that the river was rising.",
        ["Riverside Institute"],
    ),
    "described": ("Farmers said the road was closed.", ["Farmers"]),
    "owners of owners": (
        "The mill's owner's lawyer's aide's brother's doctor's friend's teacher's uncle's cook "
        "said the road was closed.",
        ["The mill's owner's lawyer's aide's brother's doctor's friend's teacher's uncle's cook"],
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_holder_by_name(speaking: Speaking, case: str) -> None:
    text, expected = NAMES[case]
    assert [speaker.name for speaker in speaking(text)] == expected


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        (
            "President Oda Brandt met Prime Minister Peter Hask in Geneva. "
            "The two leaders said they would meet again.",
            "Oda Brandt",
            ("Peter Hask",),
        ),
        ("Oda Brandt and Peter Hask said the mill would close.", "Oda Brandt", ("Peter Hask",)),
        (
            "Oda Brandt, Peter Hask and Ines Okoye said the mill would close.",
            "Oda Brandt",
            ("Peter Hask", "Ines Okoye"),
        ),
    ],
)
def test_several_hold_one_statement(
    speaking: Speaking, text: str, first: str, also: tuple[str, ...]
) -> None:
    [speaker] = speaking(text)
    assert (speaker.name, speaker.kind, speaker.also) == (first, "group", also)


def test_a_surname_of_two_is_nobodys(speaking: Speaking) -> None:
    [speaker] = speaking("Paula Corvel and Sonia Corvel run the mill. Corvel said it would close.")
    assert speaker.name is None
    assert speaker.reason == "ambiguous"
    assert {one.name for one in speaker.alternatives} == {"Paula Corvel", "Sonia Corvel"}


def quotation(text: str, content: str, source: str | None = None) -> AttributionData:
    start = text.index(content)
    at = text.index(source) if source is not None else 0
    return AttributionData(
        content=[(start, start + len(content))],
        cue=None,
        cue_lemma="",
        cue_class="neutral",
        source=(at, at + len(source)) if source is not None else None,
        finder="rule",
        detail="quotation alone",
        score=0.9,
        flags=[],
    )


def test_a_quotation_alone_goes_on_with_who_spoke() -> None:
    text = "Ann Lee : it rains . It snows ."
    doc = article(text, [person(text, "Ann Lee")])
    doc._.attributions = [quotation(text, "It snows"), quotation(text, "it rains", "Ann Lee")]
    goes_on, spoke = (link["holder"] for link in Speakers().predict(doc))
    assert (spoke["name"], goes_on["name"]) == ("Ann Lee", "Ann Lee")
    assert goes_on["evidence"][0]["link"] == "previous speaker"
    assert goes_on["score"] < spoke["score"]


def test_a_quotation_alone_goes_on_with_who_spoke_of_others() -> None:
    text = "Ann Lee : the signs tell that it rains . It snows ."
    doc = article(text, [person(text, "Ann Lee")])
    doc._.attributions = [
        quotation(text, "the signs tell that it rains", "Ann Lee"),
        quotation(text, "that it rains", "the signs"),
        quotation(text, "It snows"),
    ]
    _, signs, goes_on = (link["holder"] for link in Speakers().predict(doc))
    assert (signs["name"], goes_on["name"]) == ("the signs", "Ann Lee")


def test_a_quotation_alone_in_a_text_without_people_is_nobodys() -> None:
    doc = article("It snows .")
    doc._.attributions = [quotation(doc.text, "It snows")]
    [link] = Speakers().predict(doc)
    assert link["holder"] == nobody("no source in the text")


@pytest.mark.parametrize(
    ("source", "cue", "place"),
    [((5, 9), (10, 14), 5), (None, (10, 14), 10), (None, None, 20)],
)
def test_statements_are_read_where_their_source_stands(
    source: tuple[int, int] | None, cue: tuple[int, int] | None, place: int
) -> None:
    one = quotation("x" * 40, "x")
    one["source"], one["cue"], one["content"] = source, cue, [(20, 30)]
    assert position(one) == place


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("The Kremlin's spokesman, Pavel Orlin, said Moscow would not sign.", "Kremlin"),
        ("Transport Ministry spokeswoman Ana Ruiz said ships were late.", "Transport Ministry"),
        ("Ana Ruiz said ships were late.", None),
    ],
)
def test_a_spokesperson_speaks_for_whom_the_title_names(
    analyser: Analyser, text: str, principal: str | None
) -> None:
    (statement,) = analyser.analyse(Document(text=text, language="en")).statements
    assert statement.on_behalf_of == principal
