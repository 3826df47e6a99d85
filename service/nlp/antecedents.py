"""Which person of the article "he", "the minister" or a shared surname stands for.

A log-linear ranker of candidates, "none of them" among them (mention ranking, Denis and Baldridge
2008), over signs of salience (Lappin and Leass 1994): distance, grammatical role, how often and
where the article names somebody, who spoke last, agreement in gender, and titles. Its weights are
trained (training/speakers) and kept in antecedents.json.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from spacy.tokens import Span

from service.nlp import clauses
from service.nlp.discourse import Content, Discourse, Point
from service.nlp.extensions import PersonData, text_of
from service.nlp.rules.load import load
from service.nlp.rules.related import related_roles

Kind = Literal["pronoun", "possessive", "nominal", "surname"]
Features = dict[str, float]
NONE = "none"
_POINTS = 60  # mentions of persons that are looked back upon
_AHEAD = 20
_LATELY = 3  # sentences
_INTRODUCED = 3  # mentions in which a person is introduced
_AFTER = 40  # characters after a name that may tell more
_BESIDE = re.compile(r" ?(?:of|\(|, an? |, the |, )[\w .-]*")
_WORD = re.compile(r"\w+")
_CLASSES = {
    "candidate": frozenset("candidate nominee contender frontrunner front-runner hopeful".split()),
    "tycoon": frozenset("mogul businessman billionaire magnate tycoon developer".split()),
    "person": frozenset("man woman boy girl guy lady gentleman person".split()),
    "office": frozenset("senator governor president congressman mayor minister secretary".split()),
    "judge": frozenset("judge justice lawyer attorney prosecutor".split()),
}
"""Nouns that are used alike to take somebody up."""
_FEW = 2
_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
PUBLIC_ROLES = frozenset("spokesman spokeswoman spokesperson aide official".split())
"""Roles of those whom articles leave unnamed: a name before does not stand for "the aide"."""
PRONOUNS = _MASCULINE | _FEMININE


@dataclass(frozen=True, slots=True)
class Mention:
    """What looks for its antecedent.

    role: the noun of a nominal ("minister"). modifiers: its other words in lower case. personal:
    whether that noun is known for one of persons. headline: whether it stands in one. own: the
    stretches of the statement that it is the source of. among: the only people it can be. besides:
    one that it cannot be, as Ann Lee in "her husband".
    """

    span: Span
    kind: Kind
    gender: str = ""
    role: str = ""
    modifiers: frozenset[str] = frozenset()
    definite: bool = True
    personal: bool = True
    headline: bool = False
    own: tuple[tuple[int, int], ...] = ()
    among: tuple[str, ...] | None = None
    besides: str | None = None


@dataclass(slots=True)
class Ranked:
    """Candidates with their chances, the best first; person None: none of them is the best."""

    person: PersonData | None
    score: float
    others: list[tuple[str, float]] = field(default_factory=list)


def gender_of(pronoun: str) -> str:
    """Give 'm', 'f' or '' for a pronoun."""
    word = pronoun.lower()
    return "m" if word in _MASCULINE else "f" if word in _FEMININE else ""


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
        table.append(none_signs(mention, len(found)))
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


def none_signs(mention: Mention, count: int) -> Features:
    """Give the signs of there being no antecedent."""
    signs = {
        NONE: 1.0,
        f"{NONE} of few": float(count < _FEW),
        f"{NONE} indefinite": float(not mention.definite),
        f"{NONE} of a thing": float(not mention.personal),
        f"{NONE} in a headline": float(mention.headline),
        f"{NONE} of a public role": float(mention.role in PUBLIC_ROLES),
        f"{NONE} of a {class_of(mention.role)}": 1.0,
        f"{NONE} with more words": float(len(mention.modifiers)),
    }
    return {name: value for name, value in signs.items() if value}


def candidates(mention: Mention, discourse: Discourse) -> Iterator[tuple[PersonData, Features]]:
    """Give each person that the mention can stand for with the signs for and against it."""
    points: dict[str, list[Point]] = {}
    for point in discourse.points_before(mention.span.start_char, _POINTS):
        points.setdefault(point.person["name"], []).append(point)
    if mention.kind == "nominal":
        for point in discourse.points_after(mention.span.end_char, _AHEAD):
            known = point.person["name"] in points
            if not known and mention.role and bears(point.person, mention.role):
                points[point.person["name"]] = [point]
    bearers = sum(bears(p[0].person, mention.role) for p in points.values())
    total = sum(len(p) for p in points.values())
    here = discourse.sentence(mention.span.root.i)
    near = [
        own[0].person["gender"]
        for own in points.values()
        if -1 < here - discourse.sentence(own[0].token.i) < _LATELY
    ]
    scene = _Scene(
        discourse,
        tuple(discourse.latest_people(3)),
        discourse.content_around(mention.span.root.idx),
        alone=sum(not mention.gender or gender in ("", mention.gender) for gender in near) == 1,
        opens=mention.span.start == discourse.sentence_start(mention.span.start),
        quoted=bool(discourse.speech.near(mention.span.start_char, mention.span.start_char + 1)),
        most=max((len(person["mentions"]) for person in discourse.people), default=1),
    )
    for number, (name, own) in enumerate(points.items()):
        if name == mention.besides or (mention.among is not None and name not in mention.among):
            continue
        if mention.gender and own[0].person["gender"] not in ("", mention.gender):
            continue
        signs = _signs(mention, scene, own, number)
        signs["share"] = len(own) / total
        if mention.kind == "nominal":
            prominence = len(own[0].person["mentions"]) / scene.most
            signs |= _titles(mention, scene, own[0].person, bearers, prominence)
        yield own[0].person, _both(mention.kind, signs)


def _both(kind: Kind, signs: Features) -> Features:
    """Give each sign for all kinds of mention, and once more for this kind.

    What is rare for one kind leans on the others (Daumé 2007's simple domain adaptation).
    """
    present = {name: value for name, value in signs.items() if value}
    return present | {f"{kind}: {name}": value for name, value in present.items()}


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a mention stands.

    spoke: who spoke last. around: what it is said in. alone: whether only one person who can be
    meant is near. opens: whether the mention begins its sentence. quoted: whether it stands in
    quotation marks. most: how often the article names the person it names most.
    """

    discourse: Discourse
    spoke: tuple[str, ...]
    around: Content | None
    alone: bool
    opens: bool
    quoted: bool
    most: int

    def beside(self, person: PersonData) -> set[str]:
        """Give the words right after a person's first names: "of Vermont", "(R-Ohio)"."""
        found: set[str] = set()
        for _, end in person["mentions"][:_INTRODUCED]:
            after = text_of(self.discourse.doc)[end : end + _AFTER]
            told = _BESIDE.match(after)
            if told is not None:
                found |= {word.lower() for word in _WORD.findall(told[0])}
        return found


def _signs(mention: Mention, scene: _Scene, own: list[Point], number: int) -> Features:
    """own: where the person is mentioned, the nearest first. number: how many are nearer."""
    discourse, around = scene.discourse, scene.around
    near, token = own[0], mention.span.root
    here, there = discourse.sentence(token.i), discourse.sentence(near.token.i)
    name = near.person["name"]
    signs: Features = {
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
    }
    if mention.gender and near.person["gender"]:
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


def class_of(role: str) -> str:
    """Give the kind of a description by its noun: "candidate", "tycoon", "person" or "role"."""
    return next((name for name, words in _CLASSES.items() if role in words), "role")


def role_words(person: PersonData) -> set[str]:
    """Give the words of a person's titles in lower case; "GOP" is Republican."""
    words = {w for role in person["roles"] for w in role.lower().replace("-", " ").split()}
    return words | {"republican"} if "gop" in words else words


def _titles(
    mention: Mention, scene: "_Scene", person: PersonData, bearers: int, prominence: float
) -> Features:
    words = role_words(person) | scene.beside(person)
    exact = mention.role in person["role_words"]
    fits = exact or bears(person, mention.role)
    return {
        "bears the title": float(exact),
        "bears a like title": float(fits and not exact),
        "alone bears it": float(fits and bearers == 1),
        "another bears it": float(not fits and bearers > 0),
        "has no title": float(not person["roles"]),
        "shares words": float(len(words & mention.modifiers)),
        "shares none": float(bool(mention.modifiers) and not words & mention.modifiers),
        f"{class_of(mention.role)}: alone": float(bearers < _FEW),
        f"{class_of(mention.role)}: bears": float(fits),
        f"{class_of(mention.role)}: prominence": prominence,
        "indefinite": float(not mention.definite),
        "in a headline": float(mention.headline and fits),
    }


def bears(person: PersonData, role: str) -> bool:
    """Say whether a person bears a title, or one that can name the same office."""
    if not role:
        return False
    return role in person["role_words"] or bool(
        related_roles().get(role, frozenset()) & set(person["role_words"])
    )


def _bucket(distance: int) -> str:
    return str(distance) if distance < 3 else "3 to 4" if distance < 5 else "far"


def _function(point: Point) -> str:
    label = point.token.dep_
    if label in clauses.SUBJECTS:
        return "subject" if point.token.head.dep_ in ("ROOT", "conj", "ccomp") else "lower subject"
    if label in ("poss", "compound", "pobj", "dobj", "appos"):
        return label
    return "other"


def modifiers_of(span: Span, role: str) -> frozenset[str]:
    """Give the words of a mention that tell more than its noun, in lower case."""
    kept: Iterable[str] = (
        t.lower_ for t in span if t.pos_ in ("ADJ", "PROPN", "NOUN") and t.lower_ != role
    )
    return frozenset("republican" if word == "gop" else word for word in kept)
