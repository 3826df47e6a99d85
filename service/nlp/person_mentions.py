"""Which mentions of persons an article has, with the name that each of them gives.

Persons that the recogniser found, who sign posts, and who speak: somebody to whom words are
attributed by a name of two words is a person, whatever the recogniser took the name for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span

from service.ids import name_key
from service.nlp import names
from service.nlp.bearers import MOST
from service.nlp.body_names import is_of_press
from service.nlp.epithets import KnownNames
from service.nlp.extensions import text_of
from service.nlp.given_names import GivenNames
from service.nlp.headlines import in_headline
from service.nlp.lexicons import Lexicons
from service.nlp.named_sources import PARTICLES, trailing_name
from service.nlp.one_words import OneWords
from service.nlp.person_titles import PersonTitles
from service.nlp.shared_surnames import with_shared_surname

_NOT_IN_NAMES = frozenset("of for in on with amid the against over after".split())
_OPENING = frozenset(
    "what although though while when why how because since whether once where after before but "
    "and if as who".split()
)
"""Words that open a sentence with a capital, and no name."""
_BEFORE_MANY = frozenset("the most many some all several few these those".split())
_BODIES = frozenset(
    "foundation institute fund committee university college company corporation organization "
    "organisation center centre hospital museum association library airport tower show".split()
)
"""What the names of bodies end with that are called after somebody."""
_PAIR = 2  # words of a name
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_BREAK = re.compile(r"[\"“”:;()|/]+")
_NICKNAME = re.compile(r"(?<=\w) [\"“‘'(][^\W_][\w. -]{0,30}[\"”’')] (?=[^\W\d_a-z])")
"""What is said between given name and surname: 'Ann "Sparky" Lee'."""
Named = tuple[Span, str]


class PersonMentions:
    """Finds the named mentions of persons."""

    def __init__(self, lexicons: Lexicons, titles: PersonTitles) -> None:
        self._lexicons = lexicons
        self._person_titles = titles

    def find(self, doc: Doc, given: GivenNames) -> list[Named]:
        """Give the mentions with their names: recognised, of posts, then of sources."""
        found = _Found()
        for ent in doc.ents:
            if ent.label_ == "PERSON" and not _is_people(ent):
                whole = self._with_given_name(_with_particles(_without_origin(ent)))
                found.add(whole, self._bare(whole))
        for post in doc._.posts or ():
            start, end = post["author"]
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(names.words(text_of(doc)[start:end])) >= 2:
                found.add(span, text_of(doc)[start:end])
        self._add_sources(doc, found, given)
        named = [
            (ent, name)
            for ent, name in found.mentions()
            if self._is_person(name) and not is_of_press(ent)
        ]
        counts = Counter(name for _, name in named)
        named = [(ent, self._without_headline_words(ent, name, counts)) for ent, name in named]
        by_word = _by_word(named)
        named = [(ent, _of_headline(ent, name, by_word)) for ent, name in named]
        named = [
            (ent, with_shared_surname(ent, name, by_word, self._lexicons)) for ent, name in named
        ]
        slips = OneWords(doc, (name for _, name in named), self._lexicons)
        named = [(ent, name) for ent, name in named if not slips.is_none(ent, name)]
        known = KnownNames(named, given, self._lexicons)
        return [(ent, known.bare(ent, name)) for ent, name in named if not known.is_none(name)]

    def _with_given_name(self, ent: Span) -> Span:
        """Give a name with the given name that the recogniser left out: "Paula | Ruiz Cano"."""
        before = ent.doc[ent.start - 1] if ent.start else None
        if (
            len(ent) < _PAIR
            or before is None
            or before.ent_type_
            or not before.text.istitle()
            or before.is_sent_start
        ):
            return ent
        own = {name_key(token.text) for token in ent} & self._lexicons.first_names.keys()
        given = name_key(before.text) in self._lexicons.first_names and before.tag_ in _NAME_TAGS
        if own or not given or self._lexicons.titles.is_honorific(before.text):
            return ent
        return Span(ent.doc, ent.start - 1, ent.end, label=ent.label_)

    def _is_person(self, name: str) -> bool:
        words = names.words(name)
        if not words or any(word in _NOT_IN_NAMES or word.isdigit() for word in words):
            return False
        if len(words) > 1 and words[0] in _OPENING:
            return False
        titles = self._lexicons.titles
        things = titles.is_document(words[-1]) or titles.is_organisation_head(words[-1])
        if (
            len(words) > 1
            and things
            and name_key(name.split(maxsplit=1)[0]) not in self._lexicons.first_names
        ):
            return False  # "News Poll"
        if len(words) > _PAIR and words[-1] in _BODIES:
            return False  # "Ann Lee Foundation"
        lexicons = self._lexicons
        places = lexicons.places
        if len(words) > 1 and (places.government(name) or places.institution(name)):
            return False  # "Foggy Bottom"
        return lexicons.outlets.find(name) is None and not titles.is_role(name.lower())

    def _add_sources(self, doc: Doc, found: "_Found", given: GivenNames) -> None:
        """Add the names of those who speak, in place of what is recognised of them in part."""
        for attribution in doc._.attributions or ():
            if attribution["source"] is None:
                continue
            start, end = attribution["source"]
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            name = trailing_name(span, self._lexicons)
            if name is None and self._is_surname(span, given):
                name = span
            if name is not None and not found.has(name):
                found.drop_within(name)
                found.add(name, _with_full_stop(names.clean(name.text), name))

    def _is_surname(self, span: Span, given: GivenNames) -> bool:
        """Say whether a source is one word that the text has after a given name elsewhere."""
        word = span[0]
        titles = self._lexicons.titles
        if len(span) != 1 or not word.text[:1].isupper() or word.text.isupper() or word.is_stop:
            return False
        if self._lexicons.places.government(word.text) or self._lexicons.outlets.find(word.text):
            return False
        if titles.is_role(word.lower_) or titles.is_collective(word.lower_):
            return False
        return given.any_before(word.text)

    def _without_headline_words(self, ent: Span, name: str, counts: Counter[str]) -> str:
        """Cut "Mike Pence Calls" and "Derelict Obama" of headlines to what the article says."""
        first, _, rest = name.partition(" ")
        shorter = _known_beginning(name, counts)
        same = names.words(shorter) == names.words(name)  # "Ann Lee" of "Ann Lee Jr."
        if len(names.words(shorter)) >= 2 and counts[shorter] and not same:
            rarer = counts[name] < counts[shorter]
            return shorter if rarer or in_headline(ent.doc, ent.start_char) else name
        if counts[rest] <= 1 or counts[name] != 1:
            return name
        if name_key(first) in self._lexicons.first_names or names.is_surname_first(first.lower()):
            return name
        return rest if in_headline(ent.doc, ent.start_char) else name

    def _bare(self, ent: Span) -> str:
        """Give the name of a mention without the titles in front of it."""
        first = self._person_titles.name_start(ent)
        tokens = [t for t in ent.doc[first : ent.end] if not t.is_space]
        if len(tokens) > 1 and tokens[0].lower_ in _OPENING:
            tokens = tokens[1:]
        if not tokens:
            return ""
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        name = names.clean(text_of(ent.doc)[start:end])
        name = _NICKNAME.sub(" ", name)
        name = names.clean(_BREAK.split(name)[-1])  # what a missing space ran together
        return _with_full_stop(name, ent)


def _known_beginning(name: str, counts: Counter[str]) -> str:
    """Give the longest beginning of a name that is one too: of "Ann Lee Slams Hask" Ann Lee."""
    parts = name.split()
    ends = range(len(parts) - 1, 1, -1)
    found = (" ".join(parts[:end]) for end in ends if counts[" ".join(parts[:end])])
    return next(found, name.rsplit(" ", 1)[0])


def _by_word(named: Sequence[Named]) -> Mapping[str, set[tuple[str, ...]]]:
    """Give the names of two or more words by each of their words, a few under each."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in {name for _, name in named}:
        words = names.words(name)
        for word in words if len(words) > 1 else ():
            if len(found[word]) < MOST:
                found[word].add(words)
    return found


