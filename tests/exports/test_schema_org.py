"""The table of schema.org's terms, and what makes it."""

import pytest

from tests.exports import schema_org
from tests.exports.vocabulary import TERMS

_IS_A = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def line(subject: str, relation: str, value: str) -> str:
    relation = _IS_A if relation == "subClassOf" else f"http://schema.org/{relation}"
    return f"<http://schema.org/{subject}> <{relation}> <https://schema.org/{value}> .\n"


def test_properties_of_the_types_and_their_ancestors_are_kept() -> None:
    lines = [line(name, "subClassOf", "Thing") for name in schema_org.WANTED]
    for name, domain, values in (
        ("spokenBy", "Quotation", "Person"),
        ("label", "Thing", "Text"),
        ("wheels", "Car", "Number"),
        ("said", "Quotation", "Text"),
    ):
        lines += [line(name, "domainIncludes", domain), line(name, "rangeIncludes", values)]
    lines += [line("label", "domainIncludes", "Car"), line("said", "supersededBy", "label")]
    lines += ['<http://schema.org/label> <http://schema.org/comment> "a name" .\n', "\n"]
    made = schema_org.table(schema_org.read(lines))
    assert made["types"] == {"Thing": [], **{name: ["Thing"] for name in schema_org.WANTED}}
    assert made["properties"] == {
        "label": [["Thing"], ["Text"]],
        "spokenBy": [["Quotation"], ["Person"]],
    }


def test_a_type_that_is_none_is_told() -> None:
    with pytest.raises(KeyError, match="ClaimReview"):
        schema_org.table(schema_org.read([]))


def test_the_table_is_whole() -> None:
    assert TERMS["source"] == schema_org.SOURCE
    assert set(schema_org.WANTED) < TERMS["types"].keys()
    for domain, values in TERMS["properties"].values():
        assert values
        assert set(domain) <= TERMS["types"].keys()
