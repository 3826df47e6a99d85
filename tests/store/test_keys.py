"""API keys: what is kept of them, and which let a caller in."""

import datetime as dt
import hashlib
import re
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidEdit, KeyRefused, NotFound
from service.store import Store, key_text, open_store
from service.store.keys import Keys

DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def at(store: Store, moment: dt.datetime) -> Keys:
    """The keys as they are at a moment."""
    database = store._database
    return Keys(database.writing, database.reading, lambda: moment)


def test_a_key_lets_in_whom_it_was_made_for(store: Store) -> None:
    made, text = at(store, NOON).create("Desk “A”", ["edit", "read"], 30 * DAY)
    assert (made.name, made.scopes) == ("Desk “A”", ("read", "edit"))
    assert (made.created_at, made.expires_at) == (NOON, NOON + 30 * DAY)
    found = at(store, NOON).check(text)
    assert found == made
    assert [found.allows(scope) for scope in ("read", "write", "edit", "admin")] == [
        True,
        False,
        True,
        False,
    ]
    assert store.keys.list() == (replace(made, last_used=NOON.date()),)


def test_admin_allows_all(store: Store) -> None:
    made, _ = store.keys.create("root", ["admin"])
    assert all(made.allows(scope) for scope in ("read", "write", "edit", "admin"))


def test_no_secret_is_stored(store: Store, url: str) -> None:
    _, text = store.keys.create("feed", ["read"])
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM api_keys").all()
    engine.dispose()
    assert hashlib.sha256(text.encode()).digest() in [
        bytes(value) for value in row if isinstance(value, bytes | memoryview)
    ]
    secret = text[len(key_text.PREFIX) + 10 :]
    assert secret[:20] not in repr(tuple(row))


def test_keys_are_all_different(store: Store) -> None:
    texts = {store.keys.create("same name", ["read"])[1] for _ in range(20)}
    assert len(texts) == 20
    assert all(re.fullmatch(r"onr_[0-9a-z]{10}[0-9A-Za-z]{49}", text) for text in texts)
    assert len({key.id for key in store.keys.list()}) == 20


def test_a_key_ends_with_its_term(store: Store) -> None:
    made, text = at(store, NOON).create("guest", ["read"], DAY)
    at(store, NOON + DAY - dt.timedelta(seconds=1)).check(text)
    with pytest.raises(KeyRefused, match=f"{made.id} expired on 2026-03-02"):
        at(store, NOON + DAY).check(text)


def test_a_revoked_key_lets_nobody_in_at_once(store: Store, url: str) -> None:
    made, text = at(store, NOON).create("leaked", ["admin"])
    beside = open_store(url)
    assert at(beside, NOON).revoke(made.id).revoked_at == NOON
    beside.close()
    with pytest.raises(KeyRefused, match=f"{made.id} was revoked on 2026-03-01"):
        at(store, NOON).check(text)
    assert at(store, NOON + DAY).revoke(made.id).revoked_at == NOON
    with pytest.raises(NotFound, match="No API key has the id 'key_x'"):
        store.keys.revoke("key_x")


def test_what_is_no_key_is_told_apart_from_what_is_unknown(store: Store) -> None:
    _, text = store.keys.create("feed", ["read"])
    other = key_text.make()[1]
    with pytest.raises(KeyRefused, match="not known here"):
        store.keys.check(other)
    swapped = text[:20] + text[21] + text[20] + text[22:]
    for wrong in (text[:-1], text + "A", text.lower(), swapped, "", "onr_", "secret" * 12):
        if wrong != text:
            with pytest.raises(KeyRefused, match="mistyped or cut"):
                store.keys.check(wrong)


def test_another_secret_with_a_known_id_is_refused(store: Store) -> None:
    _, text = store.keys.create("feed", ["read"])
    stem = text[:14] + "A" * 43
    forged = stem + key_text._checksum(stem)
    assert key_text.read(forged) == key_text.read(text)
    with pytest.raises(KeyRefused, match="not known here"):
        store.keys.check(forged)


def test_the_day_of_the_last_use_is_kept(store: Store) -> None:
    _, text = at(store, NOON).create("feed", ["read"])
    assert store.keys.list()[0].last_used is None
    for moment in (NOON, NOON + DAY, NOON):
        at(store, moment).check(text)
    assert store.keys.list()[0].last_used == (NOON + DAY).date()


@pytest.mark.parametrize(
    ("name", "scopes", "term", "said"),
    [
        ("", ["read"], None, "1 to 100 printable"),
        ("  ", ["read"], None, "1 to 100 printable"),
        ("a\r\nb", ["read"], None, "1 to 100 printable"),
        ("a\u202eb", ["read"], None, "1 to 100 printable"),
        ("\ud800", ["read"], None, "1 to 100 printable"),
        ("x" * 101, ["read"], None, "1 to 100 printable"),
        ("x", [], None, "scopes are none"),
        ("x", ["read", "sudo"], None, "allowed are read, write, edit, admin"),
        ("x", ["read"], dt.timedelta(0), "over before it begins"),
        ("x", ["read"], dt.timedelta(days=4_000_000), "beyond the calendar"),
    ],
)
def test_what_no_key_can_be_made_with(
    store: Store, name: str, scopes: list[str], term: dt.timedelta | None, said: str
) -> None:
    with pytest.raises(InvalidEdit, match=said):
        store.keys.create(name, scopes, term)  # type: ignore[arg-type]
    assert store.keys.list() == ()


@given(st.text(max_size=80))
def test_no_text_is_taken_for_a_key(text: str) -> None:
    with pytest.raises(KeyRefused):
        key_text.read(text)


@given(st.integers(0, 62), st.characters(codec="ascii"))
def test_a_key_with_one_letter_changed_is_mistyped(place: int, letter: str) -> None:
    _, text = key_text.make()
    if text[place] != letter:
        with pytest.raises(KeyRefused, match="mistyped"):
            key_text.read(text[:place] + letter + text[place + 1 :])
