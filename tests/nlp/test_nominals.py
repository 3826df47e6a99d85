"""Sources that describe somebody, belong to somebody, or name a body."""

from collections.abc import Sequence

import pytest

from service.nlp.antecedents import Ranked
from service.nlp.discourse import Discourse
from service.nlp.extensions import HolderData
from service.nlp.mentions import Mention
from service.nlp.reading import Chars
from service.nlp.resolution import Resolver
from tests.nlp.article_builders import LEXICONS, article, part, person
from tests.nlp.builders import doc_from


def nobody_likely(mention: Mention, discourse: Discourse) -> Ranked:
    """Rank the first person of the article first, and unlikely."""
    people = [p for p in discourse.people if p["name"] != mention.besides]
    return Ranked(people[0] if people else None, 0.1)


def speaker(
    text: str,
    source: str,
    titles: dict[str, str] | None = None,
    entities: dict[str, str] | None = None,
) -> HolderData:
    people = [person(text, name, title=title) for name, title in (titles or {}).items()]
    doc = article(text, people, entities)
    span = part(doc, source)
    return Resolver(doc, LEXICONS, nobody_likely).resolve((span.start_char, span.end_char))


TWO = "Oda Brandt met Peter Hask . {} said it rained ."


@pytest.mark.parametrize(
    ("titles", "source", "name"),
    [
        (("mayor", ""), "The mayor", "Oda Brandt"),
        (("", "mayor"), "The mayor", "Peter Hask"),
        (("Defense Secretary", ""), "The defense chief", "Oda Brandt"),
        # of two the ranker decides, here never; and titles of many
        (("mayor", "mayor"), "The mayor", "The mayor"),
        (("aide", ""), "The aide", "The aide"),
        (("mayor", ""), "A mayor", "A mayor"),
        (("mayor", ""), "The farmer", "The farmer"),
    ],
)
def test_the_only_bearer_of_a_title(titles: tuple[str, str], source: str, name: str) -> None:
    known = dict(zip(("Oda Brandt", "Peter Hask"), titles, strict=True))
    assert speaker(TWO.format(source), source, known)["name"] == name


@pytest.mark.parametrize("source", ["one mayor", "another mayor", "every mayor"])
def test_one_of_many_is_nobody_who_was_named(source: str) -> None:
    text = f"Oda Brandt met Peter Hask . It rained , {source} said ."
    assert speaker(text, source, {"Oda Brandt": "mayor"})["name"] == source


def test_a_headline_speaks_of_whom_the_article_names() -> None:
    text = "The Mayor Said It Rained\nOda Brandt left ."
    assert speaker(text, "The Mayor", {"Oda Brandt": "mayor"})["name"] == "Oda Brandt"


@pytest.mark.parametrize(
    ("source", "kind", "link"),
    [
        ("Farmers", "unnamed", "description"),
        ("The ministry", "government", "description"),
        ("The company", "organisation", "description"),
        ("Zorvin", "person", "name"),
    ],
)
def test_described(source: str, kind: str, link: str) -> None:
    found = speaker(f"{source} said it rained .", source)
    assert (found["name"], found["kind"]) == (source, kind)
    assert found["evidence"][0]["link"] == link


@pytest.mark.parametrize(
    ("text", "source", "entities", "name"),
    [
        (
            "Mill Union met . The union said it rained .",
            "The union",
            {"Mill Union": "ORG"},
            "Mill Union",
        ),
        ("CRF said it rained in Corvelia .", "CRF", {"CRF": "ORG"}, "CRF"),
        (
            "Corvelia River Fund met . CRF said it rained .",
            "CRF",
            {"Corvelia River Fund": "ORG", "CRF": "ORG"},
            "Corvelia River Fund",
        ),
        (
            "Corvelia River Fund met . The Fund said it rained .",
            "The Fund",
            {"Corvelia River Fund": "ORG", "Fund": "ORG"},
            "Corvelia River Fund",
        ),
        ("Seoul said it rained .", "Seoul", {"Seoul": "GPE"}, "South Korea"),
        ("The Kremlin said it rained .", "The Kremlin", {}, "Russia"),
        ("Corvelia said it rained .", "Corvelia", {"Corvelia": "GPE"}, "Corvelia"),
    ],
)
def test_bodies(text: str, source: str, entities: dict[str, str], name: str) -> None:
    assert speaker(text, source, entities=entities)["name"] == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        # a country that the article goes to is not the person
        ("Ines Jordan went to Jordan", "Jordan"),
        ("Ines Jordan met the mayor", "Ines Jordan"),
    ],
)
def test_a_person_called_as_a_country(before: str, name: str) -> None:
    text = f"{before} . Jordan said it rained ."
    doc = article(text, [person(text, "Ines Jordan")])
    start = text.rindex("Jordan")
    found = Resolver(doc, LEXICONS, nobody_likely).resolve((start, start + 6))
    assert found["name"] == name


