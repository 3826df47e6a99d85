"""A service with the small analyser, in which a hostile article is stored already."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from service.api import context
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.records import Stance
from service.store import Store
from service.store.listings import Editor
from tests import analysers
from tests.factories import make_claim, make_reported
from tests.hostile.asking import Asker
from tests.hostile.strings import SCRIPTS

MAX_CHARS = 20_000
SCRIPT = SCRIPTS["an element"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'store.sqlite3'}"
    settings = Settings(database_url=url, max_chars=MAX_CHARS, article_seconds=10)
    engine = Engine(settings, analysers.load)
    engine.wait()
    made = create_app(settings, engine)
    yield made
    engine.stop()
    context.services_of(made).store.close()


@pytest.fixture(scope="module")
def asker(app: Flask) -> Asker:
    """Asks the service, and knows ids of what is stored."""
    return Asker(app, fill(context.services_of(app).store))


def fill(store: Store) -> dict[str, str]:
    """Store scripts in every place that takes words; gives ids by the names of paths' parts."""
    scripts = " ".join(SCRIPTS.values())
    document, analysis = make_reported(
        (f"Ann {SCRIPT} Lee", f"The tax {scripts} is wrong"),
        ("Bob Ray", "The tax is right"),
        lead=scripts,
        title=scripts,
        outlet=scripts,
        author=scripts,
    )
    told = tuple(
        replace(one, stance=Stance("oppose", f"tax {scripts}", 0.9), claims=(make_claim(one),))
        for one in analysis.statements
    )
    store.repository.add_article(document, replace(analysis, statements=told))
    editor = Editor(SCRIPT, scripts)
    quote = told[0].id
    edit = store.editing.correct_quote(quote, {"act": "pledge"}, editor).edit.id
    speaker, other = (one.speaker.id or "" for one in told)
    store.editing.change_speaker(speaker, {"aliases": [scripts]}, editor)
    topic = store.topic_editing.create(f"tax {scripts}", [scripts], editor).edit.topic_id
    (target, *_) = store.positions.targets(limit=9).items
    (job,) = store.jobs.submit([replace(document, text="Another text.", title=scripts)])
    assert job.job is not None
    return {
        "article_id": analysis.article_id,
        "quote_id": quote,
        "claim_id": told[0].claims[0].id,
        "speaker_id": speaker,
        "other_speaker_id": other,
        "target_id": target.id,
        "topic_id": topic or "",
        "edit_id": edit,
        "job_id": job.job.id,
        "filename": "docs.html",
    }
