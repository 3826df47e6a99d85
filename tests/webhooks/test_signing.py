"""What is signed is what the standard's own library verifies."""

import datetime as dt
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from service.webhooks.signing import new_secret, signed


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_a_secret_is_as_the_standard_wants_it() -> None:
    prefix, _, rest = new_secret().partition("_")
    assert prefix == "whsec"
    assert len(b64decode(rest, validate=True)) == 32
    assert new_secret() != new_secret()


def test_the_example_of_the_standard() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - as published
    moment = dt.datetime.fromtimestamp(1614265330, dt.UTC)
    headers = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', [secret], moment)
    assert headers["webhook-timestamp"] == "1614265330"
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_body_is_verified(text: str) -> None:
    secret, body = new_secret(), text.encode()
    headers = dict(signed("msg_1", body, [secret], now()))
    Webhook(secret).verify(body, headers, json_parse=False)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers, json_parse=False)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, headers, json_parse=False)


def test_while_a_secret_is_changed_either_verifies() -> None:
    old, new = new_secret(), new_secret()
    headers = dict(signed("msg_1", b"{}", [new, old], now()))
    Webhook(old).verify(b"{}", headers)
    Webhook(new).verify(b"{}", headers)
