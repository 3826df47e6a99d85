"""Reads by speaker from a large store: a million statements of 50,000 speakers, generated.

``python -m benchmarks.store_scale [FOLDER]`` makes the store in FOLDER (by default build/scale), or
takes the one that is there, and asks through the application as a client would, without a network.
Some speakers are quoted by thousands, most by a few, as in the news. Prints the median and the 95th
percentile of each sort of question in milliseconds, and the median of the processor's time, which
other work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from service import ids
from service.app import create_app
from service.config import Settings
from service.engine import Engine
from service.records import (
    Analysis,
    Content,
    ContentSpan,
    Cue,
    Document,
    Evidence,
    Span,
    SpeakerEvidence,
    Statement,
    StatementSpeaker,
)
from service.store import open_store, speakers
from service.store.database import open_database
from service.store.mentions import appearances, labels
from service.store.rows import article_values, link_values, statement_values
from service.store.schema import appearances as appearance_rows
from service.store.schema import articles, mentions, revisions, statement_speakers, statements
from service.store.schema import speakers as speaker_rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PER_ARTICLE = 10
WORDS = (
    "the plan of our city will bring work and water to every street before winter while prices "
    "stay low talks go on about trade schools roads and a bridge that nobody has paid for yet"
).split()
ROLES = "Minister of Finance|Senator|a resident|chief executive|professor of law|mayor".split("|")
BEGINNINGS = (
    "ba be bo ca da de el fa ga ha in jo ka ke la le lu ma me mi na ne no or pa pe ra re ro sa se"
).split()
ENDINGS = (
    "bel dan dra gan hart kin lan lin man mer mond nar nell rick ros sen son ston tan ten ver vik"
).split()


class Idle(Engine):
    """An engine that loads no model: nothing is analysed here."""

    def start(self) -> None:
        """Do nothing."""


def people(number: int) -> list[str]:
    """Invent full names, all different, with surnames that many share."""
    chance = random.Random(1)
    given = [(b + e).title() for b in BEGINNINGS for e in ENDINGS]
    families = [(b + m + e).title() for b in BEGINNINGS for m in BEGINNINGS[::3] for e in ENDINGS]
    found: dict[str, None] = {}
    while len(found) < number:
        family = families[int(len(families) * chance.random() ** 2)]
        found[f"{chance.choice(given)} {family}"] = None
    return list(found)


def reports(names: list[str], total: int) -> Iterator[tuple[Document, Analysis]]:
    """Invent articles, each with statements of a few people; everybody says something."""
    chance = random.Random(2)
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(names))))
    everybody = iter(names)
    start = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
    for number in range(total // PER_ARTICLE):
        cast = [*islice(everybody, 2), *chance.choices(names, cum_weights=weights, k=4)]
        sayers = [*cast[:2], *chance.choices(cast, k=PER_ARTICLE - 2)]
        lines, at, found = [f"Report {number}."], len(f"Report {number}."), []
        for name in sayers:
            content = " ".join(chance.choices(WORDS, k=14))
            lines.append(f'"{content}," {name} said.')
            found.append((name, content, at + 3))
            at += 2 + len(lines[-1])
        text = "\n\n".join(lines)
        article = ids.article_id(text)
        document = Document(
            text,
            title=f"Report {number}",
            outlet=f"Outlet {number % 40}",
            published_at=start + dt.timedelta(minutes=number * 45),
        )
        told = tuple(_statement(article, *one) for one in found)
        yield document, Analysis(article, "en", "generated", "1", told)


def _statement(article: str, name: str, content: str, start: int) -> Statement:
    end = start + len(content)
    source = Span(end + 3, end + 3 + len(name), name)
    cue = Cue(source.end + 1, source.end + 5, "said", "say", "neutral")
    speaker = StatementSpeaker(
        id=ids.speaker_id(name),
        name=name,
        kind="person",
        role=ROLES[hash_of(name) % len(ROLES)],
        score=0.9,
        evidence=(SpeakerEvidence(source.start, source.end, name, "name"),),
    )
    return Statement(
        id=ids.statement_id(article, [(start, end)], (cue.start, cue.end)),
        article_id=article,
        kind="direct",
        content=Content(content, (ContentSpan(start, end, content, verbatim=True),)),
        cue=cue,
        source=source,
        speaker=speaker,
        score=0.9,
        evidence=Evidence("model", "attribution"),
    )


def hash_of(name: str) -> int:
    """Give a number that is the same in every run."""
    return sum(map(ord, name))


def fill(path: Path, names: list[str], total: int) -> None:
    """Write the tables in bulk as the repository would, one article after the other."""
    open_store(f"sqlite:///{path}").close()
    database = open_database(f"sqlite:///{path}")
    now = dt.datetime.now(dt.UTC)
    everybody = [
        {
            "id": ids.speaker_id(name),
            "name": name,
            "name_key": ids.name_key(name),
            "kind": "person",
            "rank": 0,
            "relays": 0,
            "created_at": now,
            "edited": 0,
        }
        for name in names
    ]
    with database.writing.begin() as connection:
        connection.execute(insert(speaker_rows), everybody)
    remaining = reports(names, total)
    while some := list(islice(remaining, 1000)):
        with database.writing.begin() as connection:
            _write(connection, some, now)
    for begin in range(0, len(everybody), 2000):
        wanted = [str(row["id"]) for row in everybody[begin : begin + 2000]]
        with database.writing.begin() as connection:
            speakers.recount(connection, wanted)
            speakers.recount_names(connection, wanted)
            speakers.refresh(connection, wanted)
    database.close()


def _write(connection: Connection, some: list[tuple[Document, Analysis]], now: dt.datetime) -> None:
    rows: dict[Any, list[Any]] = {
        table: []
        for table in (
            articles,
            revisions,
            appearance_rows,
            mentions,
            statements,
            statement_speakers,
        )
    }
    for document, analysis in some:
        article = article_values(document, analysis, now)
        found = analysis.statements
        rows[articles].append(article)
        text = {"article_id": article["id"], "number": 1, "text_id": article["id"]}
        rows[revisions].append({**text, "created_at": now})
        counts = labels(found, {})
        meant = {}
        for one in appearances(counts):
            meant[one.key] = speaker = ids.speaker_id(one.name)
            same = dict.fromkeys(("linked_id", "base_id", "speaker_id"), speaker)
            told = {"key": one.key, "name": one.name, "kind": one.kind}
            rows[appearance_rows].append({"article_id": article["id"], **told, **same})
        for label, uses in counts.items():
            told = {"key": label.key, "what": label.what, "text": label.text}
            rows[mentions].append({"article_id": article["id"], **told, "uses": uses})
        rows[statements] += statement_values(article, found, {one.id: now for one in found})
        rows[statement_speakers] += link_values(article, found, {}, meant)
    for table, values in rows.items():
        connection.execute(insert(table), values)


def measure(client: FlaskClient, ask: Callable[[], tuple[str, dict[str, str]]], times: int) -> str:
    """Time questions; the first few only warm the caches."""
    spent, worked = [], []
    empty = 0
    for number in range(times + 10):
        path, query = ask()
        began, busy = time.perf_counter(), time.process_time()
        response = client.get(path, query_string=query)
        if number >= 10:
            spent.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path} {query}: {response.status}")
        empty += not response.get_json()["items"]
    late = sorted(spent)[int(len(spent) * 0.95)]
    return (
        f"median {statistics.median(spent):6.1f} ms   95 % {late:6.1f} ms   "
        f"processor {statistics.median(worked):6.1f} ms   empty {empty}"
    )


def mistyped(name: str, chance: random.Random) -> str:
    """Swap two letters in the longest word."""
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[longest]
    at = chance.randrange(1, len(word) - 1)
    words[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def main() -> None:
    """Make the store where it is not there, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/scale"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--speakers", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=300)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = (options.folder / f"{options.statements}-{options.speakers}.sqlite3").absolute()
    names = people(options.speakers)
    if not path.exists():
        began = time.perf_counter()
        unfinished = path.with_suffix(".unfinished")
        for left in options.folder.glob(f"{unfinished.name}*"):
            left.unlink()
        fill(unfinished, names, options.statements)
        unfinished.rename(path)
        print(f"made in {time.perf_counter() - began:,.0f} s")
    settings = Settings(database_url=f"sqlite:///{path}")
    app = create_app(settings, Idle(settings))
    client = app.test_client()
    chance = random.Random(3)
    with open_database(f"sqlite:///{path}").reading.connect() as connection:
        rows = connection.execute(select(speaker_rows.c.name, speaker_rows.c.rank)).all()
    quoted = {row.name: -row.rank for row in rows}
    size = path.stat().st_size / 1e9
    print(f"{sum(quoted.values()):,} statements, {len(quoted):,} speakers, {size:.1f} GB")
    known, weights = list(quoted), list(accumulate(quoted.values()))

    def name() -> str:
        """Choose a speaker, one quoted more often more often."""
        (chosen,) = chance.choices(known, cum_weights=weights)
        return str(chosen)

    def turned(full: str) -> str:
        first, last = full.split()
        return f"{last} {first}"

    questions: dict[str, Callable[[], tuple[str, dict[str, str]]]] = {
        "quotes by id": lambda: ("/v1/quotes", {"speaker": ids.speaker_id(name())}),
        "quotes by full name": lambda: ("/v1/quotes", {"speaker": name()}),
        "quotes by name in the other order": lambda: ("/v1/quotes", {"speaker": turned(name())}),
        "quotes by surname": lambda: ("/v1/quotes", {"speaker": name().split()[1]}),
        "quotes by name, since a day": lambda: (
            "/v1/quotes",
            {"speaker": name(), "since": "2019-01-01"},
        ),
        "speakers by full name": lambda: ("/v1/speakers", {"q": name()}),
        "speakers by the first letters": lambda: ("/v1/speakers", {"q": name()[:4]}),
        "speakers by a surname": lambda: ("/v1/speakers", {"q": name().split()[1]}),
        "speakers by a mistyped name": lambda: ("/v1/speakers", {"q": mistyped(name(), chance)}),
    }
    for what, ask in questions.items():
        print(f"{what:<36}{measure(client, ask, options.times)}", flush=True)


if __name__ == "__main__":
    main()
