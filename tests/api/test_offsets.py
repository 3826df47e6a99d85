from hypothesis import given
from hypothesis import strategies as st

from service.api.offsets import in_utf16, utf16_offsets
from service.records import ClaimChange, ClaimEntity, ContentSpan, Page, Span
from tests.factories import make_claim, make_statement


@given(st.text(st.sampled_from("a é😀𝒳\n")), st.data())
def test_utf_16_offsets_find_the_same_words(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    offset = utf16_offsets(text)
    units = text.encode("utf-16-le")
    assert units[2 * offset(start) : 2 * offset(end)].decode("utf-16-le") == text[start:end]


def test_all_spans_of_a_record_are_shifted() -> None:
    text = "😀ab"
    page = Page((Span(1, 2, "a"), ContentSpan(2, 3, "b", verbatim=True)), None)
    assert in_utf16(page, text).items == (Span(2, 3, "a"), ContentSpan(3, 4, "b", verbatim=True))
    assert in_utf16(page, "ascii") is page


def test_offsets_into_a_claim_count_the_units_of_the_claim() -> None:
    one = make_statement()
    change = ClaimChange(3, 6, "Ann", Span(1, 3, "he"), Span(5, 8, "Ann"), "pronoun")
    entity = ClaimEntity(3, 6, "Ann", "PERSON")
    claim = make_claim(one, "😀😀 Ann left.", changes=(change,), entities=(entity,))
    shifted = in_utf16(claim, "😀he, Ann")
    assert (shifted.changes[0].start, shifted.changes[0].end) == (5, 8)
    assert (shifted.entities[0].start, shifted.entities[0].end) == (5, 8)
    assert shifted.changes[0].original == Span(2, 4, "he")
    assert shifted.changes[0].source == Span(6, 9, "Ann")
