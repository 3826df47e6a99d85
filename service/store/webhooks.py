"""Webhooks: made, changed, listed; and their deliveries as their owners see them."""

import datetime as dt
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from service import ids
from service.errors import Conflict, InvalidFilter, InvalidWebhook
from service.records import Delivery, DeliveryState, Page, Webhook
from service.store.columns import EPOCH, microseconds
from service.store.cursors import fingerprint, read_cursor, write_cursor
from service.store.event_schema import filters
from service.store.events import read_end
from service.store.queries import more_than
from service.store.rows import AnyRow
from service.store.timed import Timed
from service.store.units import writing
from service.store.validators import ANYTHING, Expected
from service.store.webhook_rows import (
    NEVER,
    anew,
    delivery_values,
    load_delivery,
    load_webhook,
    read_delivery,
    read_webhook,
    settings_of,
)
from service.store.webhook_schema import deliveries, webhooks

_MOST_WEBHOOKS = 500
_ENDED = ("delivered", "failed")


class Webhooks(Timed):
    """Keeps webhooks; each method is one transaction. Secrets are made by the caller."""

    def create(self, url: str, filter_id: str, secret: str, *, enabled: bool = True) -> Webhook:
        """Make a webhook for what a filter finds from now on.

        Raises InvalidFilter for a filter that is not there, InvalidWebhook where there are too
        many.
        """
        now = self._now()
        with writing(self._writing) as connection:
            count = connection.execute(select(func.count(webhooks.c.id))).scalar_one()
            if count >= _MOST_WEBHOOKS:
                raise InvalidWebhook(
                    f"There are {count} webhooks; at most {_MOST_WEBHOOKS} are kept."
                )
            _check(connection, filter_id)
            identifier = ids.webhook_id()
            connection.execute(
                insert(webhooks),
                [
                    {
                        "id": identifier,
                        "url": url,
                        "filter_id": filter_id,
                        "enabled": int(enabled),
                        "secret": secret,
                        "position": read_end(connection).number,
                        "failures": 0,
                        "resting_until": NEVER,
                        "created_at": now,
                        "updated_at": now,
                    }
                ],
            )
            return read_webhook(load_webhook(connection, identifier))

    def change(
        self,
        webhook_id: str,
        *,
        url: str | None = None,
        filter_id: str | None = None,
        enabled: bool | None = None,
        expected: Expected = ANYTHING,
    ) -> Webhook:
        """Set where a webhook is sent to, for which filter, or whether it is sent at all.

        One that is enabled again goes on where it stopped, as far as events are kept. Raises
        NotFound, PreconditionFailed, InvalidFilter.
        """
        now = self._now()
        values: dict[str, Any] = {"updated_at": now}
        if url is not None:
            values |= {"url": url, "failures": 0, "failing_since": None, "resting_until": NEVER}
        if enabled is not None:
            values |= {"enabled": int(enabled), "problem": None}
        if enabled:
            values |= {"failures": 0, "failing_since": None, "resting_until": NEVER}
        with writing(self._writing) as connection:
            present = _present(connection, webhook_id, expected)
            if filter_id is not None or enabled:
                _check(connection, filter_id or present.filter_id)
            if filter_id is not None:
                values["filter_id"] = filter_id
            connection.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(values))
            return read_webhook(load_webhook(connection, webhook_id))

    def rotate(
        self, webhook_id: str, secret: str, keep: dt.timedelta, expected: Expected = ANYTHING
    ) -> Webhook:
        """Give a webhook another secret; for a while messages are signed with both.

        Raises NotFound, PreconditionFailed.
        """
        now = self._now()
        with writing(self._writing) as connection:
            present = _present(connection, webhook_id, expected)
            stays = keep > dt.timedelta()
            connection.execute(
                update(webhooks)
                .where(webhooks.c.id == webhook_id)
                .values(
                    secret=secret,
                    old_secret=present.secret if stays else None,
                    old_until=now + keep if stays else None,
                    updated_at=now,
                )
            )
            return read_webhook(load_webhook(connection, webhook_id))

    def delete(self, webhook_id: str, expected: Expected = ANYTHING) -> None:
        """Delete a webhook with its deliveries. Raises NotFound, PreconditionFailed."""
        with writing(self._writing) as connection:
            _present(connection, webhook_id, expected)
            connection.execute(delete(webhooks).where(webhooks.c.id == webhook_id))

    def get(self, webhook_id: str) -> Webhook:
        """Read a webhook. Raises NotFound."""
        with self._reading.connect() as connection:
            return read_webhook(load_webhook(connection, webhook_id))

    def list(self, *, limit: int, cursor: str | None = None) -> Page[Webhook]:
        """List webhooks, oldest first. Raises InvalidCursor."""
        mark = fingerprint("webhooks")
        after = read_cursor(cursor, mark, int, str)
        columns = webhooks.c["created_at", "id"]
        query = select(webhooks).order_by(*columns).limit(more_than(limit))
        if after is not None:
            query = query.where(tuple_(*columns) > (_moment(after[0]), after[1]))
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
        return Page(tuple(read_webhook(row) for row in rows[:limit]), _next(rows, limit, mark))

    def ping(self, webhook_id: str) -> Delivery:
        """Have a message without events sent, to try the receiver.

        Raises NotFound, and Conflict for a webhook that is not enabled.
        """
        now = self._now()
        with writing(self._writing) as connection:
            present = load_webhook(connection, webhook_id)
            if not present.enabled:
                raise Conflict("The webhook is not enabled; nothing is sent to it.")
            identifier = ids.message_id()
            # Also where it is being left alone after a failure.
            mine = webhooks.c.id == webhook_id
            connection.execute(update(webhooks).where(mine).values(resting_until=NEVER))
            values = delivery_values(identifier, webhook_id, "webhook.ping", (), now)
            connection.execute(insert(deliveries), [values])
            return read_delivery(load_delivery(connection, webhook_id, identifier))

    def delivery(self, webhook_id: str, delivery_id: str) -> Delivery:
        """Read a delivery. Raises NotFound."""
        with self._reading.connect() as connection:
            return read_delivery(load_delivery(connection, webhook_id, delivery_id))

    def deliveries(
        self,
        webhook_id: str,
        *,
        state: DeliveryState | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Page[Delivery]:
        """List the deliveries of a webhook, newest first. Raises NotFound, InvalidCursor."""
        mark = fingerprint("deliveries", webhook_id, state)
        after = read_cursor(cursor, mark, int, str)
        columns = deliveries.c["created_at", "id"]
        query = select(deliveries).where(deliveries.c.webhook_id == webhook_id)
        if state is not None:
            query = query.where(deliveries.c.state == state)
        if after is not None:
            query = query.where(tuple_(*columns) < (_moment(after[0]), after[1]))
        query = query.order_by(*(column.desc() for column in columns)).limit(more_than(limit))
        with self._reading.connect() as connection:
            load_webhook(connection, webhook_id)
            rows = connection.execute(query).all()
        return Page(tuple(read_delivery(row) for row in rows[:limit]), _next(rows, limit, mark))

    def redeliver(
        self, webhook_id: str, delivery_id: str, expected: Expected = ANYTHING
    ) -> Delivery:
        """Have a message sent again, under its id.

        Raises NotFound, PreconditionFailed; Conflict while it waits.
        """
        with writing(self._writing) as connection:
            row = load_delivery(connection, webhook_id, delivery_id)
            expected.check(read_delivery(row))
            if row.state not in _ENDED:
                raise Conflict("The delivery has not ended yet; it is sent anyway.")
            again = {**anew(self._now()), "fence": row.fence}
            connection.execute(
                update(deliveries).where(deliveries.c.id == delivery_id).values(again)
            )
            return read_delivery(load_delivery(connection, webhook_id, delivery_id))


def _present(connection: Connection, webhook_id: str, expected: Expected) -> AnyRow:
    """Read the row of a webhook that is to be changed. Raises NotFound, PreconditionFailed."""
    row = load_webhook(connection, webhook_id)
    expected.check(settings_of(read_webhook(row)))
    return row


def _check(connection: Connection, filter_id: str) -> None:
    known = select(filters.c.id).where(filters.c.id == filter_id)
    if connection.execute(known).first() is None:
        raise InvalidFilter(f"No filter has the id '{filter_id[:80]}'.")


def _next(rows: Any, limit: int, mark: str) -> str | None:
    if len(rows) <= limit:
        return None
    last: AnyRow = rows[limit - 1]
    return write_cursor((microseconds(last.created_at), last.id), mark)


def _moment(count: int | str) -> dt.datetime:
    try:
        return EPOCH + dt.timedelta(microseconds=int(count))
    except OverflowError:  # a forged place
        return EPOCH