def _of_headline(ent: Span, name: str, by_word: Mapping[str, set[tuple[str, ...]]]) -> str:
    """Cut "Ann Just" of a headline to the name by which the text has one Ann Lee, and no Just."""
    words = names.words(name)
    if len(words) < 2 or not in_headline(ent.doc, ent.start_char):
        return name
    others = by_word.get(words[0], set()) - {words}
    alone = len(by_word.get(words[-1], set())) < 2
    return name.split(maxsplit=1)[0] if alone and len(others) == 1 else name


def _is_people(ent: Span) -> bool:
    """Say whether a word is the name of many: "most Whigs", "the Whigs"."""
    before = ent.doc[ent.start - 1].lower_ if ent.start else ""
    return len(ent) == 1 and ent[0].lower_.endswith("s") and before in _BEFORE_MANY


def _with_full_stop(name: str, ent: Span) -> str:
    """Give "Ann Lee Jr." its full stop, if the text has one."""
    return f"{name}." if name.endswith((" Jr", " Sr")) and f"{name}." in _around(ent) else name


def _around(ent: Span) -> str:
    return str(ent.doc[ent.start : ent.end + 1].text)


def _without_origin(ent: Span) -> Span:
    """Give a name without where its bearer is from: "Ann Lee | of Riverside"."""
    place = next((t.i for t in ent[_PAIR:] if t.lower_ in ("of", "from")), ent.end)
    return Span(ent.doc, ent.start, place, label=ent.label_)


def _with_particles(ent: Span) -> Span:
    """Give the whole of a name that the recogniser cut at a particle: "Jan van | der Berg"."""
    doc, end = ent.doc, ent.end
    if len(ent) < 2 or doc[end - 1].lower_ not in PARTICLES or not doc[end - 1].is_lower:
        return ent
    while end < len(doc) and doc[end].lower_ in PARTICLES and doc[end].is_lower:
        end += 1
    if end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
        return Span(doc, ent.start, end + 1, label=ent.label_)
    return ent


class _Found:
    """Mentions in the order in which they were added, and by the tokens that they cover."""

    def __init__(self) -> None:
        self._kept: dict[int, Named] = {}
        self._over: dict[int, list[int]] = defaultdict(list)
        self._next = 0

    def mentions(self) -> list[Named]:
        return list(self._kept.values())

    def add(self, span: Span, name: str) -> None:
        self._kept[self._next] = (span, name)
        for i in range(span.start, span.end):
            self._over[i].append(self._next)
        self._next += 1

    def has(self, span: Span) -> bool:
        """Say whether a mention covers the whole of a span."""
        near = (self._kept[n] for n in self._over.get(span.start, ()) if n in self._kept)
        return any(one.end >= span.end for one, _ in near)

    def drop_within(self, span: Span) -> None:
        """Leave out the mentions that begin in a span."""
        for i in range(span.start, span.end):
            for number in self._over.get(i, ()):
                if number in self._kept and self._kept[number][0].start >= span.start:
                    del self._kept[number]
