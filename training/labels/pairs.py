"""Arguments and what they are for or against, for the network to begin with.

IBM Debater's 30,000 arguments on 71 topics (Gretz et al. 2020) and Perspectrum's perspectives on
claims (Chen et al. 2019). They tell how a text speaks for or against something; what it then means
to support a target in the news is learned from statements.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from service.nlp.label_input import CONTENT, CONTEXT
from service.nlp.label_model import LONGEST_TARGET
from training.labels.cases import Case

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_LONGEST = 70  # words of an argument
_SURE = 0.8  # of those who judged an argument's stance
_AGAINST = "abandon|abolish|ban|end|prohibit|limit|cancel|criminalize|oppose|disband|close"
_FOR = "adopt|subsidize|legalize|introduce|fight for|support|protect|further exploit|increase|allow"
_TOPIC = re.compile(rf"We should (?P<no>not )?(?:(?P<against>{_AGAINST})|(?:{_FOR})) (?P<thing>.*)")
_THINGS = 0.7
"""How often an argument is asked about the thing itself instead of what should be done with it."""
_MOST = 2  # wordings of one perspective
_DIVIDER = "|"


def pairs(folder: Path, seed: int) -> Iterator[Case]:
    """Read the arguments of both corpora, each with its target."""
    chance = random.Random(seed)
    with (folder / "ibm_rank_30k.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stance = float(row["stance_WA"])
            if float(row["stance_WA_conf"]) >= _SURE and stance:
                target, turned = _asked(row["topic"], chance)
                yield from _case(row["argument"], target, (stance > 0) != turned)
    texts = json.loads((folder / "perspective_pool_v1.0.json").read_text("utf-8"))
    perspectives = {one["pId"]: one["text"] for one in texts}
    claims = json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text("utf-8"))
    for claim in claims:
        for one in claim["perspectives"]:
            for number in one["pids"][:_MOST]:
                if one["stance_label_3"] in ("SUPPORT", "UNDERMINE") and number in perspectives:
                    supports = one["stance_label_3"] == "SUPPORT"
                    yield from _case(perspectives[number], claim["text"], supports)


def _asked(topic: str, chance: random.Random) -> tuple[str, bool]:
    """Give a topic's target and whether the stance toward it is turned round.

    Who is for "We should ban zoos" is against zoos.
    """
    found = _TOPIC.fullmatch(topic)
    if found is None or chance.random() > _THINGS:
        return topic[:1].lower() + topic[1:], False
    return found["thing"], bool(found["against"]) != bool(found["no"])


def _case(argument: str, target: str, supports: bool) -> Iterator[Case]:
    """Yield an argument: its target in its own words, or else behind it."""
    words, wanted = (_WORD.findall(text)[:_LONGEST] for text in (argument, target))
    if not words or not wanted:
        return
    labels = {"stance": "support" if supports else "oppose", "commitment": None, "act": None}
    low, size = [word.lower() for word in words], len(wanted)
    inside = [i for i in range(len(words)) if low[i : i + size] == [w.lower() for w in wanted]]
    roles = [CONTENT] * len(words)
    if inside and size <= LONGEST_TARGET:
        stretch = (inside[0], inside[0] + size - 1)
    else:
        stretch = (len(words) + 1, len(words) + size)
        words, roles = [*words, _DIVIDER, *wanted], [*roles, CONTEXT, *[CONTENT] * size]
    named = [False] * len(words)
    yield Case("pairs", 0, words, roles, named, labels, target, stretch, asked=True)
