from pathlib import Path

import yaml
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from service.api.openapi import as_yaml

FILE = Path(__file__).parents[2] / "openapi.yaml"


def test_the_committed_description_is_that_of_the_code() -> None:
    assert FILE.read_text() == as_yaml(), "run: python -m service.api.openapi > openapi.yaml"


def test_the_description_is_valid(client: FlaskClient) -> None:
    described = client.get("/openapi.json").get_json()
    OpenAPIV31SpecValidator(described).validate()
    assert described == yaml.safe_load(FILE.read_text())
    assert described["openapi"].startswith("3.1")


def test_every_call_is_named_and_its_problems_are_problem_details(client: FlaskClient) -> None:
    described = client.get("/openapi.json").get_json()
    calls = [
        call
        for path in described["paths"].values()
        for call in path.values()
        if isinstance(call, dict)
    ]
    names = [call["operationId"] for call in calls]
    assert len(set(names)) == len(names) > 40
    for call in calls:
        assert call["summary"]
        assert call["tags"]
        for status in call["responses"]:
            if int(status) >= 400:
                name = call["responses"][status]["$ref"].rsplit("/", 1)[1]
                content = described["components"]["responses"][name]["content"]
                assert list(content) == ["application/problem+json"]
