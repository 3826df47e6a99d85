"""Which person of the article "he", "the minister" or a shared surname stands for.

A log-linear ranker of candidates, "none of them" among them (mention ranking, Denis and Baldridge
2008), over signs of salience (Lappin and Leass 1994): distance, grammatical role, how often and
where the article names somebody, who spoke last, agreement in gender, and titles. Its weights are
trained (training/speakers) and kept in antecedents.json.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from service.nlp.affiliations import affiliations, conflict
from service.nlp.coarguments import barred
from service.nlp.discourse import Discourse, Point
from service.nlp.extensions import PersonData
from service.nlp.mentions import Kind, Mention
from service.nlp.rules.load import load
from service.nlp.signs import Scene, signs_of
from service.nlp.title_signs import bears, class_of, described, is_known_as, titles

Features = dict[str, float]
NONE = "none"
_POINTS = 60  # mentions of persons that are looked back upon
_AHEAD = 20
_LATELY = 3  # sentences
_FEW = 2
PUBLIC_ROLES = frozenset("spokesman spokeswoman spokesperson aide official".split())
"""Roles of those whom articles leave unnamed: a name before does not stand for "the aide"."""


@dataclass(slots=True)
class Ranked:
    """Candidates with their chances, the best first; person None: none of them is the best."""

    person: PersonData | None
    score: float
    others: list[tuple[str, float]] = field(default_factory=list)


@cache
def weights() -> Mapping[str, float]:
    """The trained weights by sign."""
    loaded: dict[str, float] = load("antecedents.json")["weights"]
    return loaded


def rank(mention: Mention, discourse: Discourse, by: Mapping[str, float] | None = None) -> Ranked:
    """Rank the people that a mention can stand for."""
    found = list(candidates(mention, discourse))
    people: list[PersonData | None] = [person for person, _ in found]
    table = [signs for _, signs in found]
    if may_have_none(mention):
        people.append(None)
        table.append(none_signs(mention, len(found), discourse))
    if not people:
        return Ranked(None, 0.0)
    chances = probabilities(table, weights() if by is None else by)
    order = sorted(range(len(people)), key=lambda i: -chances[i])
    ranked = [(p["name"], round(chances[i], 2)) for i in order if (p := people[i]) is not None]
    best = people[order[0]]
    skip = 0 if best is None else 1
    return Ranked(best, round(chances[order[0]], 2), ranked[skip : skip + 3])


def may_have_none(mention: Mention) -> bool:
    """Say whether a mention may stand for nobody named: a description may, "he" does not."""
    return mention.kind == "nominal"


def probabilities(table: Sequence[Features], by: Mapping[str, float]) -> list[float]:
    """Turn signs into chances that sum to one."""
    scores = [sum(by.get(name, 0.0) * value for name, value in row.items()) for row in table]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def none_signs(mention: Mention, count: int, discourse: Discourse) -> Features:
    """Give the signs of there being no antecedent among so many candidates."""
    direct = any(discourse.speech.near(start, end) for start, end in mention.own)
    signs = {
        NONE: 1.0,
        f"{NONE} of few": float(count < _FEW),
        f"{NONE} indefinite": float(not mention.definite),
        f"{NONE} of a thing": float(not mention.personal),
        f"{NONE} in a headline": float(mention.headline),
        f"{NONE} of a public role": float(mention.role in PUBLIC_ROLES),
        f"{NONE} of a {class_of(mention.role)}": 1.0,
        f"{NONE} with more words": float(len(mention.modifiers)),
        f"{NONE} of direct speech": float(direct),
        f"{NONE} of direct speech by the one": float(direct and mention.definite),
        f"{NONE} with an owner": float(mention.besides is not None),
    }
    return {name: value for name, value in signs.items() if value}


def candidates(mention: Mention, discourse: Discourse) -> Iterator[tuple[PersonData, Features]]:
    """Give each person that the mention can stand for with the signs for and against it."""
    points: dict[str, list[Point]] = {}
    for point in discourse.points_before(mention.span.start_char, _POINTS):
        points.setdefault(point.person["name"], []).append(point)
    if mention.kind == "nominal":
        first = not points and class_of(mention.role) == "person"
        lead = discourse.sentence(mention.span.root.i) < _LATELY
        for point in discourse.points_after(mention.span.end_char, _AHEAD):
            known = point.person["name"] in points
            told = mention.headline or first or bears(point.person, mention.role)
            told = told or (lead and is_known_as(point.person, mention.role))
            if not known and mention.role and told:
                points[point.person["name"]] = [point]
    bearers = sum(bears(p[0].person, mention.role) for p in points.values())
    total = sum(len(p) for p in points.values())
    here = discourse.sentence(mention.span.root.i)
    near = [
        discourse.gender(own[0].person)
        for own in points.values()
        if -1 < here - discourse.sentence(own[0].token.i) < _LATELY
    ]
    scene = Scene(
        discourse,
        tuple(discourse.latest_people(3)),
        discourse.content_around(mention.span.root.idx),
        alone=sum(not mention.gender or gender in ("", mention.gender) for gender in near) == 1,
        opens=mention.span.start == discourse.sentence_start(mention.span.start),
        quoted=bool(discourse.speech.near(mention.span.start_char, mention.span.start_char + 1)),
        told=frozenset(described(mention, discourse.doc)),
        most=discourse.most,
    )
    tied = affiliations(mention.span.text) if mention.kind == "nominal" else set()
    others = barred(mention.span.root, discourse) if mention.kind == "pronoun" else frozenset()
    others |= spoken_of(mention, discourse)
    for number, (name, own) in enumerate(points.items()):
        if name == mention.besides or name in others:
            continue
        if mention.among is not None and name not in mention.among:
            continue
        if tied and conflict(tied, discourse.belongs(own[0].person)):
            continue
        if mention.gender and discourse.gender(own[0].person) not in ("", mention.gender):
            continue
        signs = signs_of(mention, scene, own, number)
        signs["share"] = len(own) / total
        if mention.kind == "nominal":
            prominence = len(own[0].person["mentions"]) / scene.most
            signs |= titles(mention, discourse.doc, own[0].person, bearers, prominence)
        yield own[0].person, _both(mention.kind, signs)


def spoken_of(mention: Mention, discourse: Discourse) -> frozenset[str]:
    """Give those whom a speaker goes on to name, and who are others: "He said that Lee was ill".

    Where words of the speaker come first, the name may be his own: "Lee would win, he said".
    """
    first = min((start for start, _ in mention.own), default=0)
    if mention.kind == "surname" or first < mention.span.end_char:
        return frozenset()
    return frozenset(
        person["name"] for own in mention.own for _, _, person in discourse.within(*own)
    )


def _both(kind: Kind, signs: Features) -> Features:
    """Give each sign for all kinds of mention, and once more for this kind.

    What is rare for one kind leans on the others (Daumé 2007's simple domain adaptation).
    """
    present = {name: value for name, value in signs.items() if value}
    return present | {f"{kind}: {name}": value for name, value in present.items()}
