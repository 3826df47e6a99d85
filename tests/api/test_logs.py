import json
import subprocess
import sys

import pytest
from flask.testing import FlaskClient


def test_a_request_is_logged_without_names_or_text(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    client.get("/v1/quotes?speaker=Jane+Secret")
    client.post("/v1/analyses?title=Secret", json={"text": "“Secret,” said Jane Secret."})
    client.post("/v1/analyses", json={"text": "Secret words that break the analyser"})
    logged = [
        (r.__dict__["method"], r.__dict__["path"], r.__dict__["status"])
        for r in caplog.records
        if r.name == "onrecord.access"
    ]
    assert logged == [
        ("GET", "/v1/quotes", 200),
        ("POST", "/v1/analyses", 200),
        ("POST", "/v1/analyses", 500),
    ]
    assert "Secret" not in caplog.text


def test_logs_go_to_standard_error_as_json() -> None:
    script = (
        "import logging, structlog\n"
        "from service.api import logs\n"
        "logs.configure()\n"
        "logging.getLogger('onrecord').info('listening', extra={'port': 1})\n"
        "logging.getLogger('other').info('noise')\n"
        "structlog.get_logger('service.store').warning('old', installed='3.40')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line["level"], line["logger"]) for line in lines] == [
        ("listening", "info", "onrecord"),
        ("old", "warning", "service.store"),
    ]
    assert (lines[0]["port"], lines[1]["installed"]) == (1, "3.40")
