"""Write the typed part of the client from the description of the calls.

`python -m service.api.client_source` writes service/client/types.py and service/client/calls.py.
"""

import keyword
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from service.api.description import document
from service.api.registry import register

FOLDER = Path(__file__).parents[1] / "client"
_NOTE = "Made from the description of the calls by `make openapi`; not to be edited."
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
# What the client sets itself, or offers otherwise.
_OWN_HEADERS = {"Prefer", "Idempotency-Key", "Accept", "If-None-Match", "Last-Event-ID"}
_METHODS = ("get", "post", "put", "patch", "delete")
Described = Mapping[str, Any]


def sources() -> dict[str, str]:
    """Give the files by their names, the same for the same code."""
    app = Flask("onrecord", static_folder=None)
    register(app)
    described = document(app)
    calls = list(_calls(described))
    schemas: Described = described["components"]["schemas"]
    return {
        "types.py": "\n".join(_types(schemas, calls)) + "\n",
        "calls.py": "\n".join(_methods(schemas, calls)) + "\n",
    }


class _Call:
    """A call that takes and gives JSON."""

    def __init__(self, where: str, method: str, call: Described) -> None:
        self.where = where
        self.method = method.upper()
        self.name = re.sub(r"([A-Z])", r"_\1", call["operationId"]).lower()
        self.summary = call["summary"]
        self.ids = re.findall(r"{(\w+)}", where)
        given = [one for one in call.get("parameters", ()) if one["in"] != "path"]
        self.query = {one["name"]: one for one in given if one["in"] == "query"}
        self.headers = {
            one["name"].replace("-", "_").lower(): one
            for one in given
            if one["in"] == "header" and one["name"] not in _OWN_HEADERS
        }
        taken = call.get("requestBody", {}).get("content", {})
        self.body = _reference(taken.get("application/json", {}).get("schema"))
        self.speaks_json = not taken or self.body is not None
        answers = {
            status: _reference(answer.get("content", {}).get("application/json", {}).get("schema"))
            for status, answer in call["responses"].items()
            if status.startswith("2")
        }
        if set(answers) > {"202"}:
            answers.pop("202", None)  # given where asked for by a header
        self.answers = list(dict.fromkeys(name for name in answers.values() if name))
        if set(answers) == {"204"}:
            self.answers = ["None"]

    @property
    def arguments(self) -> str | None:
        """The type of the arguments beside ids."""
        if not (self.query or self.headers):
            return self.body
        return "".join(word.title() for word in self.name.split("_")) + "Arguments"


def _reference(schema: Described | None) -> str | None:
    name: str | None = (schema or {}).get("$ref")
    return name and name.rpartition("/")[2]


def _calls(described: Described) -> Iterator[_Call]:
    for where, methods in described["paths"].items():
        for method in _METHODS:
            if method in methods:
                call = _Call(where, method, methods[method])
                if call.speaks_json and call.answers:
                    yield call


def _types(schemas: Described, calls: list[_Call]) -> Iterator[str]:
    yield f'"""What calls take and give. {_NOTE}"""\n'
    yield "from typing import Any, Literal, NotRequired, TypedDict"
    for name, schema in schemas.items():
        members = schema.get("properties", {})
        required = schema.get("required", ())
        yield from _typed(name, members, required, "TypedDict", _sentence(schema))
    for call in calls:
        if call.arguments is not None and call.arguments != call.body:
            given = {n: one["schema"] for n, one in call.query.items()}
            # None is no header, so that the tag of an answer may be given as it comes.
            given |= {
                n: {**one["schema"], "type": [one["schema"]["type"], "null"]}
                for n, one in call.headers.items()
            }
            own = schemas[call.body].get("properties", {}) if call.body else {}
            members = {name: schema for name, schema in given.items() if name not in own}
            yield from _typed(call.arguments, members, (), call.body or "TypedDict", None)


