import datetime as dt

import pytest
from marshmallow import ValidationError

from service.api.schemas.fields import Day, Link, Moment, parse_moment


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


@pytest.mark.parametrize(
    "link",
    ["http://a", "https://news.example/x?y=[1]#z", "https://zeitung.example:8080/ä", "http://ü.example"],
)  # fmt: skip
def test_links_lead_to_pages(link: str) -> None:
    assert Link().deserialize(link) == link


@pytest.mark.parametrize(
    "link",
    ["", "news.example", "ftp://a", "javascript:alert(1)", "http://", "http:///x", "http://[x", "http://a:b",
     "http://a b", "http://a/\n", "http://℀.example", "http://:80", 'http://a/"onload="x'],
)  # fmt: skip
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        Link().deserialize(link)


def test_days_are_read_in_one_form() -> None:
    assert Day().deserialize("2021-11-20") == dt.date(2021, 11, 20)
    for text in ("20211120", "2021-W46-6", "2021-11-20T00:00", 20211120):
        with pytest.raises(ValidationError):
            Day().deserialize(text)
