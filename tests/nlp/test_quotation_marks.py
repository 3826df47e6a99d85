"""What kind a quoted region is."""

import pytest

from service.nlp.marks import find_regions
from service.nlp.quotation_marks import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We will go home," he said.', "speech"),
        ('"Why?" she asked.', "speech"),
        ("'A formal end would help in restoring peace' says Minister Noh", "speech"),
        ("“The draft is ready.”", "speech"),
        ('a "sign of change" on the peninsula', "scare"),
        ('the so-called "smart" bins', "scare"),
        ("does not cross the 'red line.'", "scare"),
        ("her novel “The River”", "title"),
        ("the film ‘Gone With the Wind’ opened", "title"),
        ('sells "The Last Warning", a cake', "title"),
        # a heading, alone on its line
        ("It rained.\n'All Eyes on the Harbour.'\nIt snowed.", "title"),
        ("It rained.\n'All eyes on the harbour.'\nIt snowed.", "speech"),
        ("'All Eyes on the Harbour.' It snowed.", "speech"),
        ('"No."', "scare"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    (region,) = find_regions(text, [(0, len(text))])
    assert kind_of(region, text) == kind
