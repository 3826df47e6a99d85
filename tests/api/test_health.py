import datetime as dt
import time
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from service.api import context
from service.config import Settings
from service.engine import Engine
from tests import analysers


def test_a_loaded_service_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json() == {"status": "ok", "model": "small", "version": "1.0"}


def test_a_loading_service_lives_and_is_not_ready(client: FlaskClient, app: Flask) -> None:
    settings = Settings(database_url="sqlite://")
    engine = Engine(settings, analysers.load_slowly)
    context.provide(app, replace(context.services_of(app), settings=settings, engine=engine))
    try:
        engine.start()
        response = client.get("/readyz")
        assert (response.status_code, response.get_json()["code"]) == (503, "not-ready")
        assert client.get("/healthz").status_code == 200
        end = time.monotonic() + 30
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.1)
    finally:
        engine.stop()


def test_tables_of_another_version_are_said(client: FlaskClient, app: Flask) -> None:
    import sqlite3

    url = context.services_of(app).settings.database_url
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["code"]) == (503, "store-unavailable")


def test_work_that_is_left_to_others_must_be_done_by_somebody(
    client: FlaskClient, app: Flask
) -> None:
    services = context.services_of(app)
    context.provide(app, replace(services, settings=replace(services.settings, background=0)))
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["code"]) == (503, "no-worker")
    services.store.jobs.beat("w_1", dt.timedelta(seconds=30))
    assert client.get("/readyz").status_code == 200
    services.store.jobs.leave("w_1")
    assert client.get("/readyz").status_code == 503


def test_a_store_that_is_gone_is_said(client: FlaskClient, app: Flask) -> None:
    context.services_of(app).store.ping()
    url = context.services_of(app).settings.database_url
    from pathlib import Path

    Path(url.removeprefix("sqlite:///")).write_bytes(b"no database" * 1000)
    context.services_of(app).store.close()
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["code"]) == (503, "store-unavailable")
