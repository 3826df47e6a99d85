"""Which statements of a new text are those of the text before."""

import time

import pytest

from service.config import Settings
from service.records import Statement
from service.store.identity import by_place, by_wording, carry
from tests.analysers import SmallAnalyser
from tests.factories import make_document

SMALL = SmallAnalyser(Settings(database_url="none"))


def said(*lines: str) -> tuple[Statement, ...]:
    """Statements of lines such as "Ann Lee: We wait"."""
    if not lines:
        return ()
    told = [line.split(": ", 1) for line in lines]
    text = "\n\n".join(f"“{words},” said {name}." for name, words in told)
    return SMALL.analyse(make_document(text)).statements


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["Ann Lee: We wait"], ["Ann Lee: We wait"], ["We wait"]),
        (["Ann Lee: We wait"], ["Ann Lee: “We WAIT!"], ["We wait"]),
        (["Ann Lee: We wait"], ["Bo Chan: We wait"], ["We wait"]),
        (["Ann Lee: We wait"], ["Ann Lee: We go"], [None]),
        (
            ["Ann Lee: We will build the tunnel in two years"],
            ["Ann Lee: We will build the tunnel in three years"],
            ["We will build the tunnel in two years"],
        ),
        (
            ["Ann Lee: We will build the tunnel", "Ann Lee: We will not build the tunnel"],
            ["Ann Lee: We will not build the tunnel", "Ann Lee: We will build the tunnel"],
            ["We will not build the tunnel", "We will build the tunnel"],
        ),
        (["Ann Lee: Yes", "Bo Chan: Yes"], ["Bo Chan: Yes", "Cy Roe: Yes"], ["Yes", "Yes"]),
        (["Ann Lee: Yes"], ["Ann Lee: Yes", "Ann Lee: Yes"], ["Yes", None]),
        ([], ["Ann Lee: Yes"], [None]),
    ],
)
def test_statements_are_known_by_their_words(
    before: list[str], after: list[str], expected: list[str | None]
) -> None:
    old, new = said(*before), said(*after)
    pairs = by_wording(old, new)
    found = [pairs[one.id].content.text.rstrip(",") if one.id in pairs else None for one in new]
    assert found == expected
    assert len({one.id for one in pairs.values()}) == len(pairs)


def test_by_place_only_what_stands_there() -> None:
    one, other = said("Ann Lee: We wait"), said("Ann Lee: We wait", "Bo Chan: We go")
    assert by_place(one, other) == {other[0].id: one[0]}
    assert by_place(one, said("Bo Ng: We go")) == {}


def test_what_is_carried_has_the_ids_it_had_and_none_twice() -> None:
    old, new = said("Ann Lee: We wait"), said("Bo Chan: Or not", "Ann Lee: We wait")
    found = carry(by_wording(old, new), new, 2)
    assert [one.id for one in found] == [new[0].id, old[0].id]
    assert found[1].claims[0].id == old[0].claims[0].id
    twice = carry({new[1].id: new[0]}, new, 2)
    assert len({one.id for one in twice}) == 2
    assert len({claim.id for one in twice for claim in one.claims}) == 2


def test_many_statements_alike_are_paired_in_time() -> None:
    old = said(*(f"Ann Lee: We said that it is {number} of them all now" for number in range(2000)))
    new = said(*(f"Ann Lee: We said that it is {number} of them all" for number in range(2000)))
    began = time.process_time()
    assert len(by_wording(old, new)) == 2000
    assert time.process_time() - began < 10
