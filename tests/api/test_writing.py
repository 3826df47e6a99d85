"""Answers are written as marshmallow would write them, by shorter ways."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import marshmallow as ma
import pytest
from marshmallow import fields

from service.api.schemas.statements import AnswerSchema


@dataclass
class Inner:
    name: str
    day: dt.date | None = None


@dataclass
class Outer:
    label: str | None = "x"
    inner: Inner | None = None
    many: list[Inner] | None = field(default_factory=list)
    more: list[Inner] | None = None
    words: tuple[str, ...] | None = ()
    days: tuple[dt.date, ...] = ()


_DAY = dt.date(2024, 2, 29)


class _InnerFields:
    name = fields.String(required=True)
    day = fields.Date(allow_none=True)


class Plain(_InnerFields, ma.Schema):
    pass


class Quick(_InnerFields, AnswerSchema):
    pass


def _outer(base: type[ma.Schema], inner: type[ma.Schema]) -> ma.Schema:
    found = base.from_dict(
        {
            "renamed": fields.String(attribute="label", data_key="other", allow_none=True),
            "inner": fields.Nested(inner, allow_none=True),
            "many": fields.List(fields.Nested(inner), allow_none=True),
            "more": fields.Nested(inner, many=True, allow_none=True),
            "words": fields.List(fields.String(), allow_none=True),
            "days": fields.List(fields.Date()),
            "deep": fields.String(attribute="inner.name"),
            "made": fields.Function(lambda record: "made"),
            "absent": fields.String(),
        }
    )
    return found()


@pytest.mark.parametrize(
    "record",
    [
        Outer(),
        Outer(
            None,
            Inner("a", _DAY),
            [Inner("b"), Inner("c", _DAY)],
            [Inner("f")],
            ("d", "e"),
            (_DAY,),
        ),
        Outer(many=None, words=None),
        {"label": "l", "inner": {"name": "n"}, "many": [{"name": "m", "day": None}]},
    ],
)
def test_as_marshmallow_writes_it(record: Any) -> None:
    quick, plain = _outer(AnswerSchema, Quick), _outer(ma.Schema, Plain)
    assert quick.dump(record) == plain.dump(record)
    assert list(quick.dump(record)) == list(plain.dump(record))
    assert quick.dump([record, record], many=True) == plain.dump([record, record], many=True)
