"""Statements with labels: annotated for this project by the guidelines, and the gold train file.

Texts that may not be copied are kept as offsets (annotated.jsonl): PolNeAR articles by their id,
other news by fingerprint; written/ holds invented texts marked in place, with a line
"@number<TAB>commitment<TAB>act<TAB>stance<TAB>target" for each statement.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.vocab import Vocab

from service.nlp.extensions import AttributionData
from training.attribution import markup, standoff
from training.gold import attribution

HERE = Path(__file__).parent
OWN_TEXTS = HERE.parent / "attribution" / "written"
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement with its labels; None: not judged."""

    attribution: AttributionData
    commitment: str | None = None
    act: str | None = None
    stance: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its labelled statements; part: where it comes from."""

    part: str
    text: str
    statements: list[Labelled]


def annotated(corpora: Path, base: Path, vocab: Vocab) -> Iterator[Text]:
    """Read annotated.jsonl with the texts that it speaks of."""
    polnear = (corpora / "polnear" / "train.jsonl").read_text("utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, polnear)}
    texts |= standoff.texts(base, vocab)
    for path in sorted(OWN_TEXTS.glob("*.txt")):
        for name, marked in markup.texts(path.read_text("utf-8")):
            texts[f"{path.stem}/{name}"] = markup.read(marked)[0]
    for line in (HERE / "annotated.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        statements = [
            Labelled(attribution(content, cue, source), commitment, act, stance, target)
            for source, cue, content, commitment, act, stance, target in row["statements"]
        ]
        yield Text(row["part"], texts[row["id"]], statements)


def written(path: Path) -> Iterator[Text]:
    """Read invented texts marked in place."""
    for _, block in markup.texts(path.read_text("utf-8")):
        lines = block.strip().split("\n")
        marked = "\n".join(line for line in lines if not line.startswith("@")).strip()
        labels = sorted(label_line(line) for line in lines if line.startswith("@"))
        text, found = markup.read(marked)
        if len(found) != len(labels):
            raise ValueError(f"{len(found)} statements, {len(labels)} lines of labels: {marked!r}")
        yield Text(
            "written",
            text,
            [
                Labelled(attribution(one["content"], one["cue"], one["source"]), *rest)
                for one, (_, *rest) in zip(found, labels, strict=True)
            ],
        )


def label_line(line: str) -> tuple[int, str, str, str, str]:
    """Read "@number, commitment, act, stance, target", divided by tabs."""
    fields = line[1:].split("\t")
    if len(fields) != _FIELDS:
        raise ValueError(f"{line!r} has {len(fields)} fields, not {_FIELDS}")
    number, commitment, act, stance, target = fields
    return int(number), commitment, act, stance, target


def gold(path: Path) -> Iterator[Text]:
    """Read a file in the gold format."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Text(
            path.stem,
            row["text"],
            [
                Labelled(
                    attribution(one["content"], one["cue"], one["source"]),
                    one["commitment"],
                    one["act"],
                    (one["stance"] or {}).get("label"),
                    (one["stance"] or {}).get("target"),
                )
                for one in row["statements"]
            ],
        )


def claims(path: Path) -> Iterator[Text]:
    """Read IBM's claims with their targets (Bar-Haim et al. 2017): for or against, nothing else.

    A claim whose target it does not word is left out.
    """
    lines = path.read_text("utf-8").splitlines()
    rows = csv.DictReader(_unpadded(line) for line in lines)
    for row in rows:
        claim, target = row["claims.claimCorrectedText"], row["claims.claimTarget.text"]
        start = claim.lower().find(target.lower()) if claim and target else -1
        if start >= 0 and row["claims.claimSentiment"] in ("1", "-1"):
            stance = "support" if row["claims.claimSentiment"] == "1" else "oppose"
            content = attribution([(0, len(claim))], [], [])
            own = claim[start : start + len(target)]
            yield Text("claims", claim, [Labelled(content, stance=stance, target=own)])


def _unpadded(line: str) -> str:
    """Take off the quotation marks and semicolons that each line of the file is wrapped in."""
    line = line.rstrip(";")
    if line.startswith('"') and line.endswith('"'):
        line = line[1:-1].replace('""', '"')
    return line
