import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from service.api.offsets import in_utf16, utf16_offsets
from service.api.schemas.fields import Day, Moment, parse_moment
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


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-11-20", "2021-11-20T00:00:00+00:00"),
        ("2021-11-20T08:30", "2021-11-20T08:30:00+00:00"),
        ("2021-11-20 08:30:15", "2021-11-20T08:30:15+00:00"),
        ("2021-11-20T08:30:15Z", "2021-11-20T08:30:15+00:00"),
        ("2021-11-20t08:30:15.25z", "2021-11-20T08:30:15.250000+00:00"),
        ("2021-11-20T08:30:15.123456789Z", "2021-11-20T08:30:15.123456+00:00"),
        ("2021-11-20T08:30:15+09:00", "2021-11-19T23:30:15+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
    ],
)
def test_moments_are_read_as_of_rfc_3339(text: str, moment: str) -> None:
    assert parse_moment(text) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text",
    ["", "2021", "20211120", "2021-11-31", "2021-11-20T25:00", "2021-W46-6", "20 November 2021",
     "2021-11-20\n", "２０２１-11-20", "0001-01-01T00:00:00+01:00", "2021-11-20T08:30:15+25:00", 5],
)  # fmt: skip
def test_other_moments_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Moment().deserialize(text)


def test_days_are_read_in_one_form() -> None:
    assert Day().deserialize("2021-11-20") == dt.date(2021, 11, 20)
    for text in ("20211120", "2021-W46-6", "2021-11-20T00:00", 20211120):
        with pytest.raises(ValidationError):
            Day().deserialize(text)
