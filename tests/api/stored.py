"""A store with one of each kind of thing that has an address."""

import datetime as dt

from flask import Flask

from service import ids
from service.api import context
from tests.store.positions import Said, taking

TEXT = "“The talks are near,” said Lee Young. “We wait,” said Jane Roe."
LEE = ids.speaker_id("Lee Young")


def _delivered(app: Flask, webhook: str) -> str:
    """Send a webhook a message, which arrives."""
    outbox = context.services_of(app).store.outbox
    identifier: str = app.test_client().post(f"{webhook}/ping").get_json()["id"]
    claimed = outbox.claim("w", dt.timedelta(seconds=30))
    assert claimed is not None
    outbox.delivered(claimed, 204)
    return identifier


def everything(app: Flask) -> dict[str, str]:
    """Store one of each kind of thing; gives the path of each."""
    client = app.test_client()
    article = client.post("/v1/articles", json={"text": TEXT}).get_json()
    (first, _) = article["quotes"]
    claim = f"/v1/claims/{first['claims'][0]['id']}"
    topic = client.post("/v1/topics", json={"name": "talks"}).get_json()["topic"]
    client.put(f"{claim}/review", json={"rating": "false"})
    said: Said = ("Ann Lee", "We need the tax", "support", "the carbon tax")
    context.services_of(app).store.repository.add_article(*taking([said]))
    target = client.get("/v1/targets").get_json()["items"][0]["id"]
    wanted = {"name": "All", "kind": "quotes", "query": {}}
    filter_id = client.post("/v1/filters", json=wanted).get_json()["id"]
    told = {"url": "https://hooks.example/", "filter_id": filter_id}
    webhook = f"/v1/webhooks/{client.post('/v1/webhooks', json=told).get_json()['id']}"
    accepted = client.post(
        "/v1/articles", json={"text": TEXT + " Later."}, headers={"Prefer": "respond-async"}
    )
    return {
        "article": f"/v1/articles/{article['id']}",
        "quote": f"/v1/quotes/{first['id']}",
        "claim": claim,
        "review": f"{claim}/review",
        "speaker": f"/v1/speakers/{LEE}",
        "topic": f"/v1/topics/{topic['id']}",
        "target": f"/v1/targets/{target}",
        "filter": f"/v1/filters/{filter_id}",
        "webhook": webhook,
        "job": accepted.headers["Location"],
        "delivery": f"{webhook}/deliveries/{_delivered(app, webhook)}",
    }
