"""How a field of an answer is written: worked out once, for a page of quotes has thousands."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields

Write = Callable[[Any], Any]
_PLAIN = (fields.String, fields.Integer, fields.Float, fields.Boolean)


def computed(field: fields.Field[Any]) -> bool:
    """Tell whether a field is made from the whole record, not from one value of it."""
    return isinstance(field, fields.Function | fields.Method)


def writer(field: fields.Field[Any]) -> Write | None:
    """Give what writes a field's value as marshmallow would; None where it stays as it is."""
    if type(field) in _PLAIN:
        return None
    if type(field) is fields.Nested:
        return _nested(field)
    if type(field) is fields.List:
        return _list(writer(field.inner))
    return lambda value: field._serialize(value, field.attribute, None)


def _nested(field: fields.Nested) -> Write:
    schema: Schema | None = None

    def write(value: Any) -> Any:
        nonlocal schema
        if value is None:
            return None
        if schema is None:  # not before, as schemas may hold each other
            schema = field.schema
        return schema.dump(value, many=field.many)

    return write


def _list(write: Write | None) -> Write:
    if write is None:
        return lambda value: None if value is None else list(value)
    return lambda value: None if value is None else [write(one) for one in value]