def _typed(
    name: str, members: Described, required: Any, base: str, told: str | None
) -> Iterator[str]:
    shown = {
        member: _type(schema) if member in required else f"NotRequired[{_type(schema)}]"
        for member, schema in members.items()
    }
    yield "\n"
    if base == "TypedDict" and any(map(keyword.iskeyword, shown)):
        if told:
            yield f"# {told}"
        yield f"{name} = TypedDict("
        yield f'    "{name}",'
        yield "    {"
        yield from (f'        "{member}": {kind},' for member, kind in shown.items())
        yield "    },"
        yield ")"
        return
    yield f"class {name}({base}):"
    if told:
        yield f'    """{told}"""\n'
    yield from (f"    {member}: {kind}" for member, kind in shown.items())
    if not shown:
        yield "    pass"


def _sentence(schema: Described) -> str | None:
    said: str = schema.get("description", "")
    return said.partition("\n")[0] or None


def _type(schema: Described) -> str:
    if name := _reference(schema):
        return f'"{name}"'
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]".replace("'", '"')
    if "anyOf" in schema and "type" not in schema:
        options = [_type(one) for one in schema["anyOf"]]
        # One quoted name and None: quoted as a whole, as a string has no "|".
        return '"' + " | ".join(options).replace('"', "") + '"'
    kinds = schema.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return _union([_one(kind, schema) for kind in kinds])


def _union(kinds: list[str]) -> str:
    joined = " | ".join(dict.fromkeys(kinds))
    return '"' + joined.replace('"', "") + '"' if '"' in joined and len(kinds) > 1 else joined


def _one(kind: str, schema: Described) -> str:
    if kind == "array":
        return f"list[{_type(schema.get('items', {}))}]"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"dict[str, {_type(values) if isinstance(values, Mapping) and values else 'Any'}]"
    return _PLAIN.get(kind, "Any")


def _methods(schemas: Described, calls: list[_Call]) -> Iterator[str]:
    yield f'"""All calls that take and give JSON. {_NOTE}"""\n'
    yield "from typing import Unpack\n"
    yield "from service.client import types"
    yield "from service.client.http import Http, path"
    yield "from service.client.pages import Pages\n\n"
    yield "class Calls(Http):"
    yield '    """The calls, by their names in openapi.yaml."""'
    for call in calls:
        yield ""
        yield from _method(schemas, call)


def _method(schemas: Described, call: _Call) -> Iterator[str]:
    (page, *_) = call.answers
    paged = "cursor" in call.query
    given = ["self", *(f"{name}: str" for name in call.ids)]
    if call.arguments:
        given.append(f"**arguments: Unpack[types.{call.arguments}]")
    kinds = [name if name == "None" else f"types.{name}" for name in call.answers]
    answer = " | ".join(kinds)
    if paged:
        item = _reference(schemas[page]["properties"]["items"]["items"])
        answer = f"Pages[types.{item}, types.{page}]"
    where = f'"{call.where}"'
    if call.ids:
        template = re.sub(r"{\w+}", "{}", call.where)
        where = f'path("{template}", {", ".join(call.ids)})'
    yield f"    def {call.name}({', '.join(given)}) -> {answer}:"
    yield f'        """{call.summary}"""'
    if paged:
        yield f"        return self._pages({where}, arguments)"
        return
    passed = [f'"{call.method}"', where, *(["arguments"] if call.arguments else [])]
    if call.query:
        passed.append(f"query={_tuple(n for n in call.query if n not in _shared(call))}")
    if call.headers:
        passed.append(f"headers={_tuple(call.headers)}")
    if answer == "None":
        yield f"        self._call({', '.join(passed)})"
    else:
        yield f"        answer: {answer} = self._call({', '.join(passed)})"
        yield "        return answer"


def _shared(call: _Call) -> set[str]:
    """Name the parameters that stand for members of the body, where that is not JSON."""
    return {n for n in call.query if n != "offsets"} if call.body == "Document" else set()


def _tuple(names: Any) -> str:
    listed = [f'"{name}"' for name in names]
    return f"({', '.join(listed)}{',' if len(listed) == 1 else ''})"


def main() -> None:
    """Write the files."""
    for name, text in sources().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
