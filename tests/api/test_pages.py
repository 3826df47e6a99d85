import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

STATIC = Path(__file__).parents[2] / "service" / "api" / "static"


def test_the_root_leads_to_the_documentation(client: FlaskClient) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/docs")


def test_the_documentation_loads_only_what_is_here(client: FlaskClient) -> None:
    page = client.get("/docs").get_data(as_text=True)
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links
    for link in links:
        assert link.startswith("/")
        response = client.get(link)
        assert response.status_code == 200, link
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<(script|style)>|\son\w+=|style=", page), "inline code is not allowed"


def test_the_documentation_may_run_no_other_code(client: FlaskClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/nothing", "/openapi.json", "/healthz"])
def test_nothing_else_may_run_any(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; base-uri")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers


def test_what_we_ship_of_others_comes_with_its_licence() -> None:
    shipped = STATIC / "swagger-ui"
    assert "Apache License" in (shipped / "LICENSE").read_text()
    assert (shipped / "NOTICE").read_text()
    assert (shipped / "swagger-ui-bundle.js.LICENSE.txt").read_text()
