"""Metrics for Prometheus: what this process answered, and what the store knows of the work.

What is counted in the store is the same whichever process is asked, and goes on after a restart.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.api.context import Services, services_of
from service.api.scopes import needs
from service.errors import StoreUnavailable
from service.store import JobCounts, OutboxCounts

blueprint = Blueprint("metrics", __name__)
_KEY = "onrecord-metrics"
# Reads take milliseconds, analyses seconds.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


def register(app: Flask) -> None:
    """Measure each request of an application; /metrics tells."""
    registry = CollectorRegistry()
    latency = Histogram(
        "onrecord_request_seconds",
        "Time to answer a request, by route.",
        ["method", "route", "status"],
        registry=registry,
        buckets=_SECONDS,
    )
    registry.register(_Store(app))
    app.extensions[_KEY] = registry, latency
    app.register_blueprint(blueprint)


def observe(response: Response, seconds: float) -> None:
    """Note how long the answer to the present request took."""
    _, latency = current_app.extensions[_KEY]
    rule = request.url_rule
    # Not the path, of which there are endlessly many.
    route = "none" if rule is None else rule.rule
    latency.labels(request.method if rule else "any", route, response.status_code).observe(seconds)


@blueprint.get("/metrics")
@needs("read")
def metrics() -> Response:
    """Give the metrics in Prometheus' text format."""
    registry, _ = current_app.extensions[_KEY]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Store:
    """What the store counts, read when it is asked for."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        services: Services = services_of(self._app)
        lately = dt.timedelta(seconds=services.settings.lease_seconds)
        up = GaugeMetricFamily("onrecord_store_up", "Whether the store can be read.")
        try:
            counts = services.store.jobs.counts(lately=lately)
            outbox = services.store.outbox.counts()
        except StoreUnavailable:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from _of(counts)
        yield from _of_webhooks(outbox, counts.totals)


def _of(counts: JobCounts) -> Iterable[Metric]:
    states = GaugeMetricFamily("onrecord_jobs", "Jobs by state.", labels=["state"])
    for state, number in counts.states.items():
        states.add_metric([state], number)
    yield states
    yield _gauge(
        "onrecord_queue_age_seconds",
        "How long the oldest job that could be begun has waited.",
        counts.waiting_seconds,
    )
    yield _gauge("onrecord_workers", "Workers that were seen lately.", counts.workers)
    for name, total, text in (
        ("onrecord_analysed_articles", "articles", "Articles analysed in the background."),
        ("onrecord_analysed_words", "words", "Their words."),
        ("onrecord_analysis_seconds", "seconds", "The seconds that took, in all processes."),
        ("onrecord_lease_expiries", "expiries", "Jobs taken from workers that were lost."),
    ):
        family = CounterMetricFamily(name, text)
        family.add_metric([], counts.totals.get((total, ""), 0))
        yield family
    failures = CounterMetricFamily(
        "onrecord_failures", "Attempts that failed, by reason.", labels=["code"]
    )
    for (name, label), value in sorted(counts.totals.items()):
        if name == "failures":
            failures.add_metric([label], value)
    yield failures


def _of_webhooks(outbox: OutboxCounts, totals: Mapping[tuple[str, str], float]) -> Iterable[Metric]:
    hooks = GaugeMetricFamily("onrecord_webhooks", "Webhooks by state.", labels=["state"])
    hooks.add_metric(["enabled"], outbox.enabled)
    hooks.add_metric(["disabled"], outbox.disabled)
    yield hooks
    yield _gauge(
        "onrecord_deliveries_waiting",
        "Messages to enabled webhooks that have not arrived.",
        outbox.waiting,
    )
    yield _gauge(
        "onrecord_delivery_age_seconds", "Age of the oldest of these.", outbox.waiting_seconds
    )
    attempts = CounterMetricFamily(
        "onrecord_delivery_attempts",
        "Attempts to deliver a message to a webhook, by result.",
        labels=["result"],
    )
    for (name, label), value in sorted(totals.items()):
        if name == "deliveries":
            attempts.add_metric([label], value)
    yield attempts


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text)
    family.add_metric([], value)
    return family
