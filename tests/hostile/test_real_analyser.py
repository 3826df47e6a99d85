"""Texts that are made to be slow or strange, through the model that the service comes with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from tests.hostile import strings
from tests.hostile.asking import Asker

SAID = 'The minister, Ann Lee, said on Friday: "The bridge will open." '
SLOW = {
    "quotation marks": "“" * 9_000,
    "straight marks": '"' * 9_000,
    "pairs of marks": '"" ' * 1_000,
    "nested marks": "“‘" * 500 + "Yes" + "’”" * 500,
    "brackets": "([{" * 3_000,
    "full stops": "." * 9_000,
    "dashes": "— - – " * 600,
    "one word": "a" * 9_000,
    "one sentence": "and she said that " * 150 + "it was so.",
    "one address": "https://x.example/" + "a/" * 1_000,
    "apostrophes": "'s" * 1_000,
    "many names": "Ann Lee and Bob Ray and " * 100 + "he said so.",
    "many cues": "said " * 600,
    "many numbers": "1,000.50 percent of 3.2 million " * 60,
    "many dates": "last Friday, 3 May 2021, " * 80,
    "many lines": "x\n\n" * 600,
    "page furniture": "Read more: Share this article\n" * 80,
    "spaces": " \t\u00a0\u3000" * 1_000 + SAID,
    "marks upon marks": "a" + "\u0301" * 3_000 + " " + SAID,
    "writing turned round": "\u202e" * 3_000 + SAID + "\u2066" * 3_000,
    "pictures": "👩‍👩‍👧‍👦🏳️‍🌈" * 200 + SAID,
    "no letters": "٣٤٥ 12 !!! ??? ;;; " * 100,
}


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    url = f"sqlite:///{tmp_path_factory.mktemp('real') / 'store.sqlite3'}"
    settings = Settings(database_url=url, article_seconds=60, max_chars=30_000)
    engine = Engine(settings)
    engine.wait()
    app: Flask = create_app(settings, engine)
    yield Asker(app, {}, most_seconds=150)
    engine.stop()
    context.services_of(app).store.close()


@pytest.mark.parametrize("name", SLOW)
def test_texts_made_to_be_slow(asker: Asker, name: str) -> None:
    analyse(asker, SLOW[name])


@pytest.mark.parametrize("kind", ["SCRIPTS", "DATABASE", "SEARCH", "PLACES", "CHARACTERS"])
def test_texts_that_mean_something_elsewhere(asker: Asker, kind: str) -> None:
    """In what is said, in a name, by themselves; without characters that are refused before."""
    for text in vars(strings)[kind].values():
        sent = "".join(c for c in text[:200] if c != "\0" and not "\ud800" <= c <= "\udfff")
        analyse(asker, f"{SAID}{sent} “The {sent} tax,” Bob {sent} Ray told Ann Lee.\n\n{sent}")


KEPT = sorted(Path(__file__).with_name("bodies").glob("*.txt"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name)
def test_kept_texts(asker: Asker, file: Path) -> None:
    answer = asker.ask("POST", "/v1/analyses", data=file.read_bytes(), content_type="text/plain")
    assert answer.status_code in {200, 400, 422}


def analyse(asker: Asker, text: str) -> None:
    """Analysed, or refused for what it is; in time, and word for word."""
    body = {"text": text, "language": "en"}
    answer = asker.ask("POST", "/v1/analyses", json=body)
    assert answer.status_code in {200, 422}, answer.text[:300]
    if answer.status_code == 422:
        assert answer.get_json()["code"] in {"analysis-timeout", "invalid-text"}
        return
    for quoted in answer.get_json()["quotes"]:
        for span in [*quoted["content"]["spans"], quoted["cue"], quoted["source"]]:
            if span is not None:
                assert text[span["start"] : span["end"]] == span["text"]