# An owner, its noun, "left"
OWNED = """
{0}_    x     PROPN NNP poss  2
's      's    PART  POS case  0
{1}     {2}   NOUN  {3} nsubj 3
left    leave VERB  VBD ROOT  3
"""


@pytest.mark.parametrize(
    ("owner", "noun", "tag", "name", "kind"),
    [
        ("Brandt", "campaign", "NN", "Oda Brandt's campaign", "organisation"),
        ("Brandt", "advisers", "NNS", "Oda Brandt's advisers", "unnamed"),
        ("Brandt", "ministry", "NN", "Oda Brandt's ministry", "government"),
        # a view is its owner's
        ("Brandt", "view", "NN", "Oda Brandt", "person"),
        ("Seoul", "position", "NN", "South Korea", "government"),
        # a person who may have a name of her own
        ("Brandt", "spokesman", "NN", "Brandt's spokesman", "unnamed"),
    ],
)
def test_owned(owner: str, noun: str, tag: str, name: str, kind: str) -> None:
    lemma = noun.removesuffix("s")
    doc = doc_from(OWNED.format(owner, noun, lemma, tag))
    if owner == "Brandt":
        oda = person(doc.text, "Brandt")
        doc._.people = [{**oda, "name": "Oda Brandt"}]
    found = Resolver(doc, LEXICONS, nobody_likely).resolve((0, doc[2].idx + len(noun)))
    assert (found["name"], found["kind"]) == (name, kind)


def test_owners_of_owners_end_somewhere() -> None:
    depth = 60
    rows = []
    for i in range(depth):
        rows += [f"ministry_ ministry NOUN NN poss {2 * i + 2}", f"'s 's PART POS case {2 * i}"]
    rows += [
        f"ministry ministry NOUN NN nsubj {2 * depth + 1}",
        f"left leave VERB VBD ROOT {2 * depth + 1}",
    ]
    doc = doc_from("\n".join(rows))
    calls = 0

    class Counting(Resolver):
        def resolve(self, at: Chars, own: Sequence[Chars] = ()) -> HolderData:
            nonlocal calls
            calls += 1
            return super().resolve(at, own)

    Counting(doc, LEXICONS, nobody_likely).resolve((0, doc[2 * depth].idx + 8))
    assert calls < 3 * depth


def test_work_on_sources_does_not_grow_with_the_article() -> None:
    """A surname is looked up, not searched for among all people."""
    looked: list[int] = []
    for size in (50, 500):
        text = "".join(f"Ann Lee{chr(0x4E00 + i)} met . " for i in range(size))
        text += "Brandt said it rained ."
        people = [person(text, f"Ann Lee{chr(0x4E00 + i)}") for i in range(size)]
        asked: list[Mention] = []

        def rank(mention: Mention, discourse: Discourse, asked: list[Mention] = asked) -> Ranked:
            asked.append(mention)
            return Ranked(None, 0.0)

        resolver = Resolver(article(text, people), LEXICONS, rank)
        start = text.index("Brandt")
        resolver.resolve((start, start + 6))
        resolver.resolve((text.rindex("Ann"), text.rindex("Ann") + 3))
        looked.append(len(asked) + sum(len(one.among or ()) for one in asked))
    assert looked[1] <= looked[0] + 50
