"""What stands for a stretch being the target: what it is, and where it stands in its clause."""

import pytest

from service.nlp.target_signs import of_stretch
from tests.nlp.builders import doc_from
from tests.nlp.target_builders import asked

# Mayor Vos must close the old port in Torland, Lee says.
TEXT = doc_from(
    """
Mayor    mayor   PROPN NNP compound 1
Vos      Vos     PROPN NNP nsubj    3
must     must    AUX   MD  aux      3
close    close   VERB  VB  ccomp    11
the      the     DET   DT  det      6
old      old     ADJ   JJ  amod     6
port     port    NOUN  NN  dobj     3
in       in      ADP   IN  prep     6
Torland_ Torland PROPN NNP pobj     7
,        ,       PUNCT ,   punct    11
Lee      Lee     PROPN NNP nsubj    11
says_    say     VERB  VBZ ROOT     11
.        .       PUNCT .   punct    11
""",
    {"Vos": "PERSON", "Torland": "GPE", "Lee": "PERSON"},
)
PHRASES = {
    "Vos": (1, 1),
    "closing the old port in Torland": (3, 8),
    "old port": (5, 6),
    "Torland": (8, 8),
    "port in": (6, 7),
}


def signs(phrase: str, holder: str = "Lee") -> dict[str, float]:
    likely = [(text, place, -1.0) for text, place in PHRASES.items()]
    one = asked(TEXT, (0, 9), *likely, holder=holder)
    candidate = next(c for c in one.candidates if c.text == phrase)
    found = of_stretch(one, candidate, -1.0, 0.5)
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("phrase", "there"),
    [
        ("Vos", {"head name", "a person", "one word", "main subject", "as nsubj", "under VERB"}),
        (
            "closing the old port in Torland",
            {"head verb", "begins with a verb", "has an object", "depth 0", "ends the content"},
        ),
        ("old port", {"head noun", "main object", "as dobj", "two words"}),
        (
            "Torland",
            {"head place", "deep", "after in", "under ADP", "has a count"} - {"has a count"},
        ),
        ("port in", {"ends cut"}),
    ],
)
def test_signs(phrase: str, there: set[str]) -> None:
    assert there <= set(signs(phrase))


def test_how_much_of_its_phrase_a_stretch_is() -> None:
    assert signs("old port")["covers"] == pytest.approx(2 / 5)
    assert signs("closing the old port in Torland")["covers"] == pytest.approx(6 / 9)


def test_the_holder_itself() -> None:
    assert {"names the holder", "is the holder"} <= set(signs("Vos", holder="Jan Vos"))
    assert "names the holder" not in signs("Vos")
