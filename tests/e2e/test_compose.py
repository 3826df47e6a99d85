"""docker-compose.yml as Docker's own reader takes it."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from service.api.problems import Problem, content
from service.config import Settings
from tests.e2e.stack import ROOT

OURS = ("migrate", "service", "worker")


def reader() -> list[str]:
    """The command that reads compose files; skips where there is none, but fails in CI."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and _runs([*command, "version"]):
            return command
    message = "docker-compose is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def read(**environment: str) -> dict[str, Any]:
    """The file with its defaults and anchors resolved."""
    done = subprocess.run(
        [*reader(), "-f", str(ROOT / "docker-compose.yml"), "config"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = yaml.safe_load(done.stdout)
    return found


def test_it_is_read_and_holds_all_parts() -> None:
    found = read()
    assert found["services"].keys() == {"database", "proxy", *OURS}
    assert "database" in found["volumes"]
    for service in found["services"].values():
        assert service["restart"] in {"unless-stopped", "on-failure"}
        assert service["logging"]["options"]["max-size"]


def test_all_that_is_set_is_a_setting_and_has_its_default() -> None:
    defaults = {f"ONRECORD_{f.name.upper()}": f.default for f in dataclasses.fields(Settings)}
    for name in OURS:
        given = read()["services"][name]["environment"]
        for variable, value in given.items():
            if variable in {"ONRECORD_DATABASE_URL", "ONRECORD_BACKGROUND", "PGPASSWORD"}:
                continue
            default = defaults[variable]
            assert (value if isinstance(default, str) else float(value)) == default, variable


def test_settings_reach_every_process_of_ours() -> None:
    services = read(ONRECORD_ARTICLE_SECONDS="7", ONRECORD_PORT="9000")["services"]
    for name in OURS:
        assert str(services[name]["environment"]["ONRECORD_ARTICLE_SECONDS"]) == "7"
    assert "9000" in str(services["proxy"]["ports"])


def test_a_password_may_have_any_characters() -> None:
    password = "p@ss/w:rd #1%"  # noqa: S105
    services = read(ONRECORD_DATABASE_PASSWORD=password)["services"]
    assert services["database"]["environment"]["POSTGRES_PASSWORD"] == password
    for name in OURS:
        environment = services[name]["environment"]
        assert environment["PGPASSWORD"] == password
        assert password not in environment["ONRECORD_DATABASE_URL"]


def test_only_this_machine_reaches_it_and_only_through_the_proxy() -> None:
    services = read()["services"]
    assert {name for name, one in services.items() if one.get("ports")} == {"proxy"}
    assert "127.0.0.1" in str(services["proxy"]["ports"])


def test_what_the_proxy_says_itself_has_the_shape_of_all_problems() -> None:
    configuration = (ROOT / "deploy" / "proxy.conf").read_text(encoding="utf-8")
    said = re.findall(r"return (\d+) '(.*)';", configuration)
    assert [status for status, _ in said] == ["413", "503"]
    for status, body in said:
        problem = json.loads(body)
        expected = Problem(int(status), problem["code"], problem["detail"])
        assert problem == content(expected, "")
