"""Articles with the holders of their statements: own annotation over PolNeAR, and the gold.

PolNeAR train articles come with their attributions (Newell, Margolin and Ruths 2018); who is meant
by their pronouns and descriptions was annotated for this project (annotated.jsonl: offsets and
names by article, without text).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.nlp.extensions import AttributionData
from training.gold import attribution

ANNOTATED = Path(__file__).parent / "annotated.jsonl"
Label = tuple[str, str]
"""Name and kind of a holder."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions; labels: the holder by the offset of its mention."""

    text: str
    attributions: list[AttributionData]
    labels: dict[int, Label]


def annotated(corpus: Path, annotation: Path = ANNOTATED) -> Iterator[Article]:
    """Read the corpus articles that have annotated holders; corpus: its train.jsonl."""
    rows = {row["id"]: row for row in map(json.loads, corpus.read_text("utf-8").splitlines())}
    for line in annotation.read_text("utf-8").splitlines():
        found = json.loads(line)
        row = rows[found["id"]]
        labels = {start: (name, kind) for start, _, name, kind in found["holders"]}
        attributions = [
            attribution(one["content"], one["cue"], one["source"])
            for one in row["annotations"][0]["attributions"]
            if one["content"]
        ]
        yield Article(row["text"], attributions, labels)


def gold(path: Path) -> Iterator[Article]:
    """Read articles whose statements are given with their speakers."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels: dict[int, Label] = {}
        attributions = []
        for one in row["statements"]:
            found = attribution(one["content"], one["cue"], one["source"])
            attributions.append(found)
            source, speaker = found["source"], one["speaker"]
            if source and speaker and speaker["name"]:
                labels[source[0]] = (speaker["name"], speaker["kind"])
        yield Article(row["text"], attributions, labels)
