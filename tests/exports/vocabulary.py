"""Checks nodes against a table of schema.org's terms."""

import json
import re
from pathlib import Path
from typing import Any

TERMS = json.loads((Path(__file__).parent / "schema_org.json").read_text(encoding="utf-8"))
_FORMS = {
    "Text": r"(?s).+",
    "URL": r"https?://\S+",
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
}


def check(node: dict[str, Any]) -> None:
    """Fail where a type or property is none, or is used for what it is not for."""
    kind = node["@type"]
    assert kind in TERMS["types"], f"no type {kind}"
    for name, values in node.items():
        if name in {"@context", "@id", "@type"}:
            continue
        domain, ranges = TERMS["properties"][name]
        assert any(_is(kind, one) for one in domain), f"{name} is no property of {kind}"
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "@type" not in value:
                # of what type is not known: its members must be those of some thing
                assert all(_is("Thing", TERMS["properties"][one][0][0]) for one in value), value
            elif isinstance(value, dict):
                check(value)
                assert any(_is(value["@type"], one) for one in ranges), f"{name}: {value}"
            elif isinstance(value, int):
                assert "Number" in ranges, f"{name}: {value}"
            else:
                forms = (_FORMS.get(one) for one in ranges)
                assert any(form and re.fullmatch(form, value) for form in forms), f"{name}: {value}"


def _is(kind: str, ancestor: str) -> bool:
    parents = TERMS["types"].get(kind, ())
    return kind == ancestor or any(_is(parent, ancestor) for parent in parents)
