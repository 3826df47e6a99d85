"""Whom sources stand for in short articles, as the shipped base pipeline parses them.

Each row: the article, the words of a source in it (the last place of them), and its holder by name.
"""

import pytest
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.extensions import HolderData
from service.nlp.resolution import Resolver
from service.text import prepare
from tests.nlp.article_builders import LEXICONS

LONGEST = 10_000


@pytest.fixture(scope="module")
def base() -> Language:
    """The pipeline up to the people of an article."""
    nlp = pipeline.load(learned=False, labelled=False)
    nlp.disable_pipes("attribution_rules", "speakers", "nesting")
    return nlp


def holder(nlp: Language, text: str, source: str) -> HolderData:
    """Resolve the last place of some words of a text."""
    prepared = prepare(text, max_chars=LONGEST)
    doc = pipeline.make_doc(nlp, prepared)
    for _, component in nlp.pipeline:
        doc = component(doc)
    start = text.rindex(source)
    return Resolver(doc, LEXICONS).resolve((start, start + len(source)))


BODIES = [
    # described with the noun before, in small letters
    (
        "The Riverside harbour commission met. Later, the commission said it was wet.",
        "the commission",
        "Riverside harbour commission",
    ),
    (
        "He read it in the Riverside Home magazine. The magazine said it was wet.",
        "The magazine",
        "Riverside Home",
    ),
    # a nearer body is of another kind
    (
        "The National Weather Service was closed. Congress passed a bill. "
        "The agency said it was wet.",
        "The agency",
        "National Weather Service",
    ),
    # a text reads so, not the body that was named in between
    (
        'The farmers sent a letter to the mayor. Congress has failed. "It is too late," it read.',
        "it",
        "a letter to the mayor",
    ),
    # the papers of a headline, and who is no name
    (
        "Newspaper: Mayor must go.\n\nThe Lenne Courier said on Monday that the mayor must go.",
        "Newspaper",
        "Lenne Courier",
    ),
    (
        "Newspaper says mayor must go.\n\nThe Lenne Courier said on Monday that he must go. "
        "It rained. The newspaper called it a scandal.",
        "The newspaper",
        "Lenne Courier",
    ),
    ("Newspaper says mayor must go.\n\nIt rained.", "Newspaper", "Newspaper"),
    # who makes laws
    (
        "Member of House panel says bridge has to close.\n\nRep. Peter Hask, a Democrat, called "
        "on Mayor Oda Brandt to close it.",
        "Member of House panel",
        "Peter Hask",
    ),
]


@pytest.mark.parametrize(("text", "source", "name"), BODIES)
def test_nouns_for_bodies_and_members(base: Language, text: str, source: str, name: str) -> None:
    assert holder(base, text, source)["name"] == name


SITES = [
    # a site of the headline is who acts first; and no person
    (
        "Popular website shows bias.\n\nTruthCheck announced it will have ten checkers.",
        "Popular website",
        "TruthCheck",
    ),
    ("Mayor Ann Lee asked why. The website said it was wet.", "The website", "The website"),
    # a body that acted since one spoke last
    (
        "The Mill Union said it was late. The Dock Board gave her a prize. She knows the harbour "
        "well. She has been a friend of the town. She was a pilot. Then it praised the mayor.",
        "it",
        "Dock Board",
    ),
    # the towns, and not what is told of them
    (
        "Help came from Peru and Chile, the coast's two oldest rivals, which vowed to help.",
        "the coast's two oldest rivals",
        "Peru",
    ),
    (
        "He met the mayor, the town's oldest clerk, who left.",
        "the town's oldest clerk",
        "the town's oldest clerk",
    ),
]


@pytest.mark.parametrize(("text", "source", "name"), SITES)
def test_what_is_told_of_bodies(base: Language, text: str, source: str, name: str) -> None:
    assert holder(base, text, source)["name"] == name


RELATIVES = [
    # a description between the name and "who", whatever the clause hangs on
    (
        "It was derided by Oda Brandt, the leader of the opposition in Riverside, who left.",
        "who",
        "Oda Brandt",
    ),
    (
        "The fund got money from Peter E. Hask, a Texas investor who had backed the dam.",
        "who",
        "Peter E. Hask",
    ),
    (
        "He met Oda Brandt, the United States Parks and Rivers commissioner, who left.",
        "who",
        "Oda Brandt",
    ),
    # the last of a list, with what tells who it is
    (
        "He met Oda Brandt, the chief of the mill, and his friend Peter Hask, who left.",
        "who",
        "Peter Hask",
    ),
    # names, and not what is told of them
    (
        "It came from Peru and Chile, the coast's two oldest rivals, which vowed to help.",
        "which",
        "Peru",
    ),
    # people, and not the things before "who"
    (
        "There was little reason for hope among voters, who stayed at home.",
        "who",
        "voters",
    ),
    (
        "Officials in the government of Riverside who made the plan were mocked.",
        "who",
        "Officials in the government of Riverside",
    ),
    ("It inspired many young voters: idealists who wanted a break.", "who", "idealists"),
    ("Instead, the novice who wants to win is reaping rewards.", "who", "the novice"),
]


