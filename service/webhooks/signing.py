"""Signatures as of Standard Webhooks (version v1), so that receivers verify them with any library.

A secret is 256 random bits. It is kept in the store as it is, since signing needs it.
"""

import datetime as dt
import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence

from standardwebhooks import Webhook

_BYTES = 32


def new_secret() -> str:
    """Make a secret."""
    return "whsec_" + b64encode(secrets.token_bytes(_BYTES)).decode()


def signed(
    message_id: str, body: bytes, secrets_: Sequence[str], now: dt.datetime
) -> Mapping[str, str]:
    """Give the headers of a message; with several secrets any of them verifies it."""
    text = body.decode()
    signatures = [Webhook(secret).sign(message_id, now, text) for secret in secrets_]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
