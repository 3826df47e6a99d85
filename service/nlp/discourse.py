"""What an article has said so far: its people by place, and the holders of earlier statements."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from service.nlp import names
from service.nlp.by_place import ByPlace
from service.nlp.extensions import HolderData, PersonData, QuotationData

_BODIES = frozenset({"ORG", "GPE", "FAC", "NORP"})
_REMEMBERED = 60  # earlier statements that a mention can take up


@dataclass(slots=True)
class Discourse:
    """People and earlier holders, found without going through the whole article.

    bearers: people by the role nouns they bear. sharers: people with full names, by surname.
    acronyms: names of bodies by their initials. speech: quotations that are somebody's words.
    holders: offset and holder of the last statements, the latest last.
    """

    doc: Doc
    people: list[PersonData]
    starts: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int, PersonData]] = field(default_factory=list)
    bearers: dict[str, list[PersonData]] = field(default_factory=dict)
    sharers: dict[str, list[PersonData]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    speech: ByPlace[QuotationData] = field(init=False)
    holders: deque[tuple[int, HolderData]] = field(
        default_factory=lambda: deque(maxlen=_REMEMBERED)
    )

    def __post_init__(self) -> None:
        """Index the mentions of persons by offset."""
        self.speech = ByPlace(
            (q["start"], q["end"], q) for q in self.doc._.quotations or () if q["kind"] == "speech"
        )
        self.mentions = sorted(
            ((start, end, p) for p in self.people for start, end in p["mentions"]),
            key=lambda mention: mention[:2],
        )
        self.starts = [start for start, _, _ in self.mentions]
        for person in self.people:
            for word in person["role_words"]:
                self.bearers.setdefault(word, []).append(person)
            if len(names.words(person["name"])) > 1:
                for word in names.surnames(person["name"]):
                    self.sharers.setdefault(word, []).append(person)
        for entity in entities_in(self.doc):
            if entity.label_ in _BODIES and len(entity) > 1:
                name = names.clean(entity.text).removeprefix("the ").removeprefix("The ")
                initials = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
                self.acronyms.setdefault(initials, name)

    def before(self, offset: int, limit: int = 30) -> list[tuple[int, PersonData]]:
        """Give the last mentions of persons before an offset, the nearest first."""
        end = bisect_left(self.starts, offset)
        return [(m[0], m[2]) for m in reversed(self.mentions[max(0, end - limit) : end])]

    def within(self, start: int, end: int) -> list[tuple[int, int, PersonData]]:
        """Give the mentions of persons that lie inside a stretch of text."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [m for m in self.mentions[first:last] if m[1] <= end]

    def person_at(self, offset: int) -> PersonData | None:
        """Give the person whose mention covers an offset."""
        position = bisect_left(self.starts, offset + 1) - 1
        if position < 0 or self.mentions[position][1] <= offset:
            return None
        return self.mentions[position][2]

    def last_holder(self, *kinds: str) -> HolderData | None:
        """Give the holder of the nearest earlier statement, of certain kinds."""
        return next(
            (h for _, h in reversed(self.holders) if h["kind"] in kinds and h["name"]), None
        )


def entity_of(token: Token) -> Span | None:
    """Give the entity that a token belongs to (doc.ents would go through the whole text)."""
    if not token.ent_type_:
        return None
    start, end = token.i, token.i + 1
    while start > 0 and token.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(token.doc) and token.doc[end].ent_iob_ == "I":
        end += 1
    return Span(token.doc, start, end, label=token.ent_type_)


def entities_in(tokens: Iterable[Token]) -> list[Span]:
    """Give the entities that begin in a stretch of tokens."""
    found = (entity_of(token) for token in tokens if token.ent_iob_ == "B")
    return [entity for entity in found if entity is not None]
