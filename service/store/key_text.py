"""The text of an API key: onr_, its id, a secret, a checksum. Nothing else knows how it is made.

The prefix lets scanners of leaked secrets find it, the id lets it be named without being told, and
the checksum tells a mistyped or cut key from one that is unknown, without a look at the database.
What is stored is one SHA-256: the secret has 256 bits of chance, so that nobody can try them out,
and a slow hash, which guards the guessable passwords of people, would only make each call slower.
"""

import hashlib
import secrets
import string
import zlib

from service.errors import KeyRefused

PREFIX = "onr_"
_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_ID_LETTERS = string.digits + string.ascii_lowercase
_ID, _SECRET, _CHECKSUM = 10, 43, 6  # characters; 62 ** 43 is above 2 ** 256
_LENGTH = len(PREFIX) + _ID + _SECRET + _CHECKSUM


def make() -> tuple[str, str]:
    """Make a new key: its id, and its text, which is told once."""
    name = "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID))
    secret = "".join(secrets.choice(_DIGITS) for _ in range(_SECRET))
    stem = f"{PREFIX}{name}{secret}"
    return _identifier(name), stem + _checksum(stem)


def read(text: str) -> str:
    """Give the id in the text of a key. Raises KeyRefused for one that was never made here."""
    stem, checksum = text[:-_CHECKSUM], text[-_CHECKSUM:]
    whole = len(text) == _LENGTH and text.isascii() and text.startswith(PREFIX)
    if not whole or _checksum(stem) != checksum:
        # Not quoted: all but a letter of it may be a secret.
        raise KeyRefused(
            f"The API key is mistyped or cut: a key is '{PREFIX}' and "
            f"{_LENGTH - len(PREFIX)} letters and digits, as it was shown when it was made."
        )
    return _identifier(stem[len(PREFIX) : len(PREFIX) + _ID])


def digest(text: str) -> bytes:
    """Reduce the text of a key to what is stored of it."""
    return hashlib.sha256(text.encode()).digest()


def _identifier(name: str) -> str:
    return f"key_{name}"


def _checksum(stem: str) -> str:
    number = zlib.crc32(stem.encode())
    letters = []
    for _ in range(_CHECKSUM):
        number, digit = divmod(number, len(_DIGITS))
        letters.append(_DIGITS[digit])
    return "".join(reversed(letters))