@pytest.mark.parametrize(("text", "source", "name"), RELATIVES)
def test_relative_pronouns(base: Language, text: str, source: str, name: str) -> None:
    assert holder(base, text, source)["name"] == name


DESCRIPTIONS = [
    # commas set off what is only added; clauses without a comma tell who it is
    (
        "Officials at the Harbour Board, a part of the Riverside Port Authority, denied it.",
        "Officials at the Harbour Board, a part of the Riverside Port Authority,",
        "Officials at the Harbour Board",
    ),
    (
        "Many voters who had backed the dam said they would stay at home.",
        "Many voters who had backed the dam",
        "Many voters who had backed the dam",
    ),
    # ages, and what they are told of
    (
        "It rained. Her    72-year-old mother said it was safe.",
        "Her    72-year-old mother",
        "Her 72-year-old mother",
    ),
    (
        "But research to be released this week by four farmers suggests it rained.",
        "research to be released this week by four farmers",
        "research",
    ),
    (
        "A grain dealer speaking on condition of anonymity called it a loss.",
        "A grain dealer speaking on condition of anonymity",
        "A grain dealer",
    ),
    (
        "A report released last year said the dam was safe.",
        "A report released last year",
        "A report",
    ),
    # "many", "one", "27 percent" head what follows
    (
        "She was ahead in polls taken in December, 40 to 20.",
        "polls taken in December",
        "polls",
    ),
    (
        "Many of the farmers said they had lost hay.",
        "Many of the farmers",
        "Many of the farmers",
    ),
]

DOCUMENTS = [
    (
        "A Hollowbrook University poll released last week showed the mayor ahead.",
        "A Hollowbrook University poll released last week",
        "Hollowbrook University",
    ),
    # the issuer is told before, or after a headline
    (
        "A Hollowbrook University poll showed the mayor ahead. The survey found few undecided.",
        "The survey",
        "Hollowbrook University",
    ),
    # who publishes it does not speak in it
    (
        "A report on the dam released by the Harbour Board said it was safe.",
        "A report on the dam released by the Harbour Board",
        "A report on the dam",
    ),
    # the issuer is told by the body that made it, or by its short name
    (
        "The dam is safe, according to a new poll. "
        "The survey, conducted by the Institute of Riverside, found few undecided.",
        "a new poll",
        "Institute of Riverside",
    ),
    # where a post stands is not who wrote it
    (
        "He was dismissed after a Facebook post showed a man.",
        "a Facebook post",
        "a Facebook post",
    ),
    # where the polls are
    (
        "In New Hampshire it rained. New Hampshire polls have shown the mayor ahead.",
        "New Hampshire polls",
        "New Hampshire polls",
    ),
    (
        "The Hollow Times wrote about the dam. A Times article praised the mayor.",
        "A Times article",
        "Hollow Times",
    ),
]

