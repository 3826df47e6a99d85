"""Identifiers made from content, so that the same thing has the same id wherever it is met."""

import hashlib
import re
import secrets
import unicodedata
from base64 import b32encode
from collections.abc import Iterable

_LENGTH = 20  # base-32 characters: 100 bits, no collision in any store we can imagine
SPEAKER = "s_"
"""What the id of every speaker begins with."""


def _digest(prefix: str, *parts: str) -> str:
    # Lone surrogates are possible in submitted text and must not stop the hash.
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return prefix + b32encode(hashlib.sha256(data).digest()).decode().lower()[:_LENGTH]


def article_id(text: str) -> str:
    """Identify an article by its exact text."""
    return _digest("a_", text)


def statement_id(
    article: str, content: Iterable[tuple[int, int]], cue: tuple[int, int] | None
) -> str:
    """Identify a statement by its article, its content's offsets and its cue's offsets."""
    spans = ";".join(f"{start}-{end}" for start, end in content)
    return _digest("q_", article, spans, "" if cue is None else f"{cue[0]}-{cue[1]}")


def renewed_id(identifier: str, revision: int) -> str:
    """Identify what an article's later text has, where its own id was given in an earlier text."""
    return _digest(identifier[:2], identifier, str(revision))


def claim_id(statement: str, spans: Iterable[tuple[int, int]]) -> str:
    """Identify a claim by its statement and the offsets of the words that it is made of."""
    return _digest("c_", statement, ";".join(f"{start}-{end}" for start, end in spans))


def name_key(name: str) -> str:
    """Reduce a name to what its variants share: letters and digits, no case, no diacritics.

    >>> name_key("Kim Jong-un") == name_key("Kim Jong Un")
    True
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain)) or plain.strip()


def speaker_id(name: str) -> str:
    """Identify a speaker by full name; spelling variants of one name give one id."""
    return _digest(SPEAKER, name_key(name))


def own_speaker_id(name: str, article: str) -> str:
    """Identify a speaker whom an article names like others, or by a surname alone."""
    return _digest(SPEAKER, name_key(name), article)


def parted_speaker_id(speaker: str, number: int) -> str:
    """Identify a speaker whom an editor parted from another, by the number of the edit."""
    return _digest(SPEAKER, speaker, str(number))


def job_id(article: str) -> str:
    """Identify the background analysis of an article; the same text again is the same job."""
    return _digest("j_", article)


def target_id(key: str) -> str:
    """Identify a target by its key, which the variants of its phrase share."""
    return _digest("t_", key)


def topic_id(name: str, number: int) -> str:
    """Identify a topic by the name it was made with, and the number of the edit that made it."""
    return _digest("p_", name_key(name), str(number))


def filter_id(name: str, number: int) -> str:
    """Identify a saved filter by the name it was made with, and the number of its first event."""
    return _digest("f_", name, str(number))


def correction_id(statement: str, number: int = 0) -> str:
    """Identify the correction of a statement; it stays when the statement's id changes.

    number: how many corrections of it were left behind with earlier texts.
    """
    return _digest("k_", statement, *([str(number)] if number else []))


def review_id(claim: str, number: int) -> str:
    """Identify the review of a claim by the number of the edit; it stays when the claim's changes.

    A claim whose wording changed may be reviewed anew under the same id.
    """
    return _digest("v_", claim, str(number))


def reply_id(caller: str, route: str, key: str) -> str:
    """Identify what a caller's key for a request stands for."""
    return _digest("r_", caller, route, key)


def suggestion_id(first: str, second: str) -> str:
    """Identify the suggestion that two speakers may be one."""
    return _digest("l_", *sorted((first, second)))


def edit_id(number: int, moment: str, what: str) -> str:
    """Identify an editor's act."""
    return _digest("e_", str(number), moment, what)


def webhook_id() -> str:
    """Make the identifier of a webhook: by chance, as several may be alike."""
    return _by_chance("h_")


def message_id() -> str:
    """Make the identifier of a message to a webhook: by chance, as the same may be told twice."""
    return _by_chance("m_")


def _by_chance(prefix: str) -> str:
    return prefix + b32encode(secrets.token_bytes(20)).decode().lower()[:_LENGTH]
