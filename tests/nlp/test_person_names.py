"""Names of persons as their form tells them, where the recogniser took too much or too little."""

import pytest

from service.nlp.person_names import PersonNames
from tests.nlp.article_builders import article


@pytest.mark.parametrize(
    ("text", "recognised", "names"),
    [
        ("Oda Brandt left.", ("Oda Brandt",), ["Oda Brandt"]),
        # a word that begins the sentence or the headline
        ("Although Brandt left", ("Although Brandt",), ["Brandt"]),
        ("Why Brandt left Aden", ("Why Brandt",), ["Brandt"]),
        ("How Oda Brandt won", ("How Oda Brandt",), ["Oda Brandt"]),
        ("Mr. How left.", ("How",), ["How"]),
        # people of a party or a country
        ("Some Lenne Republicans left.", ("Lenne Republicans",), []),
        ("Most Young Finns left.", ("Young Finns",), []),
    ],
)
def test_persons(text: str, recognised: tuple[str, ...], names: list[str]) -> None:
    doc = PersonNames()(article(text, entities=dict.fromkeys(recognised, "PERSON")))
    assert [e.text for e in doc.ents if e.label_ == "PERSON"] == names
