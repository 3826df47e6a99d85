"""What is put together: the application, its WSGI entry point, its container."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import pytest
import requests
import yaml

from service.api import context
from service.app import close, create_app
from service.config import PREFIX, Settings
from service.engine import Engine
from service.errors import InvalidSetting
from service.store import open_store
from tests import analysers

ROOT = Path(__file__).parents[1]
VARIABLES = {PREFIX + field.name.upper() for field in fields(Settings)}


def test_an_application_has_its_own_parts(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite3'}")
    app = create_app(settings, Engine(settings, analysers.load))
    try:
        services = context.services_of(app)
        services.engine.wait()
        client = app.test_client()
        assert client.get("/readyz").status_code == 200
        assert (
            client.post("/v1/articles", json={"text": "“Yes,” said Jane Roe."}).status_code == 201
        )
        assert services.store.queries.stats().articles == 1
    finally:
        close(app)
    assert services.engine.stopped


def test_a_store_that_cannot_be_opened_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    url = f"sqlite:///{tmp_path / 'file' / 'store.sqlite3'}"
    with pytest.raises(InvalidSetting):
        create_app(Settings(database_url=url))


@contextmanager
def gunicorn(tmp_path: Path, **settings: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "gunicorn"),
        "service.wsgi:application",
        f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread",
        "--threads=8",
        "--timeout=120",
    ]
    env = {
        **os.environ,
        "ONRECORD_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite3'}",
        "ONRECORD_MAX_CHARS": "10000",
        **settings,
    }
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        try:
            end = time.monotonic() + 120
            while time.monotonic() < end:
                try:
                    if requests.get(f"{url}/readyz", timeout=60).status_code == 200:
                        break
                except (requests.ConnectionError, requests.Timeout):
                    pass
                time.sleep(0.2)
            yield url
        finally:
            process.terminate()


def test_other_servers_run_it_too_and_ask_for_keys(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    _, key = store.keys.create("desk", ["write", "edit"])
    store.close()
    with gunicorn(tmp_path) as url:
        text = '"We are close to a deal," Jane Roe said on Friday.'
        refused = requests.post(f"{url}/v1/articles", json={"text": text}, timeout=60)
        assert (refused.status_code, refused.json()["code"]) == (401, "no-key")
        headers = {"Authorization": f"Bearer {key}"}
        created = requests.post(
            f"{url}/v1/articles", json={"text": text}, headers=headers, timeout=60
        )
        assert created.status_code == 201
        assert created.headers["RateLimit-Remaining"] == "599"
        # This server cuts a chunked body that is too long, unless it is counted.
        body = iter([b'{"text": "', b"x" * 120_000, b'"}'])
        headers["Content-Type"] = "application/json"
        refused = requests.post(f"{url}/v1/articles", data=body, headers=headers, timeout=60)
        assert (refused.status_code, refused.json()["code"]) == (413, "content-too-large")
        body = iter([b'{"text": "', b"x" * 100_000, b'"}'])
        refused = requests.post(f"{url}/v1/articles", data=body, headers=headers, timeout=60)
        assert (refused.status_code, refused.json()["code"]) == (413, "text-too-long")
        body = iter([b'{"name": "', b"x" * 1_100_000, b'"}'])
        refused = requests.post(f"{url}/v1/topics", data=body, headers=headers, timeout=60)
        assert (refused.status_code, refused.json()["code"]) == (413, "content-too-large")
        # One that is refused before it is read is told why, too.
        body = iter([b'{"text": "', b"x" * 500_000, b'"}'])
        refused = requests.post(f"{url}/v1/articles", data=body, timeout=60)
        assert (refused.status_code, refused.json()["code"]) == (401, "no-key")


def test_the_container_sets_settings_that_exist() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    used = set(re.findall(r"ONRECORD_\w+", dockerfile))
    defaults = {PREFIX + f.name.upper(): f.default for f in fields(Settings)}
    special = {"ONRECORD_DATABASE_URL", "ONRECORD_BACKGROUND"}
    for name in ("service", "worker", "migrate"):
        given = dict(compose["services"][name]["environment"])
        assert given.pop("PGPASSWORD")  # read by PostgreSQL's own library
        used |= set(given)
        for variable in given.keys() - special:
            default = defaults[variable]
            shown = default if isinstance(default, str) else f"{default:.10g}"
            assert given[variable] == f"${{{variable}:-{shown}}}"
    assert used <= VARIABLES


def test_the_container_has_few_rights() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert "USER 10001:10001" in dockerfile
    assert "HEALTHCHECK" in dockerfile
    assert re.findall(r"^VOLUME (.*)$", dockerfile, re.MULTILINE) == ["/data"]
    for name in ("service", "worker", "migrate", "proxy"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 1
    assert ports[0].startswith("127.0.0.1:")


def test_the_image_is_built_from_files_that_are_in_its_context() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    for source in " ".join(copied).split():
        assert source.split("/")[0] in allowed
        assert (ROOT / source).exists()
