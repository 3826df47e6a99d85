"""What statements claim: sentences that stand alone, on readable cases and on any parse."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.analysis import Analyser
from service.nlp.clause_division import MOST
from service.records import Claim, Document, Statement
from tests.nlp.test_robustness import PIECES

Analyse = Callable[[str], tuple[Statement, ...]]


@pytest.fixture
def analyse(analyser: Analyser) -> Analyse:
    return lambda text: analyser.analyse(Document(text, language="en")).statements


def claims(statements: tuple[Statement, ...]) -> list[Claim]:
    return [claim for statement in statements for claim in statement.claims]


CASES = [
    (
        "two verbs of one subject are two claims",
        "Mayor Oda Brandt said the port lost three million euros in May and dismissed ninety"
        " workers.",
        ["The port lost three million euros in May.", "The port dismissed ninety workers."],
    ),
    (
        "what is joined by 'or' is one",
        "Mayor Oda Brandt said the Lenne bridge would close or move to Aden.",
        ["The Lenne bridge would close or move to Aden."],
    ),
    (
        "'we' of who leads a body is that body, and the verb follows",
        "“We don't want the port of Aden,” said Oda Brandt, chief executive of the Lenne Ferry"
        " Company.",
        ["Lenne Ferry Company doesn't want the port of Aden."],
    ),
    (
        "'we' of a spokesman is whom he speaks for",
        "“We will open the port of Aden,” said Tim Vos, a spokesman for the Harbour Board.",
        ["Harbour Board will open the port of Aden."],
    ),
    (
        "a name that is with 'the' before another noun alone has none",
        "The North Korea office closed in May. North Korea is poor, said Oda Brandt of North Korea."
        " North Korea said it had sold the Lenne bridge in May.",
        ["North Korea is poor.", "North Korea had sold the Lenne bridge in May."],
    ),
    (
        "'he' in direct speech is not who speaks",
        "Jan Roos built the bridge over the Lenne. “He used bad steel from Aden,” Mayor Oda Brandt"
        " said.",
        ["Jan Roos used bad steel from Aden."],
    ),
    (
        "'it' in what a body says is that body",
        "The Harbour Board said it would not sell the port of Aden.",
        ["The Harbour Board would not sell the port of Aden."],
    ),
    (
        "a call is claimed to have been made",
        "Mayor Oda Brandt urged the people of Aden to repair the Lenne bridge.",
        ["Mayor Oda Brandt urged the people of Aden to repair the Lenne bridge."],
    ),
    (
        "what is said with a second 'that' is a second claim",
        "Mayor Oda Brandt said the Lenne bridge cracked in May and that the Harbour Board closed"
        " the port of Aden.",
        [
            "The Lenne bridge cracked in May.",
            "The Harbour Board closed the port of Aden.",
        ],
    ),
    (
        "a bare surname that a couple shares stays as it is",
        "Oda Brandt came to Aden in May with Jan Brandt. Tim Vos said Brandt's port of Aden lost"
        " three ships.",
        ["Brandt's port of Aden lost three ships."],
    ),
    (
        "a taunt in a quotation names nobody elsewhere",
        "Ann Lee runs the port of Aden. “Crooked Ann Lee sold the port of Aden,” Mayor Oda Brandt"
        " said. Brandt said Lee sold the Lenne bridge in May.",
        ["Crooked Ann Lee sold the port of Aden.", "Ann Lee sold the Lenne bridge in May."],
    ),
    (
        "what follows the content in the clause belongs to it",
        "Mayor Oda Brandt has not mentioned the Lenne bridge since the fair in Aden.",
        ["Mayor Oda Brandt has not mentioned the Lenne bridge since the fair in Aden."],
    ),
    (
        "'and' between two names divides nothing",
        "Mayor Oda Brandt said Aden was the port where Jan Roos and Ann Lee found the Lenne ferry.",
        ["Aden was the port where Jan Roos and Ann Lee found the Lenne ferry."],
    ),
    (
        "'our nation' of a body is no nation of the body's",
        "“Our nation needs the port of Aden,” the Harbour Board said.",
        ["Our nation needs the port of Aden."],
    ),
    (
        "what somebody demands is claimed to be demanded",
        "Mayor Oda Brandt demanded that Jan Roos sell the port of Aden.",
        ["Mayor Oda Brandt demanded that Jan Roos sell the port of Aden."],
    ),
    (
        "'our country' stays, for who speaks is told",
        "“Our country needs the port of Aden,” Mayor Oda Brandt said.",
        ["Our country needs the port of Aden."],
    ),
    (
        "\"'d\" before a participle is 'had'",
        "Mayor Oda Brandt said she'd repaired the Lenne bridge in May.",
        ["Oda Brandt had repaired the Lenne bridge in May."],
    ),
    (
        "what an apposition stands before is still said by its source",
        "Oda Brandt, the mayor of Aden, denounced the sale of the Lenne bridge.",
        ["Oda Brandt denounced the sale of the Lenne bridge."],
    ),
    (
        "what is said beside another act gets a tense",
        "Oda Brandt, who runs the port of Aden, opened the fair on Monday, calling the sale of the"
        " Lenne bridge a disgrace.",
        ["Oda Brandt was calling the sale of the Lenne bridge a disgrace."],
    ),
    (
        "when it was opens the sentence, and is told",
        "On Monday, Mayor Oda Brandt denounced the sale of the Lenne bridge.",
        ["On Monday, Mayor Oda Brandt denounced the sale of the Lenne bridge."],
    ),
    (
        "when it was said is not when it was",
        "On Monday, Mayor Oda Brandt said the port of Aden lost three ships to Lenne.",
        ["The port of Aden lost three ships to Lenne."],
    ),
    (
        "two who ask were asking",
        "Jan Roos and Ann Lee came to Aden, asking Oda Brandt to repair the Lenne bridge.",
        ["Jan Roos and Ann Lee were asking Oda Brandt to repair the Lenne bridge."],
    ),
    (
        "what is denied is claimed to be denied, not to be so",
        "Mayor Oda Brandt denied that the port of Aden lost three million euros.",
        ["Mayor Oda Brandt denied that the port of Aden lost three million euros."],
    ),
    (
        "what somebody does not believe is not claimed",
        "Mayor Oda Brandt doesn't believe Aden should sell the Lenne ferry.",
        ["Mayor Oda Brandt doesn't believe Aden should sell the Lenne ferry."],
    ),
    (
        "what somebody does not deny is claimed",
        "Mayor Oda Brandt did not deny that Aden sold the Lenne ferry.",
        ["Aden sold the Lenne ferry."],
    ),
    (
        "what somebody hopes for is claimed to be hoped",
        "Mayor Oda Brandt hopes that Peter Hask will sell the Lenne ferry in May.",
        ["Mayor Oda Brandt hopes that Peter Hask will sell the Lenne ferry in May."],
    ),
    (
        "'not only said' is said",
        "Mayor Oda Brandt not only said that Aden sold the Lenne ferry.",
        ["Aden sold the Lenne ferry."],
    ),
    (
        "'the city' is the one that the claim names",
        "Mayor Oda Brandt said the sale of Aden's bridges hurt the city in May.",
        ["The sale of Aden's bridges hurt the city in May."],
    ),
    (
        "'we have to' and 'this country' are told by who speaks",
        "“This country needs the port of Aden, and we have to sell the Lenne bridge,” Mayor Oda"
        " Brandt said.",
        ["This country needs the port of Aden.", "We have to sell the Lenne bridge."],
    ),
    (
        "'the nomination' is that of the party of whom a claim names",
        "Mayor Oda Brandt said Jan Roos would lose the nomination in Aden in May.",
        ["Jan Roos would lose the nomination in Aden in May."],
    ),
    (
        "'she' in what a source's aides say is the one whose aides they are",
        "Oda Brandt's team said she had sold the port of Aden in May.",
        ["Oda Brandt had sold the port of Aden in May."],
    ),
    (
        "'his Majesty' is nobody's",
        "Mayor Oda Brandt said His Majesty the King came to Aden.",
        ["His Majesty the King came to Aden."],
    ),
    (
        "a fuller phrase takes the place of what is flagged otherwise",
        "The board signed a deal between Aden and Lenne. Mayor Oda Brandt said this deal failed in"
        " May.",
        ["The deal between Aden and Lenne failed in May."],
    ),
    (
        "a year belongs to its date, although commas set it off",
        "The Lenne Daily study of July 5, 2015, criticized Mayor Oda Brandt for closing the port of"
        " Aden.",
        [
            "The Lenne Daily study of July 5, 2015 criticized Mayor Oda Brandt for closing the port"
            " of Aden."
        ],
    ),
    (
        "a surname after an office is no wife's: 'President Roos' is not Ana de Roos",
        "Ana de Roos came to Aden with Jan Vos. Mayor Oda Brandt said President Roos closed the"
        " port of Aden in May.",
        ["President Roos closed the port of Aden in May."],
    ),
    (
        "a body that bears a person's name keeps its own",
        "Jan Roos runs the Lee Foundation in Aden. Ann Lee left. Mayor Oda Brandt said the Lee"
        " Foundation lost three million euros in May.",
        ["The Lee Foundation lost three million euros in May."],
    ),
    (
        "what follows in quotation marks belongs to the clause",
        "Mayor Oda Brandt denounced the sale of the Lenne bridge because of “bad” steel in Aden.",
        ["Mayor Oda Brandt denounced the sale of the Lenne bridge because of “bad” steel in Aden."],
    ),
    (
        "a reason that opens the sentence stays, for it is of what follows",
        "Mayor Oda Brandt said: “Because Jan Roos sold the Lenne ferry, Aden will lose its port.”",
        ["Because Jan Roos sold the Lenne ferry, Aden will lose its port."],
    ),
    (
        "'the party' is not the lesser one of which an article tells",
        "The Green Party met in Aden. Democrats met Republicans, and Democrats left. Mayor Oda"
        " Brandt said the party must support Jan Roos in May.",
        ["The party must support Jan Roos in May."],
    ),
    (
        "an abbreviation that the article explains is written out",
        "The Harbour Valley Forum (HVF) met. Mayor Oda Brandt said the HVF closed the port of Aden"
        " in May.",
        ["The Harbour Valley Forum (HVF) closed the port of Aden in May."],
    ),
    (
        "until when something was so is told",
        "Until Thursday, Mayor Oda Brandt had refused to sell the Lenne ferry.",
        ["Until Thursday, Mayor Oda Brandt had refused to sell the Lenne ferry."],
    ),
    (
        "a question claims nothing",
        "“Why did the Lenne bridge crack?” Mayor Oda Brandt asked.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_claims(analyse: Analyse, text: str, expected: list[str]) -> None:
    assert [claim.text for claim in claims(analyse(text))] == expected


def test_what_is_changed_is_marked_with_where_it_comes_from(analyse: Analyse) -> None:
    text = "Jan Roos came to Aden. “He used bad steel from Aden,” Mayor Oda Brandt said."
    (claim,) = claims(analyse(text))
    (change,) = claim.changes
    assert (change.text, change.link) == ("Jan Roos", "pronoun")
    assert (change.original.text, change.original.start) == ("He", text.index("He used"))
    assert change.source is not None
    assert (change.source.text, change.source.start) == ("Jan Roos", 0)


UNCLEAR = [
    (
        "It hangs on whether Republicans believe that Peter Hask sold the Lenne ferry.",
        "Peter Hask sold the Lenne ferry.",
        ("denied",),
    ),
    (
        "Mayor Oda Brandt said the port lost three million euros in May.",
        "The port lost three million euros in May.",
        ("unresolved: the port",),
    ),
    (
        "“We don't want the port of Aden,” Mayor Oda Brandt said.",
        "We don't want the port of Aden.",
        ("unresolved: we",),
    ),
    (
        "Mayor Oda Brandt said the port of Aden was hurt by Jan Roos's decision.",
        "The port of Aden was hurt by Jan Roos's decision.",
        ("unresolved: Roos's decision",),
    ),
    (
        "A bridge was planned in Aden. The Harbour Board estimates that it would"
        " cost Aden three million euros.",
        "It would cost Aden three million euros.",
        ("unresolved: it",),
    ),
    (
        "Jan Roos met Tim Vos in Aden. Even if the ferry of Jan Roos fails, Tim Vos said, he has"
        " repaired the Lenne bridge in Aden.",
        "He has repaired the Lenne bridge in Aden.",
        ("unresolved: he", "incomplete"),
    ),
    (
        "Mayor Oda Brandt said Jan Roos would then sell the port of Aden.",
        "Jan Roos would then sell the port of Aden.",
        ("unresolved: then",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos sold the port of Aden two weeks later.",
        "Jan Roos sold the port of Aden two weeks later.",
        ("no occasion",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos is in second place, before Tim Vos and Ann Lee.",
        "Jan Roos is in second place, before Tim Vos and Ann Lee.",
        ("no occasion",),
    ),
    (
        "Mayor Oda Brandt said the Embassy sold the port of Aden to Jan Roos in May.",
        "The Embassy sold the port of Aden to Jan Roos in May.",
        ("unresolved: the Embassy",),
    ),
    (
        "Mayor Oda Brandt said Aden is not as rich.",
        "Aden is not as rich.",
        ("unresolved: as rich",),
    ),
    (
        "Mayor Oda Brandt accused Jan Roos of cheating.",
        "Mayor Oda Brandt accused Jan Roos of cheating.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt criticized Jan Roos on several fronts.",
        "Mayor Oda Brandt criticized Jan Roos on several fronts.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt said the shipping magnate sold the port of Aden to Jan Roos in May.",
        "The shipping magnate sold the port of Aden to Jan Roos in May.",
        ("unresolved: the shipping magnate",),
    ),
    (
        "Mayor Oda Brandt said the state's bridges cost Jan Roos three million euros.",
        "The state's bridges cost Jan Roos three million euros.",
        ("unresolved: the state",),
    ),
    (
        "Mayor Oda Brandt said other ports would lose Jan Roos in May.",
        "Other ports would lose Jan Roos in May.",
        ("unresolved: other ports",),
    ),
    (
        "Mayor Oda Brandt said Aden would treat Jan Roos the same way.",
        "Aden would treat Jan Roos the same way.",
        ("unresolved: same way",),
    ),
    (
        "Mayor Oda Brandt said the former minister came to Aden.",
        "The former minister came to Aden.",
        ("unresolved: the former minister",),
    ),
    (
        "Mayor Oda Brandt said Maria sold the port of Aden.",
        "Maria sold the port of Aden.",
        ("unresolved: Maria",),
    ),
    (
        "Mayor Oda Brandt said the port of Aden does what it wants.",
        "The port of Aden does what it wants.",
        ("unresolved: what",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos bought the crane in May.",
        "Jan Roos bought the crane in May.",
        ("unresolved: the crane",),
    ),
    (
        "Mayor Oda Brandt said Pelta sold the port of Aden in May.",
        "Pelta sold the port of Aden in May.",
        ("unresolved: Pelta",),
    ),
    (
        "Mayor Oda Brandt said both men left Aden in May.",
        "Both men left Aden in May.",
        ("unresolved: both men",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos would do it in May.",
        "Jan Roos would do it in May.",
        ("unresolved: it",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos had no time to think about it in May.",
        "Jan Roos had no time to think about it in May.",
        ("unresolved: it",),
    ),
    (
        "Mayor Oda Brandt said it is a port that grows faster than Aden.",
        "It is a port that grows faster than Aden.",
        ("unresolved: it",),
    ),
    (
        "Lenne mayor Oda Brandt said Jan Roos helped the city in May.",
        "Jan Roos helped the city in May.",
        ("unresolved: the city",),
    ),
    (
        "Maria runs a school. Maria left Aden. Maria said she sold a ship in Aden in May.",
        "She sold a ship in Aden in May.",
        ("unresolved: she",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos was tired of bridges.",
        "Jan Roos was tired of bridges.",
        ("no occasion",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos is like a pirate.",
        "Jan Roos is like a pirate.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt said troops were closing the port of Aden.",
        "Troops were closing the port of Aden.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt did not defend Jan Roos in Aden.",
        "Mayor Oda Brandt did not defend Jan Roos in Aden.",
        ("no occasion",),
    ),
    (
        "A Brandt supporter accused Jan Roos of fraud in Aden.",
        "A Brandt supporter accused Jan Roos of fraud in Aden.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt said the security agency hired Jan Roos in Aden.",
        "The security agency hired Jan Roos in Aden.",
        ("unresolved: the security agency",),
    ),
    (
        "Mayor Oda Brandt said the SRI may sue Jan Roos in Aden.",
        "The SRI may sue Jan Roos in Aden.",
        ("unresolved: SRI",),
    ),
    (
        "Mayor Oda Brandt said the sixth bloc is the Harbour Board of Aden.",
        "The sixth bloc is the Harbour Board of Aden.",
        ("unresolved: the sixth bloc",),
    ),
    (
        "Mayor Oda Brandt said certain ships are a danger to Aden and Lenne.",
        "Certain ships are a danger to Aden and Lenne.",
        ("unresolved: certain ships",),
    ),
    (
        "Mayor Oda Brandt said the best are found on the road between Aden and Lenne.",
        "The best are found on the road between Aden and Lenne.",
        ("unresolved: the best",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos knows Ann Lee does as well.",
        "Jan Roos knows Ann Lee does as well.",
        ("unresolved: does",),
    ),
    (
        "Mayor Oda Brandt called the merger “a bad deal for Aden.”",
        "Mayor Oda Brandt called the merger “a bad deal for Aden.”",
        ("unresolved: the merger",),
    ),
    (
        "Mayor Oda Brandt said ferries need steel and workers.",
        "Ferries need steel and workers.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt mentioned Jan Roos in Aden.",
        "Mayor Oda Brandt mentioned Jan Roos in Aden.",
        ("nothing named",),
    ),
    (
        "Critics accused Jan Roos of fraud in Aden.",
        "Critics accused Jan Roos of fraud in Aden.",
        ("nothing named",),
    ),
    (
        "Mayor Oda Brandt announced something about the port of Aden.",
        "Mayor Oda Brandt announced something about the port of Aden.",
        ("nothing named",),
    ),
    (
        "Tim Vos came to Aden. Jan Roos closed the port of Aden when he accused the Lenne ferry of"
        " fraud.",
        "He accused the Lenne ferry of fraud.",
        ("unresolved: he", "speaker"),
    ),
    (
        "Mayor Oda Brandt said the same thing is true of Jan Roos if Aden were to become rich.",
        "The same thing is true of Jan Roos if Aden were to become rich.",
        ("unresolved: same thing",),
    ),
    (
        "Two lobbying firms came to Aden. Mayor Oda Brandt said Jan Roos paid the lobbying firms"
        " in May.",
        "Jan Roos paid the lobbying firms in May.",
        ("unresolved: the lobbying firms",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos linked the crane to Tim Vos of Aden in May.",
        "Jan Roos linked the crane to Tim Vos of Aden in May.",
        ("unresolved: the crane",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos sold the crane, which belongs to Aden, in May.",
        "Jan Roos sold the crane, which belongs to Aden, in May.",
        ("unresolved: the crane",),
    ),
    (
        "Mayor Oda Brandt said the PM 2.5 levels in Aden were 40 micrograms in May.",
        "Mayor Oda Brandt said the PM 2.5 levels in Aden were 40 micrograms in May.",
        ("nothing named", "unresolved: the PM"),
    ),
    (
        "Mayor Oda Brandt said Jan Roos has the following ships in Aden.",
        "Jan Roos has the following ships in Aden.",
        ("unresolved: following",),
    ),
    (
        "Mayor Oda Brandt said Aden held talks between both rival countries in May.",
        "Aden held talks between both rival countries in May.",
        ("unresolved: both countries",),
    ),
    (
        "Mayor Oda Brandt said the MoCP sold the port of Aden in May.",
        "The MoCP sold the port of Aden in May.",
        ("unresolved: MoCP",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos earned three million euros in Aden during the month.",
        "Jan Roos earned three million euros in Aden during the month.",
        ("no occasion",),
    ),
    (
        "Mayor Oda Brandt said Jan Roos will do better in Aden in May.",
        "Jan Roos will do better in Aden in May.",
        ("unresolved: do better",),
    ),
    (
        "Mayor Oda Brandt said the United States will sell ships to Jan Roos in the region.",
        "The United States will sell ships to Jan Roos in the region.",
        ("unresolved: the region",),
    ),
    (
        "The Norwegian researchers praised Jan Roos in May.",
        "The Norwegian researchers praised Jan Roos in May.",
        ("nothing named",),
    ),
    (
        "“We will repair the port of Aden in May,” a Lenne official said.",
        "We will repair the port of Aden in May.",
        ("unresolved: we",),
    ),
    ("A source said Jan Roos was tired.", "Jan Roos was tired.", ("nothing named",)),
    ("“That is bad,” Mayor Oda Brandt said.", "That is bad.", ("unresolved: that",)),
    ("Mayor Oda Brandt said they would come.", "They would come.", ("unresolved: they",)),
    ("Mayor Oda Brandt said changes were needed.", "Changes were needed.", ("nothing named",)),
]


@pytest.mark.parametrize(("text", "said", "flags"), UNCLEAR, ids=[said for _, said, _ in UNCLEAR])
def test_what_does_not_stand_alone_is_a_claim_with_its_reason(
    analyse: Analyse, text: str, said: str, flags: tuple[str, ...]
) -> None:
    (claim,) = claims(analyse(text))
    assert (claim.text, claim.flags, claim.standalone) == (said, flags, False)
    assert claim.changes == ()


def test_a_person_named_twice_is_one_name(analyse: Analyse) -> None:
    (claim,) = claims(analyse("Callum Reid said: “I abused my position of trust and authority.”"))
    assert claim.flags == ("no occasion",)


def test_ourselves_is_not_himself(analyse: Analyse) -> None:
    text = "“We must protect ourselves and the people of Aden,” Mayor Oda Brandt said."
    (claim,) = claims(analyse(text))
    assert claim.text == "We must protect ourselves and the people of Aden."


def test_what_stands_alone_has_no_flag(analyse: Analyse) -> None:
    text = (
        "Oda Brandt said South Korea and the United States signed a treaty on Iranian oil in 2015."
    )
    [claim] = claims(analyse(text))
    assert claim.standalone
    assert claim.flags == ()


def test_parts_negation_modality_and_condition(analyse: Analyse) -> None:
    text = "The Harbour Board said it would not sell the port of Aden."
    (claim,) = claims(analyse(text))
    assert (claim.subject, claim.predicate, claim.object) == (
        "The Harbour Board",
        "sell",
        "the port of Aden",
    )
    assert (claim.negated, claim.modality, claim.condition) == (True, "hypothetical", None)


def test_the_same_statement_has_the_same_ids(analyse: Analyse) -> None:
    text = CASES[0][1]
    assert [c.id for c in claims(analyse(text))] == [c.id for c in claims(analyse(text))]
    assert all(c.id.startswith("c_") for c in claims(analyse(text)))


def assert_sound(text: str, statements: tuple[Statement, ...]) -> None:
    """Check every offset of every claim, and their bounds."""
    for statement in statements:
        assert len(statement.claims) <= MOST
        assert len({claim.id for claim in statement.claims}) == len(statement.claims)
        for claim in statement.claims:
            assert claim.text
            assert claim.spans
            assert claim.standalone == (not claim.flags)
            assert claim.checkworthy is not None
            for told in (*claim.quantities, *claim.dates):
                assert text[told.start : told.end] == told.text
                assert any(s.start <= told.start and told.end <= s.end for s in claim.spans)
            for span in claim.spans:
                assert text[span.start : span.end] == span.text
            ends = 0
            for change in claim.changes:
                assert ends <= change.start < change.end <= len(claim.text)
                ends = change.end
                assert claim.text[change.start : change.end] == change.text
                for place in (change.original, change.source):
                    assert place is None or text[place.start : place.end] == place.text
            for entity in claim.entities:
                assert claim.text[entity.start : entity.end] == entity.text
            for part in (claim.subject, claim.object, claim.condition):
                assert part is None or part in claim.text


SAYINGS = (
    *PIECES,
    *(" I", " we", " our", " this plan", " the talks", " and", " or", " if it rains,", " which"),
    *(" Ann Lee", " Lee", " the Harbour Board", " said that", " “we", "”", " lost", " the port"),
    *(" wants to", " 300", " myself", " who left", ", "),
)


@given(st.lists(st.sampled_from(SAYINGS), max_size=60).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_text(analyser: Analyser, text: str) -> None:
    document = Document("Lee said " + text, language="en")
    assert_sound(document.text, analyser.analyse(document).statements)


def test_long_contents_have_few_claims(analyser: Analyser) -> None:
    chance = random.Random(5)  # noqa: S311 - a test text, no secret
    words = "".join(chance.choices(SAYINGS, k=5000))
    spoken = "The port lost 300 men and Ann Lee left Aden. " * 200
    for text in (f"Ann Lee said: “{spoken}”", f"Ann Lee said that {words}"):
        document = Document(text, language="en")
        assert_sound(text, analyser.analyse(document).statements)