BODIES = [
    (
        "The United Nations Water Council met. The Water Council said it was safe.",
        "The Water Council",
        "United Nations Water Council",
    ),
    (
        "The United Nations Water Council met on Monday. The U.N. said it was safe.",
        "The U.N.",
        "United Nations",
    ),
    # several bodies are described, not named
    (
        "Three Riverside unions said they would strike.",
        "Three Riverside unions",
        "Three Riverside unions",
    ),
    # another court has no "appeals" in its name
    (
        "The Riverside Court of Appeals met the Supreme Court. The appeals court said no.",
        "The appeals court",
        "Riverside Court of Appeals",
    ),
    (
        "The Alliance for Open Rivers met. The alliance, which has nine members, said it was safe.",
        "The alliance, which has nine members,",
        "Alliance for Open Rivers",
    ),
    (
        "Peru met Chile. The Peruvian authorities said it was safe.",
        "The Peruvian authorities",
        "Peru",
    ),
    # adjectives, and "'s" inside a name
    (
        "In the 1990s, the conservative Swiss People's Party, or SVP, said it rained.",
        "the conservative Swiss People's Party, or SVP,",
        "Swiss People's Party",
    ),
    (
        "The Ann Lee Foundation was set up by Ann Lee. The Ann Lee Foundation said it rained.",
        "The Ann Lee Foundation",
        "Ann Lee Foundation",
    ),
    # letters that the text explains, with a noun after them
    (
        "Deputies of Movimento 7 Venti (M7V) met. The M7V party asks for rain.",
        "The M7V party",
        "Movimento 7 Venti",
    ),
    # "PAC" is no name, and any noun of a thing may stand beside one
    (
        "Oda Brandt is ahead. The super PAC supporting her bid, Open Rivers Action, aired a film.",
        "The super PAC supporting her bid, Open Rivers Action,",
        "Open Rivers Action",
    ),
    (
        "The Pro-Brandt super PAC Open Rivers Action said it was safe.",
        "The Pro-Brandt super PAC Open Rivers Action",
        "Open Rivers Action",
    ),
    (
        "Open Rivers Action, a super PAC, aired a film. The super PAC said it was safe.",
        "The super PAC",
        "Open Rivers Action",
    ),
    (
        "Another holdout — the United Mill Workers — said it would wait.",
        "Another holdout — the United Mill Workers —",
        "United Mill Workers",
    ),
    # what is only described is the one before the comma
    (
        "Norway, the valley's only ally, said it was safe.",
        "the valley's only ally",
        "Norway",
    ),
]

PEOPLE = [
    # "she" is nobody who is known to be a man
    (
        "Peter Hask won the vote, and Peter Hask thanked the voters. She said it was unfair.",
        "She",
        None,
    ),
    (
        "Oda Brandt and Megan Lee met. Democrat Megan Lee said it was over. Lee said it rained.",
        "Lee",
        "Megan Lee",
    ),
    # where she is from may follow her name; whose rival she is, goes before
    (
        "Another farmer, Peter Hask of Riverside University, said it was unfair.",
        "Another farmer, Peter Hask of Riverside University,",
        "Peter Hask",
    ),
    # who is known to be a man; a town is nobody, given name or not
    ("She asked for rain. Chris Christie gave an answer, she said.", "she", None),
    (
        "Juan Manriquez of Orlando wept. In Orlando it rained. Police in Orlando were sad. "
        '"I cried," he said.',
        "he",
        "Juan Manriquez",
    ),
    # given name and initial that the recogniser left out, a nickname
    ("He met Senate Minority Leader Harry M. Reid. Reid said it rained.", "Reid", "Harry M. Reid"),
    ('Juan "Chico" Manriquez of Lenne left. "I cried," he said.', "he", "Juan Manriquez"),
    # the name after the comma
    (
        "Hask's usual partner, committee ranking Democrat Sen. Benjamin L. Cardin, is away.",
        "Hask's usual partner, committee ranking Democrat Sen. Benjamin L. Cardin,",
        "Benjamin L. Cardin",
    ),
    # "she" may come before the name
    ("She says it is unfair. Oda Brandt lost her farm to the dam.", "She", "Oda Brandt"),
    # who has "her cousin" is a woman, so that "he" is the cousin
    (
        "Baek Mi-ran owns the boatyard and her cousin Baek Seung-woo runs it. He said it rained.",
        "He",
        "Baek Seung-woo",
    ),
    # the only judge of the lead is named further on
    (
        "A Riverside judge rejected the request. It rained. Judge Peter Hask wrote it was late.",
        "A Riverside judge",
        "Peter Hask",
    ),
    # a Democrat is no Republican senator
    (
        "Democratic Sen. Anna Brandt met farmers. The Republican senator said it was unfair.",
        "The Republican senator",
        "The Republican senator",
    ),
]


