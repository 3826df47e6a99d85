"""API keys: made, listed, revoked, and told apart when a caller sends one."""

import datetime as dt
import hmac
from collections.abc import Collection
from contextlib import suppress
from typing import get_args

from sqlalchemy import insert, select, update

from service.errors import InvalidEdit, KeyRefused, NotFound, StoreUnavailable
from service.records import ApiKey, KeyScope
from service.store import key_text
from service.store.key_schema import api_keys
from service.store.rows import AnyRow
from service.store.timed import Timed

_LONGEST_NAME = 100
_SCOPES: tuple[KeyScope, ...] = get_args(KeyScope)
_NO_DIGEST = bytes(32)


class Keys(Timed):
    """Makes, lists, revokes and checks API keys."""

    def create(
        self, name: str, scopes: Collection[KeyScope], expires_in: dt.timedelta | None = None
    ) -> tuple[ApiKey, str]:
        """Make a key and give it with its text, which nobody can be told again.

        name: for people, also where an edit made with the key names nobody. Several keys may have
        the same. Raises InvalidEdit for a name that cannot be shown in a line, no scope or an
        unknown one, and a term that is over before it begins.
        """
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise InvalidEdit(
                f"The name {name[:_LONGEST_NAME]!a} cannot be used; allowed are 1 to "
                f"{_LONGEST_NAME} printable characters."
            )
        if not scopes or not set(scopes) <= set(_SCOPES):
            given = ", ".join(sorted(scopes)) or "none"
            raise InvalidEdit(f"The scopes are {given}; allowed are {', '.join(_SCOPES)}.")
        now = self._now()
        try:
            expires_at = None if expires_in is None else now + expires_in
        except OverflowError:
            raise InvalidEdit(f"The term of {expires_in} leads beyond the calendar.") from None
        if expires_at is not None and expires_at <= now:
            raise InvalidEdit("The term is over before it begins; at least a day is needed.")
        identifier, text = key_text.make()
        made = ApiKey(
            identifier, name.strip(), tuple(s for s in _SCOPES if s in scopes), now, expires_at
        )
        values = {
            "id": made.id,
            "name": made.name,
            "digest": key_text.digest(text),
            "scopes": " ".join(made.scopes),
            "created_at": made.created_at,
            "expires_at": made.expires_at,
        }
        with self._writing.begin() as connection:
            connection.execute(insert(api_keys), [values])
        return made, text

    def check(self, text: str) -> ApiKey:
        """Give the key that a caller sent, and note the day.

        Raises KeyRefused for one that is mistyped, unknown, revoked or expired.
        """
        identifier = key_text.read(text)
        row = self._find(identifier)
        stored = _NO_DIGEST if row is None else bytes(row.digest)
        if not hmac.compare_digest(stored, key_text.digest(text)) or row is None:
            raise KeyRefused("The API key is not known here.")
        key, now = _read(row), self._now()
        if key.revoked_at is not None:
            raise KeyRefused(f"The API key {key.id} was revoked on {key.revoked_at:%Y-%m-%d}.")
        if key.expires_at is not None and key.expires_at <= now:
            raise KeyRefused(f"The API key {key.id} expired on {key.expires_at:%Y-%m-%d}.")
        if key.last_used is None or key.last_used < now.date():
            self._note_use(key.id, now.date())
        return key

    def list(self) -> tuple[ApiKey, ...]:
        """List all keys, also those that no longer let anybody in, oldest first."""
        query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
        with self._reading.connect() as connection:
            return tuple(_read(row) for row in connection.execute(query))

    def revoke(self, key_id: str) -> ApiKey:
        """End a key for good; one that was revoked before stays as it is. Raises NotFound."""
        this = api_keys.c.id == key_id
        with self._writing.begin() as connection:
            connection.execute(
                update(api_keys)
                .where(this, api_keys.c.revoked_at.is_(None))
                .values(revoked_at=self._now())
            )
            row = connection.execute(select(api_keys).where(this)).one_or_none()
        if row is None:
            raise NotFound("API key", key_id)
        return _read(row)

    def _find(self, key_id: str) -> AnyRow | None:
        with self._reading.connect() as connection:
            query = select(api_keys).where(api_keys.c.id == key_id)
            return connection.execute(query).one_or_none()

    def _note_use(self, key_id: str, day: dt.date) -> None:
        """Note the day of a use; once a day, so that reads do not wait for writes."""
        unnoted = api_keys.c.last_used.is_(None) | (api_keys.c.last_used < day.isoformat())
        # A database that can be read but not written for now still answers reads.
        with suppress(StoreUnavailable), self._writing.begin() as connection:
            connection.execute(
                update(api_keys)
                .where(api_keys.c.id == key_id, unnoted)
                .values(last_used=day.isoformat())
            )


def _read(row: AnyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        scopes=tuple(scope for scope in _SCOPES if scope in row.scopes.split()),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used=None if row.last_used is None else dt.date.fromisoformat(row.last_used),
    )
