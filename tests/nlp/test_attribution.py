"""What the rules found beside what was learned: only what touches no learned content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.attribution import completing
from service.nlp.extensions import AttributionData

Spans = list[tuple[int, int]]
SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=3,
)


def statement(content: Spans, cue: tuple[int, int] | None = None) -> AttributionData:
    return AttributionData(
        content=content,
        cue=cue,
        cue_lemma="",
        cue_class="neutral",
        source=None,
        finder="rule",
        detail="",
        score=0.5,
        flags=[],
    )


def any_source(one: AttributionData) -> bool:
    return True


@pytest.mark.parametrize(
    ("learned", "rule", "kept"),
    [
        ([], [(0, 5)], True),
        ([[(10, 20)]], [(0, 10)], True),
        ([[(10, 20)]], [(20, 30)], True),
        # a word too many on either side is the same statement
        ([[(0, 20)]], [(2, 22)], False),
        ([[(10, 20)]], [(12, 15)], False),
        # half of the rule's statement is said by the learned one
        ([[(10, 20)]], [(10, 30)], False),
        ([[(10, 20)]], [(10, 31)], True),
        # a small one inside a turn or a quotation leaves it standing
        ([[(10, 20)]], [(0, 50)], True),
        # fragments count together
        ([[(0, 5), (40, 50)]], [(0, 5), (45, 55)], False),
        ([[(0, 5), (40, 50)]], [(10, 20)], True),
        # of two learned statements one is enough, neither half is not
        ([[(0, 5)], [(40, 50)]], [(10, 20), (45, 52)], True),
        ([[(0, 5)], [(40, 60)]], [(10, 20), (40, 60)], False),
    ],
)
def test_rules_complete_what_is_learned(learned: list[Spans], rule: Spans, kept: bool) -> None:
    other = statement(rule)
    found = completing([statement(content) for content in learned], [other], any_source)
    assert found == ([other] if kept else [])


@pytest.mark.parametrize(
    ("cue", "kept"),
    [((22, 26), False), ((0, 4), True), (None, True)],  # one cue tells one statement
)
def test_a_cue_tells_one_statement(cue: tuple[int, int] | None, kept: bool) -> None:
    other = statement([(10, 20), (30, 60)], cue=cue)
    found = completing([statement([(10, 20)], cue=(22, 26))], [other], any_source)
    assert found == ([other] if kept else [])


@pytest.mark.parametrize("outlet", [True, False])
def test_what_closes_a_sentence_is_kept_where_an_outlet_relays(outlet: bool) -> None:
    relay = statement([(0, 20)], cue=(22, 30))
    relay["detail"] = "postposed"
    found = completing([statement([(8, 20)], cue=(4, 7))], [relay], lambda one: outlet)
    assert found == ([relay] if outlet else [])


def test_only_contents_count() -> None:
    other = statement([(0, 10)], cue=(12, 16))
    assert completing([statement([(12, 16)], cue=(0, 4))], [other], any_source) == [other]


@given(st.lists(SPANS), st.lists(SPANS))
def test_what_touches_nothing_learned_is_kept_in_order(
    learned: list[Spans], others: list[Spans]
) -> None:
    taken = {i for content in learned for start, end in content for i in range(start, end)}
    free = [
        content
        for content in others
        if not any(i in taken for start, end in content for i in range(start, end))
    ]
    found = completing(
        [statement(content) for content in learned], map(statement, others), any_source
    )
    kept = [one["content"] for one in found]
    assert [content for content in kept if content in free] == free
