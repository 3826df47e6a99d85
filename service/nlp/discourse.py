"""What an article has said so far: its people by place, and the holders of earlier statements."""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from service.nlp import names
from service.nlp.acronyms import explained
from service.nlp.bearers import Bearers
from service.nlp.by_place import ByPlace
from service.nlp.extensions import HolderData, PersonData, QuotationData, paragraphs, text_of
from service.nlp.title_signs import belongs

_BODIES = frozenset({"ORG", "GPE", "FAC", "NORP"})
_REMEMBERED = 60  # earlier statements that a mention can take up


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A mention of a person: where, its head token, whether a pronoun, first of its sentence."""

    start: int
    token: Token = field(compare=False)
    person: PersonData = field(compare=False)
    pronoun: bool = field(compare=False, default=False)
    first: bool = field(compare=False, default=False)


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody said, so far as known: holder's name, whether in quotation marks."""

    holder: str | None
    direct: bool


@dataclass(slots=True)
class Discourse:
    """People and earlier holders, found without going through the whole article.

    bearers: people by the words that can stand for them. acronyms: names of bodies by their
    initials. protagonist: who is named most, and most: how often. speech: quotations that are
    somebody's words. points: mentions of persons, resolved pronouns among them. holders: offset
    and holder of the last statements.
    """

    doc: Doc
    people: list[PersonData]
    starts: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int, PersonData]] = field(default_factory=list)
    bearers: Bearers = field(init=False)
    acronyms: dict[str, str] = field(default_factory=dict)
    speech: ByPlace[QuotationData] = field(init=False)
    points: list[Point] = field(default_factory=list)
    protagonist: str = ""
    most: int = 1
    _by_name: dict[str, PersonData] = field(default_factory=dict)
    _told: dict[str, str] = field(default_factory=dict)
    _tied: dict[str, set[str]] = field(default_factory=dict)
    _contents: list[tuple[int, int, Content]] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _paragraphs: list[int] = field(default_factory=list)
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
        self._sentences = [sentence.start for sentence in self.doc.sents]
        self._paragraphs = [start for start, _ in paragraphs(self.doc)]
        seen = -1
        for start, end, person in self.mentions:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                number = self.sentence(span.start)
                self.points.append(Point(start, span.root, person, first=number != seen))
                seen = number
        most = max(self.people, key=lambda p: len(p["mentions"]), default=None)
        self.protagonist = most["name"] if most is not None else ""
        self.most = len(most["mentions"]) if most is not None else 1
        self.bearers = Bearers(self.people)
        for person in self.people:
            self._by_name.setdefault(person["name"], person)
        for letters, name in explained(text_of(self.doc)):
            self.acronyms.setdefault(letters, names.clean(name))
        for entity in entities_in(self.doc):
            if entity.label_ in _BODIES and len(entity) > 1:
                name = names.without_the(names.clean(entity.text))
                initials = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
                self.acronyms.setdefault(initials, name)

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

    def belongs(self, person: PersonData) -> set[str]:
        """Give the parties and countries to which the article ties a person, read once."""
        if person["name"] not in self._tied:
            self._tied[person["name"]] = belongs(self.doc, person)
        return self._tied[person["name"]]

    def named(self, name: str) -> PersonData | None:
        """Give the person of a full name as doc._.people has it."""
        return self._by_name.get(name)

    def sentence_start(self, token: int) -> int:
        """Give the first token of the sentence of a token."""
        return self._sentences[self.sentence(token)]

    def sentence(self, token: int) -> int:
        """Give the number of the sentence of a token."""
        return bisect_right(self._sentences, token) - 1

    def paragraph(self, offset: int) -> int:
        """Give the number of the paragraph of an offset."""
        return bisect_right(self._paragraphs, offset) - 1

    def points_before(self, offset: int, limit: int) -> list[Point]:
        """Give the last mentions of persons before an offset, the nearest first."""
        end = bisect_left(self.points, offset, key=lambda point: point.start)
        return self.points[max(0, end - limit) : end][::-1]

    def people_before(self, offset: int, limit: int) -> list[PersonData]:
        """Give the persons of the last mentions before an offset, once each, the nearest first."""
        return distinct(point.person for point in self.points_before(offset, limit))

    def points_after(self, offset: int, limit: int) -> list[Point]:
        """Give the next mentions of persons after an offset."""
        first = bisect_left(self.points, offset, key=lambda point: point.start)
        return self.points[first : first + limit]

    def add_pronoun(self, token: Token, person: PersonData) -> None:
        """Note that a pronoun stands for a person."""
        insort(self.points, Point(token.idx, token, person, pronoun=True))

    def learn_gender(self, person: PersonData, gender: str) -> None:
        """Note the gender that a pronoun tells of a person of whom nothing else tells it."""
        self._told.setdefault(person["name"], gender)

    def gender(self, person: PersonData) -> str:
        """Give 'm' or 'f' of a person by name, titles and the pronouns so far, '' if unknown."""
        return person["gender"] or self._told.get(person["name"], "")

    def add_statement(
        self, at: int, holder: HolderData, content: Iterable[tuple[int, int]], *, direct: bool
    ) -> None:
        """Note who holds a statement whose source stands at an offset."""
        self.holders.append((at, holder))
        said = Content(holder["name"], direct)
        self._contents += [(start, end, said) for start, end in content]
        del self._contents[:-_REMEMBERED]

    def content_around(self, offset: int) -> Content | None:
        """Give the latest known statement in whose content an offset lies."""
        return next((c for s, e, c in reversed(self._contents) if s <= offset < e), None)

    def latest_people(self, count: int) -> list[str]:
        """Give the names of the last persons who spoke, the latest first, each once."""
        found: list[str] = []
        for _, holder in reversed(self.holders):
            name = holder["name"]
            if holder["kind"] == "person" and name and name not in found:
                found.append(name)
                if len(found) == count:
                    break
        return found

    def last_holder(self, *kinds: str) -> HolderData | None:
        """Give the holder of the nearest earlier statement, of certain kinds."""
        return next(
            (h for _, h in reversed(self.holders) if h["kind"] in kinds and h["name"]), None
        )


def distinct(people: Iterable[PersonData]) -> list[PersonData]:
    """Give each person once, in the order in which they first come."""
    return list({id(person): person for person in people}.values())


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
