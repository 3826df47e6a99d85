from hypothesis import given
from hypothesis import strategies as st

from service.api.offsets import in_utf16, utf16_offsets
from service.records import ContentSpan, Page, Span


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