TAKEN_UP = [
    # the country, the campaign, the union that the article is about
    (
        "Norway built the dam. Norway said it was safe. The government denied it.",
        "The government",
        "Norway",
    ),
    (
        "Oda Brandt's campaign paid for it. It rained. The campaign denied it.",
        "The campaign",
        "Oda Brandt's campaign",
    ),
    # the last of two people
    (
        "Oda Brandt met Peter Hask in Riverside. The latter said it was unfair.",
        "The latter",
        "Peter Hask",
    ),
    # one who is named later
    (
        '"They burned our boats," the old man said. His name is Peter Hask, and he is a fisherman.',
        "the old man",
        "Peter Hask",
    ),
    # "her" of a description without a name
    (
        "Oda Brandt left the court on Monday. Her lawyer said it was unfair.",
        "Her lawyer",
        "Oda Brandt's lawyer",
    ),
    # some of what is hers speak for her, some of her people for themselves
    (
        "Ann Lee told the panel it was late. Several of her findings pointed to rain.",
        "Several of her findings",
        "Ann Lee",
    ),
    (
        "Some of Lee's advisers said it rained. Ann Lee left.",
        "Some of Lee's advisers",
        "Some of Ann Lee's advisers",
    ),
    (
        "Ann Lee came late, while most of her competitors called for rain.",
        "most of her competitors",
        "most of Ann Lee's competitors",
    ),
    (
        "Ann Lee was the star. Her family, friends and employees said it rained.",
        "Her family, friends and employees",
        "Ann Lee's family, friends and employees",
    ),
    # those of whom it was told where they are from
    (
        "The study was done by a research team from the Hollow Institute of Technology. It rained. "
        "The researchers found less wheat.",
        "The researchers",
        "a research team from the Hollow Institute of Technology",
    ),
    ("A group of farmers left. The researchers found wheat.", "The researchers", "The researchers"),
    # a year owns no vote
    (
        "This year's local vote raised doubts about the dam.",
        "This year's local vote",
        "This year's local vote",
    ),
]

GROUPS = [
    (
        "Critics of the dam, like Senators Anna Brandt and Peter Hask, want it closed.",
        "Critics of the dam, like Senators Anna Brandt and Peter Hask,",
        "Anna Brandt",
    ),
    (
        "Two unions, the Mill Workers Union and the Dock Union, backed the dam.",
        "Two unions, the Mill Workers Union and the Dock Union,",
        "Mill Workers Union",
    ),
    (
        "Anna Brandt married Peter Brandt. The Brandts said it was unfair.",
        "The Brandts",
        "Anna Brandt",
    ),
    # "they" are the subject of the sentence before
    (
        "Farmers in Riverside met on Monday. They said it was too dry.",
        "They",
        "Farmers in Riverside",
    ),
    # who is named after the comma, and who are told of there
    (
        "It was backed by two of the county's lawmakers, Oda Brandt and Peter Hask, on Monday.",
        "two of the county's lawmakers, Oda Brandt and Peter Hask",
        "Oda Brandt",
    ),
    (
        "Robert and Ann Hask, the father-and-daughter donors who backed the dam, stayed away.",
        "who",
        "Robert Hask",
    ),
    # the noun before their names, and where they are from
    (
        "The economists Stephen Cohen and Bob DeLong of Berkeley wrote a book. They argue it pays.",
        "They",
        "Stephen Cohen",
    ),
    (
        "It was written by three economists -- Ann Autor at the Institute of Lenne, Ann Dorn at "
        "the University of Aden and Gordon Hanson at Lenne College.",
        "three economists -- Ann Autor at the Institute of Lenne, Ann Dorn at "
        "the University of Aden and Gordon Hanson at Lenne College",
        "Ann Autor",
    ),
    ("Ann Lee and Tom Lee live here. The couple said it rained.", "The couple", "Ann Lee"),
    ("Ann Lee met Bob Ray in June. The pair said it rained.", "The pair", "Ann Lee"),
    (
        "Ann Lee met Megan Ray. Peter Hask was away. Both women said it rained.",
        "Both women",
        "Ann Lee",
    ),
    # "both of whom" are not the two who were named
    (
        "Ann Lee met Bob Ray and two farmers, both of whom opposed the dam.",
        "both of whom",
        "both of whom",
    ),
    # the children did not name themselves
    (
        "The farmers had two children, whom they named Ann and Bob.",
        "they",
        "The farmers",
    ),
    # the last two people are not "both candidates", whoever they are
    (
        "Economist Oda Brandt met Peter Hask. Both presidential candidates oppose the deal.",
        "Both presidential candidates",
        "Both presidential candidates",
    ),
]

AUTHORS = [
    # a note at the end, the name under a letter, a byline
    (
        "The dam is a mistake.\n\nI fear for the valley.\n\nPeter Hask is a farmer in Riverside.",
        "I",
        "Peter Hask",
    ),
    (
        "LETTERS.\n\nI like the dam.\n\nAnna Brandt.\n\nI fear the dam.\n\nPeter Hask.",
        "I",
        "Peter Hask",
    ),
    ("By Peter Hask\n\nThe dam is a mistake. I fear for the valley.", "I", "Peter Hask"),
    # nobody signed it
    ("The dam is a mistake. I fear for the valley.", "I", None),
]

