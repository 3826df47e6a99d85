"""What is to be sent to webhooks: written from the event log, taken by senders, ended once.

At-least-once: a sender that is killed may have sent a message without having noted it; it is sent
again under the same id. Nothing is lost, since what is to be sent is a row until it has arrived.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    func,
    select,
    update,
)

from service.errors import Superseded
from service.records import ClaimedDelivery, StoredClaim, StoredStatement
from service.store import filling, job_counts
from service.store.claims import load_claims
from service.store.filling import find_filter
from service.store.listings import OutboxCounts
from service.store.queries import load_quotes
from service.store.rows import Values
from service.store.schema import claims, statements
from service.store.timed import Timed
from service.store.webhook_rows import NEVER, read_told
from service.store.webhook_schema import deliveries, webhooks

_SWEPT_AT_ONCE = 5_000


class Outbox(Timed):
    """Writes, hands out and ends deliveries; each method is one transaction, or a few."""

    def fill(self) -> int:
        """Write what webhooks are to be told of the events they have not looked at yet.

        Gives how many events were looked at; 0 where there is nothing to do for now. Any number
        of processes may do this at once.
        """
        with self._reading.connect() as connection:
            behind = filling.behind(connection)
        looked_at = 0
        for webhook in behind:
            with self._reading.connect() as connection:
                news = filling.look(connection, webhook)
            with self._writing.begin() as connection:
                filling.write(connection, webhook, news, self._now())
            looked_at += news.looked_at
        return looked_at

    def claim(self, worker: str, lease: dt.timedelta) -> ClaimedDelivery | None:
        """Take the message that has waited longest, if any may be sent.

        Of each webhook one message is under way at most.
        """
        now = self._now()
        with self._reading.connect() as connection:  # looking must not hold up writers
            chosen = connection.execute(_ready(now)).first()
        if chosen is None:
            return None
        with self._writing.begin() as connection:
            row = connection.execute(
                update(deliveries)
                .where(
                    deliveries.c.id == _due(chosen.id, now).scalar_subquery(),
                    exists().where(webhooks.c.id == chosen.id, _may_be_sent_to(now)),
                )
                .values(
                    state="sending",
                    worker=worker,
                    lease=now + lease,
                    fence=deliveries.c.fence + 1,
                    attempts=deliveries.c.attempts + 1,
                    attempted_at=now,
                )
                .returning(deliveries)
            ).one_or_none()
            if row is None:  # another was faster
                return None
            hook = connection.execute(select(webhooks).where(webhooks.c.id == chosen.id)).one()
            wanted = find_filter(connection, hook.filter_id)
        secrets = [hook.secret]
        if hook.old_until is not None and now < hook.old_until:
            secrets.append(hook.old_secret)
        return ClaimedDelivery(
            id=row.id,
            webhook_id=hook.id,
            url=hook.url,
            secrets=tuple(secrets),
            filter=wanted,
            kind=row.kind,
            events=read_told(row.events),
            created_at=row.created_at,
            fence=row.fence,
            attempts=row.attempts,
        )

    def contents(
        self, delivery: ClaimedDelivery
    ) -> tuple[tuple[StoredStatement, ...], tuple[StoredClaim, ...]]:
        """Read the statements and claims that a message tells of, as they are now."""
        found = [one.event for one in delivery.events if one.found]
        claimed = [one.claim_id for one in found if one.claim_id is not None]
        said = [one.quote_id for one in found if one.claim_id is None and one.quote_id is not None]
        with self._reading.connect() as connection:
            there = select(statements.c.id).where(statements.c.id.in_(said))
            query = select(claims.c.id, claims.c.statement_id).where(claims.c.id.in_(claimed))
            return (
                load_quotes(connection, list(connection.scalars(there)) if said else []),
                load_claims(connection, connection.execute(query).all() if claimed else ()),
            )

    def delivered(self, delivery: ClaimedDelivery, status: int) -> None:
        """Note that a message was taken. Raises Superseded."""
        now = self._now()
        done: Values = {"state": "delivered", "status": status, "problem": None}
        with self._writing.begin() as connection:
            _end(connection, delivery, {**done, "finished_at": now})
            connection.execute(
                update(webhooks)
                .where(webhooks.c.id == delivery.webhook_id)
                .values(failures=0, failing_since=None, resting_until=NEVER, delivered_at=now)
            )
            job_counts.add(connection, {("deliveries", "delivered"): 1})

    def failed(
        self,
        delivery: ClaimedDelivery,
        problem: str,
        status: int | None,
        *,
        retry_after: dt.timedelta | None,
        rest: Callable[[int], dt.timedelta],
        patience: dt.timedelta,
    ) -> None:
        """Note that a message was not taken.

        retry_after: when to send it again; None: not at all. rest: how long the webhook is left
        alone after so many failures in a row. patience: how long they may go on before it is
        disabled, as it is at once where the receiver is gone. Raises Superseded.
        """
        now = self._now()
        values: Values = {"status": status, "problem": problem}
        if retry_after is None:
            values |= {"state": "failed", "finished_at": now}
        else:
            values |= {"state": "waiting", "due": now + retry_after}
        with self._writing.begin() as connection:
            _end(connection, delivery, values)
            mine = webhooks.c.id == delivery.webhook_id
            hook = connection.execute(select(webhooks).where(mine)).one()
            since = hook.failing_since or now
            told: Values = {
                "failures": hook.failures + 1,
                "failing_since": since,
                "resting_until": now + rest(hook.failures + 1),
            }
            # Not where it is the answer of an address that is no longer the webhook's.
            if hook.url == delivery.url and hook.enabled:
                if problem == "gone":
                    told |= {"enabled": 0, "problem": "gone"}
                elif now - since >= patience:
                    told |= {"enabled": 0, "problem": "failing"}
            connection.execute(update(webhooks).where(mine).values(told))
            job_counts.add(connection, {("deliveries", problem): 1})

    def release(self, delivery: ClaimedDelivery) -> None:
        """Give a message back as if it had not been taken. Raises Superseded."""
        back: Values = {"state": "waiting", "attempts": delivery.attempts - 1}
        with self._writing.begin() as connection:
            _end(connection, delivery, back)

    def beat(self, worker: str, delivery_ids: Sequence[str], lease: dt.timedelta) -> None:
        """Renew the leases of the messages that a sender is sending."""
        if not delivery_ids:
            return
        mine = (deliveries.c.worker == worker) & (deliveries.c.state == "sending")
        with self._writing.begin() as connection:
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id.in_(delivery_ids), mine)
                .values(lease=self._now() + lease)
            )

    def sweep(self, keep: dt.timedelta, most_attempts: int) -> int:
        """Take back the messages of senders that are gone; forget those that ended long ago.

        Gives how many were taken back; they are sent again at once, unless they were sent
        most_attempts times.
        """
        now = self._now()
        lost = (deliveries.c.state == "sending") & (deliveries.c.lease < now)
        old = deliveries.c.finished_at < now - keep
        with self._reading.connect() as connection:
            found = [
                connection.execute(select(deliveries.c.id).where(one).limit(1)).first()
                for one in (lost, old)
            ]
        if found == [None, None]:
            return 0
        left: Values = {"lease": None, "worker": None, "problem": "sender-lost"}
        ended = {**left, "state": "failed", "finished_at": now}
        last = deliveries.c.attempts >= most_attempts
        some = select(deliveries.c.id).where(old).limit(_SWEPT_AT_ONCE)
        with self._writing.begin() as connection:
            taken = connection.execute(update(deliveries).where(lost, last).values(ended)).rowcount
            again = {**left, "state": "waiting", "due": now}
            taken += connection.execute(update(deliveries).where(lost).values(again)).rowcount
            connection.execute(delete(deliveries).where(deliveries.c.id.in_(some)))
            job_counts.add(connection, {("deliveries", "sender-lost"): taken})
        return taken

    def counts(self) -> OutboxCounts:
        """Count webhooks and what waits for them."""
        now = self._now()
        with self._reading.connect() as connection:
            hooks = connection.execute(
                select(webhooks.c.enabled, func.count().label("number")).group_by(
                    webhooks.c.enabled
                )
            ).all()
            waiting, oldest = connection.execute(
                select(func.count(), func.min(deliveries.c.created_at))
                .select_from(deliveries)
                .join(webhooks, webhooks.c.id == deliveries.c.webhook_id)
                .where(webhooks.c.enabled == 1, deliveries.c.state.in_(("waiting", "sending")))
            ).one()
        numbers = {row.enabled: row.number for row in hooks}
        age = 0.0 if oldest is None else (now - oldest).total_seconds()
        return OutboxCounts(numbers.get(1, 0), numbers.get(0, 0), waiting, age)


def _due(webhook: object, now: dt.datetime) -> Select[tuple[str]]:
    return (
        select(deliveries.c.id)
        .where(
            deliveries.c.webhook_id == webhook,
            deliveries.c.state == "waiting",
            deliveries.c.due <= now,
        )
        .order_by(deliveries.c.due, deliveries.c.id)
        .limit(1)
    )


def _ready(now: dt.datetime) -> Select[tuple[str, dt.datetime]]:
    """Find the webhook that a message may be sent to and has waited for longest."""
    oldest = (
        _due(webhooks.c.id, now)
        .with_only_columns(deliveries.c.due)
        .correlate(webhooks)
        .scalar_subquery()
        .label("oldest")
    )
    ready = select(webhooks.c.id, oldest).where(_may_be_sent_to(now)).subquery()
    return (
        select(ready.c.id, ready.c.oldest)
        .where(ready.c.oldest.is_not(None))
        .order_by(ready.c.oldest, ready.c.id)
        .limit(1)
    )


def _may_be_sent_to(now: dt.datetime) -> ColumnElement[bool]:
    under_way = deliveries.alias()
    return (
        (webhooks.c.enabled == 1)
        & (webhooks.c.resting_until <= now)
        & ~exists().where(under_way.c.webhook_id == webhooks.c.id, under_way.c.state == "sending")
    )


def _end(connection: Connection, delivery: ClaimedDelivery, values: Values) -> None:
    """Let go of a message with what came of it. Raises Superseded."""
    mine = (
        (deliveries.c.id == delivery.id)
        & (deliveries.c.fence == delivery.fence)
        & deliveries.c.state.in_(("waiting", "sending"))
    )
    ended = connection.execute(
        update(deliveries).where(mine).values(lease=None, worker=None, **values)
    )
    if ended.rowcount != 1:
        raise Superseded(delivery.id)
