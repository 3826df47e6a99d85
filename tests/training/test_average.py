"""Averaging the weights of trainings that went on from one another."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from training.base.average import average


def recogniser(value: float, components: tuple[str, ...] = ("ner",)) -> Language:
    """Make a small recogniser whose weights all have one value."""
    nlp = spacy.blank("en")
    for name in components:
        nlp.add_pipe(name)
    example = Example.from_dict(nlp.make_doc("Ann left"), {"entities": [(0, 3, "PERSON")]})
    nlp.initialize(lambda: [example])
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, np.full_like(node.get_param(name), value))
    return nlp


def test_each_weight_becomes_the_mean() -> None:
    mean = average([recogniser(1.0), recogniser(2.0), recogniser(6.0)])
    nodes = mean.get_pipe("ner").model.walk()  # type: ignore[attr-defined]
    weights = [node.get_param(n) for node in nodes for n in node.param_names if node.has_param(n)]
    assert weights
    assert all(np.allclose(weight, 3.0) for weight in weights)


def test_different_components_are_refused() -> None:
    with pytest.raises(ValueError, match="are not the components"):
        average([recogniser(1.0), recogniser(1.0, ("ner", "sentencizer"))])