RELATIVES = [
    # the second of two, and those before the comma
    ("It rained on Bob Ray and Ann Lee, who said it was time.", "who", "Ann Lee"),
    (
        "Its rise has caused particular alarm among rural church leaders, who had hoped that "
        "lingering doubts would lead to rain.",
        "who",
        "rural church leaders",
    ),
    # no person is "which"
    (
        "It helped Neil Sroka, a spokesman for the Mill Union, founded in Lenne and which has "
        "endorsed the dam.",
        "which",
        "Mill Union",
    ),
    ("It was a victory for Oda Brandt, who said it was time.", "who", "Oda Brandt"),
    ("It was a victory for the Mill Union, a group that opposes the dam.", "that", "Mill Union"),
]


DESCRIBED = [
    # the commas and hyphens of a description belong to it
    (
        "Ana Brusk, the envoy of Peru, came late. The weary, 71-year-old envoy said it rained.",
        "The weary, 71-year-old envoy",
        "Ana Brusk",
    ),
    (
        "Ana Brusk came late. A tired, hungry farmer said it rained.",
        "A tired, hungry farmer",
        "A tired, hungry farmer",
    ),
    ("Ana Brusk came late. It rained, said the 71-year-old.", "the 71-year-old", "Ana Brusk"),
    (
        "Senator Tom Prell (R-Florida) spoke in Tampa. The Florida Republican said it rained.",
        "The Florida Republican",
        "Tom Prell",
    ),
    (
        "David Seacord parked his bike. The 68-year-old Oregon native drove from the coast.",
        "The 68-year-old Oregon native",
        "David Seacord",
    ),
    ("Senator Tom Prell left. A Republican said it rained.", "A Republican", "A Republican"),
    (
        "Lawmaker urges calm;\n\nRep. Orla Venn spoke of the dam. Rep. Tom Prell was away.",
        "Lawmaker",
        "Orla Venn",
    ),
    # what is known of somebody whom the lead names further on
    (
        "Mayor rebuffs Donald Trump.\n\nThe British capital's new mayor on Tuesday rejected "
        "Donald Trump's offer. Sadiq Khan told reporters it rained.",
        "The British capital's new mayor",
        "Sadiq Khan",
    ),
    # titles between commas, and titles that are another's
    (
        "Baek Mi-ran, Peru's first vice foreign minister, and Ann Lee, the US Deputy Secretary of "
        "State, met on Monday. The vice-minister said it rained.",
        "The vice-minister",
        "Baek Mi-ran",
    ),
    (
        "Minister of Education Ann Lee said it rained.",
        "Minister of Education Ann Lee",
        "Ann Lee",
    ),
    # the second "who" is about whom the first is
    (
        "A judge who had freed Bob Ray and who had fined Ann Lee said it rained.",
        "who",
        "A judge",
    ),
    # what belongs to whom the words before "whose" name
    (
        "Ann Marlow -- whose husband signed the act -- left.",
        "whose husband",
        "Ann Marlow's husband",
    ),
    (
        "Ann Marlow, whose campaign said it rained, left.",
        "Ann Marlow, whose campaign",
        "Ann Marlow's campaign",
    ),
    (
        "Ann Marlow, whose firm runs the mill, said it rained.",
        "Ann Marlow, whose firm runs the mill",
        "Ann Marlow",
    ),
    # people of one origin are nobody in particular
    (
        "Many young Armenians said it rained. The Armenians of Lenne said it was dry.",
        "The Armenians of Lenne",
        "The Armenians of Lenne",
    ),
    # what stands before a source, or marks in it
    ("It was late, and that polls showed a lead was new.", "that polls", "polls"),
    (
        "Even Ann Lee's supporters said it rained.",
        "Even Ann Lee's supporters",
        "Ann Lee's supporters",
    ),
    ("Ann O’Neill said it rained.", "Ann O’Neill", "Ann O'Neill"),
    ("The broader Harbour Party said it rained.", "The broader Harbour Party", "Harbour Party"),
    # papers
    (
        "The Lenne Courier found a leak. The paper said it rained.",
        "The Lenne Courier",
        "Lenne Courier",
    ),
    # places that are no persons
    ("Foggy Bottom said it rained.", "Foggy Bottom", "Foggy Bottom"),
]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        *DESCRIPTIONS,
        *DOCUMENTS,
        *BODIES,
        *PEOPLE,
        *TAKEN_UP,
        *GROUPS,
        *AUTHORS,
        *RELATIVES,
        *DESCRIBED,
    ],
)
def test_holder(base: Language, text: str, source: str, name: str | None) -> None:
    assert holder(base, text, source)["name"] == name
