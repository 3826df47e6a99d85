"""The signs of salience for and against a candidate (Lappin and Leass 1994)."""

import math
from dataclasses import dataclass

from service.nlp import clauses
from service.nlp.discourse import Content, Discourse, Point
from service.nlp.mentions import Mention

_LATELY = 3  # sentences
_ASKING = frozenset("ask question press interview".split())
"""Verbs after which the other one speaks."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a mention stands.

    spoke: who spoke last. around: what it is said in. alone: whether only one person who can be
    meant is near. opens: whether the mention begins its sentence. quoted: whether it stands in
    quotation marks. told: nouns of the people in what the mention says. most: how often the
    article names the person whom it names most.
    """

    discourse: Discourse
    spoke: tuple[str, ...]
    around: Content | None
    alone: bool
    opens: bool
    quoted: bool
    told: frozenset[str]
    most: int


def signs_of(mention: Mention, scene: Scene, own: list[Point], number: int) -> dict[str, float]:
    """Give the signs of one candidate.

    own: where the person is mentioned, the nearest first. number: how many are nearer.
    """
    discourse, around = scene.discourse, scene.around
    near, token = own[0], mention.span.root
    here, there = discourse.sentence(token.i), discourse.sentence(near.token.i)
    name = near.person["name"]
    signs: dict[str, float] = {
        f"{_bucket(here - there)} back" if here >= there else "ahead": 1.0,
        f"nearest {min(number, 3)}": 1.0,
        f"as {_function(near)}": 1.0,
        "same paragraph": float(discourse.paragraph(near.start) == discourse.paragraph(token.idx)),
        "often": math.log(len(own)),
        "by pronoun": float(near.pronoun),
        "first of its sentence": float(near.first),
        "in the first sentence": float(discourse.sentence(own[-1].token.i) == 0),
        "in quotation": float(bool(discourse.speech.near(near.start, near.start + 1))),
        "named most": float(near.person["name"] == discourse.protagonist),
        "in own content": float(any(s <= near.start < e for s, e in mention.own)),
        "described in own content": float(bool(scene.told & set(near.person["role_words"]))),
    }
    if mention.gender and discourse.gender(near.person):
        signs["gender agrees"] = 1.0
    subjects = sum(
        _function(p) == "subject" for p in own if here - discourse.sentence(p.token.i) < _LATELY
    )
    signs["subject lately"] = math.log1p(subjects)
    function = _function(near)
    if scene.opens:
        signs[f"opens: nearest {min(number, 2)}"] = 1.0
        signs[f"opens: as {function}"] = 1.0
    if token.dep_ in clauses.SUBJECTS and function in ("subject", "lower subject"):
        signs["subject of both"] = 1.0
    before = [p for p in own if discourse.sentence(p.token.i) == here - 1]
    signs["subject of the sentence before"] = float(any(_function(p) == "subject" for p in before))
    signs["in the sentence before"] = float(bool(before))
    signs["alone near"] = float(scene.alone and 0 <= here - there < _LATELY)
    signs["one word"] = float(" " not in name and not near.person["gender"])
    signs["prominence"] = len(near.person["mentions"]) / scene.most
    if 0 <= here - there < _LATELY and near.token.head.lemma_ in _ASKING:
        signs["asks" if near.token.dep_ == "nsubj" else "is asked"] = 1.0
    if scene.quoted != bool(signs["in quotation"]):
        signs["across quotation marks"] = 1.0
    apart = discourse.paragraph(token.idx) - discourse.paragraph(near.start)
    signs[f"{min(apart, 3)} paragraphs back"] = 1.0
    if name in scene.spoke[:1] and apart == 0:
        signs["spoke in this paragraph"] = 1.0
    if near.token.head == token.head and here == there and mention.kind == "pronoun":
        signs["same verb"] = 1.0
    if near.token.head == mention.span.root and mention.kind == "possessive":
        signs["same noun"] = 1.0
    if name in scene.spoke:
        signs[f"spoke {scene.spoke.index(name)} ago"] = 1.0
    if around is not None and around.holder == name:
        signs["inside own quotation" if around.direct else "inside own report"] = 1.0
    elif around is not None:
        signs["inside another's quotation" if around.direct else "inside another's report"] = 1.0
    return signs


def _bucket(distance: int) -> str:
    return str(distance) if distance < 3 else "3 to 4" if distance < 5 else "far"


def _function(point: Point) -> str:
    label = point.token.dep_
    if label in clauses.SUBJECTS:
        return "subject" if point.token.head.dep_ in ("ROOT", "conj", "ccomp") else "lower subject"
    if label in ("poss", "compound", "pobj", "dobj", "appos"):
        return label
    return "other"
