"""Shortened names and descriptions of the bodies of an article."""

import pytest

from service.nlp.bodies import Bodies
from tests.nlp.article_builders import LEXICONS, article, part


@pytest.mark.parametrize(
    ("named", "short", "fuller"),
    [
        (["Riverside Water Council"], "Water Council", "Riverside Water Council"),
        (["Riverside Water Council"], "Council", "Riverside Water Council"),
        (["Alliance for Open Rivers"], "Alliance", "Alliance for Open Rivers"),
        (["Bank of Riverside"], "Bank", "Bank of Riverside"),
        # as it is
        (["Riverside Water Council"], "Riverside Water Council", "Riverside Water Council"),
        (["Riverside Water Council"], "Water", "Water"),
        (["Riverside Water Council"], "Riverside", "Riverside"),
        ([], "Council", "Council"),
        (["Riverside Council"], "", ""),
        # two bodies that end so
        (["Riverside Council", "Hillside Council"], "Council", "Council"),
        # one of them is the other's end
        (
            ["Water Council", "Riverside Water Council"],
            "Council",
            "Riverside Water Council",
        ),
        # two bodies in one name
        (["Mill and Water Council"], "Council", "Council"),
    ],
)
def test_fuller(named: list[str], short: str, fuller: str) -> None:
    text = " met . ".join([*named, "It rained"])
    doc = article(text, entities=dict.fromkeys(named, "ORG"))
    found = Bodies(doc, LEXICONS.titles, LEXICONS.places, LEXICONS.outlets)
    assert found.fuller(short) == fuller


def test_somebody_is_no_body_though_recognised_as_one() -> None:
    doc = article("Brandt met the union. The group left.", entities={"Brandt": "ORG"})
    at = part(doc, "The group")
    lexicons = (LEXICONS.titles, LEXICONS.places, LEXICONS.outlets)
    assert Bodies(doc, *lexicons).again("group", at) == ("Brandt", "ORG")
    assert Bodies(doc, *lexicons, lambda offset: offset < 6).again("group", at) is None


@pytest.mark.parametrize(
    ("text", "labels", "word", "name"),
    [
        # by its noun, the nearest first
        ("The Mill Union met. The union left.", {"Mill Union": "ORG"}, "union", "Mill Union"),
        (
            "The Mill Union met. The Farm Union met. The union left.",
            {"Mill Union": "ORG", "Farm Union": "ORG"},
            "union",
            "Farm Union",
        ),
        (
            "The Alliance for Open Rivers met. The alliance left.",
            {"Alliance for Open Rivers": "ORG"},
            "alliance",
            "Alliance for Open Rivers",
        ),
        # one that is named later
        ("The union left. The Mill Union met.", {"Mill Union": "ORG"}, "union", None),
        # any body
        (
            "Corvelia Steel met. The company left.",
            {"Corvelia Steel": "ORG"},
            "company",
            "Corvelia Steel",
        ),
        ("Corvelia Steel met. The river left.", {"Corvelia Steel": "ORG"}, "river", None),
        # from long ago too, where no other fits
        (
            "Corvelia Steel met. It rained. It snowed. It froze. It rained. The company left.",
            {"Corvelia Steel": "ORG"},
            "company",
            "Corvelia Steel",
        ),
        # the one that is named most; no paper and no court is "the company"
        (
            "Corvelia Steel met. Corvelia Steel ate. Hask Mills left. It rained. The company left.",
            {"Corvelia Steel": "ORG", "Hask Mills": "ORG"},
            "company",
            "Corvelia Steel",
        ),
        (
            "Corvelia Steel met The Washington Post. The company left.",
            {"Corvelia Steel": "ORG", "The Washington Post": "ORG"},
            "company",
            "Corvelia Steel",
        ),
        (
            "Corvelia Steel met the Riverside Court. The company left.",
            {"Corvelia Steel": "ORG", "Riverside Court": "ORG"},
            "company",
            "Corvelia Steel",
        ),
        # towns, outlets
        ("Brandtville met. The city left.", {"Brandtville": "GPE"}, "city", "Brandtville"),
        ("Peru met. The city left.", {"Peru": "GPE"}, "city", None),
        (
            "The Washington Post left. The newspaper met.",
            {"Washington Post": "ORG"},
            "newspaper",
            "Washington Post",
        ),
    ],
)
def test_taken_up_by_a_noun(text: str, labels: dict[str, str], word: str, name: str | None) -> None:
    doc = article(text, entities=labels)
    found = Bodies(doc, LEXICONS.titles, LEXICONS.places, LEXICONS.outlets)
    answer = found.again(word, part(doc, f"The {word}"))
    assert (answer[0] if answer is not None else None) == name


def test_names_of_many_bodies_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Mill{chr(97 + i // 26)}{chr(97 + i % 26)} Council" for i in range(300)]
    doc = article(" met . ".join(names), entities=dict.fromkeys(names, "ORG"))
    found = Bodies(doc, LEXICONS.titles, LEXICONS.places, LEXICONS.outlets)
    calls = 0

    def longer(mine: tuple[str, ...]) -> str | None:
        nonlocal calls
        calls += 1
        return None

    monkeypatch.setattr(found, "_longer", longer)
    for _ in range(1000):
        assert found.fuller("Council") == "Council"
    assert calls == 1
